package fast

import (
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// The values that all of the Paxos family shares, under short names.
type (
	// Ballot is a number of a ballot; By is the coordinator who leads it.
	Ballot = ballot.Ballot
	// Vote is a value accepted in a ballot.
	Vote = ballot.Vote
	set  = sets.Set
)

// cluster is what every node knows and what never changes.
type cluster struct {
	coordinators, proposers, acceptors, learners members.Group
	// Any classic quorum and any two fast ones have to have an acceptor in common.
	classicQuorum, fastQuorum sets.System
	wait                      bool // a coordinator hears more than a quorum before it chooses
	// Rules that can be switched off, after their ids in rules.txt.
	checkPromise, voteOnce, rulingQuorums bool
}

func newCluster(cfg engine.Config) (*cluster, error) {
	c := &cluster{
		coordinators:  members.Named("C", cfg.Int("coordinators")),
		proposers:     members.Named("P", cfg.Int("proposers")),
		acceptors:     members.Named("A", cfg.Int("acceptors")),
		learners:      members.Named("L", cfg.Int("learners")),
		wait:          cfg.Bool("wait"),
		checkPromise:  cfg.On("check-promise"),
		voteOnce:      cfg.On("vote-once"),
		rulingQuorums: cfg.On("fast-quorums-rule"),
	}
	var err error
	if c.classicQuorum, err = members.Quorums(cfg, "classic", "A", len(c.acceptors)); err != nil {
		return nil, err
	}
	if cfg.Word("fast") == enough {
		c.fastQuorum = sets.FastFor(c.classicQuorum)
		return c, nil
	}
	c.fastQuorum, err = members.Quorums(cfg, "fast", "A", len(c.acceptors))
	return c, err
}

// enough is the word for the least fast quorums that go with the classic ones.
const enough = "enough"

// isFast says whether a ballot is fast: that is fixed by its number, so that
// everybody knows which quorums count in it.
func isFast(b Ballot) bool { return b.Round%2 == 1 }

func sort(b Ballot) string {
	if isFast(b) {
		return "fast"
	}
	return "classic"
}

// quorum is the system of quorums that choose in a ballot.
func (c *cluster) quorum(b Ballot) sets.System {
	if isFast(b) {
		return c.fastQuorum
	}
	return c.classicQuorum
}

// count is how far the votes of a ballot are from choosing: "1 of 3".
func (c *cluster) count(s set, b Ballot) string { return members.Count(s, c.quorum(b)) }

func (c *cluster) size() string { return strconv.Itoa(len(c.acceptors)) }
