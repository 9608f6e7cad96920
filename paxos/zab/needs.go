package zab

import (
	"fmt"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

// needs say what progress needs.
func (c *cluster) needs() []engine.Need {
	return []engine.Need{
		{ID: "majority", Statement: "A majority of the peers has to be up.", Missing: c.missingMajority},
		{ID: "leader", Statement: "A leader needs a majority that follows it and can be reached.", Missing: c.missingLeader},
	}
}

func (c *cluster) missingMajority(w *engine.World) []string { return c.peers.TooFew(w, c.quorum) }

// missingLeader says what each that leads, or is about to, lacks; if there is
// none, that all look for one.
func (c *cluster) missingLeader(w *engine.World) []string {
	var out []string
	leaders := 0
	for i, id := range c.peers {
		p := w.Node(id).(peer)
		if !w.Up(id) || !p.leads() {
			continue
		}
		leaders++
		with := sets.Of(i)
		var away []string
		for j, other := range c.peers {
			switch q := w.Node(other).(peer); {
			case j == i:
			case !w.Up(other):
				away = append(away, string(other)+" is down")
			case w.Cut(engine.HostID(id), engine.HostID(other)) || w.Cut(engine.HostID(other), engine.HostID(id)):
				away = append(away, "the link to "+string(other)+" is cut")
			case q.leader != id:
				away = append(away, string(other)+" "+q.doing())
			default:
				with |= sets.Of(j)
			}
		}
		if !c.quorum.Has(with) {
			out = append(out, fmt.Sprintf("%s has %s: %s", id, c.count(with), strings.Join(away, ", ")))
		}
	}
	if leaders == 0 {
		out = append(out, "nobody leads: a peer has to begin a round of votes, and a majority to vote alike")
	}
	return out
}
