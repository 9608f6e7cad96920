package paxos

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/quorum/sets"
)

// cluster is what every node knows and what never changes: who there is, which
// sets of acceptors are quorums, and which rules are in force.
type cluster struct {
	switches
	proposers, acceptors, learners []engine.NodeID
	// Flexible Paxos tells the quorums of the two phases apart. Every quorum of
	// Phase 1 has to meet every quorum of Phase 2; the proof of P2c needs no more.
	quorum1, quorum2 sets.System
	told             []engine.NodeID // the learners that acceptors send their votes to
	nacks            bool
	acceptance       ballot.Rules // when acceptors promise and vote
	onlyQuorum       bool         // proposers write to no more acceptors than they need
	backoff          backoff
	pause            int // the shortest, in ticks
}

func newCluster(cfg engine.Config) (*cluster, error) {
	c := &cluster{
		switches:   newSwitches(cfg),
		proposers:  ids("P", cfg.Int("proposers")),
		acceptors:  ids("A", cfg.Int("acceptors")),
		learners:   ids("L", cfg.Int("learners")),
		nacks:      cfg.Bool("nacks"),
		acceptance: newAcceptance(cfg),
		onlyQuorum: cfg.Word("contact") == "quorum",
		pause:      cfg.Int("pause"),
		backoff:    backoff(slices.Index(backoffWords, cfg.Word("backoff"))),
	}
	var err error
	if c.quorum1, err = c.system(cfg, "quorum1"); err != nil {
		return nil, err
	}
	if c.quorum2, err = c.system(cfg, "quorum2"); err != nil {
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

// system reads which acceptors are a quorum.
func (c *cluster) system(cfg engine.Config, param string) (sets.System, error) {
	s, err := sets.Parse(cfg.Words(param), len(c.acceptors), "A")
	if err != nil {
		return s, &engine.ConfigError{Key: "params", Item: param, Err: err}
	}
	return s, nil
}

// ids gives P1, P2, … Pn. At most nine, so that names order as numbers do.
func ids(letter string, n int) []engine.NodeID {
	out := make([]engine.NodeID, n)
	for i := range out {
		out[i] = engine.NodeID(letter + strconv.Itoa(i+1))
	}
	return out
}

// set is a set of acceptors, one bit each.
type set = sets.Set

func (c *cluster) bit(acceptor engine.NodeID) set {
	return 1 << slices.Index(c.acceptors, acceptor)
}

// list lists the acceptors of s.
func (c *cluster) list(s set) []engine.NodeID {
	var out []engine.NodeID
	for i, id := range c.acceptors {
		if s>>i&1 != 0 {
			out = append(out, id)
		}
	}
	return out
}

// names lists the acceptors of s: "A1, A3".
func (c *cluster) names(s set) string {
	return strings.Join(columns(c.list(s)), ", ")
}

// formed shows whoever watches that s has become a quorum.
func (c *cluster) formed(s set, fx *engine.Effects) {
	if fx.Explaining() {
		fx.Quorum(c.list(s)...)
	}
}

// count1 is how far s is from a quorum of Phase 1: "1 of 2".
func (c *cluster) count1(s set) string { return count(s, c.quorum1) }

// count2 is how far s is from a quorum of Phase 2.
func (c *cluster) count2(s set) string { return count(s, c.quorum2) }

// count is the number of acceptors and of those it takes; where that depends on
// who they are, whether they are a quorum.
func count(s set, q sets.System) string {
	least, any := q.Least()
	switch {
	case any:
		return strconv.Itoa(s.Size()) + " of " + strconv.Itoa(least)
	case q.Has(s):
		return strconv.Itoa(s.Size()) + " (quorum)"
	}
	return strconv.Itoa(s.Size()) + " (no quorum)"
}

func (c *cluster) size() string { return strconv.Itoa(len(c.acceptors)) }

// contacted lists whom a proposer writes to in ballot n: all acceptors, or one
// quorum, another in each round, so that one that is down does not stop it.
func (c *cluster) contacted(q sets.System, n Ballot) []engine.NodeID {
	if !c.onlyQuorum {
		return c.acceptors
	}
	quorums := q.Minimal()
	first := max(0, slices.Index(c.proposers, n.By))
	return c.list(quorums[(first+n.Round-1)%len(quorums)])
}

// toldBy lists the learners that a distinguished one tells what it learnt.
func (c *cluster) toldBy(self engine.NodeID) []engine.NodeID {
	if len(c.told) == len(c.learners) {
		return nil
	}
	return c.learners[len(c.told):]
}
