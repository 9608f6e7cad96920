package journal

import "synod/engine"

// What a JournalNode does for the writer of the epoch.

// start opens a segment. What was accepted in a recovery of such a segment before
// counts no more: it came to nothing, or nobody would begin the segment anew.
func (j journalnode) start(from engine.NodeID, m start, fx *engine.Effects) journalnode {
	j, ok := j.check(from, m.info, m.segment, kindStart, fx)
	if !ok {
		return j
	}
	j.open = 0
	if s, _ := j.segments.at(m.segment); s.finalized || len(s.by) > 1 {
		fx.Why("not-over-it", itoa(m.segment), s.String())
		return j.refuse(from, m.ref(m.segment), kindStart, "has "+s.String(), fx)
	}
	fx.Why("open-segment", itoa(m.segment), string(from), itoa(m.epoch))
	j.writer, j.open, j.segments = m.epoch, m.segment, j.segments.put(segment{first: m.segment})
	j.decisions = j.purge(m.segment, fx)
	fx.Send(from, done{kindStarted, m.ref(m.segment)})
	return j
}

// purge forgets what was accepted in a recovery of a segment.
func (j journalnode) purge(segment int, fx *engine.Effects) decisions {
	if d := j.decisions.at(segment); d.epoch > 0 {
		fx.Why("purge-decision", d.String())
		return j.decisions.without(segment)
	}
	return j.decisions
}

// write puts transactions behind those of the open segment, on disk.
func (j journalnode) write(from engine.NodeID, m journal, fx *engine.Effects) journalnode {
	j, ok := j.check(from, m.info, m.first, kindJournal, fx)
	if !ok {
		return j
	}
	s, _ := j.segments.at(j.open)
	switch {
	case m.epoch != j.writer && j.writerEpoch:
		fx.Why("writer-epoch", string(from), itoa(m.epoch), itoa(j.writer))
		return j.refuse(from, m.ref(m.first), kindJournal, "writer epoch "+itoa(j.writer), fx)
	case j.open == 0:
		fx.Why("no-segment-open", string(from), span(m.first, m.first+m.n-1))
		return j.refuse(from, m.ref(m.first), kindJournal, "no segment open", fx)
	case j.open != m.segment:
		fx.Why("another-segment", string(from), itoa(m.segment), itoa(j.open))
		j.open, j.segments = 0, j.segments.full()
		return j.refuse(from, m.ref(m.first), kindJournal, "segment "+itoa(s.first), fx)
	case m.first != s.last()+1:
		fx.Why("no-gap", string(from), itoa(m.first), itoa(s.last()+1))
		return j.refuse(from, m.ref(m.first), kindJournal, "next is "+itoa(s.last()+1), fx)
	case m.epoch != j.writer:
		fx.Why("writer-unchecked", string(from), itoa(m.epoch), itoa(j.writer))
	}
	fx.Why("write", span(m.first, m.first+m.n-1), string(from), itoa(m.epoch))
	j.segments = j.segments.put(s.with(j.mark(m.segment, m.first, m.epoch), m.n))
	fx.Send(from, done{kindWritten, m.ref(m.first)})
	return j
}

// finalize closes a segment that has the length, for ever.
func (j journalnode) finalize(from engine.NodeID, m finalize, fx *engine.Effects) journalnode {
	j, ok := j.check(from, m.info, m.segment, kindFinalize, fx)
	if !ok {
		return j
	}
	if j.open == m.segment {
		j.open = 0
	}
	s, _ := j.segments.at(m.segment)
	if s.last() != m.last || len(s.by) == 0 {
		fx.Why("another-length", string(from), span(m.segment, m.last), s.String())
		return j.refuse(from, m.ref(m.segment), kindFinalize, "has "+s.String(), fx)
	}
	fx.Why("finalize", s.contents())
	s.finalized = true
	j.segments, j.decisions = j.segments.put(s), j.decisions.without(m.segment)
	fx.Fact(factFinalized, itoa(s.first), s.contents())
	fx.Send(from, done{kindFinalized, m.ref(m.segment)})
	return j
}
