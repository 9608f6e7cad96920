package naive

import (
	_ "embed"
	"fmt"
	"strconv"

	"synod/engine"
	"synod/quorum/arithmetic"
	"synod/quorum/sets"
)

//go:embed about.txt
var about string

//go:embed terms.txt
var ownTerms string

//go:embed rules.txt
var catalogue string

// cluster is what never changes.
type cluster struct {
	nodes    []engine.NodeID
	smallest bool // a get takes the smallest hash, and not what comes first
	share    int  // the account's k, in Q = n/k
}

// Protocol declares the store.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "naive-quorum",
		Title: "A quorum store as it is often told", About: about,
		Terms: engine.MustTerms(ownTerms),
		Params: []engine.Param{
			{Name: "nodes", Help: "nodes", Default: "3", Min: 1, Max: 9},
			{Name: "fronts", Help: "where puts and gets are called", Default: "2", Min: 1, Max: 5},
			{Name: "take", Help: "a get takes the first value that comes, or of all replies the one whose hash is smallest",
				Kind: engine.Word, Default: "first", Choices: []string{"first", "smallest"}},
			{Name: "k", Help: "the account's formula is Q = n/k; asked of the arithmetic panel", Default: "2", Min: 1, Max: 9},
		},
		Roles: []engine.Role{
			{ID: "front", Plural: "fronts", Column: 0, Hue: true,
				Timers: []engine.TimerSpec{{Name: next, Help: "write to the next node"}},
				Calls: []engine.CallSpec{
					{Name: "put", Args: []engine.ArgSpec{{Name: "key"}, {Name: "value"}}, Help: "write a value", Refuse: refuse},
					{Name: "get", Args: []engine.ArgSpec{{Name: "key"}}, Help: "read a key"},
				}},
			{ID: "node", Plural: "nodes", Column: 1, Hub: true},
		},
		Kinds: []engine.Kind{
			{ID: "write", Short: "write", Name: "write", Phase: "put", Plain: true},
			{ID: "read", Short: "read", Name: "read", Phase: "get", Plain: true},
			{ID: "reply", Short: "has", Name: "what a node has", Phase: "get", Plain: true, Reply: true},
		},
		Facts: []engine.FactKind{
			{ID: "finished", Says: "{node} has written {value} under {key} to all nodes"},
			{ID: "kept", Says: "{node} keeps {value} under {key}"},
			{ID: "answered", Glyph: "◇", Milestone: true, Says: "{node} answers for {key}: {value}"},
		},
		Rules: engine.MustRules(catalogue),
		Build: build,
	}
}

func refuse(_ engine.Node, args []string) string {
	if args[1] == nothing {
		return "'nothing' is what a get says of a key that nobody has; write another value"
	}
	return ""
}

func build(cfg engine.Config) (engine.Setup, error) {
	c := &cluster{smallest: cfg.Word("take") == "smallest", share: cfg.Int("k")}
	if len(cfg.Start) > 0 {
		return engine.Setup{}, fmt.Errorf("the store starts empty; expected no start lines")
	}
	var setup engine.Setup
	for i := range cfg.Int("nodes") {
		id := engine.NodeID("N" + strconv.Itoa(i+1))
		c.nodes = append(c.nodes, id)
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "node", Node: node{}})
	}
	for i := range cfg.Int("fronts") {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: engine.NodeID("F" + strconv.Itoa(i+1)), Role: "front", Node: front{c: c}})
	}
	setup.Properties = c.properties()
	setup.Panels = []engine.Panel{{ID: "formula", Title: "formula", Draw: c.drawFormula}}
	setup.Notes = []string{"There are no versions and no acknowledgements: what arrives last at a node stays, and nobody knows what has arrived."}
	return setup, nil
}

// drawFormula takes the account at its word: a quorum is Q = n/k nodes.
func (c *cluster) drawFormula(*engine.World, engine.NodeID) engine.Doc {
	n := len(c.nodes)
	q := max(1, n/c.share)
	doc := engine.Doc{engine.Text{{Text: fmt.Sprintf("Q = n/k = %d/%d is %d. With R = W = %d:", n, c.share, q, q)}}}
	return append(doc, arithmetic.Question{
		Reads: sets.Threshold(n, q), Writes: sets.Threshold(n, q), P: 0.01, Workload: arithmetic.Workload{Reads: 0.5},
		Names: func(i int) string { return string(c.nodes[i]) },
	}.Panel()...)
}
