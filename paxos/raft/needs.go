package raft

import (
	"fmt"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

// needs say what progress needs.
func (c *cluster) needs() []engine.Need {
	return []engine.Need{
		{ID: "majority", Statement: "A majority of the servers has to be up.", Missing: c.missingMajority},
		{ID: "leader", Statement: "A leader has to reach a majority; without one, somebody has to stand whose log is as good as a majority's.", Missing: c.missingLeader},
	}
}

// missingMajority goes by the members that the server of the highest term knows of.
func (c *cluster) missingMajority(w *engine.World) []string {
	var up sets.Set
	latest := w.Node(c.servers[0]).(server)
	for _, id := range c.servers {
		if s := w.Node(id).(server); s.term > latest.term || s.term == latest.term && len(s.log) > len(latest.log) {
			latest = s
		}
		if w.Up(id) {
			up |= c.servers.Bit(id)
		}
	}
	if latest.have(up) {
		return nil
	}
	return []string{fmt.Sprintf("down: %s; the other %d of %d are no majority", c.servers.Names(latest.config&^up), (latest.config & up).Size(), latest.config.Size())}
}

// missingLeader says whom each leader cannot reach, or who could win if there is
// none.
func (c *cluster) missingLeader(w *engine.World) []string {
	var out, could []string
	leaders := 0
	for _, id := range c.servers {
		s := w.Node(id).(server)
		if !w.Up(id) {
			continue
		}
		reach, as := c.reached(w, s)
		switch {
		case s.role != leader && s.have(as):
			could = append(could, string(id))
		case s.role == leader:
			leaders++
			if !s.have(reach) {
				out = append(out, fmt.Sprintf("%s reaches %s: not %s", id, s.count(reach), c.servers.Names(s.config&^reach)))
			}
		}
	}
	switch {
	case leaders == 0 && len(could) > 0:
		out = append(out, "nobody leads; could win if they stand: "+strings.Join(could, ", "))
	case leaders == 0:
		out = append(out, "nobody leads, and nobody can win: nobody reaches a majority whose logs are no better than its own")
	}
	return out
}

// reached is whom a server reaches, and who of them would vote for its log.
func (c *cluster) reached(w *engine.World, s server) (all, as sets.Set) {
	all = c.servers.Linked(w, s.id)
	for _, id := range c.servers.List(all) {
		if s.log.end().asGood(w.Node(id).(server).log.end()) {
			as |= c.servers.Bit(id)
		}
	}
	return all, as
}
