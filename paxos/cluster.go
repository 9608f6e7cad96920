package paxos

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// cluster is what every node knows and what never changes: who there is, how
// many acceptors are a quorum, and which rules are in force.
type cluster struct {
	proposers, acceptors, learners []engine.NodeID
	quorum                         int
	nacks                          bool
	adoptHighestVote               bool
	persistPromise                 bool
	checkPromise                   bool
}

func newCluster(cfg engine.Config) *cluster {
	acceptors := cfg.Int("acceptors")
	return &cluster{
		proposers: ids("P", cfg.Int("proposers")),
		acceptors: ids("A", acceptors),
		learners:  ids("L", cfg.Int("learners")),
		// Any two majorities share an acceptor; the proof of P2c needs no more.
		quorum:           acceptors/2 + 1,
		nacks:            cfg.Bool("nacks"),
		adoptHighestVote: cfg.On("adopt-highest-vote"),
		persistPromise:   cfg.On("persist-promise"),
		checkPromise:     cfg.On("check-promise"),
	}
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
type set uint16

func (c *cluster) bit(acceptor engine.NodeID) set {
	return 1 << slices.Index(c.acceptors, acceptor)
}

func (s set) size() int { return bits.OnesCount16(uint16(s)) }

// isQuorum says whether the acceptors of s are a majority.
func (c *cluster) isQuorum(s set) bool { return s.size() >= c.quorum }

// names lists the acceptors of s: "A1, A3".
func (c *cluster) names(s set) string {
	var names []string
	for _, id := range c.acceptors {
		if s&c.bit(id) != 0 {
			names = append(names, string(id))
		}
	}
	return strings.Join(names, ", ")
}

// count is how far s is from a quorum: "1 of 2".
func (c *cluster) count(s set) string {
	return strconv.Itoa(s.size()) + " of " + strconv.Itoa(c.quorum)
}

func (c *cluster) size() string { return strconv.Itoa(len(c.acceptors)) }
