package quorum

import (
	"strings"

	"synod/quorum/version"
)

// The messages. The key of each is the client's request, such as c1.2, from
// the first word to the last: replies find what they answer by it.

// clientPut asks a coordinator to write a value over what the client knows.
type clientPut struct {
	id, key, value string
	context        version.Vector
	blind          bool   // the last writer wins: there is no context
	count          int    // where clients count: the client's own
	level          string // how many have to answer; empty: W
}

func (clientPut) Kind() string  { return "client-put" }
func (m clientPut) Key() string { return m.id }
func (m clientPut) Text() string {
	var context, count, level string
	if !m.blind {
		context = m.context.String()
	}
	if m.count > 0 {
		count = "as " + version.Dot{Node: parseRequest(m.id).client, Count: m.count}.String()
	}
	if m.level != "" {
		level = "at " + m.level
	}
	return words(m.key, m.value, context, count, level)
}

// clientGet asks a coordinator what a key holds.
type clientGet struct{ id, key, level string }

func (clientGet) Kind() string  { return "client-get" }
func (m clientGet) Key() string { return m.id }
func (m clientGet) Text() string {
	if m.level != "" {
		return words(m.key, "at", m.level)
	}
	return m.key
}

// put gives a replica a version to keep. The seat is that on the key's
// preference list which it is for; nearly always a node has one only, without
// a name.
type put struct {
	id, key string
	object  version.Object
	seat    string
}

func (put) Kind() string   { return "put" }
func (m put) Key() string  { return m.id }
func (m put) Text() string { return words(m.key, m.object.String(), m.seat) }

// putAck says that a replica holds the version, or a newer one.
type putAck struct {
	id, seat string
	memory   bool // it is not on disk yet
}

func (putAck) Kind() string  { return "putack" }
func (m putAck) Key() string { return m.id }
func (m putAck) Text() string {
	if m.memory {
		return words(m.seat, "in memory")
	}
	return m.seat
}

// get asks a replica what it holds.
type get struct{ id, key, seat string }

func (get) Kind() string   { return "get" }
func (m get) Key() string  { return m.id }
func (m get) Text() string { return words(m.key, m.seat) }

// getReply is what a replica holds.
type getReply struct {
	id     string
	object version.Object
	seat   string
}

func (getReply) Kind() string   { return "getreply" }
func (m getReply) Key() string  { return m.id }
func (m getReply) Text() string { return words(m.object.String(), m.seat) }

// getDigest asks a replica for a digest of what it holds.
type getDigest struct{ id, key, seat string }

func (getDigest) Kind() string   { return "digest" }
func (m getDigest) Key() string  { return m.id }
func (m getDigest) Text() string { return words(m.key, m.seat) }

// digestReply is that digest.
type digestReply struct{ id, digest, seat string }

func (digestReply) Kind() string   { return "digestreply" }
func (m digestReply) Key() string  { return m.id }
func (m digestReply) Text() string { return words(m.digest, m.seat) }

// repairPut gives a replica what a read found it to lack.
type repairPut struct {
	id, key string
	object  version.Object
	seat    string
}

func (repairPut) Kind() string   { return "repairput" }
func (m repairPut) Key() string  { return m.id }
func (m repairPut) Text() string { return words(m.key, m.object.String(), m.seat) }

// repairAck says that a replica holds what the read returns.
type repairAck struct{ id, seat string }

func (repairAck) Kind() string   { return "repairack" }
func (m repairAck) Key() string  { return m.id }
func (m repairAck) Text() string { return m.seat }

// words joins what there is to say.
func words(parts ...string) string {
	said := parts[:0]
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, " ")
}

// putOK tells the client that W replicas hold its write, and what they hold.
type putOK struct {
	id     string
	object version.Object
}

func (putOK) Kind() string   { return "put-ok" }
func (m putOK) Key() string  { return m.id }
func (m putOK) Text() string { return m.object.String() }

// getOK tells the client what R replicas hold between them.
type getOK struct {
	id     string
	object version.Object
}

func (getOK) Kind() string   { return "get-ok" }
func (m getOK) Key() string  { return m.id }
func (m getOK) Text() string { return m.object.String() }

// noQuorum tells the client that too few replicas answered in time.
type noQuorum struct{ id, text string }

// refused tells the client that nothing was tried, since too few replicas are
// believed up.
type refused struct{ id, text string }

func (refused) Kind() string   { return "refused" }
func (m refused) Key() string  { return m.id }
func (m refused) Text() string { return m.text }

func (noQuorum) Kind() string   { return "no-quorum" }
func (m noQuorum) Key() string  { return m.id }
func (m noQuorum) Text() string { return m.text }

// remove tells a replica to forget a key.
type remove struct{ id, key, seat string }

func (remove) Kind() string   { return "remove" }
func (m remove) Key() string  { return m.id }
func (m remove) Text() string { return words(m.key, m.seat) }

// reap tells a replica to throw a tombstone away.
type reap struct {
	id, key string
	object  version.Object
}

func (reap) Kind() string   { return "reap" }
func (m reap) Key() string  { return m.id }
func (m reap) Text() string { return words(m.key, m.object.String()) }
