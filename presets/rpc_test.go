package presets_test

import (
	"fmt"
	"slices"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
)

// composite takes a choice, and with a request the reply if whoever asked can
// hear it, and with a crash the restart.
func composite(w *engine.World, c engine.Choice) *engine.World {
	next, step, err := w.Take(c)
	if err != nil {
		panic(err)
	}
	menu := w.System().Config().Menu
	switch c.Verb {
	case engine.CrashHost:
		back := engine.Choice{Verb: engine.RestartHost, From: c.From}
		if slices.Contains(next.Enabled(&menu, nil), back) {
			next, _, _ = next.Take(back)
		}
	case engine.DeliverMsg:
		reply := replyOf(w, step.Taken)
		if reply == nil || !slices.Contains(next.Enabled(&menu, nil), reply.Choice(engine.DeliverMsg)) {
			return next
		}
		if next, _, err = next.Take(reply.Choice(engine.DeliverMsg)); err != nil {
			panic(err)
		}
		return without(next, reply, w)
	}
	return next
}

// replyOf gives the one reply that a message brings about; nil: there is none,
// or not just one.
func replyOf(w *engine.World, m *engine.Message) *engine.Message {
	parts := w.Apart()
	parts.Flight = []*engine.Message{m}
	_, step, err := w.System().Build(parts).Take(m.Choice(engine.DeliverMsg))
	if err != nil {
		panic(err)
	}
	var replies []*engine.Message
	asker, _ := w.System().Ends(m)
	for _, sent := range step.Sent {
		if _, to := w.System().Ends(sent); to == asker && w.System().Protocol().Kind(sent.Kind).Reply {
			replies = append(replies, sent)
		}
	}
	if len(replies) != 1 {
		return nil
	}
	return replies[0]
}

// without takes a message out of a sent-set, unless it was there before.
func without(w *engine.World, m *engine.Message, before *engine.World) *engine.World {
	if slices.ContainsFunc(before.Flight(), func(e engine.Envelope) bool { return e.Same(m) }) {
		return w
	}
	parts := w.Apart()
	parts.Flight = slices.DeleteFunc(slices.Clone(parts.Flight), m.Same)
	return w.System().Build(parts)
}

// askers are cases in which whoever asked shares a host with others, is down, is
// cut off, cannot hear yet, or has gone on.
var askers = []struct {
	name, settings string
	network        engine.Network
	menu           engine.Menu
	depth          int
	oneWay         bool // the link from A1 to P1 is cut from the start
}{
	{"plain", "acceptors=3", engine.SentSet, engine.Menu{NoFire: true}, 8, false},
	{"one host each", "hosts=true acceptors=2", engine.SentSet, engine.Menu{NoFire: true}, 12, false},
	{"crashes that stay", "acceptors=2", engine.SentSet, engine.Menu{NoFire: true, Crashes: 1, NoRepair: true}, 8, false},
	{"crashes and restarts", "acceptors=2", engine.SentSet, engine.Menu{NoFire: true, Crashes: 1}, 7, false},
	{"cuts", "acceptors=2", engine.SentSet, engine.Menu{NoFire: true, Cuts: 1}, 6, false},
	{"refusals and retries", "acceptors=2 nacks=true", engine.SentSet, engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 2}}}, 6, false},
	{"a bag", "acceptors=2 nacks=true", engine.Bag, engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 2}}, Dups: 1, Drops: 1}, 5, false},
	{"only answers are cut off", "acceptors=2", engine.SentSet, engine.Menu{NoFire: true}, 7, true},
	{"answers wait on their link", "acceptors=2 nacks=true", engine.Fifo, engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 2}}}, 7, true},
	{"links in order", "acceptors=2 nacks=true", engine.Fifo, engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 2}}, Cuts: 1}, 7, false},
}

func TestARequestWithItsReplyIsWhatTwoStepsAre(t *testing.T) {
	for _, c := range askers {
		w := enginetest.Setup{Settings: c.settings, Network: c.network, Menu: c.menu, Calls: pearOrApple}.World(t, protocol("paxos"))
		if c.oneWay {
			w = single(w, engine.Choice{Verb: engine.CutLink, From: "A1", To: "P1", N: engine.OneWay})
		}
		worlds, steps := levelsBy(w, c.depth, composite)
		for workers := 1; workers <= 2; workers++ {
			r := exploretest.Search(t, w, explore.Options{Property: "AGREE", Depth: c.depth, Workers: workers, Reduce: explore.Reductions{RPC: true}})
			if got, want := fmt.Sprint(r.States, r.Steps), fmt.Sprint(worlds, steps); got != want {
				t.Errorf("%s, %d workers: worlds and steps are %s, the twin's %s", c.name, workers, got, want)
			}
		}
	}
}
