package lwt

import (
	_ "embed"
	"errors"

	"synod/engine"
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

// otherNames is labels.txt: the verbs of Cassandra's messages.
//
//go:embed labels.txt
var otherNames string

// Protocol declares lightweight transactions.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "lightweight-transactions",
		Title: "Lightweight transactions", About: about,
		Terms: engine.MustTerms(ownTerms),
		Params: []engine.Param{
			{Name: "coordinators", Help: "how many coordinators", Kind: engine.Int, Default: "2", Min: 1, Max: members.Most},
			{Name: "replicas", Help: "how many replicas the partition has", Kind: engine.Int, Default: "3", Min: 1, Max: members.Most},
			{Name: "quorum", Help: "the quorums: " + sets.Forms, Kind: engine.Words, Default: "majority"},
			{Name: "contact", Help: "whom a coordinator asks: all replicas, or one quorum, another in each round", Kind: engine.Word, Default: "all", Choices: []string{"all", "quorum"}},
			{Name: "version", Help: "of the protocol: v1 reads the row on its own; in v2 the row comes along with the promise, and a read may end with that",
				Kind: engine.Word, Default: "v1", Choices: []string{"v1", "v2"}},
			{Name: "commit", Help: "when a client is told that its update is applied: once a quorum has written it, or as soon as it is decided",
				Kind: engine.Word, Default: "quorum", Choices: []string{"quorum", "any"}},
		},
		Roles: []engine.Role{
			{ID: "coordinator", Plural: "coordinators", Column: 0, Hue: true, Calls: calls(),
				Timers: []engine.TimerSpec{
					{Name: retry, Help: "begin again in a higher ballot"},
					{Name: timeout, Help: "wait no longer, and tell the client how that stands"},
				}},
			{ID: "replica", Plural: "replicas", Column: 1, Hub: true, Alike: true},
		},
		Kinds:  kinds(),
		Facts:  factKinds(),
		Rules:  engine.MustRules(catalogue),
		Labels: engine.MustLabels(otherNames),
		Limits: []engine.Limit{{Name: "ballots", Help: "the highest round in which a coordinator may begin", Default: 3, Over: overRounds}},
		Layout: engine.Columns,
		Build:  build,
	}
}

func kinds() []engine.Kind {
	return []engine.Kind{
		{ID: kindPrepare, Short: "prepare", Name: "Prepare", Phase: "prepare", Plain: true},
		{ID: kindPromise, Short: "promise", Name: "Promise", Phase: "prepare", Plain: true, Reply: true},
		{ID: kindRead, Short: "read", Name: "read of the row", Phase: "read"},
		{ID: kindRow, Short: "row", Name: "row", Phase: "read", Plain: true, Reply: true},
		{ID: kindPropose, Short: "propose", Name: "Propose", Phase: "propose", Plain: true},
		{ID: kindAccepted, Short: "accepted", Name: "Accepted", Phase: "propose", Reply: true},
		{ID: kindRefused, Short: "refused", Name: "refusal", Phase: "refusal", Advisory: true, Reply: true},
		{ID: kindCommit, Short: "commit", Name: "Commit", Phase: "commit", Plain: true},
		{ID: kindCommitted, Short: "committed", Name: "Committed", Phase: "commit", Reply: true},
	}
}

func build(cfg engine.Config) (engine.Setup, error) {
	c, err := newCluster(cfg)
	if err != nil {
		return engine.Setup{}, err
	}
	if len(cfg.Start) > 0 {
		return engine.Setup{}, errors.New("every run begins with an empty partition; expected no start lines")
	}
	setup := engine.Setup{
		Properties: c.properties(),
		Needs:      c.needs(),
		Panels:     []engine.Panel{{ID: "instances", Title: "instances of Paxos (observer)", Draw: c.drawInstances}},
		Derive:     votes.Choose(c.replicas, c.quorum),
	}
	if !c.quorum.Alike() {
		setup.Unlike = []string{"replica"}
	}
	for _, id := range c.coordinators {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "coordinator", Node: coordinator{c: c}})
	}
	for _, id := range c.replicas {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "replica", Node: replica{c: c}})
	}
	return setup, nil
}

// overRounds says whether a choice begins a ballot whose round is above n.
func overRounds(on engine.HostView, choice engine.Choice, n int) bool {
	x, ok := on.Node(choice.From).(coordinator)
	begins := choice.Verb == engine.CallOp || choice.Verb == engine.FireTimer && choice.Kind == retry
	return ok && begins && x.nextBallot(choice.From).Round > n
}
