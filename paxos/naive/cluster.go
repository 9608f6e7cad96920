package naive

import (
	"synod/engine"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// cluster is what never changes: who there is, and what decides.
type cluster struct {
	clients, nodes members.Group
	// majority is for the observer and for those who count votes. A node that
	// accepts asks nobody.
	majority sets.System
	most     bool // most votes win, instead of the first that accepts
}

func newCluster(cfg engine.Config) *cluster {
	n := cfg.Int("nodes")
	return &cluster{
		clients:  members.Named("C", cfg.Int("clients")),
		nodes:    members.Named("N", n),
		majority: sets.Majority(n),
		most:     cfg.Word("decide") == "most",
	}
}
