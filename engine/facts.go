package engine

import (
	"iter"
	"slices"
)

// Fact is something that happened and that only an observer sees: a vote
// cast, a promise made, a quorum formed, a value chosen. Facts are never taken
// back, so "chosen" speaks of votes ever cast and not of present fields.
type Fact struct {
	Kind  string // declared in Protocol.Facts
	Node  NodeID // who did it; empty for what the observer concludes
	Key   string // what it is about: ballot, slot, request
	Value string
}

func (f Fact) term(scratch []byte) (uint64, []byte) {
	b := AppendString(scratch[:0], f.Kind)
	b = AppendString(b, string(f.Node))
	b = AppendString(b, f.Key)
	b = AppendString(b, f.Value)
	return term(domainFact, 0, b), b
}

// Facts is a set of facts that only grows. The zero value is empty. It is
// persistent: adding gives a new set and shares the rest.
type Facts struct {
	root  *factNode // by kind and key
	whole *factNode // by the whole fact; holds the lists of root that are long
	kinds []kindList
	n     int
	fresh []Fact    // facts of the step being tried, on top of the rest
	of    *Protocol // declares the kinds
}

type kindList struct {
	kind string
	head *factLink
	tops []Fact // of each node the greatest, where the kind has an order
}

type factLink struct {
	fact Fact
	next *factLink // an older one
	n    int       // how many there are from here on
}

// short is how many facts are looked through one by one.
const short = 8

func (l *factLink) with(f Fact) *factLink { return &factLink{f, l, l.n + 1} }

func (l *factLink) has(f Fact) bool {
	for ; l != nil; l = l.next {
		if l.fact == f {
			return true
		}
	}
	return false
}

// factNode is a node of a hash trie with sixteen branches.
type factNode struct {
	child [16]*factNode
	hash  uint64    // leaf: the hash of what it is found by
	facts *factLink // leaf: all facts with that hash; nil in a branch
}

// Len is the number of facts.
func (s Facts) Len() int { return s.n + len(s.fresh) }

// With yields the facts of a kind about a key, newest first.
func (s Facts) With(kind, key string) iter.Seq[Fact] {
	return func(yield func(Fact) bool) {
		for i := len(s.fresh) - 1; i >= 0; i-- {
			if f := s.fresh[i]; f.Kind == kind && f.Key == key && !yield(f) {
				return
			}
		}
		for l := s.root.find(factHash(kind, key)); l != nil; l = l.next {
			if l.fact.Kind == kind && l.fact.Key == key && !yield(l.fact) {
				return
			}
		}
	}
}

// Of yields the facts of a kind, newest first.
func (s Facts) Of(kind string) iter.Seq[Fact] {
	return func(yield func(Fact) bool) {
		for i := len(s.fresh) - 1; i >= 0; i-- {
			if s.fresh[i].Kind == kind && !yield(s.fresh[i]) {
				return
			}
		}
		for l := s.list(kind); l != nil; l = l.next {
			if !yield(l.fact) {
				return
			}
		}
	}
}

// Top is the greatest fact of a kind by a node, in the order that the kind
// declares; false if there is none.
func (s Facts) Top(kind string, node NodeID) (top Fact, found bool) {
	for _, k := range s.kinds {
		for _, f := range k.tops {
			if k.kind == kind && f.Node == node {
				top, found = f, true
			}
		}
	}
	less := s.less(kind)
	for _, f := range s.fresh {
		if f.Kind == kind && f.Node == node && less != nil && (!found || less(top, f)) {
			top, found = f, true
		}
	}
	return top, found
}

func (s Facts) less(kind string) func(a, b Fact) bool {
	if s.of == nil {
		return nil
	}
	if k := s.of.Fact(kind); k != nil {
		return k.Less
	}
	return nil
}

// topped gives the greatest facts once f has come.
func topped(tops []Fact, f Fact, less func(a, b Fact) bool) []Fact {
	if less == nil {
		return nil
	}
	i := slices.IndexFunc(tops, func(t Fact) bool { return t.Node == f.Node })
	switch {
	case i < 0:
		return append(slices.Clip(tops), f)
	case less(tops[i], f):
		tops = slices.Clone(tops)
		tops[i] = f
	}
	return tops
}

// Count is the number of facts of a kind.
func (s Facts) Count(kind string) int {
	n := 0
	for _, f := range s.fresh {
		if f.Kind == kind {
			n++
		}
	}
	if l := s.list(kind); l != nil {
		n += l.n
	}
	return n
}

// Has says whether the set holds f.
func (s Facts) Has(f Fact) bool {
	if slices.Contains(s.fresh, f) {
		return true
	}
	l := s.root.find(factHash(f.Kind, f.Key))
	if l != nil && l.n > short {
		t, _ := f.term(nil)
		l = s.whole.find(t)
	}
	return l.has(f)
}

func (s Facts) list(kind string) *factLink {
	for _, k := range s.kinds {
		if k.kind == kind {
			return k.head
		}
	}
	return nil
}

func factHash(kind, key string) uint64 {
	var room [64]byte
	b := AppendString(room[:0], kind)
	return term(domainFact, 1, append(b, key...))
}

func (n *factNode) find(hash uint64) *factLink {
	for h := hash; n != nil; h >>= 4 {
		if n.facts != nil {
			if n.hash == hash {
				return n.facts
			}
			return nil
		}
		n = n.child[h&15]
	}
	return nil
}

// add gives the set with f in it. The caller has made sure it is new.
func (s Facts) add(f Fact) Facts {
	hash := factHash(f.Kind, f.Key)
	s.root = s.root.insert(hash, 0, f)
	s.whole = s.whole.index(s.root.find(hash))
	s.n++
	kinds := make([]kindList, len(s.kinds), len(s.kinds)+1)
	copy(kinds, s.kinds)
	for i := range kinds {
		if kinds[i].kind == f.Kind {
			kinds[i].head = kinds[i].head.with(f)
			kinds[i].tops = topped(kinds[i].tops, f, s.less(f.Kind))
			s.kinds = kinds
			return s
		}
	}
	s.kinds = append(kinds, kindList{f.Kind, &factLink{f, nil, 1}, topped(nil, f, s.less(f.Kind))})
	return s
}

// index takes in the newest fact of a list that is long, and all of them when
// the list has just become so.
func (n *factNode) index(l *factLink) *factNode {
	if l.n <= short {
		return n
	}
	for more := l.n == short+1; l != nil; l = l.next {
		t, _ := l.fact.term(nil)
		n = n.insert(t, 0, l.fact)
		if !more {
			break
		}
	}
	return n
}

func (n *factNode) insert(hash uint64, shift uint, f Fact) *factNode {
	switch {
	case n == nil:
		return &factNode{hash: hash, facts: &factLink{f, nil, 1}}
	case n.facts != nil && n.hash == hash:
		return &factNode{hash: hash, facts: n.facts.with(f)}
	case n.facts != nil:
		split := &factNode{}
		split.child[n.hash>>shift&15] = n
		return split.insert(hash, shift, f)
	}
	next := *n
	i := hash >> shift & 15
	next.child[i] = n.child[i].insert(hash, shift+4, f)
	return &next
}
