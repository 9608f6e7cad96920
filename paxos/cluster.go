package paxos

import (
	"fmt"
	"slices"
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// cluster is what every node knows and what never changes: who there is, which
// sets of acceptors are quorums, and which rules are in force.
type cluster struct {
	switches
	proposers, acceptors, learners members.Group
	// Flexible Paxos tells the quorums of the two phases apart. Every quorum of
	// Phase 1 has to meet every quorum of Phase 2; the proof of P2c needs no more.
	quorum1, quorum2 sets.System
	told             members.Group // the learners that acceptors send their votes to
	nacks            bool
	acceptance       ballot.Rules // when acceptors promise and vote
	onlyQuorum       bool         // proposers write to no more acceptors than they need
	backoff          backoff
	pause            int // the shortest, in ticks
}

func newCluster(cfg engine.Config) (*cluster, error) {
	c := &cluster{
		switches:   newSwitches(cfg),
		proposers:  members.Named("P", cfg.Int("proposers")),
		acceptors:  members.Named("A", cfg.Int("acceptors")),
		learners:   members.Named("L", cfg.Int("learners")),
		nacks:      cfg.Bool("nacks"),
		acceptance: newAcceptance(cfg),
		onlyQuorum: cfg.Word("contact") == "quorum",
		pause:      cfg.Int("pause"),
		backoff:    backoff(slices.Index(backoffWords, cfg.Word("backoff"))),
	}
	var err error
	if c.quorum1, err = members.Quorums(cfg, "quorum1", "A", len(c.acceptors)); err != nil {
		return nil, err
	}
	if c.quorum2, err = members.Quorums(cfg, "quorum2", "A", len(c.acceptors)); err != nil {
		return nil, err
	}
	k := cfg.Int("distinguished")
	if k > len(c.learners) {
		return nil, &engine.ConfigError{Key: "params", Item: "distinguished",
			Err: fmt.Errorf("%d learners are distinguished, but there are %d; expected 0 (none) to %d", k, len(c.learners), len(c.learners))}
	}
	if c.told = c.learners; k > 0 {
		c.told = c.learners[:k]
	}
	return c, nil
}

// set is a set of acceptors, one bit each.
type set = sets.Set

// count1 is how far s is from a quorum of Phase 1: "1 of 2".
func (c *cluster) count1(s set) string { return members.Count(s, c.quorum1) }

// count2 is how far s is from a quorum of Phase 2.
func (c *cluster) count2(s set) string { return members.Count(s, c.quorum2) }

func (c *cluster) size() string { return strconv.Itoa(len(c.acceptors)) }

// contacted is whom a proposer writes to in ballot n: all acceptors, or one
// quorum, another in each round, so that one that is down does not stop it.
func (c *cluster) contacted(q sets.System, n Ballot) set {
	if !c.onlyQuorum {
		return c.acceptors.All()
	}
	return members.InTurn(q, c.proposers.Index(n.By), n.Round)
}

// toldBy lists the learners that a distinguished one tells what it learnt.
func (c *cluster) toldBy(self engine.NodeID) []engine.NodeID {
	if len(c.told) == len(c.learners) {
		return nil
	}
	return c.learners[len(c.told):]
}
