package zab

import (
	"strconv"
	"strings"

	"synod/paxos/members"
)

// The messages. The key of those that make a leader is an epoch or a round, that
// of a transaction's its number, that of a client's its request.

// ballot is a vote in an election: for a peer, with its epoch and the end of its
// history.
type ballot struct {
	epoch int
	last  zxid
	id    string
}

func (v ballot) String() string {
	return v.id + " (epoch " + strconv.Itoa(v.epoch) + ", last " + members.Said(v.last) + ")"
}

// vote tells another peer whom its sender would follow; settled: whom it leads
// or follows already.
type vote struct {
	round   int
	vote    ballot
	settled bool
}

func (vote) Kind() string  { return "vote" }
func (m vote) Key() string { return strconv.Itoa(m.round) }
func (m vote) Text() string {
	text := "for " + m.vote.id + ", epoch " + strconv.Itoa(m.vote.epoch) + ", last " + m.vote.last.String()
	if m.settled {
		text += ", settled"
	}
	return text
}

// followerInfo asks to follow, with the highest epoch that was accepted.
type followerInfo struct{ accepted int }

func (followerInfo) Kind() string  { return "followerinfo" }
func (m followerInfo) Key() string { return strconv.Itoa(m.accepted) }
func (followerInfo) Text() string  { return "" }

// leaderInfo proposes a new epoch.
type leaderInfo struct{ epoch int }

func (leaderInfo) Kind() string  { return "leaderinfo" }
func (m leaderInfo) Key() string { return strconv.Itoa(m.epoch) }
func (leaderInfo) Text() string  { return "" }

// ackEpoch accepts it, and tells how good the sender's history is; again: the
// epoch was accepted before, so this is no vote for it.
type ackEpoch struct {
	epoch, current int
	last           zxid
	again          bool
}

func (ackEpoch) Kind() string  { return "ackepoch" }
func (m ackEpoch) Key() string { return strconv.Itoa(m.epoch) }
func (m ackEpoch) Text() string {
	text := "epoch " + strconv.Itoa(m.current) + ", last " + m.last.String()
	if m.again {
		text += ", again"
	}
	return text
}

// The ways to bring a follower's history up to the leader's.
const (
	byDiff  = "diff"
	byTrunc = "trunc"
	bySnap  = "snap"
	// asZooKeeper is a setting: it depends on what the leader has in its memory.
	asZooKeeper = "zookeeper"
)

// catchUp makes the receiver's history the leader's: a diff adds to it, a trunc
// cuts it first, a snap replaces it.
type catchUp struct {
	by   string
	to   zxid // trunc: cut behind this one
	more history
}

func (m catchUp) Kind() string { return m.by }
func (m catchUp) Key() string {
	if m.by != byTrunc {
		return ""
	}
	return m.to.String()
}
func (m catchUp) Text() string { return "then " + m.more.String() }

// newLeader says that the receiver's history is the leader's now.
type newLeader struct{ epoch int }

func (newLeader) Kind() string  { return "newleader" }
func (m newLeader) Key() string { return strconv.Itoa(m.epoch) }
func (newLeader) Text() string  { return "" }

// ackLeader says that it is on disk.
type ackLeader struct{ epoch int }

func (ackLeader) Kind() string  { return "ackleader" }
func (m ackLeader) Key() string { return strconv.Itoa(m.epoch) }
func (ackLeader) Text() string  { return "" }

// upToDate says that a majority has it: the receiver may serve.
type upToDate struct{ epoch, committed int }

func (upToDate) Kind() string   { return "uptodate" }
func (m upToDate) Key() string  { return strconv.Itoa(m.epoch) }
func (m upToDate) Text() string { return "committed " + strconv.Itoa(m.committed) }

// proposal is a transaction to be logged, for a client's request.
type proposal struct {
	txn
	request string
}

func (proposal) Kind() string  { return "proposal" }
func (m proposal) Key() string { return m.zxid.String() }
func (m proposal) Text() string {
	if m.request == "" {
		return m.value
	}
	return m.value + " for " + m.request
}

// ack says that it is on disk.
type ack struct{ zxid }

func (ack) Kind() string  { return "ack" }
func (m ack) Key() string { return m.zxid.String() }
func (ack) Text() string  { return "" }

// commit says that a majority has it.
type commit struct{ zxid }

func (commit) Kind() string  { return "commit" }
func (m commit) Key() string { return m.zxid.String() }
func (commit) Text() string  { return "" }

// request passes a write on to the leader.
type request struct{ id, value string }

func (request) Kind() string   { return "request" }
func (m request) Key() string  { return m.id }
func (m request) Text() string { return m.value }

// syncAsk asks the leader for all that was committed before.
type syncAsk struct{ id string }

func (syncAsk) Kind() string  { return "sync" }
func (m syncAsk) Key() string { return m.id }
func (syncAsk) Text() string  { return "" }

// synced follows on the same link after all that was committed before.
type synced struct{ id string }

func (synced) Kind() string  { return "synced" }
func (m synced) Key() string { return m.id }
func (synced) Text() string  { return "" }

// clientAsk is what a client asks a peer: to write a value, to read, to sync.
type clientAsk struct{ id, name, value string }

func (m clientAsk) Kind() string { return "client-" + m.name }
func (m clientAsk) Key() string  { return m.id }
func (m clientAsk) Text() string { return m.value }

// answer is what a peer tells a client: it was done, and what a read found; or
// nothing was done.
type answer struct {
	id, value string
	refused   bool
}

func (m answer) Kind() string {
	if m.refused {
		return "refused"
	}
	return "done"
}
func (m answer) Key() string  { return m.id }
func (m answer) Text() string { return m.value }

// event tells a client that a node which it watches is gone.
type event struct{ path string }

func (event) Kind() string  { return "event" }
func (m event) Key() string { return m.path }
func (event) Text() string  { return "NodeDeleted" }

// clientOf is the client of a request, such as c1 of c1.2.
func clientOf(id string) string {
	client, _, _ := strings.Cut(id, ".")
	return client
}
