package quorum

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
	"synod/quorum/version"
)

// bounded is the property that siblings are what was written concurrently, and
// no more.
func (s *settings) bounded() engine.Property {
	return engine.Property{
		ID: "BOUNDED-SIBLINGS", Name: "siblings only where concurrent", Short: "siblings",
		Statement: "Of two siblings neither was written by somebody who had seen the other.",
		Source:    "Preguiça et al. 2012, dotted version vectors", OnWorld: s.onlyConcurrent,
	}
}

// wrote is a write as an observer knows it: what it is called, what it wrote,
// and what its client had seen.
type wrote struct {
	op      string // start: what was there at the start
	dot     version.Dot
	value   string
	context version.Vector
}

// parseWrite reads a fact of a write: c1.2 dev1:2 milk {dev1:1}.
func parseWrite(f engine.Fact) wrote {
	words := strings.SplitN(f.Value, " ", 4)
	x := wrote{op: words[0], dot: version.ParseDot(words[1]), value: words[2]}
	if len(words) > 3 {
		x.context = version.ParseVector(words[3])
	}
	return x
}

// made says whether it may have made a sibling.
func (x wrote) made(s version.Sibling) bool {
	return s.Value == x.value && (s.Dot.Count == 0 || s.Dot == x.dot)
}

// onlyConcurrent goes by what each client had seen when it wrote, whatever the
// store has made of that.
func (s *settings) onlyConcurrent(w *engine.World) (verdict engine.Verdict) {
	if w.Facts().Count("put") > judgedWrites {
		return verdict
	}
	for _, id := range s.shape.Nodes {
		for _, e := range w.Node(id).(device).store {
			if len(e.object.Siblings) < 2 {
				continue
			}
			if older, newer := s.superseded(w.Facts(), e); older != "" {
				return engine.Breaks(fmt.Sprintf("%s holds %s under %s, but whoever wrote %s had seen %s", id, e.object, e.key, newer, older))
			}
			verdict = engine.Holds()
		}
	}
	return verdict
}

// superseded finds two siblings one of which was written over the other. A value
// that was put more than once says nothing.
func (s *settings) superseded(facts engine.Facts, e entry) (older, newer string) {
	var writes []wrote
	for _, x := range e.object.Siblings {
		if of := writesOf(facts, e.key, x); len(of) == 1 {
			writes = append(writes, of[0])
		}
	}
	for _, a := range writes {
		i := slices.IndexFunc(writes, func(b wrote) bool { return b.context.Covers(a.dot) })
		if i >= 0 {
			return a.value, writes[i].value
		}
	}
	return "", ""
}

// writesOf lists the writes that may have made a sibling.
func writesOf(facts engine.Facts, key string, x version.Sibling) (writes []wrote) {
	for f := range facts.With("put", key) {
		if write := parseWrite(f); write.made(x) {
			writes = append(writes, write)
		}
	}
	return writes
}

// unlost is the property that only somebody who has seen a write takes it away.
// Where the last writer wins nobody says what it has seen, and there is nothing
// to judge.
func (s *settings) unlost() engine.Property {
	return engine.Property{
		ID: "NO-SILENT-LOSS", Name: "no write is lost in silence", Short: "not lost",
		Statement: "A put that was acknowledged is held by some node, unless it was replaced by a put or a delete whose client had seen it.",
		Source:    "Dynamo §4.4; Riak documentation, allow_mult", OnWorld: s.noneLost,
	}
}

func (s *settings) noneLost(w *engine.World) (verdict engine.Verdict) {
	h := w.History()
	if h.Len() > judgedWrites || s.Scheme == version.LastWriter {
		return engine.Verdict{}
	}
	for _, p := range h.Ops() {
		if p.Name != "put" || p.Outcome != engine.OK {
			continue
		}
		if dot := version.ParseDot(p.Detail); !s.holds(w, p, dot) && !overwritten(w.Facts(), p.Args[0], dot) {
			return engine.Breaks(fmt.Sprintf("%s, the put of %s %s, was acknowledged; no node holds it, and nobody who had seen it has replaced it", p.ID, p.Args[0], p.Args[1]))
		}
		verdict = engine.Holds()
	}
	return verdict
}

// holds says whether some node holds what a put wrote, for itself or for another.
func (s *settings) holds(w *engine.World, put *engine.Op, dot version.Dot) bool {
	return slices.ContainsFunc(s.shape.Nodes, func(id engine.NodeID) bool {
		return slices.ContainsFunc(w.Node(id).(device).store, func(e entry) bool {
			return e.key == put.Args[0] && slices.ContainsFunc(e.object.Siblings, wrote{dot: dot, value: put.Args[1]}.made)
		})
	})
}

// overwritten says whether some write of a key was made by somebody who had seen
// another.
func overwritten(facts engine.Facts, key string, dot version.Dot) bool {
	for f := range facts.With("put", key) {
		if parseWrite(f).context.Covers(dot) {
			return true
		}
	}
	return false
}
