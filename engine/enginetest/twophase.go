package enginetest

import (
	"fmt"

	"synod/engine"
)

// TwoPhase is two-phase commit as the TLA+ examples' TwoPhase has it: messages
// are a set, each resource manager may choose to abort, and the manager of the
// transaction may abort at any time before it commits. Independent checkers
// agree on its number of states: 288 for 3 resource managers, 8,832 for 5,
// 296,448 for 7, 1,745,408 for 8, 61,515,776 for 10.
func TwoPhase(rms int) *engine.Protocol {
	return &engine.Protocol{
		Name:  "two-phase",
		Roles: []engine.Role{{ID: "tm"}, {ID: "rm"}},
		Build: func(engine.Config) (engine.Setup, error) {
			tm := engine.NodeSpec{ID: "TM", Role: "tm", Arm: []string{"abort"}}
			nodes := []engine.NodeSpec{tm}
			var ids []engine.NodeID
			for i := range rms {
				id := engine.NodeID(fmt.Sprintf("R%d", i+1))
				ids = append(ids, id)
				nodes = append(nodes, engine.NodeSpec{ID: id, Role: "rm", Node: rm{"working"}, Arm: []string{"prepare", "abort"}})
			}
			nodes[0].Node = manager{state: "init", rms: ids}
			return engine.Setup{Nodes: nodes, Properties: twoPhaseProperties()}, nil
		},
	}
}

func twoPhaseProperties() []engine.Property {
	reads := []string{"committed", "aborted"}
	ended := func(kind string) func(engine.Facts, engine.Fact) engine.Verdict {
		return func(_ engine.Facts, fresh engine.Fact) engine.Verdict {
			if fresh.Kind != kind {
				return engine.Verdict{}
			}
			return engine.Holds()
		}
	}
	return []engine.Property{
		{ID: "CONSISTENT", Reads: reads, OnFact: func(before engine.Facts, fresh engine.Fact) engine.Verdict {
			other := map[string]string{"committed": "aborted", "aborted": "committed"}[fresh.Kind]
			for f := range before.Of(other) {
				return engine.Breaks(string(f.Node) + " " + other + ", and " + string(fresh.Node) + " " + fresh.Kind)
			}
			return engine.Holds()
		}},
		{ID: "COMMITS", Sometimes: true, Reads: reads, OnFact: ended("committed")},
		{ID: "ABORTS", Sometimes: true, Reads: reads, OnFact: ended("aborted")},
	}
}

type manager struct {
	state    string
	prepared uint64
	rms      []engine.NodeID
}

func (m manager) AppendTo(b []byte) []byte {
	return engine.AppendInt(engine.AppendString(b, m.state), int64(m.prepared))
}
func (m manager) Fields() []engine.Field { return []engine.Field{{ID: "state", Text: m.state}} }

func (m manager) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch {
	case in.Kind == engine.Deliver && m.state == "init":
		for i, id := range m.rms {
			if id == in.From {
				m.prepared |= 1 << i
			}
		}
		if m.prepared == 1<<len(m.rms)-1 {
			fx.Arm("commit")
		}
	case in.Kind == engine.Fire:
		m.state = "done"
		fx.Disarm("abort")
		fx.Disarm("commit")
		fx.Broadcast(m.rms, say(in.Timer))
	}
	return m
}

type rm struct{ state string }

func (r rm) AppendTo(b []byte) []byte { return engine.AppendString(b, r.state) }
func (r rm) Fields() []engine.Field   { return []engine.Field{{ID: "state", Text: r.state}} }

func (r rm) Step(in engine.Input, fx *engine.Effects) engine.Node {
	fx.Disarm("prepare")
	fx.Disarm("abort")
	switch {
	case in.Kind == engine.Fire && in.Timer == "prepare":
		r.state = "prepared"
		fx.Send("TM", say("prepared"))
	case in.Kind == engine.Fire, in.Body.Kind() == "abort":
		r.state = "aborted"
		fx.Fact("aborted", "", "")
	default:
		r.state = "committed"
		fx.Fact("committed", "", "")
	}
	return r
}

// say is a message that is all kind.
type say string

func (s say) Kind() string { return string(s) }
func (s say) Key() string  { return "" }
func (s say) Text() string { return "" }
