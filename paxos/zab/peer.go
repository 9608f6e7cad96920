package zab

import (
	"slices"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

// peer is a server. What it has logged, and which epochs it has accepted and
// lived in, is on disk; everything else a crash takes.
type peer struct {
	*cluster
	id        engine.NodeID
	history   history   // durable
	accepted  int       // durable: the highest epoch it has accepted from a leader to be
	taken     []request // durable: the newest request that was taken from each client
	current   int       // durable: the epoch of the last leader whose history it took over
	committed int       // volatile: how much of the history is delivered
	stage     stage
	leader    engine.NodeID // whom it follows; itself if it leads; empty if it looks for one
	election
	leading
	asked   []asked
	watches []watch // volatile
}

// stage is how far a peer is with its leader, or a leader with a majority.
type stage uint8

// The stages. A peer that looks has no leader. The next are the same for a leader
// and who follows it: an epoch is asked for, accepted, histories are made alike,
// and all is ready.
const (
	looking stage = iota
	asking
	accepting
	syncing
	active
)

var stageWords = []string{"looking", "asking", "accepting", "syncing", "active"}

// election is what a peer that looks for a leader knows.
type election struct {
	round int
	vote  ballot
	heard []ballot // by peer, in this round; the zero value: nothing
}

// leading is what a leader knows of each peer, itself among them.
type leading struct {
	stages   []stage // how far each peer is
	promised []int   // the highest epoch that each had accepted
	again    sets.Set
	lasts    []zxid // the end of each one's history, as it told
	sent     []int  // how much of the leader's history each was brought
	logged   []int  // how much of it each has on disk
	epoch    int    // the epoch it leads; 0 while it asks
	syncs    []pendingSync
}

// pendingSync is a sync that is answered when so much of the history is delivered.
type pendingSync struct {
	id    string
	from  engine.NodeID
	place int
}

// asked is a request of a client of this peer, and the number of its transaction.
type asked struct {
	id string
	zxid
}

// Names of its timers.
const (
	look = "look"
	lost = "lost"
)

func newPeer(c *cluster, id engine.NodeID) peer {
	p := peer{cluster: c, id: id}
	if !c.led {
		return p
	}
	p.accepted, p.current, p.leader, p.stage = 1, 1, c.peers[0], active
	if id == p.leader {
		p.leading = c.leading(active, 1)
	}
	return p
}

func (c *cluster) leading(s stage, epoch int) leading {
	n := len(c.peers)
	l := leading{stages: make([]stage, n), promised: make([]int, n), lasts: make([]zxid, n), sent: make([]int, n), logged: make([]int, n), epoch: epoch}
	for i := range l.stages {
		l.stages[i] = s
	}
	return l
}

func (p peer) leads() bool { return p.leader == p.id }

// Step is one line a message.
func (p peer) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Fire:
		return p.fire(in.Timer, fx)
	case engine.Crash:
		return p.crash(fx)
	case engine.Restart:
		fx.Why("back", p.history.String())
		fx.Arm(look)
		return p
	}
	switch m := in.Body.(type) {
	case vote:
		return p.hearVote(in.From, m, fx)
	case followerInfo:
		return p.followerInfo(in.From, m, fx)
	case leaderInfo:
		return p.leaderInfo(in.From, m, fx)
	case ackEpoch:
		return p.ackEpoch(in.From, m, fx)
	case catchUp:
		return p.catchUp(in.From, m, fx)
	case newLeader:
		return p.newLeader(in.From, m, fx)
	case ackLeader:
		return p.ackLeader(in.From, m, fx)
	case upToDate:
		return p.upToDate(in.From, m, fx)
	}
	return p.broadcast(in, fx)
}

// broadcast is Step for what comes once there is a leader.
func (p peer) broadcast(in engine.Input, fx *engine.Effects) engine.Node {
	switch m := in.Body.(type) {
	case proposal:
		return p.proposal(in.From, m, fx)
	case ack:
		return p.ack(in.From, m, fx)
	case commit:
		return p.commit(in.From, m, fx)
	case request:
		return p.request(in.From, m, fx)
	case syncAsk:
		return p.syncAsk(in.From, m, fx)
	case synced:
		return p.synced(in.From, m, fx)
	case clientAsk:
		return p.clientAsk(in.From, m, fx)
	}
	return p
}

func (p peer) fire(timer string, fx *engine.Effects) peer {
	if client, missed := strings.CutPrefix(timer, missPrefix); missed {
		return p.miss(client, fx)
	}
	if timer == look {
		return p.look(fx)
	}
	fx.Why("lost", string(p.leader))
	return p.giveUp(fx)
}

// giveUp stops to follow or to lead, and looks for a leader. What clients have
// asked is forgotten; whether it was done they will not be told.
func (p peer) giveUp(fx *engine.Effects) peer {
	p.mindNobody(fx)
	p.stage, p.leader, p.leading, p.asked, p.watches = looking, "", leading{}, nil, nil
	p.election = election{round: p.round}
	fx.Disarm(lost)
	fx.Arm(look)
	return p
}

// crash keeps what is on disk.
func (p peer) crash(fx *engine.Effects) peer {
	left := peer{cluster: p.cluster, id: p.id, history: p.history, accepted: p.accepted, current: p.current, taken: p.taken}
	switch {
	case !p.persistHistory && p.committed < len(p.history):
		fx.Why("persist-history", history(p.history[p.committed:]).String())
		left.history = p.history[:p.committed:p.committed]
	case !p.persistEpoch && p.accepted > p.current:
		fx.Why("persist-epoch", itoa(p.accepted), itoa(p.current))
	default:
		fx.Why("down", p.history.String())
	}
	if !p.persistEpoch {
		left.accepted = left.current
	}
	return left
}

// once says whether a request is new, and takes note of it. This stands for a
// connection, which gives it once.
func (p peer) once(id string) (peer, bool) {
	i := slices.IndexFunc(p.taken, func(t request) bool { return clientOf(t.id) == clientOf(id) })
	switch {
	case i >= 0 && later(p.taken[i].id, id):
		return p, false
	case i >= 0:
		p.taken = slices.Clone(p.taken)
		p.taken[i] = request{id: id}
	default:
		p.taken = append(p.taken[:len(p.taken):len(p.taken)], request{id: id})
		slices.SortFunc(p.taken, func(a, b request) int { return strings.Compare(a.id, b.id) })
	}
	return p, true
}

// later says whether a is b or a later request of the same client.
func later(a, b string) bool { return len(a) > len(b) || len(a) == len(b) && a >= b }

// deliver hands everything up to a place on, in order.
func (p peer) deliver(to int, fx *engine.Effects) peer {
	for ; p.committed < min(to, len(p.history)); p.committed++ {
		t := p.history[p.committed]
		fx.Fact(factDelivered, itoa(p.committed+1), t.String())
		result := t.String()
		if p.hasTree {
			p, result = p.applied(t, fx)
		}
		p.asked = slices.DeleteFunc(slices.Clone(p.asked), func(a asked) bool {
			if a.zxid == t.zxid {
				p.done(a.id, result, fx)
			}
			return a.zxid == t.zxid
		})
	}
	return p
}
