package raft

// The messages. The key is the term, or the client's request.

// vote asks for a vote; before: whether one would be given.
type vote struct {
	term   int
	last   end
	before bool
}

func (m vote) Kind() string {
	if m.before {
		return "pre-vote"
	}
	return "vote"
}
func (m vote) Key() string  { return itoa(m.term) }
func (m vote) Text() string { return m.last.String() }

// voted gives the vote, or does not.
type voted struct {
	term, own       int // own: the term that the voter is in
	granted, before bool
}

func (m voted) Kind() string {
	if m.before {
		return "pre-voted"
	}
	return "voted"
}
func (m voted) Key() string { return itoa(m.term) }
func (m voted) Text() string {
	if m.granted {
		return "yes"
	}
	return "no, in term " + itoa(m.own)
}

// appendEntries brings what follows an entry, or nothing, and how much is
// committed.
type appendEntries struct {
	term      int
	previous  end
	entries   entries
	committed int
}

func (appendEntries) Kind() string  { return "append" }
func (m appendEntries) Key() string { return itoa(m.term) }
func (m appendEntries) Text() string {
	return "after " + itoa(m.previous.index) + " of term " + itoa(m.previous.term) + ": " + m.entries.String() + ", committed " + itoa(m.committed)
}

// appended says that all up to an index is there, or that the entry before the
// sent ones is not.
type appended struct {
	term, index int
	missing     bool
}

func (appended) Kind() string  { return "appended" }
func (m appended) Key() string { return itoa(m.term) }
func (m appended) Text() string {
	if m.missing {
		return "not after " + itoa(m.index)
	}
	return "up to " + itoa(m.index)
}

// confirm asks whether its sender still leads, for a read.
type confirm struct {
	term int
	id   string
}

func (confirm) Kind() string   { return "confirm" }
func (m confirm) Key() string  { return m.id }
func (m confirm) Text() string { return "term " + itoa(m.term) }

// confirmed says that it does, as far as its sender knows.
type confirmed struct {
	term int
	id   string
}

func (confirmed) Kind() string   { return "confirmed" }
func (m confirmed) Key() string  { return m.id }
func (m confirmed) Text() string { return "term " + itoa(m.term) }

// request is what a client asks for.
type request struct{ id, op, args string }

func (m request) Kind() string { return "client-" + m.op }
func (m request) Key() string  { return m.id }
func (m request) Text() string { return m.args }

// answer is what the client is told; refused: nothing was done.
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

// keepAlive asks the leader to give a lease its full time again.
type keepAlive struct{ lease string }

func (keepAlive) Kind() string   { return "keep-alive" }
func (m keepAlive) Key() string  { return m.lease }
func (m keepAlive) Text() string { return "" }

// keptAlive says whether it has, or whether there is no such lease.
type keptAlive struct {
	lease string
	ok    bool
}

func (keptAlive) Kind() string  { return "kept-alive" }
func (m keptAlive) Key() string { return m.lease }
func (m keptAlive) Text() string {
	if m.ok {
		return "kept"
	}
	return "gone"
}

// delivery gives a message to a consumer. The tag says which time that is.
type delivery struct {
	message string
	tag     int
}

func (delivery) Kind() string   { return "delivery" }
func (m delivery) Key() string  { return itoa(m.tag) }
func (m delivery) Text() string { return m.message }
