package fast

// The messages. The key of those that belong to a ballot is its number.

// Prepare asks for a promise: Phase 1(a).
type Prepare struct{ N Ballot }

// Promise says that its sender will take part in no ballot below N, and what
// it voted for last: Phase 1(b).
type Promise struct {
	N     Ballot
	Voted Vote
}

// Any opens the fast ballot N: whatever a proposer sends may be voted for. It
// is a Phase 2(a) message without a value.
type Any struct{ N Ballot }

// Propose is a proposer's value, straight to an acceptor.
type Propose struct{ Value string }

// Accept asks for a vote for Value in ballot N: Phase 2(a) with a value.
type Accept struct {
	N     Ballot
	Value string
}

// Accepted says that its sender voted for Value in ballot N: Phase 2(b).
type Accepted struct {
	N     Ballot
	Value string
}

// Ids of the kinds of messages.
const (
	kindPrepare  = "prepare"
	kindPromise  = "promise"
	kindAny      = "any"
	kindPropose  = "propose"
	kindAccept   = "accept"
	kindAccepted = "accepted"
)

// Kind is "prepare".
func (Prepare) Kind() string { return kindPrepare }

// Kind is "promise".
func (Promise) Kind() string { return kindPromise }

// Kind is "any".
func (Any) Kind() string { return kindAny }

// Kind is "propose".
func (Propose) Kind() string { return kindPropose }

// Kind is "accept".
func (Accept) Kind() string { return kindAccept }

// Kind is "accepted".
func (Accepted) Kind() string { return kindAccepted }

// Key is the ballot.
func (m Prepare) Key() string { return m.N.String() }

// Key is the ballot.
func (m Promise) Key() string { return m.N.String() }

// Key is the ballot.
func (m Any) Key() string { return m.N.String() }

// Key is empty: a proposal belongs to no ballot until an acceptor votes for it.
func (Propose) Key() string { return "" }

// Key is the ballot.
func (m Accept) Key() string { return m.N.String() }

// Key is the ballot.
func (m Accepted) Key() string { return m.N.String() }

// Text is empty.
func (Prepare) Text() string { return "" }

// Text is the vote that the promise reports, such as "1.C1 pear"; empty if none.
func (m Promise) Text() string {
	if !m.Voted.Cast() {
		return ""
	}
	return m.Voted.String()
}

// Text is empty: it names no value.
func (Any) Text() string { return "" }

// Text is the value.
func (m Propose) Text() string { return m.Value }

// Text is the value.
func (m Accept) Text() string { return m.Value }

// Text is the value.
func (m Accepted) Text() string { return m.Value }
