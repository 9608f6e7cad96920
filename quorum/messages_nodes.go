package quorum

import "synod/quorum/version"

// The messages between nodes that no request of a client is behind.

// handoff gives a replica what somebody else has kept for it. Its key is that
// of the value, since no request of a client is behind it.
type handoff struct {
	key    string
	object version.Object
}

func (handoff) Kind() string   { return "handoff" }
func (m handoff) Key() string  { return m.key }
func (m handoff) Text() string { return m.object.String() }

// handoffAck says that the replica holds it now.
type handoffAck struct {
	key    string
	object version.Object
}

func (handoffAck) Kind() string   { return "handoffack" }
func (m handoffAck) Key() string  { return m.key }
func (m handoffAck) Text() string { return m.object.String() }

// tree says what hashes a node has at a place of its tree: of the root, of the
// buckets, of the segments of a bucket, or the keys of a segment.
type tree struct{ id, at, hashes string }

func (tree) Kind() string   { return "tree" }
func (m tree) Key() string  { return m.id }
func (m tree) Text() string { return words(m.at, m.hashes) }

// swap is what a node holds of a key in which two trees differ.
type swap struct {
	id, key string
	object  version.Object
	ask     bool // it wants to know what the other has
}

func (swap) Kind() string  { return "swap" }
func (m swap) Key() string { return m.id }
func (m swap) Text() string {
	if m.ask {
		return words(m.key, m.object.String(), "?")
	}
	return words(m.key, m.object.String())
}

// pull asks a member for what a node will own that is about to join.
type pull struct{ id string }

func (pull) Kind() string  { return "pull" }
func (m pull) Key() string { return m.id }
func (pull) Text() string  { return "" }

// pulled is that.
type pulled struct{ id, entries string }

func (pulled) Kind() string   { return "pulled" }
func (m pulled) Key() string  { return m.id }
func (m pulled) Text() string { return m.entries }

// ringUpdate tells of a new view of the ring.
type ringUpdate struct{ view view }

func (ringUpdate) Kind() string   { return "ring" }
func (m ringUpdate) Key() string  { return "" }
func (m ringUpdate) Text() string { return m.view.text() }
