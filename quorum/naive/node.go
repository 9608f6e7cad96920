package naive

import (
	"cmp"
	"slices"

	"synod/engine"
)

// nothing is what a node says of a key that it does not have.
const nothing = "nothing"

// pair is a key with its value.
type pair struct{ key, value string }

// node keeps pairs, on disk, in the order of their keys.
type node struct{ pairs []pair }

// Step keeps what comes, and says what is kept.
func (n node) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch m := in.Body.(type) {
	case write:
		return n.write(m, fx)
	case read:
		fx.Why("say", m.key, n.held(m.key))
		fx.Send(in.From, reply{m.id, n.held(m.key)})
	}
	return n
}

// write replaces whatever is there.
func (n node) write(m write, fx *engine.Effects) node {
	fx.Why("keep", m.key, m.value, n.held(m.key))
	fx.Fact("kept", m.key, m.value)
	i, found := slices.BinarySearchFunc(n.pairs, m.key, func(p pair, k string) int { return cmp.Compare(p.key, k) })
	if found {
		n.pairs = slices.Clone(n.pairs)
		n.pairs[i].value = m.value
	} else {
		n.pairs = slices.Insert(slices.Clone(n.pairs), i, pair(m))
	}
	return n
}

func (n node) held(key string) string {
	for _, p := range n.pairs {
		if p.key == key {
			return p.value
		}
	}
	return nothing
}

// AppendTo appends the pairs.
func (n node) AppendTo(b []byte) []byte { return appendPairs(b, n.pairs) }

func appendPairs(b []byte, pairs []pair) []byte {
	b = engine.AppendInt(b, int64(len(pairs)))
	for _, p := range pairs {
		b = engine.AppendString(engine.AppendString(b, p.key), p.value)
	}
	return b
}

// Fields lists the pairs.
func (n node) Fields() []engine.Field {
	if len(n.pairs) == 0 {
		return []engine.Field{{ID: "store", Text: "-", Durable: true}}
	}
	var fields []engine.Field
	for _, p := range n.pairs {
		fields = append(fields, engine.Field{ID: p.key, Text: p.value, Durable: true})
	}
	return fields
}
