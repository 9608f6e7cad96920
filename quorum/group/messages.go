package group

import (
	"strconv"

	"synod/engine"
)

// The messages. Between members, and between members and the authority, the key
// is an epoch or the number of a configuration; between clients and the rest it
// is the client's request, such as c1.2.

// position tells the leader how far the sender's log goes: all below it is
// there. As a fetch it also asks for what follows; as an ack it does not.
type position struct {
	ack   bool
	epoch int
	end   int
	life  int  // how often the sender has come back
	only  bool // it has the place before the end, and says nothing of those below
}

func (m position) Kind() string {
	if m.ack {
		return "ack"
	}
	return "fetch"
}
func (m position) Key() string { return strconv.Itoa(m.epoch) }
func (m position) Text() string {
	if m.only {
		return "has written at " + strconv.Itoa(m.end-1) + lifeText(m.life)
	}
	if m.ack {
		return "has all below " + strconv.Itoa(m.end) + lifeText(m.life)
	}
	return "from " + strconv.Itoa(m.end) + lifeText(m.life)
}

// lifeText names a life, if it is not the first.
func lifeText(life int) string {
	if life == 0 {
		return ""
	}
	return ", life " + strconv.Itoa(life)
}

// records brings a follower what follows a place, and how far the leader knows
// that all is committed. It answers a fetch, or is sent unasked.
type records struct {
	push      bool
	epoch     int
	from      int
	log       entries
	committed int // less than 0: it does not say
}

func (m records) Kind() string {
	if m.push {
		return "push"
	}
	return "records"
}
func (m records) Key() string { return strconv.Itoa(m.epoch) }
func (m records) Text() string {
	if m.committed < 0 {
		return "at " + strconv.Itoa(m.from) + ": " + m.log.String()
	}
	return "from " + strconv.Itoa(m.from) + ": " + m.log.String() + ", committed " + strconv.Itoa(m.committed)
}

// whereEnds asks the leader where an epoch ends in its log.
type whereEnds struct{ epoch, asked int }

func (whereEnds) Kind() string   { return "where-ends" }
func (m whereEnds) Key() string  { return strconv.Itoa(m.epoch) }
func (m whereEnds) Text() string { return "epoch " + strconv.Itoa(m.asked) }

// epochEnd says where it ends: the last epoch that the leader has records of, up
// to the one that was asked for, and the place after its last record.
type epochEnd struct{ epoch, found, end int }

func (epochEnd) Kind() string  { return "epoch-end" }
func (m epochEnd) Key() string { return strconv.Itoa(m.epoch) }
func (m epochEnd) Text() string {
	return "epoch " + strconv.Itoa(m.found) + " ends at " + strconv.Itoa(m.end)
}

// tooFar answers a fetch from beyond the end of the leader's log.
type tooFar struct{ epoch, end int }

func (tooFar) Kind() string   { return "too-far" }
func (m tooFar) Key() string  { return strconv.Itoa(m.epoch) }
func (m tooFar) Text() string { return "ends at " + strconv.Itoa(m.end) }

// alter asks the authority for another set of members in sync, as they are in
// those of their lives that the leader knows of.
type alter struct {
	*settings
	config // the one that it would alter
	inSync set
	lives  []int
}

func (alter) Kind() string  { return "alter" }
func (m alter) Key() string { return m.number() }
func (m alter) Text() string {
	text := "in sync " + m.names(m.inSync)
	for _, i := range m.inSync.Members() {
		if m.lives[i] > 0 {
			text += ", life " + strconv.Itoa(m.lives[i]) + " of " + string(m.members[i])
		}
	}
	return text
}

// assign tells a member what the authority has decided, and which of its lives
// it is told: a member that has been away since knows that it is not meant.
type assign struct {
	*settings
	config
	life int
}

func (assign) Kind() string  { return "config" }
func (m assign) Key() string { return m.number() }
func (m assign) Text() string {
	return m.text(m.settings) + lifeText(m.life)
}

// recruit asks the authority for a member that makes another copy.
type recruit struct{ number string }

func (recruit) Kind() string  { return "recruit" }
func (m recruit) Key() string { return m.number }
func (recruit) Text() string  { return "" }

// discard tells a member to delete its copy of an old epoch, as it was in one of
// its lives.
type discard struct{ epoch, life int }

func (discard) Kind() string   { return "discard" }
func (m discard) Key() string  { return strconv.Itoa(m.epoch) }
func (m discard) Text() string { return "copy of epoch " + strconv.Itoa(m.epoch) + lifeText(m.life) }

// heartbeat tells the authority that its sender lives, and its epoch. With a new
// life it was away and cannot vouch for the end of its log.
type heartbeat struct{ epoch, life int }

func (heartbeat) Kind() string  { return "heartbeat" }
func (m heartbeat) Key() string { return strconv.Itoa(m.epoch) }
func (m heartbeat) Text() string {
	if m.life == 0 {
		return ""
	}
	return "life " + strconv.Itoa(m.life)
}

// clientAppend asks for a record at the end of the log.
type clientAppend struct{ id, value string }

func (clientAppend) Kind() string   { return "append" }
func (m clientAppend) Key() string  { return m.id }
func (m clientAppend) Text() string { return m.value }

// clientRead asks for the last committed record; the epoch is the highest that
// the client knows of.
type clientRead struct {
	id    string
	epoch int
}

func (clientRead) Kind() string   { return "read" }
func (m clientRead) Key() string  { return m.id }
func (m clientRead) Text() string { return "epoch " + strconv.Itoa(m.epoch) }

// locate asks the authority who leads and who is in sync.
type locate struct{ id string }

func (locate) Kind() string  { return "locate" }
func (m locate) Key() string { return m.id }
func (locate) Text() string  { return "" }

// appended tells the client the place of its record.
type appended struct {
	id    string
	place int
}

func (appended) Kind() string   { return "appended" }
func (m appended) Key() string  { return m.id }
func (m appended) Text() string { return "at " + strconv.Itoa(m.place) }

// incomplete tells the client that a member did not take its record. It is left
// where it is with the others.
type incomplete struct {
	id    string
	place int
	who   engine.NodeID
}

func (incomplete) Kind() string  { return "incomplete" }
func (m incomplete) Key() string { return m.id }
func (m incomplete) Text() string {
	return "at " + strconv.Itoa(m.place) + ", not with " + string(m.who)
}

// readOK tells the client what is committed.
type readOK struct {
	id  string
	log entries
}

func (readOK) Kind() string   { return "read-ok" }
func (m readOK) Key() string  { return m.id }
func (m readOK) Text() string { return m.log.String() }

// refused tells the client that nothing was done, why, and what the sender
// believes of the group.
type refused struct {
	*settings
	id, why string
	config  config
}

func (refused) Kind() string  { return "refused" }
func (m refused) Key() string { return m.id }
func (m refused) Text() string {
	return m.why + "; " + m.config.number() + " " + m.config.text(m.settings)
}

// located tells the client what the authority has decided.
type located struct {
	*settings
	id     string
	config config
}

func (located) Kind() string   { return "located" }
func (m located) Key() string  { return m.id }
func (m located) Text() string { return m.config.number() + " " + m.config.text(m.settings) }

// told is the settled part of what clients hear: their request.
func told(body engine.Body) bool {
	switch body.(type) {
	case appended, incomplete, readOK, refused, located:
		return true
	}
	return false
}
