package pane_test

import (
	"strconv"
	"strings"

	"synod/engine"
)

// poll is a toy: askers ask voters for a vote, each voter votes once, and what
// two of three voted for is elected. Its words never change, so pictures of it
// can be compared.
func poll() *engine.Protocol {
	return &engine.Protocol{
		Name: "poll", Title: "A poll", Build: buildPoll, Rules: engine.MustRules(pollRules),
		Roles: []engine.Role{
			{ID: "asker", Plural: "askers", Hue: true, Calls: []engine.CallSpec{{Name: "ask", Args: []engine.ArgSpec{{Name: "value"}}, Help: "ask all voters"}}},
			{ID: "voter", Plural: "voters", Column: 1, Hub: true},
			{ID: "watcher", Plural: "watchers", Column: 2},
		},
		Kinds: []engine.Kind{{ID: "ask", Short: "a", Phase: "Asking", Plain: true}, {ID: "vote", Short: "v", Phase: "Voting"}},
		Facts: []engine.FactKind{
			{ID: "vote", Says: "{node} voted for {value}"},
			{ID: "elected", Glyph: "★", Milestone: true, Says: "elected: {value}"},
			{ID: "seen", Glyph: "✓", Milestone: true, Says: "{node} knows {value}"},
		},
	}
}

const pollRules = `
[ask]
phase: Asking
did: {node} asks all voters for a vote for {1}.
[vote]
phase: Voting
source: A Book §1
did: {node} votes for {1}.
why: It has not voted yet, and a voter votes once.
[once switch]
phase: Voting
source: A Book §1
did: {node} ignores {1}.
why: It has voted for {2} already.
[count]
did: {node} hears of a vote for {1}.
`

func buildPoll(cfg engine.Config) (engine.Setup, error) {
	s := engine.Setup{
		Derive: elect, Notes: []string{"three voters, two make a majority"},
		Properties: []engine.Property{
			{ID: "AGREE", Name: "one winner", Statement: "No two values are ever elected.", Reads: []string{"elected"}, OnFact: oneWinner},
			{ID: "TRUE", Name: "what is seen was elected", Reads: []string{"seen"}, OnFact: func(before engine.Facts, f engine.Fact) engine.Verdict {
				for range before.With("elected", "") {
					return engine.Holds()
				}
				return engine.Breaks(string(f.Node) + " saw " + f.Value)
			}},
			{ID: "WON", Name: "somebody wins", Sometimes: true, Reads: []string{"elected"}, OnFact: func(engine.Facts, engine.Fact) engine.Verdict { return engine.Holds() }},
		},
	}
	for _, id := range []engine.NodeID{"P1", "P2"} {
		s.Nodes = append(s.Nodes, engine.NodeSpec{ID: id, Role: "asker", Node: asker{}})
	}
	for i := range 3 {
		s.Nodes = append(s.Nodes, engine.NodeSpec{ID: engine.NodeID("A" + strconv.Itoa(i+1)), Role: "voter", Node: voter{once: cfg.On("once")}})
	}
	s.Nodes = append(s.Nodes, engine.NodeSpec{ID: "L1", Role: "watcher", Node: watcher{}})
	return s, nil
}

func elect(before engine.Facts, f engine.Fact, conclude func(engine.Fact)) {
	if f.Kind != "vote" {
		return
	}
	for g := range before.With("vote", f.Key) {
		if g.Node != f.Node {
			conclude(engine.Fact{Kind: "elected", Value: f.Value})
		}
	}
}

func oneWinner(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With("elected", "") {
		return engine.Breaks(f.Value + " was elected, and now " + fresh.Value)
	}
	return engine.Holds()
}

type pollMsg struct{ kind, key, text string }

func (m pollMsg) Kind() string { return m.kind }
func (m pollMsg) Key() string  { return m.key }
func (m pollMsg) Text() string { return m.text }

type asker struct{ tried, value string }

func (a asker) AppendTo(b []byte) []byte {
	return engine.AppendString(engine.AppendString(b, a.tried), a.value)
}
func (a asker) Fields() []engine.Field {
	return []engine.Field{{ID: "tried", Text: a.tried, Durable: true}}
}
func (a asker) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		a.value = in.Op.Args[0]
		fx.Return(in.Op.ID, engine.OK, "", "")
		fx.Arm("again")
	case engine.Fire:
	default:
		return a
	}
	round, _ := strconv.Atoi(strings.TrimSuffix(a.tried, "."+string(in.Self)))
	a.tried = strconv.Itoa(round+1) + "." + string(in.Self)
	fx.Why("ask", a.value)
	fx.Broadcast([]engine.NodeID{"A1", "A2", "A3"}, pollMsg{"ask", a.tried, a.value})
	return a
}

type voter struct {
	once  bool
	voted string
}

func (v voter) AppendTo(b []byte) []byte { return engine.AppendString(b, v.voted) }
func (v voter) Fields() []engine.Field {
	return []engine.Field{{ID: "voted", Text: v.voted, Durable: true}}
}
func (v voter) Step(in engine.Input, fx *engine.Effects) engine.Node {
	m, ok := in.Body.(pollMsg)
	switch {
	case !ok:
		return v
	case v.voted != "" && v.once:
		fx.Why("once", m.text, v.voted)
		return v
	}
	v.voted = m.text
	fx.Why("vote", m.text)
	fx.Fact("vote", m.text, m.text)
	fx.Send("L1", pollMsg{"vote", m.key, m.text})
	return v
}

type watcher struct{ seen string }

func (l watcher) AppendTo(b []byte) []byte { return engine.AppendString(b, l.seen) }
func (l watcher) Fields() []engine.Field   { return []engine.Field{{ID: "seen", Text: l.seen}} }
func (l watcher) Step(in engine.Input, fx *engine.Effects) engine.Node {
	m, ok := in.Body.(pollMsg)
	if !ok {
		return l
	}
	fx.Why("count", m.text)
	if l.seen == m.text {
		fx.Fact("seen", "", m.text)
	}
	l.seen = m.text
	return l
}
