package log

import (
	"fmt"

	"synod/engine"
)

// needs lists what it takes for a waiting client to be answered. Safety needs
// none of it.
func (c *cluster) needs() []engine.Need {
	return []engine.Need{
		{ID: "leader", Statement: "A server that is up leads, or tries to.", Missing: c.noLeader},
		{ID: "asked", Statement: "A leader has the request, or the client can still ask it.", Missing: c.notAsked},
		{ID: "quorum", Statement: "A majority of those who vote is up and linked with the leader, both ways.", Missing: c.noQuorum},
		{ID: "no-higher-ballot", Statement: "A majority of those who vote has promised no higher ballot.", Missing: c.higherBallot},
		{ID: "no-lease", Statement: "Whoever tries to lead asks a majority that is bound by nobody else's lease.", Missing: c.leasedToOthers},
		{ID: "snapshot", Statement: "A leader knows the slots that were cut off, or has the snapshot of them.", Missing: c.noSnapshot},
	}
}

// waiting lists the clients that wait for an answer.
func (c *cluster) waiting(w *engine.World) (out []client) {
	for _, id := range c.clients {
		if k := w.Node(id).(client); k.waits != "" {
			out = append(out, k)
		}
	}
	return out
}

// leaders lists the servers that are up and lead or try to.
func (c *cluster) leaders(w *engine.World) (out []server) {
	for _, id := range c.servers {
		if s := w.Node(id).(server); w.Up(id) && s.phase != following {
			out = append(out, s)
		}
	}
	return out
}

func (c *cluster) noLeader(w *engine.World) []string {
	if len(c.waiting(w)) == 0 || len(c.leaders(w)) > 0 {
		return nil
	}
	return []string{"no server that is up leads or tries to"}
}

func (c *cluster) notAsked(w *engine.World) (out []string) {
	for _, k := range c.waiting(w) {
		if s := w.Node(k.server).(server); len(c.leaders(w)) > 0 && s.phase == following {
			out = append(out, fmt.Sprintf("%s asks %s, which does not lead; it has to ask again", parse(k.waits).client(), s.id))
		}
	}
	return out
}

func (c *cluster) noQuorum(w *engine.World) (out []string) {
	for _, s := range c.leaders(w) {
		voters := s.voters(s.first())
		linked := voters & c.acceptors.Linked(w, s.id)
		if !majority(linked, voters) {
			out = append(out, fmt.Sprintf("%s needs %d of %s up and linked with it for slot %d; it reaches %d", s.id,
				voters.Size()/2+1, c.acceptors.Names(voters), s.first(), linked.Size()))
		}
	}
	return out
}

func (c *cluster) higherBallot(w *engine.World) (out []string) {
	for _, s := range c.leaders(w) {
		voters := s.voters(s.first())
		var lost set
		for _, a := range c.acceptors.List(voters) {
			if s.tried.Less(w.Node(a).(acceptor).promised) {
				lost |= c.acceptors.Bit(a)
			}
		}
		if !majority(voters&^lost, voters) {
			out = append(out, fmt.Sprintf("%s of %s is overtaken: %s promised a higher ballot", s.tried, s.id, c.acceptors.Names(lost)))
		}
	}
	return out
}

func (c *cluster) leasedToOthers(w *engine.World) (out []string) {
	for _, s := range c.leaders(w) {
		voters := s.voters(s.first())
		var bound set
		for _, a := range c.acceptors.List(voters) {
			if s.phase == preparing && w.Node(a).(acceptor).leased(s.id, w.Clock(w.System().HostOf(a))) {
				bound |= c.acceptors.Bit(a)
			}
		}
		if !majority(voters&^bound, voters) {
			out = append(out, fmt.Sprintf("%s has to wait: %s granted another a lease that has not run out", s.id, c.acceptors.Names(bound)))
		}
	}
	return out
}

func (c *cluster) noSnapshot(w *engine.World) (out []string) {
	for _, s := range c.leaders(w) {
		if s.phase == leading && s.first() <= s.below {
			out = append(out, fmt.Sprintf("%s leads and does not know the slots %s, which are cut off elsewhere", s.id, span(s.first(), s.below)))
		}
	}
	return out
}
