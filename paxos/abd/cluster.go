package abd

import (
	"fmt"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// The values that all of the Paxos family shares, under names that fit here.
type (
	// Stamp is a timestamp: a number, and the writer who made it.
	Stamp = ballot.Ballot
	// Stamped is a value with its timestamp; none: nothing was written yet.
	Stamped = ballot.Vote
	set     = sets.Set
)

// Nothing is what a read says of a register that was never written.
const Nothing = "nothing"

// said is what a server holds, in a sentence.
func said(v Stamped) string {
	if !v.Cast() {
		return Nothing
	}
	return v.String()
}

// cluster is what every node knows and what never changes.
type cluster struct {
	writers, readers, servers members.Group
	readQuorum, writeQuorum   sets.System
	// Rules that can be switched off, after their ids in rules.txt.
	writeBack, keepNewest, queryFirst bool
}

func newCluster(cfg engine.Config) (*cluster, error) {
	c := &cluster{
		writers:    members.Named("W", cfg.Int("writers")),
		readers:    members.Named("R", cfg.Int("readers")),
		servers:    members.Named("S", cfg.Int("servers")),
		writeBack:  cfg.On("write-back"),
		keepNewest: cfg.On("keep-newest"),
		queryFirst: cfg.On("query-first"),
	}
	var err error
	if c.readQuorum, err = members.Quorums(cfg, "read", "S", len(c.servers)); err != nil {
		return nil, err
	}
	c.writeQuorum, err = members.Quorums(cfg, "write", "S", len(c.servers))
	return c, err
}

func (c *cluster) notes() []string {
	r, w, apart := sets.Apart(c.readQuorum, c.writeQuorum)
	if !apart {
		return nil
	}
	return []string{fmt.Sprintf("A read quorum (%s) and a write quorum (%s) have no server in common: a read may miss what was written.",
		c.servers.Names(r), c.servers.Names(w))}
}
