package pmmc

import (
	_ "embed"
	"fmt"

	"synod/engine"
	"synod/paxos/ballot"
)

//go:embed about.txt
var about string

//go:embed terms.txt
var ownTerms string

//go:embed rules.txt
var catalogue string

// Ids of the roles.
const (
	roleClient    = "client"
	roleReplica   = "replica"
	roleLeader    = "leader"
	roleScout     = "scout"
	roleCommander = "commander"
	roleAcceptor  = "acceptor"
)

// Protocol declares Paxos Made Moderately Complex.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "pmmc",
		Title: "Paxos Made Moderately Complex", About: about,
		Terms:  engine.MustTerms(ownTerms),
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  factKinds(),
		Rules:  engine.MustRules(catalogue),
		Limits: []engine.Limit{{Name: "ballots", Help: "the highest round a leader may use", Default: 2, Over: overRounds}},
		Layout: engine.Columns,
		Build:  build,
	}
}

func params() []engine.Param {
	return []engine.Param{
		{Name: "failures", Help: "how many may fail, f: there are f+1 replicas, f+1 leaders, 2f+1 acceptors", Kind: engine.Int, Default: "1", Min: 1, Max: 3},
		{Name: "clients", Help: "how many clients", Kind: engine.Int, Default: "1", Min: 1, Max: 3},
		{Name: "window", Help: "WINDOW: for how many slots a replica may propose beyond what it has performed", Kind: engine.Int, Default: "5", Min: 1, Max: 9},
		{Name: "scouting", Help: "when a leader scouts after it was pre-empted: when its timer fires, or at once, as in the paper's first version", Kind: engine.Word, Default: "by-timer", Choices: []string{"by-timer", "at-once"}},
	}
}

func roles() []engine.Role {
	again := func(help string) []engine.TimerSpec { return []engine.TimerSpec{{Name: resend, Help: help}} }
	return []engine.Role{
		{ID: roleClient, Plural: "clients", Column: 0, Client: true, Timers: again("send the command to the replicas again"),
			Calls: []engine.CallSpec{{Name: "request", Args: []engine.ArgSpec{{Name: "op"}}, Help: "send a command to all replicas", Refuse: busy}}},
		{ID: roleReplica, Plural: "replicas", Column: 1, Summary: []string{"slot_out", "proposals", "state"}, Timers: again("send to the leaders again what is not decided")},
		{ID: roleLeader, Plural: "leaders", Column: 2, Hue: true, Leads: leads,
			Timers: []engine.TimerSpec{{Name: scouting, Help: "send out a scout with a higher ballot"}}},
		{ID: roleScout, Plural: "scouts", Column: 2, Timers: again("send p1a again to those that have not answered")},
		{ID: roleCommander, Plural: "commanders", Column: 2, Timers: again("send p2a again to those that have not answered")},
		{ID: roleAcceptor, Plural: "acceptors", Column: 3, Hub: true, Alike: true},
	}
}

func leads(n engine.Node) bool { return n.(leader).active }

func kinds() []engine.Kind {
	const spawned = "between a leader and its threads"
	return []engine.Kind{
		{ID: kindRequest, Short: "req", Name: "request", Phase: "request", Plain: true},
		{ID: kindPropose, Short: "prop", Name: "propose", Phase: "proposal", Plain: true},
		{ID: kindP1a, Short: "p1a", Name: "p1a", Phase: "Phase 1(a)"},
		{ID: kindP1b, Short: "p1b", Name: "p1b", Phase: "Phase 1(b)", Reply: true},
		{ID: kindP2a, Short: "p2a", Name: "p2a", Phase: "Phase 2(a)", Plain: true},
		{ID: kindP2b, Short: "p2b", Name: "p2b", Phase: "Phase 2(b)", Reply: true},
		{ID: kindDecision, Short: "dec", Name: "decision", Phase: "decision", Plain: true},
		{ID: kindResponse, Short: "resp", Name: "response", Phase: "response", Plain: true},
		{ID: kindSpawnScout, Short: "scout", Name: "spawn a scout", Phase: spawned},
		{ID: kindSpawnCommander, Short: "cmd", Name: "spawn a commander", Phase: spawned, Plain: true},
		{ID: kindAdopted, Short: "adopted", Name: "adopted", Phase: spawned},
		{ID: kindPreempted, Short: "pre", Name: "preempted", Phase: spawned},
	}
}

func build(cfg engine.Config) (engine.Setup, error) {
	if len(cfg.Start) > 0 {
		return engine.Setup{}, fmt.Errorf("pmmc starts with nothing adopted and nothing accepted; expected no start lines")
	}
	c := newCluster(cfg)
	return engine.Setup{
		Nodes:      c.nodes(),
		Properties: c.properties(),
		Needs:      c.needs(),
		Panels:     []engine.Panel{{ID: "slots", Title: "slots (observer)", Draw: c.drawSlots}},
		Derive:     c.derive,
	}, nil
}

func (c *cluster) nodes() []engine.NodeSpec {
	var specs []engine.NodeSpec
	for _, id := range c.clients {
		specs = append(specs, engine.NodeSpec{ID: id, Role: roleClient, Node: client{c: c}})
	}
	for _, id := range c.replicas {
		specs = append(specs, engine.NodeSpec{ID: id, Role: roleReplica, Node: replica{c: c, in: 1, out: 1}})
	}
	for _, id := range c.leaders {
		host := engine.HostID(id)
		specs = append(specs,
			engine.NodeSpec{ID: id, Role: roleLeader, Host: host, Node: leader{c: c}, Arm: []string{scouting}},
			engine.NodeSpec{ID: scoutOf(id), Role: roleScout, Host: host, Node: scout{c: c}},
			engine.NodeSpec{ID: commanderOf(id), Role: roleCommander, Host: host, Node: commander{c: c}})
	}
	for _, id := range c.acceptors {
		specs = append(specs, engine.NodeSpec{ID: id, Role: roleAcceptor, Node: acceptor{c: c}})
	}
	return specs
}

// overRounds says whether a leader would go beyond round n: by its timer, or at
// once when it hears of a higher ballot.
func overRounds(on engine.HostView, c engine.Choice, n int) bool {
	switch {
	case c.Verb == engine.FireTimer && c.Kind == scouting:
		l, ok := on.Node(c.From).(leader)
		return ok && l.next(ballot.Ballot{}) > n
	case c.Verb == engine.DeliverMsg && (c.Kind == kindP1b || c.Kind == kindP2b):
		l, ok := on.Node(leaderOf(c.To)).(leader)
		heard := ballot.Parse(c.Key)
		if c.Kind == kindP2b {
			heard = ballot.Parse(c.Text)
		}
		return ok && l.c.atOnce && l.ballot.Less(heard) && l.next(heard) > n
	}
	return false
}

// Rename gives the scout that heard from others instead.
func (s scout) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	s.answers = s.c.acceptors.Rename(s.answers, to)
	return s
}

// Rename gives the commander that heard from others instead.
func (m commander) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	open := make([]pvalue, len(m.open))
	for i, p := range m.open {
		p.by = m.c.acceptors.Rename(p.by, to)
		open[i] = p
	}
	m.open = open
	return m
}
