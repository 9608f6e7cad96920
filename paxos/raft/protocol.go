package raft

import (
	_ "embed"
	"strings"

	"synod/engine"
	"synod/paxos/guarded"
	"synod/paxos/members"
)

//go:embed about.txt
var about string

//go:embed terms.txt
var ownTerms string

//go:embed rules.txt
var catalogue string

// systems is labels.txt: what systems that run Raft call the same things.
//
//go:embed labels.txt
var systems string

// Protocol declares Raft.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "raft",
		Title: "Raft", About: about,
		Terms:  engine.MustTerms(ownTerms, guarded.Terms),
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  facts(),
		Rules:  engine.MustRules(catalogue + guarded.Rules),
		Labels: engine.MustLabels(systems),
		Limits: []engine.Limit{
			{Name: "terms", Help: "the highest term that a candidate may begin", Default: 2, Over: overTerms},
			{Name: "misses", Help: "how many clients a leader may take for gone, as far as its log tells", Default: 1, Over: overMisses},
			{Name: "keep-alives", Help: "0: clients do not keep their leases alive", Default: 1, Over: overKeepAlives},
			{Name: "quorum-checks", Help: "0: leaders do not look whether they hear from a majority", Default: 1, Over: overQuorumChecks},
		},
		Layout: engine.Columns,
		Build:  build,
	}
}

func params() []engine.Param {
	return []engine.Param{
		{Name: "servers", Help: "servers", Kind: engine.Int, Default: "3", Min: 1, Max: members.Most},
		{Name: "clients", Help: "clients", Kind: engine.Int, Default: "1", Min: 1, Max: members.Most},
		{Name: "pre-vote", Help: "who would be a candidate asks first whether it could win", Kind: engine.Bool, Default: "false"},
		{Name: "check-quorum", Help: "a leader that hears from no majority stands down, and who hears a leader votes for nobody else", Kind: engine.Bool, Default: "false"},
		{Name: "noop", Help: "a leader begins with an entry of its own that says nothing, so that what is before it can be committed", Kind: engine.Bool, Default: "true"},
		{Name: "members", Help: "how many of the servers are members at first, where members come and go; 0: all, and they stay", Kind: engine.Int, Default: "0", Max: members.Most},
		{Name: "change-counts", Help: "when a server goes by a change of members: once it is logged, or once it is committed", Kind: engine.Word, Default: onceLogged, Choices: []string{onceLogged, onceCommitted}},
		{Name: "machine", Help: "what the log is executed on: nothing, where the last entry counts; keys with revisions, leases and locks; or a queue of messages",
			Kind: engine.Word, Default: machineLast, Choices: machines},
		{Name: "ttl", Help: "how many ticks of the leader's clock a lease lasts unless it is kept alive; 0: it may be over at any time", Kind: engine.Int, Default: "0", Max: 999},
		{Name: "resource", Help: "there is a resource, D1, that clients write to while they have a lock, or a message that stands for one", Kind: engine.Bool, Default: "false"},
	}
}

func roles() []engine.Role {
	minds := []engine.TimerSpec{
		{Name: election, Help: "nothing was heard of a leader for too long: stand for election"},
		{Name: beat, Help: "send every follower what it may lack, or nothing"},
		{Name: quorumCheck, Help: "look whether a majority was heard from since the last time"},
	}
	for _, id := range members.Named("c", members.Most) {
		minds = append(minds, engine.TimerSpec{Name: missPrefix + string(id), Help: string(id) + " has not been heard of for too long: its lease is over, or it is taken for gone"})
	}
	return []engine.Role{
		{ID: "client", Plural: "clients", Column: 0, Hue: true, Client: true, Calls: calls(),
			Timers: []engine.TimerSpec{
				{Name: timeout, Help: "give up waiting for an answer"},
				{Name: keepLife, Help: "show the leader that one lives, so that the lease goes on"},
			}},
		{ID: "server", Plural: "servers", Column: 1, Hub: true, Clock: true, Summary: []string{"term", "log", "committed", "role"}, Timers: minds},
		{ID: "resource", Plural: "resources", Column: 2},
	}
}

func kinds() []engine.Kind {
	return append([]engine.Kind{
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
		{ID: "client-put", Short: "put", Name: "let a key hold a value", Phase: "request", Plain: true},
		{ID: "client-get", Short: "get", Name: "what a key holds?", Phase: "request", Plain: true},
		{ID: "client-peek", Short: "peek", Name: "what a key holds here?", Phase: "request", Plain: true},
		{ID: "client-grant", Short: "grant", Name: "a lease, please", Phase: "lease", Plain: true},
		{ID: "client-lock", Short: "lock", Name: "put a key for a lock", Phase: "lock", Plain: true},
		{ID: "client-watch", Short: "wait", Name: "wait until older keys are gone", Phase: "lock", Plain: true},
		{ID: "client-own", Short: "mine?", Name: "is my key still there?", Phase: "lock", Plain: true},
		{ID: "client-delete", Short: "del", Name: "delete a key", Phase: "lock", Plain: true},
		{ID: "client-publish", Short: "pub", Name: "publish a message", Phase: "request", Plain: true},
		{ID: "client-consume", Short: "cons", Name: "give me messages", Phase: "request", Plain: true},
		{ID: "client-ack", Short: "fin", Name: "done with a message", Phase: "request", Plain: true},
		{ID: "client-nack", Short: "back", Name: "give a message back", Phase: "request", Plain: true},
		{ID: "client-add-member", Short: "add", Name: "a member more, please", Phase: "members", Plain: true},
		{ID: "client-remove-member", Short: "remove", Name: "a member less, please", Phase: "members", Plain: true},
		{ID: "delivery", Short: "msg", Name: "a message", Phase: "answer", Plain: true},
		{ID: "keep-alive", Short: "live", Name: "keep the lease", Phase: "lease", Plain: true},
		{ID: "kept-alive", Short: "kept", Name: "whether the lease is kept", Phase: "lease", Plain: true, Reply: true},
		{ID: "done", Short: "done", Name: "answer", Phase: "answer", Plain: true},
		{ID: "refused", Short: "no", Name: "nothing was done", Phase: "answer", Plain: true},
	}, guarded.Kinds()...)
}

func build(cfg engine.Config) (engine.Setup, error) {
	c := newCluster(cfg)
	setup := engine.Setup{
		Properties: c.properties(),
		Needs:      c.needs(),
		Panels:     []engine.Panel{{ID: "logs", Title: "logs, server by server", Draw: c.drawLogs}},
	}
	if c.changes {
		setup.Panels = append(setup.Panels, engine.Panel{ID: "sizes", Title: "how many members, and how many may be down", Draw: c.drawSizes})
	}
	if c.start != nil {
		setup.Panels = append(setup.Panels, engine.Panel{ID: "state", Title: "what the log led to", Draw: c.drawState})
	}
	for _, id := range c.clients {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "client", Node: newClient(c, id), Arm: c.keptAtStart()})
	}
	for _, id := range c.servers {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "server", Node: server{cluster: c, id: id, state: c.start, config: c.initial}, Arm: []string{election}})
	}
	if c.resource {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: guarded.ID, Role: "resource", Node: guarded.Resource{CheckToken: c.checkToken}})
	}
	err := c.readStart(cfg.Start, setup.Nodes)
	setup.Facts = stored(setup.Nodes)
	return setup, err
}

// overTerms says whether a server would begin a term beyond n.
func overTerms(on engine.HostView, c engine.Choice, n int) bool {
	s, is := on.Node(c.From).(server)
	return is && c.Verb == engine.FireTimer && c.Kind == election && s.term >= n
}

// overMisses says whether a leader would take more than n clients for gone.
func overMisses(on engine.HostView, c engine.Choice, n int) bool {
	s, is := on.Node(c.From).(server)
	return is && c.Verb == engine.FireTimer && strings.HasPrefix(c.Kind, missPrefix) && s.log.misses() >= n
}

// overKeepAlives says whether a client would keep its lease alive where none is to:
// to do so twice changes nothing but the time, so they are not counted.
func overKeepAlives(_ engine.HostView, c engine.Choice, n int) bool {
	return n == 0 && c.Verb == engine.FireTimer && c.Kind == keepLife
}

// overQuorumChecks is the same of leaders that look whether a majority is there.
func overQuorumChecks(_ engine.HostView, c engine.Choice, n int) bool {
	return n == 0 && c.Verb == engine.FireTimer && c.Kind == quorumCheck
}
