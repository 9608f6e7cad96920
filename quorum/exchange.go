package quorum

import (
	"strings"

	"synod/engine"
	"synod/quorum/merkle"
)

// Two replicas compare what they hold of the keys that both are to hold: first
// the root of a hash tree, then the buckets below, the segments of a bucket that
// differs, and the keys of a segment that differs. In turn each answers with its
// own hashes below what was found to differ. Nothing needs to be remembered.
//
// Source: Dynamo §4.7; riak_core hashtree.

// shared are the keys that this node and another are to hold both, with digests
// of what this one holds.
func (d device) shared(with engine.NodeID) []merkle.Key {
	var keys []merkle.Key
	for _, e := range d.store {
		if e.seat == "" && d.isReplica(d.id, e.key, d.view) && d.isReplica(with, e.key, d.view) {
			keys = append(keys, merkle.Key{Name: e.key, Digest: e.object.Digest()})
		}
	}
	return keys
}

// exchange begins to compare with another replica.
func (d device) exchange(id string, with engine.NodeID, fx *engine.Effects) {
	t := merkle.Of(d.shared(with))
	fx.Why("exchange", string(with), t.Root())
	if d.view.epoch > 0 { // who missed that the ring has changed hears of it so
		fx.Send(with, ringUpdate{d.view})
	}
	fx.Send(with, tree{id, "root", t.Root()})
}

// tree compares hashes with one's own, and goes on below those that differ.
func (d device) tree(from engine.NodeID, m tree, fx *engine.Effects) device {
	t := merkle.Of(d.shared(from))
	theirs := strings.Fields(m.hashes)
	switch level, at, _ := strings.Cut(m.at, ":"); level {
	case "root":
		if theirs[0] == t.Root() {
			fx.Why("trees-agree", string(from), t.Root())
			return d
		}
		d.descend(from, tree{m.id, "buckets", strings.Join(t.Buckets(), " ")}, t.Root(), theirs[0], fx)
	case "buckets":
		for _, b := range merkle.Differ(theirs, t.Buckets()) {
			d.descend(from, tree{m.id, "segments:" + digit(b), strings.Join(t.Bucket(b), " ")}, t.Buckets()[b], theirs[b], fx)
		}
	case "segments":
		b := number(at)
		for _, s := range merkle.Differ(theirs, t.Bucket(b)) {
			d.descend(from, tree{m.id, "keys:" + digit(b*merkle.Width+s), listed(t[b*merkle.Width+s])}, t.Bucket(b)[s], theirs[s], fx)
		}
	case "keys":
		for _, key := range merkle.Unlike(t[number(at)], parsed(theirs)) {
			if d.isReplica(d.id, key, d.view) {
				fx.Why("key-differs", key, string(from), d.held(key).String())
				fx.Fact("differs", key, string(from))
				fx.Send(from, swap{m.id, key, d.held(key), true})
			}
		}
	}
	return d
}

func (d device) descend(to engine.NodeID, m tree, mine, theirs string, fx *engine.Effects) {
	fx.Why("trees-differ", string(to), m.at, mine, theirs)
	fx.Send(to, m)
}

// swap merges what the other holds of a key, and sends it back if it has less.
func (d device) swap(from engine.NodeID, m swap, now int64, fx *engine.Effects) device {
	if !m.object.Empty() {
		d = d.keep(entry{key: m.key, since: now, object: m.object}, true, fx)
	}
	if held := d.held(m.key); m.ask && !held.Equal(m.object) {
		fx.Why("swap-back", m.key, string(from), held.String())
		fx.Send(from, swap{m.id, m.key, held, false})
	}
	return d
}

func digit(n int) string { return string("0123456789abcdef"[n]) }

func number(text string) int { return max(0, strings.Index("0123456789abcdef", text)) }

func listed(keys []merkle.Key) string {
	var out []string
	for _, k := range keys {
		out = append(out, k.Name+"="+k.Digest)
	}
	return strings.Join(out, " ")
}

func parsed(words []string) []merkle.Key {
	var keys []merkle.Key
	for _, w := range words {
		i := strings.LastIndex(w, "=")
		keys = append(keys, merkle.Key{Name: w[:i], Digest: w[i+1:]})
	}
	return keys
}

// drawTrees shows, for the selected replica and each other that shares keys with
// it, where their trees differ.
func (s *settings) drawTrees(w *engine.World, selected engine.NodeID) engine.Doc {
	d, ok := w.Node(selected).(device)
	if !ok {
		d = w.Node(s.shape.Nodes[0]).(device)
	}
	doc := engine.Doc{engine.Text{{Text: "What "}, {Text: string(d.id), Node: d.id}, {Text: " shares with others, hashed: root, buckets, segments, keys. Opened where it differs."}}}
	for _, id := range s.shape.Nodes {
		if id == d.id {
			continue
		}
		mine, theirs := merkle.Of(d.shared(id)), merkle.Of(w.Node(id).(device).shared(d.id))
		if mine.Root() != "-" || theirs.Root() != "-" {
			doc = append(doc, drawTree(id, mine, theirs))
		}
	}
	if len(doc) == 1 {
		doc = append(doc, engine.Text{{Text: "It shares no key with anybody yet."}})
	}
	return doc
}

func drawTree(with engine.NodeID, mine, theirs merkle.Tree) engine.Tree {
	top := engine.Tree{Label: compared(string(with)+": root", mine.Root(), theirs.Root())}
	top.Label.Node = with
	for _, b := range merkle.Differ(mine.Buckets(), theirs.Buckets()) {
		bucket := engine.Tree{Label: compared("bucket "+digit(b), mine.Buckets()[b], theirs.Buckets()[b])}
		for _, s := range merkle.Differ(mine.Bucket(b), theirs.Bucket(b)) {
			i := b*merkle.Width + s
			segment := engine.Tree{Label: compared("segment "+digit(i), mine.Bucket(b)[s], theirs.Bucket(b)[s])}
			for _, key := range merkle.Unlike(mine[i], theirs[i]) {
				segment.Below = append(segment.Below, engine.Tree{Label: engine.Span{Text: key, Mark: true}})
			}
			bucket.Below = append(bucket.Below, segment)
		}
		top.Below = append(top.Below, bucket)
	}
	return top
}

func compared(what, mine, theirs string) engine.Span {
	if mine == theirs {
		return engine.Span{Text: what + " " + mine + ", the same"}
	}
	return engine.Span{Text: what + " " + mine + ", there " + theirs}
}
