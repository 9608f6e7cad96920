package quorum

import (
	"fmt"

	"synod/engine"
	"synod/quorum/version"
)

// durable is the property that what was acknowledged is on some disk.
func (s *settings) durable() engine.Property {
	return engine.Property{
		ID: "ACK-DURABLE", Name: "acknowledged writes survive",
		Statement: "Once a put was acknowledged, some disk holds its value, or one whose put had not returned before it was called, or the key was deleted since.",
		Source:    "the store's promise; Kafka and HDFS word it so", OnWorld: s.survives,
	}
}

// survives goes by what really came after what, and not by the store's versions.
func (s *settings) survives(w *engine.World) (verdict engine.Verdict) {
	h := w.History()
	if h.Len() > judgedWrites {
		return engine.Verdict{}
	}
	ops := h.Ops()
	for _, p := range ops {
		if p.Name != "put" || p.Outcome != engine.OK {
			continue
		}
		if !s.kept(w, p, ops) {
			return engine.Breaks(fmt.Sprintf("%s, the put of %s %s, was acknowledged, and no disk holds that or anything later", p.ID, p.Args[0], p.Args[1]))
		}
		verdict = engine.Holds()
	}
	return verdict
}

// kept says whether some disk holds what an operation wrote, or something that
// was not there before it.
func (s *settings) kept(w *engine.World, p *engine.Op, ops []*engine.Op) bool {
	for _, o := range ops {
		if o.Name == "delete" && o.Args[0] == p.Args[0] && !o.HappensBefore(p) {
			return true
		}
	}
	for _, id := range s.shape.Nodes {
		d := w.Node(id).(device)
		for _, e := range d.store {
			if e.key != p.Args[0] || !d.onDisk(e) {
				continue
			}
			for _, x := range e.object.Siblings {
				if !s.earlier(w, p, ops, e.key, x) {
					return true
				}
			}
		}
	}
	return false
}

// earlier says whether a value was written by an operation that had returned
// before p was called, or was there at the start.
func (s *settings) earlier(w *engine.World, p *engine.Op, ops []*engine.Op, key string, x version.Sibling) bool {
	for f := range w.Facts().With("put", key) {
		write := parseWrite(f)
		if !write.made(x) {
			continue
		}
		for _, o := range ops {
			if o.ID == write.op && !o.HappensBefore(p) {
				return false
			}
		}
	}
	return true
}
