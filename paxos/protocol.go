package paxos

import (
	"fmt"
	"strconv"

	"synod/engine"
)

// Ids of the roles.
const (
	roleProposer = "proposer"
	roleAcceptor = "acceptor"
	roleLearner  = "learner"
)

// most is how many nodes of one role there can be.
const most = 9

// Protocol declares single-decree Paxos.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:   "paxos",
		Title:  "Single-decree Paxos",
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  factKinds(),
		Rules:  rules(),
		Limits: []engine.Limit{{Name: "ballots", Help: "the highest round a proposer may use", Default: 2, Over: overRounds}},
		Layout: engine.Columns,
		Build:  build,
	}
}

func params() []engine.Param {
	return []engine.Param{
		{Name: "proposers", Help: "how many proposers", Kind: engine.Int, Default: "2", Min: 1, Max: most},
		{Name: "acceptors", Help: "how many acceptors; a majority is a quorum", Kind: engine.Int, Default: "3", Min: 1, Max: most},
		{Name: "learners", Help: "how many learners", Kind: engine.Int, Default: "1", Min: 1, Max: most},
		{Name: "nacks", Help: "acceptors tell a proposer when they refuse", Kind: engine.Bool, Default: "false"},
		{Name: "hosts", Help: "P1, A1 and L1 live on one host S1, and so on", Kind: engine.Bool, Default: "false"},
	}
}

func roles() []engine.Role {
	return []engine.Role{
		{
			ID: roleProposer, Plural: "proposers", Column: 0, Hue: true,
			Calls: []engine.CallSpec{{
				Name:   "propose",
				Args:   []engine.ArgSpec{{Name: "value"}, {Name: "round", Optional: true}},
				Help:   "start a ballot to get the value chosen; without a round, the next one is used",
				Refuse: refuseRound,
			}},
			Timers: []engine.TimerSpec{{Name: retry, Help: "give the ballot up and start a higher one"}},
		},
		{ID: roleAcceptor, Plural: "acceptors", Column: 1, Hub: true, Alike: true},
		{ID: roleLearner, Plural: "learners", Column: 2, Sink: true, Alike: true},
	}
}

func kinds() []engine.Kind {
	return []engine.Kind{
		{ID: kindPrepare, Short: "1a", Name: "Prepare", Phase: "Phase 1(a)"},
		{ID: kindPromise, Short: "1b", Name: "Promise", Phase: "Phase 1(b)", Reply: true},
		{ID: kindAccept, Short: "2a", Name: "Accept", Phase: "Phase 2(a)", Plain: true},
		{ID: kindAccepted, Short: "2b", Name: "Accepted", Phase: "Phase 2(b)", Plain: true, Reply: true},
		{ID: kindNack, Short: "nack", Name: "Nack", Phase: "nack", Advisory: true, Reply: true},
	}
}

func build(cfg engine.Config) (engine.Setup, error) {
	c := newCluster(cfg)
	d, err := c.readDisks(cfg.Start)
	if err != nil {
		return engine.Setup{}, err
	}
	return engine.Setup{
		Nodes:      c.nodes(d, cfg.Bool("hosts")),
		Facts:      d.facts,
		Properties: c.properties(),
		Needs:      c.needs(),
		Panels:     []engine.Panel{{ID: "votes", Title: "votes ever cast (observer)", Draw: c.drawVotes}},
		Derive:     c.derive,
		Notes:      c.notes(),
	}, nil
}

func (c *cluster) nodes(d disks, together bool) []engine.NodeSpec {
	var specs []engine.NodeSpec
	add := func(id engine.NodeID, i int, role string, n engine.Node) {
		spec := engine.NodeSpec{ID: id, Role: role, Node: n}
		if together {
			spec.Host = engine.HostID("S" + strconv.Itoa(i+1))
		}
		specs = append(specs, spec)
	}
	for i, id := range c.proposers {
		add(id, i, roleProposer, proposer{c: c, tried: d.tried[i]})
	}
	for i, id := range c.acceptors {
		add(id, i, roleAcceptor, acceptor{c: c, promised: d.promised[i], voted: d.voted[i]})
	}
	for i, id := range c.learners {
		add(id, i, roleLearner, learner{c: c})
	}
	return specs
}

func (c *cluster) notes() []string {
	n := len(c.acceptors)
	if n%2 == 1 {
		return nil
	}
	return []string{fmt.Sprintf("With %d acceptors a quorum is %d, so %d may be missing: no more than with %d acceptors.",
		n, c.quorum, n-c.quorum, n-1)}
}

// overRounds says whether a choice starts a ballot whose round is above n.
func overRounds(w *engine.World, choice engine.Choice, n int) bool {
	p, ok := w.Node(choice.From).(proposer)
	if !ok || choice.Verb != engine.CallOp && choice.Verb != engine.FireTimer {
		return false
	}
	round := p.nextRound()
	if args := choice.Args(); choice.Verb == engine.CallOp && len(args) > 1 {
		round, _ = strconv.Atoi(args[1])
	}
	return round > n
}
