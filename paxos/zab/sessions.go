package zab

import (
	"slices"
	"strings"

	"synod/engine"
)

// What a server does for its clients where there is a tree: it answers from it,
// tells those that watch a node when that is gone, and if it leads, ends sessions.

// watch is a client's wish to be told when a node is gone. It is kept by the server
// that the client asked, and goes when the server goes down.
type watch struct {
	client engine.NodeID
	path   string
}

// missPrefix is how the timers begin that end a client's session.
const missPrefix = "miss-"

// treeAsk serves a client: what changes the tree goes to the leader, the rest is
// answered at once.
func (p peer) treeAsk(from engine.NodeID, m clientAsk, fx *engine.Effects) peer {
	state, words := p.state(), strings.Split(m.value, ":")
	switch {
	case m.name == opConnect:
		return p.change(request{m.id, cmdOpen + ":" + string(from)}, fx)
	case !state.alive(words[0]):
		fx.Why("session-gone", words[0], m.id)
		fx.Send(from, answer{m.id, toldExpired, true})
	case m.name == opChildren:
		fx.Why("children", words[1], names(state.children(words[1])))
		fx.Send(from, answer{id: m.id, value: names(state.children(words[1]))})
	case m.name == opExists:
		return p.exists(from, m.id, words[1], state, fx)
	default:
		return p.change(request{m.id, m.name + ":" + m.value}, fx)
	}
	return p
}

// change has the leader propose something.
func (p peer) change(m request, fx *engine.Effects) peer {
	p.asked = append(p.asked[:len(p.asked):len(p.asked)], asked{id: m.id})
	if p.leads() {
		return p.proposeTxn(m, fx)
	}
	fx.Why("pass-on", m.value, string(p.leader))
	fx.Send(p.leader, m)
	return p
}

// exists says whether a node is there, and if it is, watches it for the client.
func (p peer) exists(from engine.NodeID, id, path string, state tree, fx *engine.Effects) peer {
	if state.at(path).number == 0 {
		fx.Why("gone-already", path, string(from))
		fx.Send(from, answer{id: id, value: toldNoNode})
		return p
	}
	fx.Why("watch", path, string(from))
	p.watches = append(p.watches[:len(p.watches):len(p.watches)], watch{from, path})
	fx.Send(from, answer{id: id, value: toldExists})
	return p
}

// applied is what a transaction gave, where there is a tree: whoever watches a node
// that it took away is told, a client's watches go with its session, and a leader
// looks after the sessions that there are.
func (p peer) applied(t txn, fx *engine.Effects) (peer, string) {
	before := p.state()
	after, result := before.apply(t)
	var stay []watch
	for _, w := range p.watches {
		switch {
		case !after.has(w.client):
			continue
		case after.at(w.path).number > 0:
			stay = append(stay, w)
			continue
		}
		fx.Why("wake", string(w.client), w.path, t.zxid.String())
		fx.Fact(factWoken, t.zxid.String(), string(w.client))
		fx.Send(w.client, event{w.path})
	}
	p.watches = stay
	for _, s := range after.sessions {
		if p.leads() && !before.alive(s) {
			fx.Arm(missPrefix + sessionOf(s))
		}
	}
	return p, result
}

// sessionOf is whose session it is.
func sessionOf(session string) string {
	client, _, _ := strings.Cut(session, "-")
	return client
}

// mind looks after the sessions that there are, as a new leader does.
func (p peer) mind(fx *engine.Effects) {
	if p.hasTree {
		for _, s := range p.state().sessions {
			fx.Arm(missPrefix + sessionOf(s))
		}
	}
}

func (p peer) mindNobody(fx *engine.Effects) {
	if p.hasTree && p.leads() {
		for _, id := range p.clients {
			fx.Disarm(missPrefix + string(id))
		}
	}
}

// miss ends the session of a client that was not heard of for too long. That is a
// transaction like every other; the client is not asked, and not told.
func (p peer) miss(client string, fx *engine.Effects) peer {
	sessions := p.state().sessions
	i := slices.IndexFunc(sessions, func(s string) bool { return sessionOf(s) == client })
	if !p.leads() || p.stage != active || i < 0 {
		fx.Why("nobody-to-miss", client, p.doing())
		return p
	}
	fx.Why("expire", client, sessions[i])
	return p.proposeTxn(request{value: cmdClose + ":" + sessions[i]}, fx)
}

// misses counts the transactions that ended a session.
func (h history) misses() (n int) {
	for _, t := range h {
		if strings.HasPrefix(t.value, cmdClose+":") {
			n++
		}
	}
	return n
}
