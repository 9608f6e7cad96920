package caspaxos

// The messages. The key of each is its ballot.

// Prepare asks for a promise.
type Prepare struct{ N Ballot }

// Promise says that its sender will take part in no ballot below N, and which
// state it voted for last.
type Promise struct {
	N     Ballot
	Voted Vote
}

// Accept asks for a vote for the state Value in ballot N, and for a promise of
// Next if that is a ballot.
type Accept struct {
	N     Ballot
	Value string
	Next  Ballot
}

// Accepted says that its sender voted in ballot N, and promised what it was
// asked to.
type Accepted struct{ N Ballot }

// Conflict says that a request of ballot N was refused because of a promise to
// a higher one. It only saves time.
type Conflict struct{ N, Promised Ballot }

// Collect asks to remove the register, if it was deleted in ballot N.
type Collect struct{ N Ballot }

// Collected says that nothing of ballot N is left at its sender.
type Collected struct{ N Ballot }

// Ids of the kinds of messages.
const (
	kindPrepare   = "prepare"
	kindPromise   = "promise"
	kindAccept    = "accept"
	kindAccepted  = "accepted"
	kindConflict  = "conflict"
	kindCollect   = "collect"
	kindCollected = "collected"
)

// Kind is "prepare".
func (Prepare) Kind() string { return kindPrepare }

// Kind is "promise".
func (Promise) Kind() string { return kindPromise }

// Kind is "accept".
func (Accept) Kind() string { return kindAccept }

// Kind is "accepted".
func (Accepted) Kind() string { return kindAccepted }

// Kind is "conflict".
func (Conflict) Kind() string { return kindConflict }

// Kind is "collect".
func (Collect) Kind() string { return kindCollect }

// Kind is "collected".
func (Collected) Kind() string { return kindCollected }

// Key is the ballot.
func (m Prepare) Key() string { return m.N.String() }

// Key is the ballot.
func (m Promise) Key() string { return m.N.String() }

// Key is the ballot.
func (m Accept) Key() string { return m.N.String() }

// Key is the ballot.
func (m Accepted) Key() string { return m.N.String() }

// Key is the ballot that was refused.
func (m Conflict) Key() string { return m.N.String() }

// Key is the ballot.
func (m Collect) Key() string { return m.N.String() }

// Key is the ballot.
func (m Collected) Key() string { return m.N.String() }

// Text is empty.
func (Prepare) Text() string { return "" }

// Text is the vote that the promise reports, such as "1.P1 pear"; empty if none.
func (m Promise) Text() string {
	if !m.Voted.Cast() {
		return ""
	}
	return m.Voted.String()
}

// Text is the state, and the ballot to be promised: "pear, next 2.P1".
func (m Accept) Text() string {
	if m.Next == (Ballot{}) {
		return m.Value
	}
	return m.Value + ", next " + m.Next.String()
}

// Text is empty.
func (Accepted) Text() string { return "" }

// Text is the ballot that was promised instead.
func (m Conflict) Text() string { return m.Promised.String() }

// Text is empty.
func (Collect) Text() string { return "" }

// Text is empty.
func (Collected) Text() string { return "" }
