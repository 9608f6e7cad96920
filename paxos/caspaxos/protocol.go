package caspaxos

import (
	_ "embed"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
	"synod/paxos/votes"
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

// Protocol declares CASPaxos.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "caspaxos",
		Title: "CASPaxos", About: about,
		Terms: engine.MustTerms(ownTerms, ballot.Terms),
		Params: []engine.Param{
			{Name: "proposers", Help: "how many proposers", Kind: engine.Int, Default: "2", Min: 1, Max: members.Most},
			{Name: "acceptors", Help: "how many acceptors", Kind: engine.Int, Default: "3", Min: 1, Max: members.Most},
			{Name: "quorum", Help: "the quorums: " + sets.Forms, Kind: engine.Words, Default: "majority"},
			{Name: "piggyback", Help: "a request for a vote asks for a promise of the proposer's next ballot as well, which saves it a round trip", Kind: engine.Bool, Default: "false"},
		},
		Roles: []engine.Role{
			{ID: "proposer", Plural: "proposers", Column: 0, Hue: true, Calls: calls(),
				Timers: []engine.TimerSpec{{Name: giveUp, Help: "wait no longer, and tell the client how that stands"}}},
			{ID: "acceptor", Plural: "acceptors", Column: 1, Hub: true, Alike: true},
		},
		Kinds:  kinds(),
		Facts:  factKinds(),
		Rules:  engine.MustRules(catalogue),
		Limits: []engine.Limit{{Name: "ballots", Help: "the highest round a proposer may use", Default: 3, Over: overRounds}},
		Layout: engine.Columns,
		Build:  build,
	}
}

func calls() []engine.CallSpec {
	value := func(names ...string) (out []engine.ArgSpec) {
		for _, n := range names {
			out = append(out, engine.ArgSpec{Name: n})
		}
		return out
	}
	return []engine.CallSpec{
		{Name: "read", Help: "change nothing, and be told the state"},
		{Name: "set", Args: value("value"), Help: "change the state to a value"},
		{Name: "add", Args: value("number"), Help: "add to the state, which counts as 0 if it is no number", Refuse: refuseAdd},
		{Name: "cas", Args: value("old", "new"), Help: "change the state to a new value if it is an old one; 'nothing' stands for no state"},
		{Name: "delete", Help: "change the state to nothing"},
		{Name: collect, Help: "have the register removed that was deleted"},
	}
}

func kinds() []engine.Kind {
	return []engine.Kind{
		{ID: kindPrepare, Short: "1a", Name: "Prepare", Phase: "Phase 1(a)"},
		{ID: kindPromise, Short: "1b", Name: "Promise", Phase: "Phase 1(b)", Reply: true},
		{ID: kindAccept, Short: "2a", Name: "Accept", Phase: "Phase 2(a)", Plain: true},
		{ID: kindAccepted, Short: "2b", Name: "Accepted", Phase: "Phase 2(b)", Reply: true},
		{ID: kindConflict, Short: "conflict", Name: "Conflict", Phase: "conflict", Advisory: true, Reply: true},
		{ID: kindCollect, Short: "remove", Name: "Collect", Phase: "removal"},
		{ID: kindCollected, Short: "removed", Name: "Collected", Phase: "removal", Reply: true},
	}
}

func build(cfg engine.Config) (engine.Setup, error) {
	c, err := newCluster(cfg)
	if err != nil {
		return engine.Setup{}, err
	}
	d, err := c.readDisks(cfg.Start)
	if err != nil {
		return engine.Setup{}, err
	}
	setup := engine.Setup{
		Facts:      d.facts,
		Properties: c.properties(),
		Needs:      c.needs(),
		Panels:     []engine.Panel{{ID: "states", Title: "the chain of states (observer)", Draw: c.drawStates}},
		Derive:     votes.Choose(c.acceptors, c.quorum),
	}
	if !c.quorum.Alike() {
		setup.Unlike = []string{"acceptor"}
	}
	for i, id := range c.proposers {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "proposer", Node: proposer{c: c, tried: d.tried[i]}})
	}
	for i, id := range c.acceptors {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "acceptor", Node: d.nodes[i]})
	}
	return setup, nil
}

// overRounds says whether a choice starts a ballot whose round is above n.
func overRounds(on engine.HostView, choice engine.Choice, n int) bool {
	p, ok := on.Node(choice.From).(proposer)
	if !ok || choice.Verb != engine.CallOp {
		return false
	}
	if p.next != (Ballot{}) {
		return p.next.Round > n
	}
	return p.nextBallot(choice.From).Round > n
}
