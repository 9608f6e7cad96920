package script_test

import (
	"strconv"
	"strings"

	"synod/engine"
)

// election is a toy: a candidate asks voters for their vote for a value; each
// votes once; a majority chooses.
func election() *engine.Protocol {
	return &engine.Protocol{
		Name: "election", Title: "An election", Build: buildElection,
		Params: []engine.Param{
			{Name: "voters", Kind: engine.Int, Default: "3", Min: 1, Max: 5},
			{Name: "mood", Kind: engine.Word, Default: "good", Choices: []string{"good", "bad"}},
			{Name: "names", Kind: engine.Words},
		},
		Roles: []engine.Role{
			{ID: "candidate", Calls: []engine.CallSpec{{Name: "ask", Args: []engine.ArgSpec{{Name: "value"}}}}},
			{ID: "voter", Column: 1, Hub: true, Losses: []engine.Loss{{ID: "all"}}},
		},
		Kinds: []engine.Kind{{ID: "ask"}, {ID: "vote"}},
		Facts: []engine.FactKind{{ID: "voted"}, {ID: "chosen"}},
		Rules: []engine.Rule{{ID: "once", Switch: true}},
		Limits: []engine.Limit{{Name: "asks", Over: func(_ engine.HostView, c engine.Choice, n int) bool {
			return c.Verb == engine.CallOp && n == 0
		}}},
	}
}

func buildElection(cfg engine.Config) (engine.Setup, error) {
	n := cfg.Int("voters")
	s := engine.Setup{
		Properties: []engine.Property{{ID: "ONE", Reads: []string{"chosen"}, OnFact: oneChosen}, {ID: "SOME", Sometimes: true, Reads: []string{"chosen"}, OnFact: func(engine.Facts, engine.Fact) engine.Verdict { return engine.Holds() }}},
		Derive: func(before engine.Facts, fresh engine.Fact, conclude func(engine.Fact)) {
			votes := 1
			for range before.With("voted", fresh.Key) {
				votes++
			}
			if fresh.Kind == "voted" && votes == n/2+1 {
				conclude(engine.Fact{Kind: "chosen", Key: fresh.Key, Value: fresh.Value})
			}
		},
	}
	var voters []engine.NodeID
	for i := range n {
		voters = append(voters, engine.NodeID("V"+strconv.Itoa(i+1)))
	}
	for _, id := range []engine.NodeID{"C1", "C2"} {
		s.Nodes = append(s.Nodes, engine.NodeSpec{ID: id, Role: "candidate", Node: candidate{voters: voters}})
	}
	for _, id := range voters {
		s.Nodes = append(s.Nodes, engine.NodeSpec{ID: id, Role: "voter", Node: voter{strict: cfg.On("once")}})
	}
	if len(cfg.Start) > 0 {
		return s, &engine.ConfigError{Key: "start", Item: cfg.Start[0], Err: &engine.SyntaxError{Problem: "no start", Expected: "none"}}
	}
	return s, nil
}

func oneChosen(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.Of("chosen") {
		if f.Value != fresh.Value {
			return engine.Breaks(f.Value + " and " + fresh.Value + " are chosen")
		}
	}
	return engine.Holds()
}

type paper struct{ kind, key, text string }

func (p paper) Kind() string { return p.kind }
func (p paper) Key() string  { return p.key }
func (p paper) Text() string { return p.text }

type candidate struct {
	voters []engine.NodeID
	op     string
	votes  int
}

func (c candidate) AppendTo(b []byte) []byte {
	return engine.AppendInt(engine.AppendString(b, c.op), int64(c.votes))
}

func (c candidate) Fields() []engine.Field {
	return []engine.Field{{ID: "votes", Text: strconv.Itoa(c.votes)}}
}

func (c candidate) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		c.op, c.votes = in.Op.ID, 0
		fx.Broadcast(c.voters, paper{"ask", in.Op.ID, in.Op.Args[0]})
		fx.Arm("again")
	case engine.Deliver:
		if c.votes++; c.votes == len(c.voters)/2+1 {
			fx.Return(c.op, engine.OK, in.Body.Text(), "")
			fx.Disarm("again")
		}
	case engine.Crash:
		return candidate{voters: c.voters}
	}
	return c
}

type voter struct {
	strict bool
	voted  string
}

func (v voter) AppendTo(b []byte) []byte { return engine.AppendString(b, v.voted) }

func (v voter) Fields() []engine.Field {
	return []engine.Field{{ID: "voted", Text: v.voted, Durable: true}}
}

func (v voter) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Deliver:
		if v.strict && v.voted != "" {
			return v
		}
		v.voted = in.Body.Text()
		fx.Fact("voted", in.Body.Key(), v.voted)
		fx.Send(in.From, paper{"vote", in.Body.Key(), v.voted})
	case engine.Crash:
		if in.Loss == "all" {
			v.voted = ""
		}
	}
	return v
}

func registry() engine.Registry { return engine.Registry{election()} }

// file puts a head in front of lines.
func file(lines ...string) []byte {
	return []byte("synod: 1\nprotocol: election\n---\n" + strings.Join(lines, "\n") + "\n")
}
