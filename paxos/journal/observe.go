package journal

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
	"synod/paxos/votes"
)

// Kinds of facts. Only the observer sees them; none is ever taken back. The key of
// what is about a segment is its first transaction, and the value what it holds.
const (
	factPromise   = votes.Promise // node promised the epoch
	factEpoch     = "epoch"       // node is the writer of the epoch: a majority has promised it
	factDurable   = "durable"     // node holds these for durable
	factAccepted  = "accepted"    // node accepted the segment in a recovery; the key begins with the epoch
	factFinalized = "finalized"   // node finalized the segment
	factDropped   = "dropped"     // node cut these off in a recovery
	factDecided   = "decided"     // a majority accepted the segment, or somebody finalized it
)

func factKinds() []engine.FactKind {
	return []engine.FactKind{
		{ID: factPromise, Says: "{node} promised epoch {key}", Less: votes.ByBallot},
		{ID: factEpoch, Glyph: "◆", Milestone: true, Says: "{node} is the writer of epoch {key}"},
		{ID: factDurable, Glyph: "✓", Says: "durable: {value}"},
		{ID: factAccepted, Says: "{node} accepted {value} in {key}"},
		{ID: factFinalized, Says: "{node} finalized {value}"},
		{ID: factDropped, Milestone: true, Says: "{node} drops {value}"},
		{ID: factDecided, Glyph: "★", Milestone: true, Says: "decided: {value}"},
	}
}

// derive concludes what is decided: a segment that a majority accepted in one epoch,
// and one that somebody finalized.
func (c *cluster) derive(before engine.Facts, fresh engine.Fact, conclude func(engine.Fact)) {
	switch fresh.Kind {
	case factFinalized:
		conclude(engine.Fact{Kind: factDecided, Key: fresh.Key, Value: fresh.Value})
	case factAccepted:
		by := c.journals.Bit(fresh.Node)
		for f := range before.With(factAccepted, fresh.Key) {
			if f.Value == fresh.Value {
				by |= c.journals.Bit(f.Node)
			}
		}
		if _, segment, _ := strings.Cut(fresh.Key, "/"); c.quorum.Has(by) {
			conclude(engine.Fact{Kind: factDecided, Key: segment, Value: fresh.Value})
		}
	}
}

const (
	journalCode = "Apache Hadoop, Journal"
	managerCode = "Apache Hadoop, QuorumJournalManager"
)

func (c *cluster) properties() []engine.Property {
	return []engine.Property{
		{ID: "AGREE", Name: "agreement", Source: managerCode,
			Statement: "A segment is decided once: whoever decides it later decides the same transactions.",
			Reads:     []string{factDecided}, OnFact: agree},
		{ID: "ACK-DURABLE", Name: "acknowledged is durable", Short: "durable", Source: "Apache Hadoop, QuorumOutputStream",
			Statement: "What a NameNode was told is durable is in the segment that is decided.",
			Reads:     []string{factDurable, factDecided}, OnFact: durable},
		{ID: "P1a", Name: "fenced", Source: journalCode,
			Statement: "No JournalNode writes or accepts anything for an epoch below the one it has promised.", OnNode: fenced},
		{ID: "PROMISE-MONO", Name: "promises only rise", Short: "promises", Source: journalCode,
			Statement: "The epoch that a JournalNode has promised never goes down.", OnNode: votes.PromiseMono(promise)},
		{ID: "ONE-LEADER-PER-EPOCH", Name: "one writer an epoch", Short: "one writer", Source: managerCode,
			Statement: "An epoch has one writer.", Reads: []string{factEpoch}, OnFact: oneWriter},
		{ID: "SOME-WRITER", Name: "somebody may write", Source: managerCode, Sometimes: true,
			Statement: "A majority promises an epoch to a NameNode.", Reads: []string{factEpoch}, OnFact: votes.Reached},
		{ID: "SOME-DURABLE", Name: "something is durable", Source: managerCode, Sometimes: true,
			Statement: "A client is told that a transaction is durable.", Reads: []string{factDurable}, OnFact: votes.Reached},
		{ID: "SOME-DECIDED", Name: "something is decided", Source: managerCode, Sometimes: true,
			Statement: "A segment is decided.", Reads: []string{factDecided}, OnFact: votes.Reached},
		{ID: "SOME-DROPPED", Name: "something is dropped", Source: journalCode, Sometimes: true,
			Statement: "A recovery cuts transactions off that a JournalNode had written.", Reads: []string{factDropped}, OnFact: votes.Reached},
	}
}

func agree(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factDecided, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("segment %s is decided as %s%s, and as %s%s",
				fresh.Key, f.Value, finalizers(before, f), fresh.Value, finalizers(before, fresh)))
		}
	}
	return engine.Holds()
}

// finalizers says who has finalized a segment, if anybody has.
func finalizers(facts engine.Facts, decided engine.Fact) string {
	var by []string
	for f := range facts.With(factFinalized, decided.Key) {
		if f.Value == decided.Value {
			by = append(by, string(f.Node))
		}
	}
	if len(by) == 0 {
		return ""
	}
	slices.Sort(by)
	return " (finalized by " + strings.Join(by, ", ") + ")"
}

// durable holds what clients were told against what is decided, and against what
// other clients were told, whichever comes to be known later.
func durable(before engine.Facts, fresh engine.Fact) (verdict engine.Verdict) {
	for f := range before.With(factDurable, fresh.Key) {
		if fresh.Kind == factDecided {
			verdict = kept(f, fresh)
		} else {
			verdict = both(f, fresh)
		}
		if verdict.State == engine.Broken {
			return verdict
		}
	}
	if fresh.Kind == factDurable {
		for f := range before.With(factDecided, fresh.Key) {
			if verdict = kept(fresh, f); verdict.State == engine.Broken {
				return verdict
			}
		}
	}
	return verdict
}

// kept says whether what a client was told is in a segment as it was decided.
func kept(told, decided engine.Fact) engine.Verdict {
	for _, r := range parseRuns(told.Value) {
		if tx := parseRuns(decided.Value).lacks(r); tx > 0 {
			return engine.Breaks(fmt.Sprintf("%s was told that %s is durable, and segment %s is decided as %s, without its transaction %d",
				told.Node, told.Value, told.Key, decided.Value, tx))
		}
	}
	return engine.Holds()
}

// both says whether what two NameNodes were told are not two transactions of one
// number.
func both(a, b engine.Fact) engine.Verdict {
	for _, r := range parseRuns(a.Value) {
		for _, o := range parseRuns(b.Value) {
			if r.last >= o.first && o.last >= r.first && r.epoch != o.epoch {
				return engine.Breaks(fmt.Sprintf("%s was told that %s is durable, and %s that %s is", a.Node, a.Value, b.Node, b.Value))
			}
		}
	}
	return engine.Verdict{}
}

// fenced looks for what a JournalNode has after a step and did not have before.
func fenced(id engine.NodeID, before, after engine.Node) engine.Verdict {
	was, ok := before.(journalnode)
	if !ok || was.promised == 0 {
		return engine.Verdict{}
	}
	is := after.(journalnode)
	breaks := func(what string, epoch int) engine.Verdict {
		return engine.Breaks(fmt.Sprintf("%s has promised epoch %d, and %s for epoch %d", id, was.promised, what, epoch))
	}
	if is.writer < was.promised && is.writer != was.writer {
		return breaks("opens a segment", is.writer)
	}
	for _, d := range is.decisions {
		if d.epoch < was.promised && !slices.Contains(was.decisions, d) {
			return breaks("accepts "+span(d.first, d.last), d.epoch)
		}
	}
	if old, _ := was.segments.at(was.open); was.open != 0 && was.open == is.open && len(was.decisions) == len(is.decisions) {
		now, _ := is.segments.at(is.open)
		for _, epoch := range now.by[min(len(old.by), len(now.by)):] {
			if epoch != header && epoch < was.promised {
				return breaks("writes a transaction", epoch)
			}
		}
	}
	return engine.Holds()
}

func promise(n engine.Node) (ballot.Ballot, bool) {
	j, ok := n.(journalnode)
	return ballot.Ballot{Round: j.promised}, ok
}

func oneWriter(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factEpoch, fresh.Key) {
		if f.Node != fresh.Node {
			return engine.Breaks(fmt.Sprintf("%s and %s are both writers of epoch %s", f.Node, fresh.Node, fresh.Key))
		}
	}
	return engine.Holds()
}

// needs say what progress needs.
func (c *cluster) needs() []engine.Need {
	return []engine.Need{
		{ID: "majority", Statement: "A majority of the JournalNodes has to be up.", Missing: func(w *engine.World) []string { return c.journals.TooFew(w, c.quorum) }},
		{ID: "reached", Statement: "The NameNode that waits has to reach a majority, both ways.", Missing: c.notReached},
		{ID: "no-higher-epoch", Statement: "No majority has promised a higher epoch.", Missing: c.overtaken},
	}
}

// waiting calls f for each NameNode that is up and waits for answers.
func (c *cluster) waiting(w *engine.World, f func(id engine.NodeID, n namenode)) {
	for _, id := range c.names {
		if n := w.Node(id).(namenode); w.Up(id) && n.waits() {
			f(id, n)
		}
	}
}

func (c *cluster) notReached(w *engine.World) (out []string) {
	c.waiting(w, func(id engine.NodeID, n namenode) {
		out = append(out, c.journals.Missing(id, c.journals.Linked(w, id)&^n.no, c.quorum, "")...)
	})
	return out
}

func (c *cluster) overtaken(w *engine.World) (out []string) {
	c.waiting(w, func(id engine.NodeID, n namenode) {
		var lost set
		for _, jn := range c.journals {
			if n.phase != asking && w.Node(jn).(journalnode).promised > n.epoch {
				lost |= c.journals.Bit(jn)
			}
		}
		if !c.quorum.Has(c.journals.All() &^ lost) {
			out = append(out, fmt.Sprintf("%s of epoch %d is overtaken: %s promised a higher one", id, n.epoch, members.SaidText(c.journals.Names(lost))))
		}
	})
	return out
}
