package caspaxos

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// The values that all of the Paxos family shares, under short names.
type (
	// Ballot is a number of a change; By is the proposer who makes it.
	Ballot = ballot.Ballot
	// Vote is a state accepted in a ballot.
	Vote = ballot.Vote
	set  = sets.Set
)

// state is the state that a vote reports.
func state(v Vote) string {
	if !v.Cast() {
		return Nothing
	}
	return v.Value
}

// cluster is what every node knows and what never changes.
type cluster struct {
	proposers, acceptors members.Group
	quorum               sets.System
	piggyback            bool // a request for a vote asks for a promise of the next ballot too
	// Rules that can be switched off, after their ids in rules.txt.
	checkPromise, adoptHighest, acceptReads, honestOutcome bool
	tombstoneEverywhere, fence                             bool
}

func newCluster(cfg engine.Config) (*cluster, error) {
	c := &cluster{
		proposers:           members.Named("P", cfg.Int("proposers")),
		acceptors:           members.Named("A", cfg.Int("acceptors")),
		piggyback:           cfg.Bool("piggyback"),
		checkPromise:        cfg.On("check-promise"),
		adoptHighest:        cfg.On("adopt-highest-state"),
		acceptReads:         cfg.On("accept-reads"),
		honestOutcome:       cfg.On("honest-outcome"),
		tombstoneEverywhere: cfg.On("tombstone-everywhere"),
		fence:               cfg.On("fence"),
	}
	var err error
	c.quorum, err = members.Quorums(cfg, "quorum", "A", len(c.acceptors))
	return c, err
}

func (c *cluster) count(s set) string { return members.Count(s, c.quorum) }
