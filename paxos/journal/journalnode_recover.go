package journal

import "synod/engine"

// What a JournalNode does for whoever recovers a segment.

// prepare says how a segment stands: as it was accepted in a recovery, or as it is.
func (j journalnode) prepare(from engine.NodeID, m prepare, fx *engine.Effects) journalnode {
	j, ok := j.check(from, m.info, m.segment, kindPrepare, fx)
	if !ok {
		return j
	}
	j = j.abort(fx)
	r := j.report(m)
	fx.Why("report", string(from), itoa(m.segment), r.Text())
	fx.Send(from, r)
	return j
}

func (j journalnode) report(m prepare) report {
	r := report{epoch: m.epoch, segment: m.segment, writer: j.writer}
	s, _ := j.segments.at(m.segment)
	if len(s.by) > 0 {
		r.last, r.finalized = s.last(), s.finalized
	}
	if d := j.decisions.at(m.segment); d.epoch > 0 && !s.finalized {
		r.last, r.accepted = d.last, d.epoch
	}
	return r
}

// accept takes a length for a segment. If it has another, it gets the segment from
// a JournalNode that has this.
func (j journalnode) accept(from engine.NodeID, m accept, fx *engine.Effects) journalnode {
	j, ok := j.check(from, m.info, m.segment, kindAccept, fx)
	if !ok {
		return j
	}
	j = j.abort(fx)
	switch s, _ := j.segments.at(m.segment); {
	case s.last() == m.last && len(s.by) > 0:
		return j.accepted(from, m, s, fx)
	case s.finalized:
		fx.Why("finalized-stays", string(from), span(m.segment, m.last), s.String())
		return j.refuse(from, m.ref(m.segment), kindAccept, "has "+s.String(), fx)
	default:
		fx.Why("download", m.from, itoa(m.segment), span(m.segment, m.last), s.String())
		j.fetching = fetching{m, from}
		fx.Send(engine.NodeID(m.from), download{m.segment})
	}
	return j
}

// serve sends a segment to another JournalNode.
func (j journalnode) serve(from engine.NodeID, m download, fx *engine.Effects) journalnode {
	s, _ := j.segments.at(m.segment)
	fx.Why("serve", string(from), s.String())
	fx.Send(from, edits{s})
	return j
}

// fetched goes on with what waited for a segment. What it has promised meanwhile
// counts as it would have if the segment had been here at once.
func (j journalnode) fetched(from engine.NodeID, m edits, fx *engine.Effects) journalnode {
	f := j.fetching
	switch s, _ := j.segments.at(m.first); {
	case f.writer == "" || f.segment != m.first || f.from != string(from):
		fx.Why("late-segment", string(from), m.String())
		return j
	case f.epoch < j.promised && j.checkEpoch:
		fx.Why("promised-meanwhile", string(from), itoa(f.epoch), itoa(j.promised))
		j.fetching = fetching{}
		return j.refuse(f.writer, f.ref(f.segment), kindAccept, "promised "+itoa(j.promised), fx)
	case m.last() != f.last || s.finalized:
		fx.Why("wrong-segment", string(from), m.String(), span(f.segment, f.last))
		j.fetching = fetching{}
		return j.refuse(f.writer, f.ref(f.segment), kindAccept, "downloaded "+m.String(), fx)
	}
	j.fetching = fetching{}
	fx.Why("fetched", m.contents(), string(from))
	return j.accepted(f.writer, f.accept, segment{first: m.first, by: m.by}, fx)
}

// accepted has the segment and what was decided about it on disk, as one: this is
// the vote.
func (j journalnode) accepted(from engine.NodeID, m accept, s segment, fx *engine.Effects) journalnode {
	if old, _ := j.segments.at(s.first); len(old.by) > len(s.by) {
		fx.Fact(factDropped, itoa(s.first), span(s.last()+1, old.last()))
		fx.Why("shorten", span(s.last()+1, old.last()))
	}
	fx.Why("accept", string(from), span(m.segment, m.last), itoa(m.epoch))
	j.segments, j.decisions = j.segments.put(s), j.decisions.put(decision{m.segment, m.last, m.epoch})
	fx.Fact(factAccepted, m.ref(m.segment).String(), s.contents())
	fx.Send(from, done{kindAccepted, m.ref(m.segment)})
	return j
}
