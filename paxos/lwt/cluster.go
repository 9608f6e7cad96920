package lwt

import (
	"strings"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// The values that all of the Paxos family shares, under short names.
type (
	// Ballot is a number of an instance; By is the coordinator who runs it. In
	// Cassandra it is a time and a number that is unlike all others.
	Ballot = ballot.Ballot
	// Vote is an update, or the empty proposal, in a ballot.
	Vote = ballot.Vote
	set  = sets.Set
)

// row is the value of what was committed last.
func row(v Vote) string {
	if !v.Cast() {
		return Nothing
	}
	return v.Value
}

// cluster is what every node knows and what never changes.
type cluster struct {
	coordinators, replicas members.Group
	quorum                 sets.System
	two                    bool // version 2
	await                  bool // the client waits for the commit
	onlyQuorum             bool // a coordinator asks one quorum, another in each round
	// Rules that can be switched off, after their ids in rules.txt.
	checkPromise, finish, commitFirst, emptyProposal, scrub, honest, incompletePromises, eachVoter bool
}

func newCluster(cfg engine.Config) (*cluster, error) {
	c := &cluster{
		coordinators:       members.Named("X", cfg.Int("coordinators")),
		replicas:           members.Named("R", cfg.Int("replicas")),
		two:                cfg.Word("version") == "v2",
		await:              cfg.Word("commit") == "quorum",
		onlyQuorum:         cfg.Word("contact") == "quorum",
		checkPromise:       cfg.On("check-promise"),
		finish:             cfg.On("finish-in-progress"),
		commitFirst:        cfg.On("commit-before-next"),
		emptyProposal:      cfg.On("empty-proposal"),
		scrub:              cfg.On("empty-scrubs"),
		honest:             cfg.On("honest-outcome"),
		incompletePromises: cfg.On("incomplete-promises"),
		eachVoter:          cfg.On("each-voter"),
	}
	var err error
	c.quorum, err = members.Quorums(cfg, "quorum", "R", len(c.replicas))
	return c, err
}

// asked are those that a coordinator sends its requests of a ballot to.
func (c *cluster) asked(n Ballot) set {
	if !c.onlyQuorum {
		return c.replicas.All()
	}
	return members.InTurn(c.quorum, c.coordinators.Index(n.By), n.Round)
}

func (c *cluster) count(s set) string { return members.Count(s, c.quorum) }

// listed joins what there is to say.
func listed(said []string) string { return strings.Join(said, ", ") }
