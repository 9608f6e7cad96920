package abd

import (
	_ "embed"
	"fmt"

	"synod/engine"
	"synod/paxos/members"
	"synod/quorum/sets"
)

//go:embed about.txt
var about string

//go:embed terms.txt
var ownTerms string

// catalogue is rules.txt: each rule's id, switch, source and sentences.
//
//go:embed rules.txt
var catalogue string

// Protocol declares the register.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "abd",
		Title: "The ABD register", About: about,
		Terms: engine.MustTerms(ownTerms),
		Params: []engine.Param{
			{Name: "writers", Help: "how many writers; one need not ask before it writes", Kind: engine.Int, Default: "1", Min: 1, Max: members.Most},
			{Name: "readers", Help: "how many readers", Kind: engine.Int, Default: "2", Max: members.Most},
			{Name: "servers", Help: "how many servers", Kind: engine.Int, Default: "3", Min: 1, Max: members.Most},
			{Name: "read", Help: "the quorums that are asked: " + sets.Forms, Kind: engine.Words, Default: "majority"},
			{Name: "write", Help: "the quorums that have to take a value, written in the same way", Kind: engine.Words, Default: "majority"},
		},
		Roles: []engine.Role{
			{ID: "writer", Plural: "writers", Column: 0, Hue: true, Timers: timers(),
				Calls: []engine.CallSpec{{Name: "write", Args: []engine.ArgSpec{{Name: "value"}}, Help: "write a value", Refuse: refuse}}},
			{ID: "server", Plural: "servers", Column: 1, Hub: true, Alike: true},
			{ID: "reader", Plural: "readers", Column: 2, Hue: true, Timers: timers(),
				Calls: []engine.CallSpec{{Name: "read", Help: "read the register"}}},
		},
		Kinds: []engine.Kind{
			{ID: kindQuery, Short: "query", Name: "Query", Phase: "query"},
			{ID: kindQueryReply, Short: "has", Name: "QueryReply", Phase: "query", Plain: true, Reply: true},
			{ID: kindUpdate, Short: "update", Name: "Update", Phase: "update", Plain: true},
			{ID: kindAck, Short: "ack", Name: "Ack", Phase: "update", Reply: true},
		},
		Facts:  factKinds(),
		Rules:  engine.MustRules(catalogue),
		Layout: engine.Columns,
		Build:  build,
	}
}

func timers() []engine.TimerSpec {
	return []engine.TimerSpec{{Name: giveUp, Help: "wait no longer for servers"}}
}

// refuse keeps the word for an empty register out of it.
func refuse(_ engine.Node, args []string) string {
	if args[0] == Nothing {
		return "'nothing' is what a read says of a register that was never written; write another value"
	}
	return ""
}

func build(cfg engine.Config) (engine.Setup, error) {
	c, err := newCluster(cfg)
	if err != nil {
		return engine.Setup{}, err
	}
	for _, line := range cfg.Start {
		return engine.Setup{}, &engine.ConfigError{Key: "start", Item: line, Err: fmt.Errorf("'%s'; this protocol begins with an empty register", line)}
	}
	setup := engine.Setup{
		Properties: c.properties(),
		Needs:      c.needs(),
		Panels: []engine.Panel{
			{ID: "held", Title: "values ever taken (observer)", Draw: c.drawHeld},
			{ID: "arithmetic", Title: "arithmetic of the quorums", Draw: c.drawArithmetic},
		},
		Derive: c.derive,
		Notes:  c.notes(),
	}
	if !c.readQuorum.Alike() || !c.writeQuorum.Alike() {
		setup.Unlike = []string{"server"}
	}
	for _, id := range c.writers {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "writer", Node: client{c: c}})
	}
	for _, id := range c.servers {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "server", Node: server{c: c}})
	}
	for _, id := range c.readers {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "reader", Node: client{c: c}})
	}
	return setup, nil
}
