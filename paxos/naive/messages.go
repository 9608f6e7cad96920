package naive

import "strconv"

// Request asks a node to take a value on as its proposal.
type Request struct{ Value string }

// Round asks a node whether its proposal equals the value.
type Round struct {
	N     int
	Value string
}

// Decided says that its sender accepted the value, which is thereby decided.
type Decided struct{ Value string }

// Vote says, with decide=most, which value its sender keeps.
type Vote struct{ Value string }

// Ids of the kinds of messages.
const (
	kindRequest = "request"
	kindRound   = "round"
	kindDecided = "decided"
	kindVote    = "vote"
)

// Kind is "request".
func (Request) Kind() string { return kindRequest }

// Kind is "round".
func (Round) Kind() string { return kindRound }

// Kind is "decided".
func (Decided) Kind() string { return kindDecided }

// Kind is "vote".
func (Vote) Kind() string { return kindVote }

// Key is empty: a request belongs to no round.
func (Request) Key() string { return "" }

// Key is the round.
func (m Round) Key() string { return strconv.Itoa(m.N) }

// Key is empty: nothing says which round or whose request is answered.
func (Decided) Key() string { return "" }

// Key is empty: votes have no ballots.
func (Vote) Key() string { return "" }

// Text is the value.
func (m Request) Text() string { return m.Value }

// Text is the value.
func (m Round) Text() string { return m.Value }

// Text is the value.
func (m Decided) Text() string { return m.Value }

// Text is the value.
func (m Vote) Text() string { return m.Value }
