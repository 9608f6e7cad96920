package journal

import (
	"synod/engine"
)

// journalnode keeps the log. Its promise, the epoch of the last writer that began
// a segment here, the segments, and what it accepted in recoveries are on disk;
// which segment is open, how far the requests of this epoch have come, and what it
// downloads are not.
type journalnode struct {
	*cluster
	id        engine.NodeID
	promised  int       // durable
	writer    int       // durable
	segments  segments  // durable
	decisions decisions // durable
	open      int       // volatile: the first transaction of the open segment; 0: none
	serial    int       // volatile: of the last request of this epoch
	fetching  fetching  // volatile
}

// fetching is a recovery that waits for a segment from another JournalNode.
type fetching struct {
	accept
	writer engine.NodeID // who wants it accepted; empty: there is none
}

// Step is one line a message.
func (j journalnode) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Crash:
		return j.crash(fx)
	case engine.Restart:
		fx.Why("back", itoa(j.promised), itoa(j.writer), j.segments.String())
		return j
	}
	switch m := in.Body.(type) {
	case getState:
		return j.tell(in.From, fx)
	case newEpoch:
		return j.newEpoch(in.From, m, fx)
	case prepare:
		return j.prepare(in.From, m, fx)
	case accept:
		return j.accept(in.From, m, fx)
	case download:
		return j.serve(in.From, m, fx)
	case edits:
		return j.fetched(in.From, m, fx)
	case finalize:
		return j.finalize(in.From, m, fx)
	case start:
		return j.start(in.From, m, fx)
	case journal:
		return j.write(in.From, m, fx)
	}
	return j
}

// tell gives the promise.
func (j journalnode) tell(from engine.NodeID, fx *engine.Effects) journalnode {
	fx.Why("tell-promise", string(from), itoa(j.promised))
	fx.Send(from, state{j.promised})
	return j
}

// newEpoch promises an epoch that is above the last promise, and lets nobody write
// to the open segment any more.
func (j journalnode) newEpoch(from engine.NodeID, m newEpoch, fx *engine.Effects) journalnode {
	again := m.epoch == j.promised
	if m.epoch < j.promised || again && j.strictEpoch {
		fx.Why("strict-epoch", string(from), itoa(m.epoch), itoa(j.promised))
		return j.refuse(from, ref{epoch: m.epoch}, kindNewEpoch, "promised "+itoa(j.promised), fx)
	}
	if again {
		fx.Why("grant-again", string(from), itoa(m.epoch))
	} else {
		fx.Why("grant-epoch", string(from), itoa(m.epoch), itoa(j.promised))
	}
	j = j.promise(m.epoch, fx)
	j = j.abort(fx)
	fx.Send(from, promised{m.epoch, j.newest()})
	return j
}

// newest is where the last segment begins; 0: there is none.
func (j journalnode) newest() int {
	if len(j.segments) == 0 {
		return 0
	}
	return j.segments[len(j.segments)-1].first
}

// promise raises the promise. Requests are counted anew.
func (j journalnode) promise(epoch int, fx *engine.Effects) journalnode {
	j.promised, j.serial = epoch, 0
	fx.Fact(factPromise, itoa(epoch), "")
	return j
}

// abort closes the open segment where it is. A segment with nothing in it is gone.
func (j journalnode) abort(fx *engine.Effects) journalnode {
	if j.open != 0 && !j.abortSegment {
		return j.leaveOpen(fx)
	}
	if j.open != 0 {
		fx.Why("abort-segment", itoa(j.open))
	}
	j.open, j.segments = 0, j.segments.full()
	return j
}

// leaveOpen is abort with abort-segment switched off.
func (j journalnode) leaveOpen(fx *engine.Effects) journalnode {
	fx.Why("leave-open", itoa(j.open))
	return j
}

// check is what every request but the first two has to pass. One of a lower epoch
// than was promised is refused; one of a higher raises the promise. Those of one
// epoch are taken in their order.
func (j journalnode) check(from engine.NodeID, m info, tx int, call string, fx *engine.Effects) (journalnode, bool) {
	switch {
	case m.epoch < j.promised && j.checkEpoch:
		fx.Why("check-epoch", call, string(from), itoa(m.epoch), itoa(j.promised))
		return j.refuse(from, m.ref(tx), call, "promised "+itoa(j.promised), fx), false
	case m.epoch < j.promised:
		fx.Why("epoch-unchecked", call, string(from), itoa(m.epoch), itoa(j.promised))
		return j, true
	case m.epoch > j.promised:
		fx.Why("raise-promise", string(from), itoa(m.epoch), itoa(j.promised))
		j = j.promise(m.epoch, fx)
	}
	if m.serial <= j.serial && j.ipcOrder {
		fx.Why("ipc-order", call, string(from), itoa(m.serial), itoa(j.serial))
		return j.refuse(from, m.ref(tx), call, "ipc "+itoa(j.serial), fx), false
	}
	if m.serial <= j.serial {
		fx.Why("order-unchecked", call, string(from), itoa(m.serial), itoa(j.serial))
	}
	j.serial = max(j.serial, m.serial)
	return j, true
}

// refuse says that a call was not done.
func (j journalnode) refuse(to engine.NodeID, r ref, call, why string, fx *engine.Effects) journalnode {
	fx.Send(to, refused{r, call, why})
	return j
}

// crash keeps what is on disk.
func (j journalnode) crash(fx *engine.Effects) journalnode {
	left := journalnode{cluster: j.cluster, id: j.id, promised: j.promised, writer: j.writer, segments: j.segments, decisions: j.decisions}
	switch {
	case !j.persistPromise:
		fx.Why("persist-promise", itoa(j.promised), itoa(j.writer))
		left.promised = j.writer
	case !j.persistAccepted && len(j.decisions) > 0:
		fx.Why("persist-accepted", j.decisions.String())
		left.decisions = nil
	case !j.syncFirst && j.open != 0:
		fx.Why("sync-first", itoa(j.open))
		left.segments = j.segments.put(segment{first: j.open})
	default:
		fx.Why("down", j.segments.String())
	}
	return left
}
