package enginetest

import "synod/engine"

// Lock is a whole protocol in one file: a keeper grants one lock to the first
// client that asks. It shows that a protocol needs no change anywhere else.
func Lock() *engine.Protocol {
	return &engine.Protocol{
		Name: "lock", Title: "A lock", Build: buildLock, Rules: engine.MustRules(lockRules),
		Roles: []engine.Role{
			{ID: "client", Plural: "clients", Hue: true, Calls: []engine.CallSpec{{Name: "lock", Help: "ask for the lock"}}},
			{ID: "keeper", Plural: "keepers", Column: 1, Hub: true},
		},
		Kinds: []engine.Kind{{ID: "ask", Short: "ask", Name: "ask"}, {ID: "grant", Short: "grant", Name: "grant"}},
		Facts: []engine.FactKind{{ID: "granted", Glyph: "★", Milestone: true, Says: "granted to {value}"}},
	}
}

const lockRules = `
[one-holder switch]
did: {node} hears {1} ask, while the lock is with {2}.
why: The lock goes to the first that asks, and to nobody after that.
off: The lock goes to everybody who asks.`

func buildLock(cfg engine.Config) (engine.Setup, error) {
	return engine.Setup{
		Nodes: []engine.NodeSpec{{ID: "c1", Role: "client", Node: client{}}, {ID: "c2", Role: "client", Node: client{}},
			{ID: "K", Role: "keeper", Node: keeper{holder: "nobody", strict: cfg.On("one-holder")}}},
		Properties: []engine.Property{{ID: "MUTEX", Name: "one holder", Reads: []string{"granted"}, OnFact: oneHolder}},
		Panels: []engine.Panel{{ID: "lock", Title: "the lock", Draw: func(w *engine.World, _ engine.NodeID) engine.Doc {
			return engine.Doc{engine.Text{{Text: "held by " + w.Node("K").Fields()[0].Text}}}
		}}},
	}, nil
}

func oneHolder(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.Of("granted") {
		return engine.Breaks("the lock was granted to " + f.Value + " and to " + fresh.Value)
	}
	return engine.Holds()
}

type word string

func (w word) Kind() string { return string(w) }
func (w word) Key() string  { return "" }
func (w word) Text() string { return "" }

type client struct{ op string }

func (c client) AppendTo(b []byte) []byte { return engine.AppendString(b, c.op) }
func (c client) Fields() []engine.Field   { return []engine.Field{{ID: "asks", Text: c.op}} }
func (c client) Step(in engine.Input, fx *engine.Effects) engine.Node {
	if in.Kind == engine.Call {
		fx.Send("K", word("ask"))
		return client{in.Op.ID}
	}
	fx.Return(c.op, engine.OK, "locked", "")
	return c
}

type keeper struct {
	holder string
	strict bool
}

func (k keeper) AppendTo(b []byte) []byte { return engine.AppendString(b, k.holder) }
func (k keeper) Fields() []engine.Field   { return []engine.Field{{ID: "holder", Text: k.holder}} }
func (k keeper) Step(in engine.Input, fx *engine.Effects) engine.Node {
	if in.Kind == engine.Deliver {
		fx.Why("one-holder", string(in.From), k.holder)
		if k.holder == "nobody" || !k.strict {
			k.holder = string(in.From)
			fx.Fact("granted", "", k.holder)
			fx.Send(in.From, word("grant"))
		}
	}
	return k
}
