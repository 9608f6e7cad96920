package pmmc

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// cluster is what every node knows and what never changes: who there is, and
// which rules are in force.
type cluster struct {
	clients, replicas, leaders, acceptors members.Group
	quorum                                sets.System
	window                                int
	atOnce                                bool // a leader that is pre-empted scouts again at once
	rules                                 ballot.Rules
	// Rules that can be switched off.
	adoptPmax, oneCommand, sameBallot, inOrder, performOnce bool
}

func newCluster(cfg engine.Config) *cluster {
	f := cfg.Int("failures")
	c := &cluster{
		clients:   members.Named("k", cfg.Int("clients")),
		replicas:  members.Named("R", f+1),
		leaders:   members.Named("L", f+1),
		acceptors: members.Named("A", 2*f+1),
		quorum:    sets.Majority(2*f + 1),
		window:    cfg.Int("window"),
		atOnce:    cfg.Word("scouting") == "at-once",
		rules: ballot.Rules{
			Answer: ballot.Always, EqualOnly: true, RaiseOnAccept: true, KeepHighestVote: true,
			CheckPromise: cfg.On("accept-equal-ballot"),
		},
		adoptPmax:   cfg.On("adopt-pmax"),
		oneCommand:  cfg.On("one-command-a-slot"),
		sameBallot:  cfg.On("count-same-ballot"),
		inOrder:     cfg.On("perform-in-order"),
		performOnce: cfg.On("perform-once"),
	}
	return c
}

// scoutOf and commanderOf are the threads of a leader, by its place.
func scoutOf(leader engine.NodeID) engine.NodeID     { return "S" + leader[1:] }
func commanderOf(leader engine.NodeID) engine.NodeID { return "C" + leader[1:] }

// leaderOf is the leader that a scout or a commander works for.
func leaderOf(thread engine.NodeID) engine.NodeID { return "L" + thread[1:] }

// count is how far s is from a majority of the acceptors.
func (c *cluster) count(s sets.Set) string { return members.Count(s, c.quorum) }
