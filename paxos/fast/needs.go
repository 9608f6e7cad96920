package fast

import (
	"fmt"
	"strings"

	"synod/engine"
)

// needs lists what it takes for a value to get chosen. Safety needs none of it.
func (c *cluster) needs() []engine.Need {
	return []engine.Need{
		{ID: "ballot", Statement: "A ballot is open to proposals, or a coordinator that is up leads one.", Missing: c.noBallot},
		{ID: "quorum", Statement: "A quorum of the acceptors is up and linked with whoever asks for votes, both ways.", Missing: c.noQuorum},
		{ID: "value", Statement: "A coordinator that has its promises can tell what to propose.", Missing: c.noValue},
		{ID: "no-collision", Statement: "A fast ballot that is open has not collided.", Missing: c.collision},
	}
}

// openBallot is the highest ballot that is open at an acceptor that is up and
// has promised nothing higher; none if there is no such.
func (c *cluster) openBallot(w *engine.World) (top Ballot) {
	for _, id := range c.acceptors {
		if a := w.Node(id).(acceptor); w.Up(id) && a.opened == a.promised && top.Less(a.opened) {
			top = a.opened
		}
	}
	return top
}

func (c *cluster) leading(w *engine.World) (out []engine.NodeID) {
	for _, id := range c.coordinators {
		if k := w.Node(id).(coordinator); w.Up(id) && (k.phase == preparing || k.phase == accepting) {
			out = append(out, id)
		}
	}
	return out
}

// proposing lists the proposers that are up and wait.
func (c *cluster) proposing(w *engine.World) (out []engine.NodeID) {
	for _, id := range c.proposers {
		if p := w.Node(id).(proposer); w.Up(id) && p.op != "" && p.knows == "" {
			out = append(out, id)
		}
	}
	return out
}

func (c *cluster) finished(w *engine.World) bool {
	for _, id := range c.coordinators {
		if w.Node(id).(coordinator).phase == done {
			return true
		}
	}
	for _, id := range c.proposers {
		if w.Node(id).(proposer).knows != "" {
			return true
		}
	}
	return false
}

func (c *cluster) noBallot(w *engine.World) []string {
	if c.finished(w) || len(c.leading(w)) > 0 || c.openBallot(w) != (Ballot{}) {
		return nil
	}
	return []string{"no ballot is open to proposals, and no coordinator that is up leads one"}
}

func (c *cluster) noQuorum(w *engine.World) (out []string) {
	if c.finished(w) {
		return nil
	}
	for _, id := range c.leading(w) {
		k := w.Node(id).(coordinator)
		q := c.quorum(k.tried)
		if k.phase == preparing {
			q = c.classicQuorum
		}
		out = append(out, c.acceptors.Missing(id, c.acceptors.Linked(w, id), q, "")...)
	}
	if len(c.leading(w)) > 0 || c.openBallot(w) == (Ballot{}) {
		return out
	}
	for _, id := range c.proposing(w) {
		out = append(out, c.acceptors.Missing(id, c.acceptors.Linked(w, id), c.fastQuorum, "")...)
	}
	return out
}

func (c *cluster) noValue(w *engine.World) (out []string) {
	for _, id := range c.leading(w) {
		k := w.Node(id).(coordinator)
		if k.phase != preparing || !c.classicQuorum.Has(k.replies) {
			continue
		}
		switch left := k.reports.left(c, k.replies); {
		case len(left) > 1:
			out = append(out, fmt.Sprintf("%s cannot tell which of %s may have been chosen; only more promises for %s can", id, strings.Join(left, ", "), k.tried))
		case len(left) == 0 && k.reports.any() == "" && !isFast(k.tried):
			out = append(out, fmt.Sprintf("%s has no value for %s: nobody it has heard from has voted; a fast ballot takes proposals", id, k.tried))
		}
	}
	return out
}

func (c *cluster) collision(w *engine.World) []string {
	b := c.openBallot(w)
	if c.finished(w) || len(c.leading(w)) > 0 {
		return nil
	}
	for range w.Facts().With(factCollided, b.String()) {
		return []string{fmt.Sprintf("the votes in %s are divided; it takes a coordinator that starts a classic ballot", b)}
	}
	return nil
}
