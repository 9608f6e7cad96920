package pmmc

import (
	"strconv"

	"synod/paxos/ballot"
)

// The messages have the paper's names.

// request asks a replica to get a command decided and performed.
type request struct{ Command }

// response tells a client what its command gave.
type response struct{ id, result string }

// propose asks a leader to get a command decided in a slot.
type propose struct {
	slot int
	Command
}

// p1a asks an acceptor to adopt a ballot: Phase 1(a).
type p1a struct{ b ballot.Ballot }

// p1b says which ballot an acceptor has adopted, and what it has accepted:
// Phase 1(b).
type p1b struct {
	b        ballot.Ballot
	accepted ballot.Votes
}

// p2a asks an acceptor to accept the pvalue ⟨b, s, c⟩: Phase 2(a).
type p2a struct {
	b    ballot.Ballot
	slot int
	Command
}

// p2b says which ballot an acceptor has adopted, in answer to a p2a for a slot:
// Phase 2(b). If that is the ballot that was asked for, it has accepted.
type p2b struct {
	asked   ballot.Ballot
	slot    int
	adopted ballot.Ballot
}

// decision tells a replica which command is decided in a slot.
type decision struct {
	slot int
	Command
}

// What a leader, its scout and its commander say to each other on their host:
// spawning, and the two outcomes.
type (
	spawnScout     struct{ b ballot.Ballot }
	spawnCommander struct {
		b    ballot.Ballot
		slot int
		Command
	}
	// adopted says that a quorum of acceptors has adopted b, and what they had accepted.
	adopted struct {
		b     ballot.Ballot
		pvals ballot.Votes
	}
	// preempted says that some acceptor has adopted the higher ballot b.
	preempted struct{ b ballot.Ballot }
)

// Ids of the kinds of messages.
const (
	kindRequest        = "request"
	kindResponse       = "response"
	kindPropose        = "propose"
	kindP1a            = "p1a"
	kindP1b            = "p1b"
	kindP2a            = "p2a"
	kindP2b            = "p2b"
	kindDecision       = "decision"
	kindSpawnScout     = "spawn-scout"
	kindSpawnCommander = "spawn-commander"
	kindAdopted        = "adopted"
	kindPreempted      = "preempted"
)

// Kind, Key and Text of each: what a message is about, and what it says.
func (request) Kind() string        { return kindRequest }
func (response) Kind() string       { return kindResponse }
func (propose) Kind() string        { return kindPropose }
func (p1a) Kind() string            { return kindP1a }
func (p1b) Kind() string            { return kindP1b }
func (p2a) Kind() string            { return kindP2a }
func (p2b) Kind() string            { return kindP2b }
func (decision) Kind() string       { return kindDecision }
func (spawnScout) Kind() string     { return kindSpawnScout }
func (spawnCommander) Kind() string { return kindSpawnCommander }
func (adopted) Kind() string        { return kindAdopted }
func (preempted) Kind() string      { return kindPreempted }

func (m request) Key() string        { return m.ID }
func (m response) Key() string       { return m.id }
func (m propose) Key() string        { return strconv.Itoa(m.slot) }
func (m p1a) Key() string            { return m.b.String() }
func (m p1b) Key() string            { return m.b.String() }
func (m p2a) Key() string            { return ballot.At(m.b, m.slot) }
func (m p2b) Key() string            { return ballot.At(m.asked, m.slot) }
func (m decision) Key() string       { return strconv.Itoa(m.slot) }
func (m spawnScout) Key() string     { return m.b.String() }
func (m spawnCommander) Key() string { return ballot.At(m.b, m.slot) }
func (m adopted) Key() string        { return m.b.String() }
func (m preempted) Key() string      { return m.b.String() }

func (m request) Text() string        { return m.Op }
func (m response) Text() string       { return m.result }
func (m propose) Text() string        { return m.Command.String() }
func (p1a) Text() string              { return "" }
func (m p1b) Text() string            { return m.accepted.String() }
func (m p2a) Text() string            { return m.Command.String() }
func (m decision) Text() string       { return m.Command.String() }
func (spawnScout) Text() string       { return "" }
func (m spawnCommander) Text() string { return m.Command.String() }
func (m adopted) Text() string        { return m.pvals.String() }
func (preempted) Text() string        { return "" }

// Text is empty if the pvalue was accepted, and else the ballot that stands.
func (m p2b) Text() string {
	if m.adopted == m.asked {
		return ""
	}
	return m.adopted.String()
}
