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
	next, match []int // by server: the next index to send, and how much is known to match
	waiting     []waiting
}

// waiting is a client's request: an entry that is not committed yet, or a read
// that waits until a majority has confirmed the leader.
type waiting struct {
	id    string
	index int
	read  bool
	acks  sets.Set
}

// Names of its timers.
const (
	election = "election"
	beat     = "beat"
)

// Step is one line a message.
func (s server) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Fire:
		if in.Timer == beat {
			fx.Why("beat", itoa(s.term))
			fx.Arm(beat)
			return s.sendAll(fx)
		}
		return s.timeout(fx)
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
	case request:
		return s.request(in.From, m, fx)
	}
	return s
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
	fx.Arm(election)
	return s
}

func (s server) crash(fx *engine.Effects) server {
	left := server{cluster: s.cluster, id: s.id, term: s.term, votedFor: s.votedFor, log: s.log, taken: s.taken}
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
	return left
}

// store keeps a log, and lets an observer see its entries.
func (s server) store(log entries, fx *engine.Effects) server {
	for i := range log {
		if i >= len(s.log) || s.log[i] != log[i] {
			fx.Fact(factStored, itoa(i+1)+"."+itoa(log[i].term), log[:i+1].String())
		}
	}
	s.log = log
	return s
}

// apply raises how much is committed.
func (s server) apply(to int, fx *engine.Effects) server {
	for ; s.committed < min(to, len(s.log)); s.committed++ {
		fx.Fact(factApplied, itoa(s.committed+1), s.log[s.committed].String())
	}
	return s
}

// once takes note of a request; false: it, or a later one of its client, was
// taken before.
func (s server) once(id string) (server, bool) {
	client, _, _ := strings.Cut(id, ".")
	i := slices.IndexFunc(s.taken, func(t string) bool { return strings.HasPrefix(t, client+".") })
	switch {
	case i >= 0 && (len(s.taken[i]) > len(id) || len(s.taken[i]) == len(id) && s.taken[i] >= id):
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
