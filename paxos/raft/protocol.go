package raft

import (
	_ "embed"

	"synod/engine"
	"synod/paxos/members"
)

//go:embed about.txt
var about string

//go:embed rules.txt
var catalogue string

// Protocol declares Raft.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "raft",
		Title: "Raft", About: about,
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  facts(),
		Rules:  engine.MustRules(catalogue),
		Limits: []engine.Limit{{Name: "terms", Help: "the highest term that a candidate may begin", Default: 2, Over: overTerms}},
		Layout: engine.Columns,
		Build:  build,
	}
}

func params() []engine.Param {
	return []engine.Param{
		{Name: "servers", Help: "servers", Kind: engine.Int, Default: "3", Min: 1, Max: members.Most},
		{Name: "clients", Help: "clients", Kind: engine.Int, Default: "1", Min: 1, Max: members.Most},
		{Name: "pre-vote", Help: "who would be a candidate asks first whether it could win", Kind: engine.Bool, Default: "false"},
		{Name: "noop", Help: "a leader begins with an entry of its own that says nothing, so that what is before it can be committed", Kind: engine.Bool, Default: "true"},
	}
}

func roles() []engine.Role {
	return []engine.Role{
		{ID: "client", Plural: "clients", Column: 0, Hue: true, Client: true, Calls: calls(),
			Timers: []engine.TimerSpec{{Name: timeout, Help: "give up waiting for an answer"}}},
		{ID: "server", Plural: "servers", Column: 1, Hub: true, Summary: []string{"term", "log", "committed", "role"},
			Timers: []engine.TimerSpec{
				{Name: election, Help: "nothing was heard of a leader for too long: stand for election"},
				{Name: beat, Help: "send every follower what it may lack, or nothing"},
			}},
	}
}

func kinds() []engine.Kind {
	return []engine.Kind{
		{ID: "pre-vote", Short: "pre?", Name: "would you vote?", Phase: "election", Plain: true},
		{ID: "pre-voted", Short: "pre", Name: "whether one would", Phase: "election", Plain: true, Reply: true},
		{ID: "vote", Short: "vote?", Name: "RequestVote", Phase: "election", Plain: true},
		{ID: "voted", Short: "vote", Name: "vote", Phase: "election", Plain: true, Reply: true},
		{ID: "append", Short: "app", Name: "AppendEntries", Phase: "replication", Plain: true},
		{ID: "appended", Short: "ack", Name: "reply to AppendEntries", Phase: "replication", Plain: true, Reply: true},
		{ID: "confirm", Short: "lead?", Name: "do I still lead?", Phase: "read", Plain: true},
		{ID: "confirmed", Short: "yes", Name: "as far as I know", Phase: "read", Plain: true, Reply: true},
		{ID: "client-append", Short: "append", Name: "append request", Phase: "request", Plain: true},
		{ID: "client-read", Short: "read", Name: "read request", Phase: "request"},
		{ID: "done", Short: "done", Name: "answer", Phase: "answer", Plain: true},
		{ID: "refused", Short: "no", Name: "nothing was done", Phase: "answer", Plain: true},
	}
}

func build(cfg engine.Config) (engine.Setup, error) {
	c := newCluster(cfg)
	setup := engine.Setup{
		Properties: c.properties(),
		Needs:      c.needs(),
		Panels:     []engine.Panel{{ID: "logs", Title: "logs, server by server", Draw: c.drawLogs}},
	}
	for _, id := range c.clients {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "client", Node: client{cluster: c, id: id}})
	}
	for _, id := range c.servers {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "server", Node: server{cluster: c, id: id}, Arm: []string{election}})
	}
	err := c.readStart(cfg.Start, setup.Nodes)
	setup.Facts = stored(setup.Nodes)
	return setup, err
}

// overTerms says whether a server would begin a term beyond n.
func overTerms(w *engine.World, c engine.Choice, n int) bool {
	s, is := w.Node(c.From).(server)
	return is && c.Verb == engine.FireTimer && c.Kind == election && s.term >= n
}
