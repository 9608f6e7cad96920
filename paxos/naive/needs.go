package naive

import (
	"fmt"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

// needs lists what it takes for a client to be told anything.
func (c *cluster) needs() []engine.Need {
	if c.most {
		return []engine.Need{{ID: "winner", Statement: "One value can still get more votes than any other.", Missing: c.noWinner}}
	}
	return []engine.Need{{ID: "taker", Statement: "A node that is up and linked with the client has no proposal, or the client's.", Missing: c.noTaker}}
}

// noTaker looks at each client that waits.
func (c *cluster) noTaker(w *engine.World) (out []string) {
	for _, id := range c.clients {
		cl := w.Node(id).(client)
		if cl.op == "" {
			continue
		}
		var takers sets.Set
		linked := c.nodes.Linked(w, id)
		for _, n := range c.nodes.List(linked) {
			if p := w.Node(n).(node).proposed; p == "" || p == cl.wish {
				takers |= c.nodes.Bit(n)
			}
		}
		if takers == 0 {
			out = append(out, fmt.Sprintf("%s waits for a node whose proposal is %s; %s", id, cl.wish, c.otherwise(linked)))
		}
	}
	return out
}

func (c *cluster) otherwise(linked sets.Set) string {
	if linked == 0 {
		return "it reaches none"
	}
	return c.nodes.Names(linked) + " proposed something else before, and a proposal never changes"
}

// noWinner finds a tie that no further vote can end.
func (c *cluster) noWinner(w *engine.World) []string {
	var votes tally
	for _, n := range c.nodes {
		v := w.Node(n).(node).accepted
		if v == "" {
			return nil
		}
		votes = votes.add(v, c.nodes.Bit(n))
	}
	if votes.most() != "" {
		return nil
	}
	return []string{fmt.Sprintf("every node has voted, and none votes again: %s", strings.ReplaceAll(votes.String(), ", ", " and "))}
}
