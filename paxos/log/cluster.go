package log

import (
	"fmt"
	"slices"
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// most is how many nodes of one role there can be.
const most = 5

// cluster is what every node knows and what never changes.
type cluster struct {
	switches
	clients, servers, acceptors members.Group
	candidates                  int          // how many of the servers ever try to lead
	initial                     set          // who votes at first
	acceptance                  ballot.Rules // when acceptors promise and vote
	nacks                       bool

	window      int   // α: how many slots may be under way
	noOps       bool  // gaps are filled with no-ops even if commands wait
	decides     bool  // the leader tells each decision
	commitIndex bool  // the leader tells an index along with what it asks for
	timeout     int64 // of servers that hear of no leader; 0: at any time

	leases     bool  // a leader answers reads by itself
	leaseTicks int64 // how long a lease lasts
	resource   bool  // there is one, to be written to by who holds a lock
}

func newCluster(cfg engine.Config) (*cluster, error) {
	n := cfg.Int("servers")
	c := &cluster{
		switches:    newSwitches(cfg),
		clients:     members.Named("c", cfg.Int("clients")),
		servers:     members.Named("S", n),
		acceptors:   members.Named("A", n),
		candidates:  cfg.Int("candidates"),
		initial:     sets.First(n),
		acceptance:  newAcceptance(cfg),
		nacks:       cfg.Bool("nacks"),
		window:      cfg.Int("window"),
		noOps:       cfg.Word("gaps") == "no-op",
		decides:     cfg.Word("commit") == "decide",
		commitIndex: cfg.Word("commit") == "index",
		timeout:     int64(cfg.Int("timeout")),
		leases:      cfg.Word("reads") == "lease",
		leaseTicks:  int64(cfg.Int("lease")),
		resource:    cfg.Bool("resource"),
	}
	if c.candidates == 0 {
		c.candidates = n
	}
	if words := cfg.Words("voters"); cfg.Word("voters") != "all" {
		if err := c.checkMembers(words); err != nil {
			return nil, &engine.ConfigError{Key: "params", Item: "voters", Err: err}
		}
		c.initial = c.members(words)
	}
	return c, nil
}

func (c *cluster) checkMembers(words []string) error {
	if len(words) == 0 {
		return fmt.Errorf("nobody votes; expected all, or such as A1 A2 A3")
	}
	for _, w := range words {
		if !slices.Contains(c.acceptors, engine.NodeID(w)) {
			return fmt.Errorf("there is no acceptor '%s'; expected %s", w, engine.Nearest(w, c.acceptors.Words(c.acceptors.All())))
		}
	}
	return nil
}

// members is the set of the acceptors of these names.
func (c *cluster) members(words []string) (s set) {
	for _, w := range words {
		s |= c.acceptors.Bit(engine.NodeID(w))
	}
	return s
}

// set is a set of acceptors, one bit each.
type set = sets.Set

// majority says whether more than half of those who vote are in s.
func majority(s, voters set) bool { return 2*(s&voters).Size() > voters.Size() }

// count is how far s is from a majority of the voters: 1 of 2.
func count(s, voters set) string {
	return strconv.Itoa((s & voters).Size()) + " of " + strconv.Itoa(voters.Size()/2+1)
}

// server is the place of the server of that name; -1: there is none.
func (c *cluster) server(name string) int { return c.servers.Index(engine.NodeID(name)) }
