package fast

import (
	_ "embed"

	"synod/engine"
	"synod/paxos/ballot"
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

// Protocol declares Fast Paxos.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "fast-paxos",
		Title: "Fast Paxos", About: about,
		Terms:  engine.MustTerms(ownTerms, ballot.Terms),
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  factKinds(),
		Rules:  engine.MustRules(catalogue),
		Limits: []engine.Limit{{Name: "ballots", Help: "the highest round a coordinator may use", Default: 2, Over: overRounds}},
		Layout: engine.Columns,
		Build:  build,
	}
}

func params() []engine.Param {
	return []engine.Param{
		{Name: "coordinators", Help: "how many coordinators", Kind: engine.Int, Default: "1", Min: 1, Max: members.Most},
		{Name: "proposers", Help: "how many proposers", Kind: engine.Int, Default: "2", Min: 1, Max: members.Most},
		{Name: "acceptors", Help: "how many acceptors", Kind: engine.Int, Default: "4", Min: 1, Max: members.Most},
		{Name: "learners", Help: "how many learners", Kind: engine.Int, Default: "1", Max: members.Most},
		{Name: "classic", Help: "the quorums of Phase 1 and of classic ballots: " + sets.Forms, Kind: engine.Words, Default: "majority"},
		{Name: "fast", Help: "the quorums of fast ballots, written in the same way; 'enough': as few as may be, so that any classic quorum and any two fast ones have an acceptor in common", Kind: engine.Words, Default: enough},
		{Name: "wait", Help: "a coordinator with a quorum of promises waits for more, until its timer says that it has waited enough", Kind: engine.Bool, Default: "false"},
	}
}

func roles() []engine.Role {
	return []engine.Role{
		{ID: "coordinator", Plural: "coordinators", Column: 0, Hue: true, Timers: []engine.TimerSpec{
			{Name: openTimer, Help: "start a fast ballot, to open it to all proposals"},
			{Name: recoverTimer, Help: "start a classic ballot, to clear up a collision"},
			{Name: chooseTimer, Help: "wait for no more promises, and choose by those that came"},
		}},
		{ID: "proposer", Plural: "proposers", Column: 0, Hue: true,
			Calls: []engine.CallSpec{{
				Name: "propose",
				Args: []engine.ArgSpec{{Name: "value"}},
				Help: "send a value straight to the acceptors",
			}},
			Timers: []engine.TimerSpec{{Name: retry, Help: "send the value once more"}}},
		{ID: "acceptor", Plural: "acceptors", Column: 1, Hub: true, Alike: true},
		{ID: "learner", Plural: "learners", Column: 2, Sink: true, Alike: true},
	}
}

func kinds() []engine.Kind {
	return []engine.Kind{
		{ID: kindPrepare, Short: "1a", Name: "Prepare", Phase: "Phase 1(a)"},
		{ID: kindPromise, Short: "1b", Name: "Promise", Phase: "Phase 1(b)", Reply: true},
		{ID: kindAny, Short: "any", Name: "Any", Phase: "Phase 2(a)"},
		{ID: kindPropose, Short: "propose", Name: "Propose", Phase: "proposal", Plain: true},
		{ID: kindAccept, Short: "2a", Name: "Accept", Phase: "Phase 2(a)", Plain: true},
		{ID: kindAccepted, Short: "2b", Name: "Accepted", Phase: "Phase 2(b)", Plain: true, Reply: true},
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
	return engine.Setup{
		Nodes:      c.nodes(d),
		Facts:      d.facts,
		Properties: c.properties(),
		Needs:      c.needs(),
		Panels:     []engine.Panel{{ID: "votes", Title: "votes ever cast (observer)", Draw: c.drawVotes}},
		Derive:     c.derive,
		Unlike:     c.unlike(),
		Notes:      c.notes(),
	}, nil
}

func (c *cluster) nodes(d disks) (specs []engine.NodeSpec) {
	for i, id := range c.coordinators {
		k := coordinator{c: c, tried: d.tried[i]}
		if d.open[i] {
			k.phase = opened
		}
		specs = append(specs, engine.NodeSpec{ID: id, Role: "coordinator", Node: k, Arm: []string{openTimer, recoverTimer}})
	}
	for _, id := range c.proposers {
		specs = append(specs, engine.NodeSpec{ID: id, Role: "proposer", Node: proposer{c: c}})
	}
	for i, id := range c.acceptors {
		specs = append(specs, engine.NodeSpec{ID: id, Role: "acceptor", Node: d.nodes[i]})
	}
	for _, id := range c.learners {
		specs = append(specs, engine.NodeSpec{ID: id, Role: "learner", Node: learner{c: c}})
	}
	return specs
}

// unlike lists the roles whose nodes can be told apart here.
func (c *cluster) unlike() []string {
	if c.classicQuorum.Alike() && c.fastQuorum.Alike() {
		return nil
	}
	return []string{"acceptor"}
}

// overRounds says whether a choice starts a ballot whose round is above n.
func overRounds(on engine.HostView, choice engine.Choice, n int) bool {
	k, ok := on.Node(choice.From).(coordinator)
	starts := ok && choice.Verb == engine.FireTimer && choice.Kind != chooseTimer
	return starts && nextBallot(k.tried, choice.From, choice.Kind).Round > n
}
