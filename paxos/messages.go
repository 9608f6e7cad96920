package paxos

// The messages of the two phases. The key of each is its ballot; the text says
// the rest, so that two messages that read the same are the same.

// Prepare asks for a promise: Phase 1(a).
type Prepare struct{ N Ballot }

// Promise says that its sender will take part in no ballot below N, and what
// it voted for last, if it ever did: Phase 1(b).
type Promise struct {
	N     Ballot
	Voted Vote
}

// Accept asks for a vote for Value in ballot N: Phase 2(a).
type Accept struct {
	N     Ballot
	Value string
}

// Accepted says that its sender voted for Value in ballot N: Phase 2(b).
type Accepted struct {
	N     Ballot
	Value string
}

// Nack says that a request of ballot N was ignored because of a promise to a
// higher one. It only saves time: leaving it out endangers nothing.
type Nack struct{ N, Promised Ballot }

// Learn passes on that a value is chosen, from a distinguished learner to the
// others (§2.3).
type Learn struct{ Value string }

// Ids of the kinds of messages.
const (
	kindPrepare  = "prepare"
	kindPromise  = "promise"
	kindAccept   = "accept"
	kindAccepted = "accepted"
	kindNack     = "nack"
	kindLearn    = "learn"
)

// Kind is "prepare".
func (Prepare) Kind() string { return kindPrepare }

// Kind is "promise".
func (Promise) Kind() string { return kindPromise }

// Kind is "accept".
func (Accept) Kind() string { return kindAccept }

// Kind is "accepted".
func (Accepted) Kind() string { return kindAccepted }

// Kind is "nack".
func (Nack) Kind() string { return kindNack }

// Kind is "learn".
func (Learn) Kind() string { return kindLearn }

// Key is the ballot.
func (m Prepare) Key() string { return m.N.String() }

// Key is the ballot.
func (m Promise) Key() string { return m.N.String() }

// Key is the ballot.
func (m Accept) Key() string { return m.N.String() }

// Key is the ballot.
func (m Accepted) Key() string { return m.N.String() }

// Key is the ballot that was refused.
func (m Nack) Key() string { return m.N.String() }

// Key is empty: what is learnt is bound to no ballot.
func (Learn) Key() string { return "" }

// Text is empty.
func (Prepare) Text() string { return "" }

// Text is the vote that the promise reports, such as "1.P1 pear"; empty if none.
func (m Promise) Text() string {
	if !m.Voted.Cast() {
		return ""
	}
	return m.Voted.String()
}

// Text is the value.
func (m Accept) Text() string { return m.Value }

// Text is the value.
func (m Accepted) Text() string { return m.Value }

// Text is the ballot that was promised instead.
func (m Nack) Text() string { return m.Promised.String() }

// Text is the value.
func (m Learn) Text() string { return m.Value }
