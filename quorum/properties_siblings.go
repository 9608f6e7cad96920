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
	dot     version.Dot
	value   string
	context version.Vector
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
		words := strings.Fields(f.Value)
		if words[2] == x.Value && (x.Dot.Count == 0 || words[1] == x.Dot.String()) {
			context := version.ParseObject(version.Dotted, "x "+strings.Join(words[3:], " ")).Clock
			writes = append(writes, wrote{version.ParseDot(words[1]), words[2], context})
		}
	}
	return writes
}
