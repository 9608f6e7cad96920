package quorum

import (
	_ "embed"
	"strconv"

	"synod/engine"
	"synod/quorum/arithmetic"
	"synod/quorum/staleness"
)

//go:embed rules.txt
var catalogue string

// Protocol declares the quorum store.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:   "quorum",
		Title:  "Leaderless quorum store",
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  facts(),
		Rules:  engine.MustRules(catalogue),
		Layout: engine.Ring,
		Tools:  []engine.Tool{arithmetic.Tool(), staleness.Tool()},
		Build:  build,
	}
}

func build(cfg engine.Config) (engine.Setup, error) {
	s, err := newSettings(cfg)
	if err != nil {
		return engine.Setup{}, err
	}
	setup := engine.Setup{
		Properties: s.properties(),
		Needs:      s.needs(),
		Panels:     s.panels(),
		Notes:      s.notes(),
	}
	for _, id := range s.ring {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "replica", Node: device{settings: s, id: id}})
	}
	for i := range cfg.Int("clients") {
		id := engine.NodeID("c" + strconv.Itoa(i+1))
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "client", Node: client{settings: s, id: id}})
	}
	return setup, nil
}

func params() []engine.Param {
	return []engine.Param{
		{Name: "nodes", Help: "nodes of the ring", Default: "3", Min: 1, Max: 9},
		{Name: "clients", Help: "clients", Default: "2", Min: 1, Max: 5},
		{Name: "n", Help: "replicas of a key", Default: "3", Min: 1, Max: 9},
		{Name: "r", Help: "replies that a read waits for", Default: "2", Min: 1, Max: 9},
		{Name: "w", Help: "acks that a write waits for", Default: "2", Min: 1, Max: 9},
		{Name: "versions", Help: "what makes a version newer: dotted version vectors, version vectors alone, or the last writer's timestamp",
			Kind: engine.Word, Default: "dotted", Choices: versioningWords},
		{Name: "repair", Help: "when a read repairs the replicas it finds behind: never, after its answer, or before it",
			Kind: engine.Word, Default: "after", Choices: repairWords},
	}
}

func roles() []engine.Role {
	return []engine.Role{
		{ID: "replica", Plural: "replicas", Column: 0, Hub: true, Clock: true,
			Timers: []engine.TimerSpec{{Name: timer, Help: "give up waiting for replicas, for all that it coordinates"}}},
		{ID: "client", Plural: "clients", Column: 1, Hue: true, Client: true, Calls: calls(),
			Timers: []engine.TimerSpec{{Name: timer, Help: "give up waiting for the coordinator"}}},
	}
}

func kinds() []engine.Kind {
	return []engine.Kind{
		{ID: "client-put", Short: "put?", Name: "put request", Phase: "request", Plain: true},
		{ID: "client-get", Short: "get?", Name: "get request", Phase: "request", Plain: true},
		{ID: "put", Short: "put", Name: "put to a replica", Phase: "write", Plain: true},
		{ID: "putack", Short: "ack", Name: "acknowledgement of a replica", Phase: "write"},
		{ID: "get", Short: "get", Name: "get from a replica", Phase: "read", Plain: true},
		{ID: "getreply", Short: "has", Name: "reply of a replica", Phase: "read", Plain: true},
		{ID: "repairput", Short: "repair", Name: "read repair", Phase: "repair", Plain: true},
		{ID: "repairack", Short: "repaired", Name: "acknowledgement of a repair", Phase: "repair"},
		{ID: "put-ok", Short: "put ok", Name: "the write is done", Phase: "answer", Plain: true},
		{ID: "get-ok", Short: "get ok", Name: "what the read found", Phase: "answer", Plain: true},
		{ID: "no-quorum", Short: "no quorum", Name: "too few replicas answered in time", Phase: "answer", Plain: true},
	}
}

func facts() []engine.FactKind {
	return []engine.FactKind{
		{ID: "put", Says: "{node} makes a version of {key}: {value}"},
		{ID: "took", Says: "{node} has seen {key} {value}"},
		{ID: "acked", Glyph: "◆", Milestone: true, Says: "W replicas hold {key}: {value}"},
		{ID: "read", Glyph: "◇", Milestone: true, Says: "R replicas answer for {key}: {value}"},
		{ID: "repaired", Glyph: "+", Milestone: true, Says: "{node} is repaired: {key} {value}"},
		{ID: "siblings", Glyph: "Y", Milestone: true, Says: "{node} holds siblings of {key}: {value}"},
	}
}
