package group

import (
	"fmt"

	"synod/engine"
)

// sameCopies compares, place by place, the logs of those members in sync that
// have heard of the epoch and follow it.
func (s *settings) sameCopies(w *engine.World) engine.Verdict {
	a, verdict := w.Node(s.authority).(authority), engine.Verdict{}
	var seen []member
	for _, id := range s.list(a.now.inSync) {
		m := w.Node(id).(member)
		if m.epoch != a.now.epoch || !m.aligned {
			continue
		}
		for _, other := range seen {
			for place := range min(len(m.log), len(other.log)) {
				if m.log[place] != other.log[place] {
					return engine.Breaks(fmt.Sprintf("at place %d, %s has %s, and %s has %s", place, other.id, other.log[place], id, m.log[place]))
				}
				verdict = engine.Holds()
			}
		}
		seen = append(seen, m)
	}
	return verdict
}

func once(id engine.NodeID, _, after engine.Node) engine.Verdict {
	m, ok := after.(member)
	if !ok || len(m.log) == 0 {
		return engine.Verdict{}
	}
	for i, r := range m.log {
		for _, other := range m.log[:i] {
			if r.value == other.value && r != pad {
				return engine.Breaks(fmt.Sprintf("%s has %s twice: %s", id, r.value, m.log))
			}
		}
	}
	return engine.Holds()
}
