package quorum

import (
	_ "embed"
	"strconv"

	"synod/engine"
	"synod/quorum/arithmetic"
	"synod/quorum/staleness"
)

//go:embed about.txt
var about string

//go:embed terms.txt
var ownTerms string

//go:embed rules.txt
var catalogue string

// otherNames is labels.txt: what Riak and Cassandra call the same things.
//
//go:embed labels.txt
var otherNames string

// Protocol declares the quorum store.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "quorum",
		Title: "Leaderless quorum store", About: about,
		Terms:  engine.MustTerms(ownTerms),
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  facts(),
		Rules:  engine.MustRules(catalogue),
		Labels: engine.MustLabels(otherNames),
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
	var st start
	for _, id := range s.shape.Nodes {
		st.devices = append(st.devices, device{settings: s, id: id, view: s.start})
	}
	for i := range cfg.Int("clients") {
		st.clients = append(st.clients, client{settings: s, id: engine.NodeID("c" + strconv.Itoa(i+1))})
	}
	if err := st.read(s, cfg.Start); err != nil {
		return engine.Setup{}, err
	}
	setup.Facts = st.facts
	for _, d := range st.devices {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: d.id, Role: "replica", Node: d})
	}
	for _, c := range st.clients {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: c.id, Role: "client", Node: c})
	}
	return setup, nil
}

func roles() []engine.Role {
	return []engine.Role{
		{ID: "replica", Plural: "replicas", Column: 0, Hub: true, Clock: true, Calls: nodeCalls(),
			Losses: []engine.Loss{{ID: diskLoss, Help: "the disk too: all that it held"}},
			Timers: []engine.TimerSpec{
				{Name: timer, Help: "give up waiting for replicas, for all that it coordinates"},
				{Name: speculateTimer, Help: "ask one more replica for each read that waits"},
				{Name: flushTimer, Help: "write to disk what it has in memory only"},
				{Name: reapTimer, Help: "throw away tombstones that are old enough"},
				{Name: handoffTimer, Help: "give to their owners what it keeps for them"},
			}},
		{ID: "client", Plural: "clients", Column: 1, Hue: true, Client: true, Calls: calls(),
			Timers: []engine.TimerSpec{{Name: timer, Help: "give up waiting for the coordinator"}}},
	}
}

func kinds() []engine.Kind {
	return []engine.Kind{
		{ID: "client-put", Short: "put?", Name: "put request", Phase: "request", Plain: true},
		{ID: "client-get", Short: "get?", Name: "get request", Phase: "request", Plain: true},
		{ID: "put", Short: "put", Name: "put to a replica", Phase: "write", Plain: true},
		{ID: "putack", Short: "ack", Name: "acknowledgement of a replica", Phase: "write", Reply: true},
		{ID: "get", Short: "get", Name: "get from a replica", Phase: "read", Plain: true},
		{ID: "getreply", Short: "has", Name: "reply of a replica", Phase: "read", Plain: true, Reply: true},
		{ID: "digest", Short: "digest?", Name: "ask a replica for a digest", Phase: "read", Plain: true},
		{ID: "digestreply", Short: "digest", Name: "digest of what a replica holds", Phase: "read", Plain: true, Reply: true},
		{ID: "repairput", Short: "repair", Name: "read repair", Phase: "repair", Plain: true},
		{ID: "repairack", Short: "repaired", Name: "acknowledgement of a repair", Phase: "repair", Reply: true},
		{ID: "put-ok", Short: "put ok", Name: "the write is done", Phase: "answer", Plain: true},
		{ID: "get-ok", Short: "get ok", Name: "what the read found", Phase: "answer", Plain: true},
		{ID: "no-quorum", Short: "no quorum", Name: "too few replicas answered in time", Phase: "answer", Plain: true},
		{ID: "refused", Short: "refused", Name: "too few replicas are believed up", Phase: "answer", Plain: true},
		{ID: "remove", Short: "remove", Name: "forget a key", Phase: "write", Plain: true},
		{ID: "reap", Short: "reap", Name: "throw a tombstone away", Phase: "reap", Plain: true},
		{ID: "tree", Short: "hash", Name: "hashes of a tree", Phase: "exchange", Plain: true},
		{ID: "swap", Short: "swap", Name: "what is held of a key that differs", Phase: "exchange", Plain: true},
		{ID: "pull", Short: "pull", Name: "ask for what will be one's own", Phase: "ring"},
		{ID: "pulled", Short: "pulled", Name: "what will be the other's own", Phase: "ring", Plain: true},
		{ID: "ring", Short: "ring", Name: "who has a share of the ring", Phase: "ring", Plain: true},
		{ID: "handoff", Short: "hand-off", Name: "what was kept for somebody else", Phase: "hand-off", Plain: true},
		{ID: "handoffack", Short: "handed", Name: "acknowledgement of a hand-off", Phase: "hand-off", Reply: true},
	}
}

func facts() []engine.FactKind {
	return []engine.FactKind{
		{ID: "put", Says: "{node} makes a version of {key}: {value}"},
		{ID: "took", Says: "{node} has seen {key} {value}"},
		{ID: "acked", Glyph: "◆", Milestone: true, Says: "W replicas hold {key}: {value}"},
		{ID: "read", Glyph: "◇", Milestone: true, Says: "R replicas answer for {key}: {value}"},
		{ID: "repaired", Glyph: "+", Milestone: true, Says: "{node} is repaired: {key} {value}"},
		{ID: "hinted", Glyph: "h", Milestone: true, Says: "{node} keeps {key} for {value}"},
		{ID: "handed", Glyph: "H", Milestone: true, Says: "{node} is handed {key} by {value}"},
		{ID: "gone", Glyph: "x", Milestone: true, Says: "{node} holds nothing of {key} any more: {value}"},
		{ID: "differs", Says: "{node} finds that {key} differs from what {value} holds"},
		{ID: "ring", Glyph: "o", Milestone: true, Says: "{node} sees the ring of epoch {key}: {value}"},
		{ID: "warned", Glyph: "!", Milestone: true, Says: "{node} warns: {key} has {value} siblings"},
		{ID: "siblings", Glyph: "Y", Milestone: true, Says: "{node} holds siblings of {key}: {value}"},
	}
}
