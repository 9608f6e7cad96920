package lwt

// The messages. The key of each is its ballot.

// Prepare asks for a promise. Write says that it is for an update: only version 2
// tells such promises from those for a read.
type Prepare struct {
	N     Ballot
	Write bool
}

// Promise says that its sender will accept nothing below N, what it has accepted
// and not seen committed, and what it has committed last. Version 2 adds the highest
// promise that it had given for an update before, and whether this one is good for
// reading only.
type Promise struct {
	N                   Ballot
	Accepted, Committed Vote
	Written             Ballot
	ReadOnly            bool
}

// Read asks for the row.
type Read struct{ N Ballot }

// Row is the row, with the ballot in which it was written.
type Row struct {
	N   Ballot
	Row Vote
}

// Propose asks to accept an update, or the empty proposal.
type Propose struct {
	N     Ballot
	Value string
}

// Accepted says that its sender has.
type Accepted struct{ N Ballot }

// Refused says that a request of ballot N was refused because of a higher promise.
// It only saves time.
type Refused struct{ N, Promised Ballot }

// Commit asks to write an update that was decided in ballot N. For is the ballot
// of whoever asks.
type Commit struct {
	N     Ballot
	Value string
	For   Ballot
}

// Committed says that its sender has written what was decided in N, or something
// later.
type Committed struct{ N, For Ballot }

// Ids of the kinds of messages.
const (
	kindPrepare   = "prepare"
	kindPromise   = "promise"
	kindRead      = "read"
	kindRow       = "row"
	kindPropose   = "propose"
	kindAccepted  = "accepted"
	kindRefused   = "refused"
	kindCommit    = "commit"
	kindCommitted = "committed"
)

// Kind is "prepare".
func (Prepare) Kind() string { return kindPrepare }

// Kind is "promise".
func (Promise) Kind() string { return kindPromise }

// Kind is "read".
func (Read) Kind() string { return kindRead }

// Kind is "row".
func (Row) Kind() string { return kindRow }

// Kind is "propose".
func (Propose) Kind() string { return kindPropose }

// Kind is "accepted".
func (Accepted) Kind() string { return kindAccepted }

// Kind is "refused".
func (Refused) Kind() string { return kindRefused }

// Kind is "commit".
func (Commit) Kind() string { return kindCommit }

// Kind is "committed".
func (Committed) Kind() string { return kindCommitted }

// Key is the ballot.
func (m Prepare) Key() string { return m.N.String() }

// Key is the ballot.
func (m Promise) Key() string { return m.N.String() }

// Key is the ballot.
func (m Read) Key() string { return m.N.String() }

// Key is the ballot of the request.
func (m Row) Key() string { return m.N.String() }

// Key is the ballot.
func (m Propose) Key() string { return m.N.String() }

// Key is the ballot.
func (m Accepted) Key() string { return m.N.String() }

// Key is the ballot that was refused.
func (m Refused) Key() string { return m.N.String() }

// Key is the ballot of whoever asks.
func (m Commit) Key() string { return m.For.String() }

// Key is the ballot of whoever asked.
func (m Committed) Key() string { return m.For.String() }

// Text says if it is for an update.
func (m Prepare) Text() string {
	if m.Write {
		return "to write"
	}
	return ""
}

// Text is what was accepted and what was committed, such as "accepted 1.X1 pear,
// committed 1.X2 fig".
func (m Promise) Text() string {
	var said []string
	if m.ReadOnly {
		said = append(said, "to read only")
	}
	if m.Accepted.Cast() {
		said = append(said, "accepted "+m.Accepted.String())
	}
	if m.Committed.Cast() {
		said = append(said, "committed "+m.Committed.String())
	}
	if m.Written != (Ballot{}) {
		said = append(said, "promised before "+m.Written.String())
	}
	return listed(said)
}

// Text is empty.
func (Read) Text() string { return "" }

// Text is the row; empty if there is none.
func (m Row) Text() string {
	if !m.Row.Cast() {
		return ""
	}
	return m.Row.String()
}

// Text is the value.
func (m Propose) Text() string { return m.Value }

// Text is empty.
func (Accepted) Text() string { return "" }

// Text is the ballot that was promised instead.
func (m Refused) Text() string { return m.Promised.String() }

// Text is the update.
func (m Commit) Text() string { return Vote{Ballot: m.N, Value: m.Value}.String() }

// Text is the ballot of what is written.
func (m Committed) Text() string { return m.N.String() }
