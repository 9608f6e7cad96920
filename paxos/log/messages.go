package log

import (
	"strconv"
	"strings"

	"synod/paxos/ballot"
)

// Request asks a server to get a command into the log.
type Request struct{ Command string }

// Reply tells a client what its command gave.
type Reply struct{ ID, Result string }

// Prepare asks for a promise for all slots at once: Phase 1(a). It names the
// slots of which its sender wants to hear.
type Prepare struct {
	N     ballot.Ballot
	Slots Slots
}

// Promise says that its sender will take part in no ballot below N, in whatever
// slot, and what it voted for last in each slot that was asked for: Phase 1(b).
// Below, if set, is the slot up to which it has cut its votes off: all of them
// are chosen.
type Promise struct {
	N     ballot.Ballot
	Votes ballot.Votes
	Below int
}

// Accept asks for a vote for Value in a slot: Phase 2(a). First, if set, is the
// commit index: every slot below it is chosen.
type Accept struct {
	N     ballot.Ballot
	Slot  int
	Value string
	First int
}

// Accepted says that its sender voted as it was asked: Phase 2(b).
type Accepted struct {
	N    ballot.Ballot
	Slot int
}

// Nack says that a request of ballot N was ignored because of a promise to a
// higher one. It only saves time.
type Nack struct{ N, Promised ballot.Ballot }

// Decide says that a value is chosen in a slot.
type Decide struct {
	Slot  int
	Value string
}

// Heartbeat says that its sender leads, and which slot is the first it does not
// know to be chosen.
type Heartbeat struct {
	N     ballot.Ballot
	First int
}

// CatchUp asks for all that is chosen from a slot on.
type CatchUp struct{ From int }

// Ids of the kinds of messages.
const (
	kindRequest   = "request"
	kindReply     = "reply"
	kindPrepare   = "prepare"
	kindPromise   = "promise"
	kindAccept    = "accept"
	kindAccepted  = "accepted"
	kindNack      = "nack"
	kindDecide    = "decide"
	kindHeartbeat = "heartbeat"
	kindCatchUp   = "catch-up"
	kindForget    = "forget"
	kindSnapshot  = "snapshot"
	kindRenew     = "renew"
	kindRenewed   = "renewed"
)

// Kind, Key and Text of each: what a message is about, and what it says.
func (Request) Kind() string   { return kindRequest }
func (Reply) Kind() string     { return kindReply }
func (Prepare) Kind() string   { return kindPrepare }
func (Promise) Kind() string   { return kindPromise }
func (Accept) Kind() string    { return kindAccept }
func (Accepted) Kind() string  { return kindAccepted }
func (Nack) Kind() string      { return kindNack }
func (Decide) Kind() string    { return kindDecide }
func (Heartbeat) Kind() string { return kindHeartbeat }
func (CatchUp) Kind() string   { return kindCatchUp }

func (m Request) Key() string   { return parse(m.Command).id }
func (m Reply) Key() string     { return m.ID }
func (m Prepare) Key() string   { return m.N.String() }
func (m Promise) Key() string   { return m.N.String() }
func (m Accept) Key() string    { return ballot.At(m.N, m.Slot) }
func (m Accepted) Key() string  { return ballot.At(m.N, m.Slot) }
func (m Nack) Key() string      { return m.N.String() }
func (m Decide) Key() string    { return strconv.Itoa(m.Slot) }
func (m Heartbeat) Key() string { return m.N.String() }
func (m CatchUp) Key() string   { return strconv.Itoa(m.From) }

func (m Request) Text() string   { return parse(m.Command).text() }
func (m Reply) Text() string     { return m.Result }
func (m Prepare) Text() string   { return m.Slots.String() }
func (m Accepted) Text() string  { return "" }
func (m Nack) Text() string      { return m.Promised.String() }
func (m Decide) Text() string    { return m.Value }
func (m Heartbeat) Text() string { return "chosen below " + strconv.Itoa(m.First) }
func (m CatchUp) Text() string   { return "" }

func (m Promise) Text() string {
	if m.Below == 0 {
		return m.Votes.String()
	}
	return strings.TrimSuffix("snapshot up to "+strconv.Itoa(m.Below)+"; "+m.Votes.String(), "; ")
}

func (m Accept) Text() string {
	if m.First > 0 {
		return m.Value + "; chosen below " + strconv.Itoa(m.First)
	}
	return m.Value
}

// Slots is what a leader does not know: some holes, and all slots from From on.
type Slots struct {
	Holes []int
	From  int
}

// has says whether the slot is among them.
func (s Slots) has(slot int) bool {
	for _, h := range s.Holes {
		if h == slot {
			return true
		}
	}
	return slot >= s.From
}

// span is 135-137, or 135.
func span(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "-" + strconv.Itoa(to)
}

// String is: 135-137 and from 140.
func (s Slots) String() string {
	var parts []string
	for i := 0; i < len(s.Holes); {
		j := i
		for j+1 < len(s.Holes) && s.Holes[j+1] == s.Holes[j]+1 {
			j++
		}
		parts, i = append(parts, span(s.Holes[i], s.Holes[j])), j+1
	}
	from := "from " + strconv.Itoa(s.From)
	if len(parts) == 0 {
		return from
	}
	return strings.Join(parts, ", ") + " and " + from
}
