package raft

import (
	"slices"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

// server is one member. Its term, its vote and its log are on disk before it
// answers anybody.
type server struct {
	*cluster
	id        engine.NodeID
	term      int           // durable
	votedFor  engine.NodeID // durable: in this term
	log       entries       // durable
	taken     []string      // durable: the newest request taken from each client
	committed int           // volatile
	config    sets.Set      // who the members are, as far as its log tells
	state     machine       // volatile: what the log led to as far as it is committed
	now       int64         // what the clock read when it was last looked at
	role      role
	hears     bool     // volatile: a leader was heard of since its own timer went off
	votes     sets.Set // as a candidate, or one to be
	leading
}

type role uint8

const (
	follower role = iota
	preCandidate
	candidate
	leader
)

var roleWords = []string{"follows", "asks whether it could win", "candidate", "leads"}

// leading is what a leader knows.
type leading struct {
	next, match []int    // by server: the next index to send, and how much is known to match
	heard       sets.Set // whom it has heard from since it last looked
	waiting     []waiting
}

// waiting is a client's request: an entry that is not committed yet, or a read
// that waits until a majority has confirmed the leader.
type waiting struct {
	id    string
	index int
	read  bool
	acks  sets.Set
	op    string // what is to be read, or waited for
	args  string
}

// Names of its timers. One that begins with missPrefix goes off when a client has
// not been heard of for too long.
const (
	election    = "election"
	beat        = "beat"
	quorumCheck = "check-quorum"
	missPrefix  = "miss-"
)

// Step is one line a message.
func (s server) Step(in engine.Input, fx *engine.Effects) engine.Node {
	s.now = in.Now
	switch in.Kind {
	case engine.Fire:
		return s.fire(in.Timer, fx)
	case engine.Crash:
		return s.crash(fx)
	case engine.Restart:
		fx.Why("back", itoa(s.term), s.log.String())
		fx.Arm(election)
		return s
	}
	switch m := in.Body.(type) {
	case vote:
		return s.vote(in.From, m, fx)
	case voted:
		return s.voted(in.From, m, fx)
	case appendEntries:
		return s.append(in.From, m, fx)
	case appended:
		return s.appended(in.From, m, fx)
	case confirm:
		return s.confirm(in.From, m, fx)
	case confirmed:
		return s.confirmed(in.From, m, fx)
	case keepAlive:
		return s.keepAlive(in.From, m, fx)
	case request:
		return s.request(in.From, m, fx)
	}
	return s
}

func (s server) fire(timer string, fx *engine.Effects) server {
	switch client, missed := strings.CutPrefix(timer, missPrefix); {
	case missed:
		return s.miss(engine.NodeID(client), fx)
	case timer == beat:
		fx.Why("beat", itoa(s.term))
		fx.Arm(beat)
		return s.sendAll(fx)
	case timer == quorumCheck:
		return s.checkFollowers(fx)
	}
	return s.timeout(fx)
}

// observe moves to a later term, as a follower who has not voted in it.
func (s server) observe(term int, fx *engine.Effects) server {
	if term <= s.term {
		return s
	}
	fx.Why("later-term", itoa(term), itoa(s.term))
	s.term, s.votedFor = term, ""
	return s.follow(fx)
}

func (s server) follow(fx *engine.Effects) server {
	s.role, s.votes, s.leading = follower, 0, leading{}
	fx.Disarm(beat)
	fx.Disarm(quorumCheck)
	s.mindNobody(fx)
	fx.Arm(election)
	return s
}

func (s server) crash(fx *engine.Effects) server {
	left := server{cluster: s.cluster, id: s.id, term: s.term, votedFor: s.votedFor, log: s.log, taken: s.taken, state: s.start}
	switch {
	case !s.persistLog && s.committed < len(s.log):
		fx.Why("persist-log", entries(s.log[s.committed:]).String())
		left.log = s.log[:s.committed:s.committed]
	case !s.persistVote && s.votedFor != "":
		fx.Why("persist-vote", string(s.votedFor), itoa(s.term))
		left.votedFor = ""
	default:
		fx.Why("down", itoa(s.term), s.log.String())
	}
	return left.configured()
}

// store keeps a log, and lets an observer see its entries.
func (s server) store(log entries, fx *engine.Effects) server {
	for i := range log {
		if i >= len(s.log) || s.log[i] != log[i] {
			fx.Fact(factStored, itoa(i+1)+"."+itoa(log[i].term), log[:i+1].String())
		}
	}
	s.log = log
	return s.configured()
}

// apply raises how much is committed, and executes it.
func (s server) apply(to int, fx *engine.Effects) server {
	before := s.state
	for ; s.committed < min(to, len(s.log)); s.committed++ {
		index, result := s.committed+1, ""
		fx.Fact(factApplied, itoa(index), s.log[s.committed].String())
		s, result = s.execute(index, fx)
		s = s.answerEntry(index, result, fx)
	}
	s.effects(before, fx)
	return s.configured()
}

// answerEntry tells the client that asked for the entry at an index what it gave.
func (s server) answerEntry(index int, result string, fx *engine.Effects) server {
	s.waiting = slices.DeleteFunc(slices.Clone(s.waiting), func(w waiting) bool {
		mine := !w.read && w.index == index
		if mine {
			s.acknowledge(index, w.id, result, fx)
		}
		return mine
	})
	return s
}

// acknowledge answers for an entry, which counts as promised from now on.
func (s server) acknowledge(index int, id, result string, fx *engine.Effects) {
	fx.Fact(factAcked, itoa(index), s.log[index-1].String())
	s.done(id, result, fx)
}

// once takes note of a request; false: it, or a later one of its client, was
// taken before.
func (s server) once(id string) (server, bool) {
	client, _, _ := strings.Cut(id, ".")
	i := slices.IndexFunc(s.taken, func(t string) bool { return strings.HasPrefix(t, client+".") })
	switch {
	case i >= 0 && !later(id, s.taken[i]):
		return s, false
	case i >= 0:
		s.taken = slices.Clone(s.taken)
		s.taken[i] = id
	default:
		s.taken = append(s.taken[:len(s.taken):len(s.taken)], id)
		slices.Sort(s.taken)
	}
	return s, true
}

// later says whether a request of a client comes after another: c1.2 after c1.1,
// and after c1.1.2, which is the second thing that c1.1 asked for.
func later(id, than string) bool {
	a, b := strings.Split(id, "."), strings.Split(than, ".")
	for i := 1; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return len(a[i]) > len(b[i]) || len(a[i]) == len(b[i]) && a[i] > b[i]
		}
	}
	return len(a) > len(b)
}
