package naive

import (
	_ "embed"

	"synod/engine"
	"synod/paxos/members"
	"synod/paxos/votes"
)

//go:embed about.txt
var about string

//go:embed terms.txt
var ownTerms string

// Ids of the roles.
const (
	roleClient = "client"
	roleNode   = "node"
)

// catalogue is rules.txt: each rule's id, source and sentences.
//
//go:embed rules.txt
var catalogue string

// Protocol declares the popular account's Paxos.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "naive-paxos",
		Title: "Paxos as it is often told", About: about,
		Terms:  engine.MustTerms(ownTerms),
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  factKinds(),
		Rules:  engine.MustRules(catalogue),
		Limits: []engine.Limit{{Name: "rounds", Help: "how many rounds a client may run", Default: 1, Over: overRounds}},
		Layout: engine.Columns,
		Build:  build,
	}
}

func params() []engine.Param {
	return []engine.Param{
		{Name: "nodes", Help: "how many nodes", Kind: engine.Int, Default: "3", Min: 1, Max: members.Most},
		{Name: "clients", Help: "how many clients", Kind: engine.Int, Default: "2", Min: 1, Max: members.Most},
		{Name: "decide", Help: "what decides: the first node that accepts, or most of the votes that a client has heard of", Kind: engine.Word, Default: "first", Choices: []string{"first", "most"}},
	}
}

func roles() []engine.Role {
	return []engine.Role{
		{
			ID: roleClient, Plural: "clients", Column: 0, Hue: true, Client: true,
			Calls: []engine.CallSpec{{
				Name: "propose", Args: []engine.ArgSpec{{Name: "value"}},
				Help: "ask all nodes to decide on a value",
			}},
			Timers: []engine.TimerSpec{{Name: round, Help: "run a round with all nodes"}},
		},
		{ID: roleNode, Plural: "nodes", Column: 1, Hub: true, Alike: true},
	}
}

func kinds() []engine.Kind {
	return []engine.Kind{
		{ID: kindRequest, Short: "request", Name: "Request", Phase: "request", Plain: true},
		{ID: kindRound, Short: "round", Name: "Round", Phase: "round", Plain: true},
		{ID: kindDecided, Short: "decided", Name: "Decided", Phase: "answer", Plain: true, Reply: true},
		{ID: kindVote, Short: "vote", Name: "Vote", Phase: "vote", Plain: true},
	}
}

func build(cfg engine.Config) (engine.Setup, error) {
	c := newCluster(cfg)
	var specs []engine.NodeSpec
	for _, id := range c.clients {
		specs = append(specs, engine.NodeSpec{ID: id, Role: roleClient, Node: client{c: c}})
	}
	for _, id := range c.nodes {
		specs = append(specs, engine.NodeSpec{ID: id, Role: roleNode, Node: node{c: c}})
	}
	return engine.Setup{
		Nodes:      specs,
		Properties: c.properties(),
		Needs:      c.needs(),
		Panels:     []engine.Panel{{ID: "majority", Title: "what a majority is, and P = n/k", Draw: c.drawMajority}},
		Derive:     votes.Choose(c.nodes, c.majority),
	}, nil
}

// overRounds says whether a choice begins a round above the nth.
func overRounds(on engine.HostView, choice engine.Choice, n int) bool {
	c, ok := on.Node(choice.From).(client)
	return ok && choice.Verb == engine.FireTimer && c.round >= n
}
