package log

import (
	_ "embed"
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/guarded"
	"synod/paxos/members"
)

//go:embed about.txt
var about string

//go:embed terms.txt
var ownTerms string

// Ids of the roles.
const (
	roleClient   = "client"
	roleServer   = "server"
	roleAcceptor = "acceptor"
	roleResource = "resource"
)

// Protocol declares multi-decree Paxos.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "multi-paxos",
		Title: "Multi-decree Paxos", About: about,
		Terms:  engine.MustTerms(ownTerms, guarded.Terms, ballot.Terms),
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  factKinds(),
		Rules:  rules(),
		Labels: engine.MustLabels(otherNames),
		Limits: []engine.Limit{
			{Name: "ballots", Help: "the highest round a server may lead with", Default: 1, Over: overRounds},
			{Name: "retries", Help: "how often a client may ask again", Default: 1, Over: overRetries},
			{Name: "heartbeats", Help: "0: leaders never show that they lead", Default: 1, Over: overHeartbeats},
		},
		Layout: engine.Columns,
		Build:  build,
	}
}

func params() []engine.Param {
	return []engine.Param{
		{Name: "servers", Help: "how many servers, each with an acceptor", Kind: engine.Int, Default: "3", Min: 1, Max: most},
		{Name: "clients", Help: "how many clients", Kind: engine.Int, Default: "2", Min: 1, Max: most},
		{Name: "candidates", Help: "how many of the servers ever try to lead; 0: all", Kind: engine.Int, Default: "0", Max: most},
		{Name: "voters", Help: "the acceptors that vote at first, or all", Kind: engine.Words, Default: "all"},
		{Name: "window", Help: "α: how many slots may be under way, from the first that is not known to be chosen", Kind: engine.Int, Default: "3", Min: 1, Max: 10},
		{Name: "commit", Help: "how the others hear what is chosen: a decide for each slot, an index that comes along with the next accept, or not before a heartbeat shows that they lag", Kind: engine.Word, Default: "decide", Choices: []string{"decide", "index", "heartbeat"}},
		{Name: "gaps", Help: "what a new leader fills gaps with: no-ops, or commands if some wait", Kind: engine.Word, Default: "no-op", Choices: []string{"no-op", "command"}},
		{Name: "timeout", Help: "after how many ticks without a heartbeat S1 tries to lead, S2 after twice as many, and so on; 0: at any time", Kind: engine.Int, Default: "0", Max: 1000},
		{Name: "reads", Help: "where a get is answered: it goes through the log, or a leader that holds a lease answers it by itself", Kind: engine.Word, Default: "log", Choices: []string{"log", "lease"}},
		{Name: "lease", Help: "how many ticks a lease lasts", Kind: engine.Int, Default: "10", Min: 1, Max: 1000},
		{Name: "resource", Help: "there is a resource, D1, that clients write to while they hold a lock", Kind: engine.Bool, Default: "false"},
		{Name: "nacks", Help: "acceptors tell a server when they refuse", Kind: engine.Bool, Default: "false"},
		{Name: "hosts", Help: "S1 and A1 live on one host, and so on", Kind: engine.Bool, Default: "true"},
	}
}

var via = members.ViaArgs("server")

func configArgs() []engine.ArgSpec {
	args := []engine.ArgSpec{{Name: "acceptor"}}
	for range most - 1 {
		args = append(args, engine.ArgSpec{Name: "acceptor", Optional: true})
	}
	return append(args, via...)
}

func roles() []engine.Role {
	return []engine.Role{
		{ID: roleClient, Plural: "clients", Column: 0, Client: true,
			Timers:  []engine.TimerSpec{{Name: retry, Help: "ask another server"}},
			Summary: []string{"waits", "told"},
			Calls: []engine.CallSpec{
				{Name: opPut, Args: append([]engine.ArgSpec{{Name: "key"}, {Name: "value"}}, via...), Help: "let a key hold a value", Refuse: refuse(2)},
				{Name: opGet, Args: append([]engine.ArgSpec{{Name: "key"}}, via...), Help: "ask what a key holds", Refuse: refuse(1)},
				{Name: opCAS, Args: append([]engine.ArgSpec{{Name: "key"}, {Name: "old"}, {Name: "new"}}, via...), Help: "let a key hold the new value if it holds the old one", Refuse: refuse(3)},
				{Name: opAdd, Args: append([]engine.ArgSpec{{Name: "key"}, {Name: "number"}}, via...), Help: "add a number to what a key holds", Refuse: refuseAdd},
				{Name: opConfig, Args: configArgs(), Help: "say which acceptors vote, from α slots later on", Refuse: refuseConfig},
				{Name: opLock, Args: append([]engine.ArgSpec{{Name: "lock"}}, via...), Help: "get a lock that nobody holds", Refuse: refuse(1)},
				{Name: opSeize, Args: append([]engine.ArgSpec{{Name: "lock"}}, via...), Help: "take a lock over from a holder that is believed to be gone", Refuse: refuse(1)},
				{Name: opUnlock, Args: append([]engine.ArgSpec{{Name: "lock"}}, via...), Help: "give a lock back", Refuse: refuse(1)},
				{Name: opWrite, Args: []engine.ArgSpec{{Name: "value"}}, Help: "write to the resource, with the lock that one holds", Refuse: refuseWrite},
			}},
		{ID: roleServer, Plural: "servers", Column: 1, Hue: true, Clock: true,
			Timers: []engine.TimerSpec{
				{Name: timerLead, Help: "hear of no leader for too long, and try to lead with a higher ballot"},
				{Name: timerHeartbeat, Help: "tell the others who leads, and ask again for votes that are missing"},
			},
			Summary: []string{"role", "log"},
			Calls:   []engine.CallSpec{{Name: "snapshot", Help: "keep the state, and cut off the log that led to it"}}},
		{ID: roleAcceptor, Plural: "acceptors", Column: 2, Hub: true, Clock: true, Summary: []string{"promised", "votes"}},
		{ID: roleResource, Plural: "resources", Column: 3},
	}
}

func kinds() []engine.Kind {
	return append([]engine.Kind{
		{ID: kindRequest, Short: "req", Name: "Request", Phase: "client", Plain: true},
		{ID: kindReply, Short: "rep", Name: "Reply", Phase: "client", Plain: true},
		{ID: kindPrepare, Short: "1a", Name: "Prepare", Phase: "Phase 1(a)"},
		{ID: kindPromise, Short: "1b", Name: "Promise", Phase: "Phase 1(b)", Reply: true},
		{ID: kindAccept, Short: "2a", Name: "Accept", Phase: "Phase 2(a)", Plain: true},
		{ID: kindAccepted, Short: "2b", Name: "Accepted", Phase: "Phase 2(b)", Plain: true, Reply: true},
		{ID: kindDecide, Short: "dec", Name: "Decide", Phase: "learning", Plain: true},
		{ID: kindHeartbeat, Short: "hb", Name: "Heartbeat", Phase: "leader"},
		{ID: kindCatchUp, Short: "cu", Name: "CatchUp", Phase: "learning"},
		{ID: kindSnapshot, Short: "snap", Name: "Snapshot", Phase: "learning"},
		{ID: kindForget, Short: "fgt", Name: "Forget", Phase: "snapshot"},
		{ID: kindRenew, Short: "rn", Name: "Renew", Phase: "lease"},
		{ID: kindRenewed, Short: "rnd", Name: "Renewed", Phase: "lease", Reply: true},
		{ID: kindNack, Short: "nack", Name: "Nack", Phase: "nack", Advisory: true, Reply: true},
	}, guarded.Kinds()...)
}

// catalogue is rules.txt: each rule's id, switch, source and sentences.
//
//go:embed rules.txt
var catalogue string

// otherNames is labels.txt: what a paper and a course call the same things.
//
//go:embed labels.txt
var otherNames string

func rules() []engine.Rule { return engine.MustRules(catalogue + guarded.Rules) }

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
		Panels:     []engine.Panel{{ID: "log", Title: "log: ✓ known to be chosen, ● executed; last vote", Draw: c.drawLog}},
		Derive:     c.derive,
	}, nil
}

func (c *cluster) nodes(d disks, together bool) []engine.NodeSpec {
	var specs []engine.NodeSpec
	for _, id := range c.clients {
		specs = append(specs, engine.NodeSpec{ID: id, Role: roleClient, Node: client{c: c, server: c.servers[0]}})
	}
	for i, s := range d.servers {
		spec := engine.NodeSpec{ID: s.id, Role: roleServer, Node: s}
		if i < c.candidates {
			spec.Arm = []string{timerLead}
		}
		specs = append(specs, spec)
	}
	for i, a := range d.acceptors {
		spec := engine.NodeSpec{ID: c.acceptors[i], Role: roleAcceptor, Node: a}
		if together {
			spec.Host = engine.HostID(c.servers[i])
		}
		specs = append(specs, spec)
	}
	if c.resource {
		specs = append(specs, engine.NodeSpec{ID: guarded.ID, Role: roleResource, Node: guarded.Resource{CheckToken: c.checkToken}})
	}
	return specs
}

// overRounds says whether a choice starts a ballot whose round is above n.
func overRounds(on engine.HostView, choice engine.Choice, n int) bool {
	s, ok := on.Node(choice.From).(server)
	return ok && choice.Verb == engine.FireTimer && choice.Kind == timerLead && s.nextBallot().Round > n
}

// overRetries says whether a choice lets a client ask more than n times again.
func overRetries(on engine.HostView, choice engine.Choice, n int) bool {
	k, ok := on.Node(choice.From).(client)
	return ok && choice.Verb == engine.FireTimer && k.retries >= n
}

// overHeartbeats says whether a choice is a heartbeat where there are to be none:
// a leader that says the same twice changes nothing, so they are not counted.
func overHeartbeats(_ engine.HostView, choice engine.Choice, n int) bool {
	return n == 0 && choice.Verb == engine.FireTimer && choice.Kind == timerHeartbeat
}

// refuse says why a call with so many arguments of its own may not be taken;
// empty: it may.
func refuse(own int) func(engine.Node, []string) string {
	return func(n engine.Node, args []string) string {
		c := n.(client).c
		rest, server := splitVia(args)
		switch {
		case len(rest) != own:
			return "it takes " + strconv.Itoa(own) + " words, and then perhaps 'via' and a server; not " + strconv.Itoa(len(args))
		case server != "" && c.server(server) < 0:
			return "there is no server " + server + "; expected " + engine.Nearest(server, c.servers.Words(c.servers.All()))
		}
		return ""
	}
}

func refuseAdd(n engine.Node, args []string) string {
	if why := refuse(2)(n, args); why != "" {
		return why
	}
	if _, err := strconv.Atoi(args[1]); err != nil {
		return "'" + args[1] + "' is no number"
	}
	return ""
}

func refuseConfig(n engine.Node, args []string) string {
	rest, _ := splitVia(args)
	if why := refuse(len(rest))(n, args); why != "" {
		return why
	}
	if err := n.(client).c.checkMembers(rest); err != nil {
		return err.Error()
	}
	return ""
}
