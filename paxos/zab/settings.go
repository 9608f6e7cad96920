package zab

import (
	"synod/engine"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// cluster is what every node knows and what never changes.
type cluster struct {
	switches
	peers, clients members.Group
	quorum         sets.System
	led            bool   // it starts in epoch 1 with p1 as the leader
	oracle         bool   // whoever looks for a leader first is named, without votes
	catchUpBy      string // how a follower that is not a beginning of the leader gets to be one
	hasTree        bool   // servers keep a tree of nodes, and clients lock
	resource       bool   // there is something that a lock guards
	committedLog   int    // how many transactions the leader can send one by one
}

// switches says which rules are in force. Each is named after its id in
// rules.txt, where the source and the wrong variant are.
type switches struct {
	bestHistoryLeads, neverBehind, acceptOnce, persistEpoch, persistHistory bool
	truncateUnseen, waitForQuorum, waitForNewLeader                         bool
	guidInName, watchNextLower, checkToken                                  bool
}

func newCluster(cfg engine.Config) *cluster {
	return &cluster{
		switches: switches{
			bestHistoryLeads: cfg.On("best-history-leads"),
			neverBehind:      cfg.On("never-behind"),
			acceptOnce:       cfg.On("accept-once"),
			persistEpoch:     cfg.On("persist-epoch"),
			persistHistory:   cfg.On("persist-history"),
			truncateUnseen:   cfg.On("truncate-unseen"),
			waitForQuorum:    cfg.On("wait-for-quorum"),
			waitForNewLeader: cfg.On("wait-for-newleader"),
			guidInName:       cfg.On("guid-in-name"),
			watchNextLower:   cfg.On("watch-next-lower"),
			checkToken:       cfg.On("check-token"),
		},
		peers:   members.Named("p", cfg.Int("peers")),
		clients: members.Named("c", cfg.Int("clients")),
		quorum:  sets.Majority(cfg.Int("peers")),
		led:     cfg.Word("begin") == "led",
		oracle:  cfg.Word("election") == "oracle",

		catchUpBy:    cfg.Word("catch-up"),
		committedLog: cfg.Int("committed-log"),
		hasTree:      cfg.Bool("tree"),
		resource:     cfg.Bool("resource"),
	}
}

// count is how far s is from a majority.
func (c *cluster) count(s sets.Set) string { return members.Count(s, c.quorum) }
