package quorum

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
	"synod/quorum/version"
)

// properties are those that can be judged without looking at what order the
// clients could have seen; presets adds the ones that need the whole history.
func (s *settings) properties() []engine.Property {
	return []engine.Property{
		{ID: "NO-STALE-AFTER-ACK", Name: "no stale read",
			Statement: "A get that starts after a put was acknowledged returns that version or a newer one, as the store's own versions count newer.",
			Source:    "Gifford 1979; Dynamo §4.5", OnHistory: s.noStale},
		{ID: "CONVERGE", Name: "replicas converge", Short: "converge",
			Statement: "Once each replica of a key has seen every write of it, directly or through a repair, they all hold the same.",
			Source:    "Shapiro et al. 2011, strong eventual consistency", OnWorld: s.converge},
		s.durable(),
		s.bounded(),
		s.unlost(),
		s.meeting(),
		s.resurrected(),
		{ID: "HONEST", Name: "failed means failed",
			Statement: "No get returns the value of a put that was reported as failed, and of no other put.",
			Source:    "Riak documentation, eventual consistency", OnHistory: honest},
		{ID: "SIBLINGS", Name: "siblings occur", Sometimes: true,
			Statement: "Some replica holds siblings.", Source: "Dynamo §4.4", Reads: []string{"siblings"}, OnFact: happens},
		{ID: "REPAIR", Name: "a repair happens", Sometimes: true,
			Statement: "Some replica is brought up to date by a read.", Source: "Dynamo §5", Reads: []string{"repaired"}, OnFact: happens},
		{ID: "ACKED", Name: "a write returns", Sometimes: true,
			Statement: "Some write is acknowledged by W replicas.", Source: "Dynamo §4.5", Reads: []string{"acked"}, OnFact: happens},
	}
}

// judgedWrites is how long a run may be for what looks through all of it at each
// step; beyond, it is not put to the test any more.
const judgedWrites = 40

func happens(engine.Facts, engine.Fact) engine.Verdict { return engine.Holds() }

// noStale judges the get that has just returned against the puts that had
// returned before it was called.
func (s *settings) noStale(h engine.History) engine.Verdict {
	read := h.Last()
	if h.Len() > judgedWrites || read == nil || read.Name != "get" || read.Outcome != engine.OK {
		return engine.Verdict{}
	}
	found, verdict := version.ParseObject(s.Scheme, read.Detail), engine.Verdict{}
	for _, op := range h.Ops() {
		if op.Name != "put" || op.Outcome != engine.OK || op.Args[0] != read.Args[0] || !op.HappensBefore(read) {
			continue
		}
		if found.Empty() && deletedSince(h, op) {
			continue
		}
		if !s.Sees(found, version.ParseDot(op.Detail)) {
			return engine.Breaks(fmt.Sprintf("%s, the get of %s by %s, returned %s, though the put of %s (%s) had been acknowledged before it began, as write %s",
				read.ID, read.Args[0], read.Client, found, op.Args[1], op.ID, op.Detail))
		}
		verdict = engine.Holds()
	}
	return verdict
}

// deletedSince says whether the key was deleted, not before a put of it.
func deletedSince(h engine.History, put *engine.Op) bool {
	return slices.ContainsFunc(h.Ops(), func(o *engine.Op) bool {
		return o.Name == "delete" && o.Args[0] == put.Args[0] && !o.HappensBefore(put)
	})
}

// converge judges each key all of whose replicas have seen all of its writes.
func (s *settings) converge(w *engine.World) engine.Verdict {
	if w.Facts().Count("put") > judgedWrites {
		return engine.Verdict{}
	}
	writes, verdict := s.writes(w.Facts()), engine.Verdict{}
	for _, k := range writes {
		replicas := s.replicas(k.key, s.viewNow(w))
		if forgotten(w.Facts(), k.key) || !s.allSaw(w, replicas, k) {
			continue
		}
		if why := differ(w, replicas, k.key); why != "" {
			return engine.Breaks(why)
		}
		verdict = engine.Holds()
	}
	return verdict
}

// forgotten says whether some replica has forgotten what it had seen of a key.
func forgotten(facts engine.Facts, key string) bool {
	for range facts.With("gone", key) {
		return true
	}
	return false
}

// written is a key with the writes ever made of it.
type written struct {
	key  string
	dots []version.Dot
}

func (s *settings) writes(facts engine.Facts) []written {
	var all []written
	for f := range facts.Of("put") {
		dot := parseWrite(f).dot
		i := 0
		for i < len(all) && all[i].key != f.Key {
			i++
		}
		if i == len(all) {
			all = append(all, written{key: f.Key})
		}
		all[i].dots = append(all[i].dots, dot)
	}
	return all
}

// allSaw says whether each replica holds something of a key, and has seen all
// writes of it.
func (s *settings) allSaw(w *engine.World, replicas []engine.NodeID, k written) bool {
	for _, id := range replicas {
		held := w.Node(id).(device).held(k.key)
		if held.Empty() {
			return false
		}
		for _, dot := range k.dots {
			if !s.Sees(held, dot) && !s.cameBy(w.Facts(), id, k.key, dot) {
				return false
			}
		}
	}
	return true
}

// cameBy goes by what ever arrived at a replica, not by what it holds: one that
// threw a version away has seen it all the same.
func (s *settings) cameBy(facts engine.Facts, id engine.NodeID, key string, dot version.Dot) bool {
	for f := range facts.With("took", key) {
		if f.Node == id && s.Sees(version.ParseObject(s.Scheme, f.Value), dot) {
			return true
		}
	}
	return false
}

func differ(w *engine.World, replicas []engine.NodeID, key string) string {
	first := w.Node(replicas[0]).(device).held(key)
	for _, id := range replicas[1:] {
		if o := w.Node(id).(device).held(key); !o.Equal(first) {
			return fmt.Sprintf("%s and %s have seen the same writes of %s, but %s holds %s and %s holds %s",
				replicas[0], id, key, replicas[0], first, id, o)
		}
	}
	return ""
}

// honest judges the get that has just returned against the puts that had been
// reported as failed.
func honest(h engine.History) (verdict engine.Verdict) {
	read := h.Last()
	if h.Len() > judgedWrites || read == nil || read.Name != "get" || read.Outcome != engine.OK {
		return verdict
	}
	values := strings.Fields(read.Value)
	for _, op := range h.Ops() {
		if op.Name != "put" || op.Outcome != engine.Failed || op.Args[0] != read.Args[0] || !op.HappensBefore(read) {
			continue
		}
		again := slices.ContainsFunc(h.Ops(), func(o *engine.Op) bool {
			return o.Name == "put" && o != op && o.Args[0] == op.Args[0] && o.Args[1] == op.Args[1]
		})
		if slices.Contains(values, op.Args[1]) && !again {
			return engine.Breaks(fmt.Sprintf("%s, the get of %s by %s, returned %s, though %s was told that its put of that, %s, had failed",
				read.ID, read.Args[0], read.Client, op.Args[1], op.Client, op.ID))
		}
		verdict = engine.Holds()
	}
	return verdict
}
