package paxos

import (
	_ "embed"
	"fmt"
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
	"synod/paxos/votes"
	"synod/quorum/sets"
)

//go:embed about.txt
var about string

// Ids of the roles.
const (
	roleProposer = "proposer"
	roleAcceptor = "acceptor"
	roleLearner  = "learner"
)

// Protocol declares single-decree Paxos.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "paxos",
		Title: "Single-decree Paxos", About: about,
		Terms:  engine.MustTerms(ballot.Terms),
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  factKinds(),
		Rules:  rules(),
		Limits: []engine.Limit{{Name: "ballots", Help: "the highest round a proposer may use", Default: 2, Over: overRounds}},
		Layout: engine.Columns,
		Labels: labels(),
		Build:  build,
	}
}

func params() []engine.Param {
	return []engine.Param{
		{Name: "proposers", Help: "how many proposers", Kind: engine.Int, Default: "2", Min: 1, Max: members.Most},
		{Name: "acceptors", Help: "how many acceptors", Kind: engine.Int, Default: "3", Min: 1, Max: members.Most},
		{Name: "learners", Help: "how many learners", Kind: engine.Int, Default: "1", Max: members.Most},
		{Name: "quorum1", Help: "the quorums of Phase 1: " + sets.Forms, Kind: engine.Words, Default: "majority"},
		{Name: "quorum2", Help: "the quorums of Phase 2, written in the same way", Kind: engine.Words, Default: "majority"},
		{Name: "distinguished", Help: "how many learners acceptors tell of their votes, who tell the others; 0: all are told", Kind: engine.Int, Default: "0", Max: members.Most},
		{Name: "contact", Help: "whom a proposer writes to: all acceptors, or one quorum, another in each round", Kind: engine.Word, Default: "all", Choices: contactWords},
		{Name: "answer", Help: "which Prepare an acceptor answers: one strictly above its promise, one not below it, or always, saying what it has promised", Kind: engine.Word, Default: "strict", Choices: ballot.AnswerWords},
		{Name: "accept", Help: "which Accept an acceptor takes: one not below its promise, or only one equal to it", Kind: engine.Word, Default: "not-lower", Choices: acceptWords},
		{Name: "nacks", Help: "acceptors tell a proposer when they refuse", Kind: engine.Bool, Default: "false"},
		{Name: "backoff", Help: "how long a proposer waits by its clock before it retries: not at all (its timer fires at any time), a fixed time, a random one, or longer after each failure", Kind: engine.Word, Default: "none", Choices: backoffWords},
		{Name: "pause", Help: "the shortest time that a proposer waits by its clock, in ticks; a message of a timed walk takes 5 to 15", Kind: engine.Int, Default: "20", Min: 1, Max: 1000},
		{Name: "hosts", Help: "P1, A1 and L1 live on one host S1, and so on", Kind: engine.Bool, Default: "false"},
	}
}

func roles() []engine.Role {
	return []engine.Role{
		{
			ID: roleProposer, Plural: "proposers", Column: 0, Hue: true, Clock: true,
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
		{ID: kindLearn, Short: "learn", Name: "Learn", Phase: "learning", Plain: true},
		{ID: kindNack, Short: "nack", Name: "Nack", Phase: "nack", Advisory: true, Reply: true},
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
		Nodes:      c.nodes(d, cfg.Bool("hosts")),
		Facts:      d.facts,
		Properties: c.properties(),
		Needs:      c.needs(),
		Panels: []engine.Panel{
			{ID: "votes", Title: "votes ever cast (observer)", Draw: c.drawVotes},
			{ID: "rounds", Title: "rounds without a decision (observer)", Draw: c.drawRounds},
			{ID: "arithmetic", Title: "arithmetic of the quorums", Draw: c.drawArithmetic},
		},
		Gauges: []engine.Gauge{{ID: "undecided", Name: "ballots without a decision", From: 2, Read: c.undecided}},
		Derive: votes.Choose(c.acceptors, c.quorum2),
		Unlike: c.unlike(),
		Notes:  c.notes(),
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

// unlike lists the roles whose nodes can be told apart here.
func (c *cluster) unlike() []string {
	var roles []string
	if c.onlyQuorum || !c.quorum1.Alike() || !c.quorum2.Alike() {
		roles = append(roles, roleAcceptor)
	}
	if len(c.told) < len(c.learners) {
		roles = append(roles, roleLearner)
	}
	return roles
}

func (c *cluster) notes() []string {
	var notes []string
	if a, b, apart := sets.Apart(c.quorum1, c.quorum2); apart {
		notes = append(notes, fmt.Sprintf("A quorum of Phase 1 (%s) and one of Phase 2 (%s) have no acceptor in common: what the one chose, the other does not hear of.",
			c.acceptors.Names(a), c.acceptors.Names(b)))
	}
	n := len(c.acceptors)
	if least, any := c.quorum1.Least(); any && c.quorum1.String() == "majority" && n%2 == 0 {
		notes = append(notes, fmt.Sprintf("With %d acceptors a quorum is %d, so %d may be missing: no more than with %d acceptors.", n, least, n-least, n-1))
	}
	return notes
}
