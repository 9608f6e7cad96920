package zab

import (
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

// cluster is what every node knows and what never changes.
type cluster struct {
	switches
	peers, clients []engine.NodeID
	quorum         sets.System
	led            bool // it starts in epoch 1 with p1 as the leader
	oracle         bool // whoever looks for a leader first is named, without votes
	snap           bool // who has what the leader lacks is sent everything
}

// switches says which rules are in force. Each is named after its id in
// rules.txt, where the source and the wrong variant are.
type switches struct {
	bestHistoryLeads, neverBehind, acceptOnce, persistEpoch, persistHistory bool
	truncateUnseen, waitForQuorum, waitForNewLeader                         bool
}

func newCluster(cfg engine.Config) *cluster {
	c := &cluster{
		switches: switches{
			bestHistoryLeads: cfg.On("best-history-leads"),
			neverBehind:      cfg.On("never-behind"),
			acceptOnce:       cfg.On("accept-once"),
			persistEpoch:     cfg.On("persist-epoch"),
			persistHistory:   cfg.On("persist-history"),
			truncateUnseen:   cfg.On("truncate-unseen"),
			waitForQuorum:    cfg.On("wait-for-quorum"),
			waitForNewLeader: cfg.On("wait-for-newleader"),
		},
		peers:   ids("p", cfg.Int("peers")),
		clients: ids("c", cfg.Int("clients")),
		quorum:  sets.Majority(cfg.Int("peers")),
		led:     cfg.Word("begin") == "led",
		oracle:  cfg.Word("election") == "oracle",
		snap:    cfg.Word("catch-up") == "snap",
	}
	return c
}

func ids(letter string, n int) []engine.NodeID {
	out := make([]engine.NodeID, n)
	for i := range out {
		out[i] = engine.NodeID(letter + strconv.Itoa(i+1))
	}
	return out
}

func (c *cluster) index(id engine.NodeID) int {
	for i, p := range c.peers {
		if p == id {
			return i
		}
	}
	return -1
}

func (c *cluster) others(id engine.NodeID) []engine.NodeID {
	var out []engine.NodeID
	for _, p := range c.peers {
		if p != id {
			out = append(out, p)
		}
	}
	return out
}

func (c *cluster) names(s sets.Set) string {
	if s == 0 {
		return "nobody"
	}
	var words []string
	for _, i := range s.Members() {
		words = append(words, string(c.peers[i]))
	}
	return strings.Join(words, " ")
}

func (c *cluster) count(s sets.Set) string {
	return strconv.Itoa(s.Size()) + " of " + strconv.Itoa(len(c.peers)/2+1)
}
