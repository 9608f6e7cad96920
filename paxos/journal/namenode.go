package journal

import (
	"strings"

	"synod/engine"
)

// namenode writes the log, once it has become the active one. Nothing of it is on
// disk here: all that counts is at the JournalNodes. It makes one call at a time,
// and waits for a majority of answers.
type namenode struct {
	*cluster
	id      engine.NodeID
	phase   phase
	op      engine.Op // what it was asked for
	epoch   int       // asking: the highest that was promised
	serial  int       // of its last request in this epoch
	yes, no set       // who has done the present call, and who has not
	out     set       // who failed to write, and is left out until the next segment
	segment int       // the first transaction of the segment that it recovers or writes
	last    int       // the last transaction that is durable
	more    int       // how many it writes now
	best    best      // preparing: whose segment counts, of those reported
	told    string    // the last answer, for people
}

// best is a segment that was reported, and by whom.
type best struct {
	report
	from engine.NodeID
}

// phase is what a NameNode waits for.
type phase uint8

const (
	standby phase = iota
	asking
	promising
	preparing
	accepting
	closing
	starting
	writing
	rolling
	ready
	stopped
)

var phaseWords = []string{"standby", "getJournalState", "newEpoch", "prepareRecovery", "acceptRecovery", "finalizeLogSegment", "startLogSegment", "journal", "finalizeLogSegment", "active", "stopped"}

// Operations of clients, and the timer that ends a wait.
const (
	opActive = "transitionToActive"
	opEdit   = "edit"
	opRoll   = "rollEdits"
	timeout  = "timeout"
)

// Step is one line an input.
func (n namenode) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return n.call(in.Op, fx)
	case engine.Fire:
		fx.Why("timeout", phaseWords[n.phase])
		return n.stop(fx)
	case engine.Crash:
		fx.Why("namenode-down", n.doing())
		return namenode{cluster: n.cluster, id: n.id}
	case engine.Restart:
		fx.Why("namenode-back")
		return n
	}
	switch m := in.Body.(type) {
	case state:
		return n.countState(in.From, m, fx)
	case promised:
		return n.countPromise(in.From, m, fx)
	case report:
		return n.countReport(in.From, m, fx)
	case done:
		return n.countDone(in.From, m, fx)
	case refused:
		return n.countRefusal(in.From, m, fx)
	}
	return n
}

func (n namenode) call(op engine.Op, fx *engine.Effects) namenode {
	switch op.Name {
	case opActive:
		return namenode{cluster: n.cluster, id: n.id, op: op}.activate(fx)
	case opRoll:
		n.op = op
		return n.roll(fx)
	}
	n.op = op
	return n.write(number(op.Args), fx)
}

// begin makes a call of those that are not left out.
func (n namenode) begin(p phase, leftOut set, call engine.Body, fx *engine.Effects) namenode {
	n.phase, n.yes, n.no = p, 0, leftOut
	fx.Arm(timeout)
	fx.Broadcast(n.journals.List(n.journals.All()&^leftOut), call)
	if leftOut != 0 {
		return n.unlessAll(fx)
	}
	return n
}

// info numbers a request.
func (n namenode) info() (namenode, info) {
	n.serial++
	return n, info{n.epoch, n.serial}
}

// awaits is what answers the present call.
func (n namenode) awaits() (kind string, r ref) {
	switch n.phase {
	case asking:
		return kindState, ref{}
	case promising:
		return kindPromised, ref{epoch: n.epoch}
	case preparing:
		return kindReport, ref{n.epoch, n.segment}
	case accepting:
		return kindAccepted, ref{n.epoch, n.segment}
	case closing, rolling:
		return kindFinalized, ref{n.epoch, n.segment}
	case starting:
		return kindStarted, ref{n.epoch, n.segment}
	case writing:
		return kindWritten, ref{n.epoch, n.last + 1}
	}
	return "", ref{}
}

// counts says whether an answer is one to the present call, and the first of its
// sender.
func (n namenode) counts(from engine.NodeID, kind string, r ref, fx *engine.Effects) bool {
	want, about := n.awaits()
	if kind == want && r == about && (n.yes|n.no)&n.journals.Bit(from) == 0 {
		return true
	}
	fx.Why("late-answer", string(from), strings.TrimSpace(kind+" "+r.String()))
	return false
}

// answered goes on once a majority has done what was asked.
func (n namenode) answered(from engine.NodeID, fx *engine.Effects) namenode {
	n.yes |= n.journals.Bit(from)
	if !n.enough() {
		fx.Why("count-answer", string(from), phaseWords[n.phase], n.count(n.yes))
		return n.unlessAll(fx)
	}
	n.journals.Formed(n.yes, fx)
	switch n.phase {
	case asking:
		return n.claim(fx)
	case promising:
		return n.established(fx)
	case preparing:
		return n.decide(fx)
	case accepting:
		return n.close(fx)
	case closing:
		return n.recovered(fx)
	case rolling:
		return n.rolled(fx)
	case starting:
		return n.started(fx)
	}
	return n.written(fx)
}

// enough says whether the present call is done: a majority has done it.
func (n namenode) enough() bool {
	if n.phase == writing && !n.waitForQuorum {
		return n.enoughAtOnce()
	}
	return n.quorum.Has(n.yes)
}

// enoughAtOnce is enough with wait-for-quorum switched off.
func (n namenode) enoughAtOnce() bool { return n.yes != 0 }

// unlessAll gives up when no majority can be had: a majority has refused, or all
// have answered.
func (n namenode) unlessAll(fx *engine.Effects) namenode {
	if n.quorum.Has(n.no) || n.yes|n.no == n.journals.All() {
		fx.Why("no-majority", phaseWords[n.phase], n.journals.Names(n.no))
		return n.stop(fx)
	}
	return n
}

// countDone counts who has done a call that gives no more than that.
func (n namenode) countDone(from engine.NodeID, m done, fx *engine.Effects) namenode {
	if m.kind == kindStarted && m.epoch == n.epoch {
		n.out &^= n.journals.Bit(from)
	}
	if !n.counts(from, m.kind, m.ref, fx) {
		return n
	}
	return n.answered(from, fx)
}

// countRefusal counts who has not done it. Who fails to write is left out until the
// next segment begins.
func (n namenode) countRefusal(from engine.NodeID, m refused, fx *engine.Effects) namenode {
	if m.call == kindJournal && m.epoch == n.epoch && n.out&n.journals.Bit(from) == 0 {
		n.out |= n.journals.Bit(from)
		fx.Why("out-of-sync", string(from), m.why)
	}
	if !n.counts(from, answerTo(m.call), m.ref, fx) {
		return n
	}
	n.no |= n.journals.Bit(from)
	fx.Why("count-refusal", string(from), m.call, m.why)
	return n.unlessAll(fx)
}

// answerTo is the kind of what answers a call.
func answerTo(call string) string {
	for _, a := range answers {
		if a.call == call {
			return a.answer
		}
	}
	return ""
}

// stop ends the process: its log is required, and it cannot write it. What it was
// writing may be durable or not.
func (n namenode) stop(fx *engine.Effects) namenode {
	outcome := engine.Failed
	if n.op.Name == opEdit && n.phase == writing {
		outcome = engine.Unknown
	}
	fx.Why("stopped", n.op.Name)
	fx.Return(n.op.ID, outcome, "", "")
	fx.Disarm(timeout)
	return namenode{cluster: n.cluster, id: n.id, phase: stopped, epoch: n.epoch, told: n.op.Name + ": " + outcome.String()}
}

// end tells the client, and waits for more to do.
func (n namenode) end(value string, fx *engine.Effects) namenode {
	fx.Return(n.op.ID, engine.OK, value, "")
	fx.Disarm(timeout)
	n.told = n.op.Name + ": " + value
	n.phase, n.op, n.yes, n.no, n.more, n.best = ready, engine.Op{}, 0, 0, 0, best{}
	return n
}
