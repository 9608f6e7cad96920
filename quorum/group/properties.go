package group

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// Kinds of facts. Only the observer sees them.
const (
	factElected   = "elected"   // the authority chose the leader of an epoch
	factInSync    = "in-sync"   // the authority named who is in sync
	factJoined    = "joined"    // the authority let a member in that was out, and the epoch it was then in
	factLeads     = "leads"     // node began to lead the epoch, with this log
	factCommitted = "committed" // node knows that the record at the place is committed
	factAcked     = "acked"     // the leader acknowledged the record at the place
	factTruncated = "truncated" // node cut its log at the place; what it cut
	factFenced    = "fenced"    // node refused somebody of an old epoch
	factServed    = "served"    // node answered a read; the client's epoch, and its own
	factRefused   = "refused"   // node refused a request, and why
)

func facts() []engine.FactKind {
	return []engine.FactKind{
		{ID: factElected, Glyph: "♛", Milestone: true, Says: "epoch {key} is led by {value}"},
		{ID: factInSync, Milestone: true, Says: "in sync as of {key}: {value}"},
		{ID: factJoined, Says: "let in, and the epoch it was in: {value}"},
		{ID: factLeads, Says: "{node} leads epoch {key} with the log {value}"},
		{ID: factCommitted, Says: "{node} knows that {value} is committed, at {key}"},
		{ID: factAcked, Glyph: "★", Milestone: true, Says: "acknowledged: {value} at {key}"},
		{ID: factTruncated, Glyph: "✂", Milestone: true, Says: "{node} cuts its log at {key}: {value}"},
		{ID: factFenced, Glyph: "⊘", Milestone: true, Says: "{node} refuses {value}, which is still in epoch {key}"},
		{ID: factServed, Says: "{node}, in epoch {value}, answers a read of epoch {key}"},
		{ID: factRefused, Says: "{node} refuses {key}: {value}"},
	}
}

const (
	pacifica = "Lin et al., PacificA, 2008, §2"
	kafka    = "Kafka documentation, Replication"
)

// properties lists what should always be so, and then what should be reachable.
// The presets add what needs the clients' history.
func (s *settings) properties() []engine.Property {
	return append(s.always(), s.sometimes()...)
}

func (s *settings) always() []engine.Property {
	return []engine.Property{
		{ID: "ACK-DURABLE", Name: "acknowledged is kept", Source: kafka,
			Statement: "Every leader of a later epoch has every record that was acknowledged.",
			Reads:     []string{factLeads, factAcked}, OnFact: ackDurable},
		{ID: "AGREE", Name: "one record a place", Source: pacifica,
			Statement: "No two members know different records to be committed at one place.",
			Reads:     []string{factCommitted}, OnFact: agree},
		{ID: "PREFIX", Name: "committed stays", Source: pacifica,
			Statement: "What a member knows to be committed stays the beginning of its log, as long as it has its disk.",
			OnNode:    prefix},
		{ID: "PRIMARY-ORDER", Name: "leaders' order", Source: "Junqueira, Reed, Serafini, Zab, 2011, §III",
			Statement: "No member takes a record of a leader after one of a later leader.", OnNode: primaryOrder},
		{ID: "ONE-LEADER-PER-EPOCH", Name: "one leader an epoch", Source: pacifica,
			Statement: "No two members lead one epoch.", Reads: []string{factLeads}, OnFact: oneLeader},
		{ID: "EPOCH-CURRENT", Name: "only current copies", Source: "Ghemawat, Gobioff, Leung, The Google File System, 2003, §4.5",
			Statement: "The authority counts nobody as in sync, and nobody answers a client, that is in an older epoch than the authority, or the client, knows of.",
			Reads:     []string{factJoined, factServed}, OnFact: epochCurrent},
		{ID: "IN-SYNC-HAS-ALL", Name: "in sync has it all", Source: pacifica,
			Statement: "Every member that the authority counts as in sync has every record that was acknowledged.",
			OnWorld:   s.inSyncHasAll},
		{ID: "SAME-COPIES", Name: "copies are alike", Source: "Ghemawat, Gobioff, Leung, The Google File System, 2003, §2.7",
			Statement: "No two members in sync hold different records at one place.", OnWorld: s.sameCopies},
		{ID: "ONCE", Name: "each record once", Source: "Ghemawat, Gobioff, Leung, The Google File System, 2003, §2.7",
			Statement: "No record stands twice in one log.", OnNode: once},
	}
}

func (s *settings) sometimes() []engine.Property {
	some := func(id, name, statement string, kind string, reached func(engine.Fact) bool) engine.Property {
		return engine.Property{ID: id, Name: name, Statement: statement, Source: kafka, Sometimes: true, Reads: []string{kind},
			OnFact: func(_ engine.Facts, f engine.Fact) engine.Verdict {
				if reached(f) {
					return engine.Holds()
				}
				return engine.Verdict{}
			}}
	}
	every := func(engine.Fact) bool { return true }
	return []engine.Property{
		some("SOME-ACKED", "something is acknowledged", "Some record is acknowledged.", factAcked, every),
		some("SOME-LEADER", "another leads", "Some later epoch has a leader.", factLeads, func(f engine.Fact) bool { return f.Key != "1" }),
		some("SOME-OUT", "somebody is put out", "Fewer than all members are in sync.", factInSync, func(f engine.Fact) bool { return len(strings.Fields(f.Value)) < len(s.members) }),
		some("SOME-BACK", "somebody is let in", "A member that was out is in sync again.", factJoined, every),
		some("SOME-CUT", "a log is cut", "Some member cuts records off its log.", factTruncated, every),
		some("SOME-FENCED", "an old epoch is refused", "Some member refuses somebody of an old epoch.", factFenced, every),
		some("SOME-TOO-FEW", "too few are in sync", "A record is refused because too few members are in sync.", factRefused, func(f engine.Fact) bool { return f.Value == "too-few-in-sync" }),
	}
}

// ackDurable holds what was acknowledged against the logs with which leaders of
// later epochs began; whichever of the two comes to be known later.
func ackDurable(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict, other := engine.Verdict{}, factAcked
	if fresh.Kind == factAcked {
		other = factLeads
	}
	for f := range before.Of(other) {
		leads, acked := fresh, f
		if fresh.Kind == factAcked {
			leads, acked = f, fresh
		}
		switch missing, judged := lacks(leads, acked); {
		case missing:
			return engine.Breaks(fmt.Sprintf("%s was acknowledged at place %s by %s, and %s leads epoch %s with the log: %s",
				acked.Value, acked.Key, acked.Node, leads.Node, leads.Key, leads.Value))
		case judged:
			verdict = engine.Holds()
		}
	}
	return verdict
}

// lacks says whether the log of a leader lacks an acknowledged record, if it is
// of a later epoch than the record.
func lacks(leads, acked engine.Fact) (missing, judged bool) {
	epoch, _ := strconv.Atoi(leads.Key)
	place, _ := strconv.Atoi(acked.Key)
	if epoch <= parseRecord(acked.Value).epoch {
		return false, false
	}
	log := strings.Fields(leads.Value)
	return place >= len(log) || log[place] != acked.Value, true
}

func agree(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range before.With(factCommitted, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("at place %s, %s knows %s to be committed, and %s knows %s", fresh.Key, f.Node, f.Value, fresh.Node, fresh.Value))
		}
		verdict = engine.Holds()
	}
	return verdict
}

// prefix judges a member by its own word. An empty disk has given none.
func prefix(id engine.NodeID, before, after engine.Node) engine.Verdict {
	was, ok := before.(member)
	if !ok || was.committed == 0 {
		return engine.Verdict{}
	}
	now := after.(member)
	if now.epoch == 0 {
		return engine.Verdict{}
	}
	if len(now.log) < was.committed || !slices.Equal(was.log[:was.committed], now.log[:was.committed]) {
		return engine.Breaks(fmt.Sprintf("%s knew %s to be committed, and now its log is: %s", id, was.log[:was.committed], now.log))
	}
	return engine.Holds()
}

func primaryOrder(id engine.NodeID, before, after engine.Node) engine.Verdict {
	was, ok := before.(member)
	if !ok || len(was.log) == 0 {
		return engine.Verdict{}
	}
	latest := was.log.latest()
	verdict := engine.Verdict{}
	for place, r := range after.(member).log {
		if place < len(was.log) && was.log[place] == r || r.epoch == 0 {
			continue
		}
		if r.epoch < latest.epoch {
			return engine.Breaks(fmt.Sprintf("%s takes %s, at place %d, after %s", id, r, place, latest))
		}
		verdict, latest = engine.Holds(), r
	}
	return verdict
}

func oneLeader(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factLeads, fresh.Key) {
		if f.Node != fresh.Node {
			return engine.Breaks(fmt.Sprintf("%s and %s both lead epoch %s", f.Node, fresh.Node, fresh.Key))
		}
	}
	return engine.Holds()
}

// epochCurrent compares epochs: of a member that is let in, or that answers,
// with what the authority, or the client, knows of.
func epochCurrent(_ engine.Facts, fresh engine.Fact) engine.Verdict {
	id, own := fresh.Node, fresh.Value
	if fresh.Kind == factJoined {
		words := strings.Fields(fresh.Value)
		id, own = engine.NodeID(words[0]), words[1]
	}
	known, _ := strconv.Atoi(fresh.Key)
	switch epoch, _ := strconv.Atoi(own); {
	case epoch >= known:
		return engine.Holds()
	case fresh.Kind == factJoined:
		return engine.Breaks(fmt.Sprintf("the authority counts %s as in sync in epoch %d, and its copy is of epoch %d", id, known, epoch))
	default:
		return engine.Breaks(fmt.Sprintf("%s answered a client that knows of epoch %d from a copy of epoch %d", id, known, epoch))
	}
}

// inSyncHasAll is why any member in sync may lead. It looks at logs as they are
// on disk or in memory, of members that are down as well.
func (s *settings) inSyncHasAll(w *engine.World) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range w.Facts().Of(factAcked) {
		place, _ := strconv.Atoi(f.Key)
		for _, id := range s.list(w.Node(s.authority).(authority).now.inSync) {
			if log := w.Node(id).(member).log; place >= len(log) || log[place].String() != f.Value {
				return engine.Breaks(fmt.Sprintf("%s was acknowledged at place %s, and %s, which counts as in sync, has the log: %s", f.Value, f.Key, id, log))
			}
		}
		verdict = engine.Holds()
	}
	return verdict
}
