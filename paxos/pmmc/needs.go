package pmmc

import (
	"fmt"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/quorum/sets"
)

// needs lists what it takes for a command to be decided and answered.
func (c *cluster) needs() []engine.Need {
	return []engine.Need{
		{ID: "replica", Statement: "A replica is up.", Missing: c.noReplica},
		{ID: "leader", Statement: "A leader is up, and has sent out a scout.", Missing: c.noLeader},
		{ID: "majority", Statement: "A majority of the acceptors is up and linked with that leader, both ways.", Missing: c.noMajority},
		{ID: "no-higher-ballot", Statement: "No majority of the acceptors is lost to a higher ballot.", Missing: c.higherBallot},
	}
}

func (c *cluster) noReplica(w *engine.World) []string {
	for _, id := range c.replicas {
		if w.Up(id) {
			return nil
		}
	}
	return []string{"no replica is up"}
}

// scouted lists the leaders that are up and have a ballot.
func (c *cluster) scouted(w *engine.World) []engine.NodeID {
	var out []engine.NodeID
	for _, id := range c.leaders {
		if w.Up(id) && w.Node(id).(leader).ballot != (ballot.Ballot{}) {
			out = append(out, id)
		}
	}
	return out
}

func (c *cluster) noLeader(w *engine.World) []string {
	if len(c.scouted(w)) > 0 {
		return nil
	}
	return []string{"no leader that is up has sent out a scout"}
}

func (c *cluster) noMajority(w *engine.World) []string {
	var out []string
	for _, id := range c.scouted(w) {
		out = append(out, c.acceptors.Missing(id, c.acceptors.Linked(w, id), c.quorum, "")...)
	}
	return out
}

func (c *cluster) higherBallot(w *engine.World) []string {
	var out []string
	for _, id := range c.scouted(w) {
		b := w.Node(id).(leader).ballot
		var lost sets.Set
		var top ballot.Ballot
		for _, a := range c.acceptors {
			if stands := w.Node(a).(acceptor).ballot; b.Less(stands) {
				lost |= c.acceptors.Bit(a)
				top = ballot.Higher(top, stands)
			}
		}
		if !c.quorum.Has(c.acceptors.All() &^ lost) {
			out = append(out, fmt.Sprintf("%s of %s is overtaken: %s adopted %s", b, id, c.acceptors.Names(lost), top))
		}
	}
	return out
}
