package raft

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/guarded"
	"synod/paxos/votes"
)

const paper = "Ongaro & Ousterhout 2014, figure 3"

// properties are those of figure 3 of the paper, what holds of the machine, and
// what should be reachable. The presets add what needs the clients' history.
func (c *cluster) properties() []engine.Property {
	all := append(figure3(), c.ofMachine()...)
	if c.changes {
		all = append(all, engine.Property{ID: "QUORUM-KEPT", Name: "a change leaves a majority", Short: "majority left", Source: "etcd documentation, FAQ",
			Statement: "A leader begins to change the members only if those that it hears from are a majority of the new ones.",
			Reads:     []string{factChange}, OnFact: c.quorumKept})
	}
	if c.resource {
		all = append(all, guarded.Properties()...)
	}
	return append(all,
		some("SOME-LEADER", "somebody wins", paper, "Some server wins a term.", factLeads, votes.Reached),
		some("SOME-COMMITTED", "something is committed", paper, "Some entry is committed.", factCommitted, votes.Reached),
		some("SOME-LATER", "a later leader", paper, "A server wins a term after something was committed.", factLeads,
			func(before engine.Facts, _ engine.Fact) engine.Verdict {
				return reached(before.Count(factCommitted) > 0)
			}))
}

func some(id, name, source, statement, kind string, holds func(engine.Facts, engine.Fact) engine.Verdict) engine.Property {
	return engine.Property{ID: id, Name: name, Sometimes: true, Source: source, Statement: statement, Reads: []string{kind}, OnFact: holds}
}

func reached(is bool) engine.Verdict {
	if is {
		return engine.Holds()
	}
	return engine.Verdict{}
}

func figure3() []engine.Property {
	return []engine.Property{
		{ID: "ONE-LEADER-PER-EPOCH", Name: "election safety", Short: "one leader", Source: paper,
			Statement: "No two servers win one term.", Reads: []string{factLeads}, OnFact: oneLeader},
		{ID: "LEADER-APPEND-ONLY", Name: "leaders only append", Short: "append only", Source: paper,
			Statement: "A leader never changes or takes away entries of its own log.", OnNode: appendOnly},
		{ID: "LOG-MATCH", Name: "log matching", Short: "logs match", Source: paper,
			Statement: "Two logs that have an entry of the same index and term are alike up to it.", Reads: []string{factStored}, OnFact: logMatch},
		{ID: "LEADER-COMPLETE", Name: "leader completeness", Short: "complete", Source: paper,
			Statement: "What was committed in a term is in the log of every leader of a later term.",
			Reads:     []string{factLeads, factCommitted}, OnFact: leaderComplete},
		{ID: "SMS", Name: "state machine safety", Short: "one entry an index", Source: paper,
			Statement: "No two servers apply different entries at one index.", Reads: []string{factApplied}, OnFact: safety},
		{ID: "ACK-DURABLE", Name: "what a client was told is kept", Short: "kept", Source: "Ongaro & Ousterhout 2014, §8",
			Statement: "What a client was told is done is in the log of every leader of a later term.",
			Reads:     []string{factLeads, factAcked}, OnFact: ackDurable},
	}
}

// ofMachine lists what holds of what the log is executed on.
func (c *cluster) ofMachine() []engine.Property {
	switch c.machine {
	case machineKeys:
		return []engine.Property{
			{ID: "LOCK-OWNER", Name: "only the oldest key has the lock", Short: "oldest key", Source: "etcd, client/v3/concurrency",
				Statement: "Whoever takes a lock for its own had the oldest key for it at some time.",
				Reads:     []string{factHolds}, OnFact: lockOwner},
			some("SOME-LOCKED", "somebody gets a lock", "etcd, client/v3/concurrency", "A client takes a lock for its own.", factHolds, votes.Reached),
		}
	case machineQueue:
		const source = "RabbitMQ documentation, Consumer Acknowledgements and Publisher Confirms"
		return []engine.Property{
			{ID: "AT-LEAST-ONCE", Name: "nothing goes unworked", Short: "worked", Source: source,
				Statement: "A message is taken out of the queue only after a consumer was done with it.",
				Reads:     []string{factRemoved}, OnFact: atLeastOnce},
			some("SOME-AGAIN", "a message is given out again", source, "A message is given out a second time.", factDelivered, again),
			some("SOME-DONE", "a message is done with", source, "A message is taken out of the queue.", factRemoved, votes.Reached),
		}
	}
	return nil
}

func (c *cluster) quorumKept(_ engine.Facts, fresh engine.Fact) engine.Verdict {
	after, heard, _ := strings.Cut(fresh.Value, " heard ")
	if majority(c.named(heard), c.named(after)) {
		return engine.Holds()
	}
	return engine.Breaks(fmt.Sprintf("%s lets the members be %s, and hears from %s alone", fresh.Node, after, heard))
}

func lockOwner(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for range before.With(factOwner, fresh.Key) {
		return engine.Holds()
	}
	return engine.Breaks(fmt.Sprintf("%s takes the lock for its own with %s, %s, which never was the oldest key", fresh.Node, fresh.Value, fresh.Key))
}

func atLeastOnce(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for range before.With(factWorked, fresh.Key) {
		return engine.Holds()
	}
	return engine.Breaks(fmt.Sprintf("%s takes %s out of the queue, and nobody was done with it", fresh.Node, fresh.Key))
}

func again(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factDelivered, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Holds()
		}
	}
	return engine.Verdict{}
}

func oneLeader(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range before.Of(factLeads) {
		if f.Key == fresh.Key && f.Node != fresh.Node {
			return engine.Breaks(fmt.Sprintf("%s and %s both won term %s", f.Node, fresh.Node, fresh.Key))
		}
		verdict = engine.Holds()
	}
	return verdict
}

func appendOnly(id engine.NodeID, before, after engine.Node) engine.Verdict {
	was, is := before.(server)
	now, _ := after.(server)
	switch {
	case !is || was.role != leader || now.role != leader || was.term != now.term:
		return engine.Verdict{}
	case len(now.log) < len(was.log) || !slices.Equal(now.log[:len(was.log)], was.log):
		return engine.Breaks(fmt.Sprintf("%s leads term %d and had %s, and has %s", id, was.term, was.log, now.log))
	case len(now.log) == len(was.log):
		return engine.Verdict{}
	}
	return engine.Holds()
}

func logMatch(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range before.With(factStored, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("entry %s: %s has %s, and %s has %s", fresh.Key, f.Node, f.Value, fresh.Node, fresh.Value))
		}
		verdict = engine.Holds()
	}
	return verdict
}

// leaderComplete holds what was committed against the logs with which leaders of
// later terms began, and ackDurable what a client was told.
func leaderComplete(before engine.Facts, fresh engine.Fact) engine.Verdict {
	return kept(before, fresh, factCommitted)
}

func ackDurable(before engine.Facts, fresh engine.Fact) engine.Verdict {
	return kept(before, fresh, factAcked)
}

// kept holds entries of which a kind of fact tells against the logs of leaders,
// whichever comes to be known later.
func kept(before engine.Facts, fresh engine.Fact, kind string) engine.Verdict {
	verdict := engine.Verdict{}
	if fresh.Kind == factLeads {
		for f := range before.Of(kind) {
			if why := lacks(fresh, f, inTerm(before, f.Node)); why != "" {
				return engine.Breaks(why)
			}
			verdict = engine.Holds()
		}
		return verdict
	}
	for f := range before.Of(factLeads) {
		if why := lacks(f, fresh, inTerm(before, fresh.Node)); why != "" {
			return engine.Breaks(why)
		}
	}
	return verdict
}

// inTerm is the last term that a server won.
func inTerm(facts engine.Facts, id engine.NodeID) (last int) {
	for f := range facts.Of(factLeads) {
		if term, _ := strconv.Atoi(f.Key); f.Node == id {
			last = max(last, term)
		}
	}
	return last
}

// did is what a server did with an entry, by kind of fact.
var did = map[string]string{factCommitted: "committed", factAcked: "told a client that it has done"}

// lacks says how the log of a leader lacks what was committed in an earlier term.
// In which term that was is not told; it was the last that the committing server
// had won when it was known to, so it is no later than that.
func lacks(leads, committed engine.Fact, at int) string {
	term, _ := strconv.Atoi(leads.Key)
	index, _ := strconv.Atoi(committed.Key)
	log := strings.Fields(leads.Value)
	if term <= at || index <= len(log) && log[index-1] == committed.Value {
		return ""
	}
	return fmt.Sprintf("%s %s %s at index %s, and %s wins term %s with the log: %s",
		committed.Node, did[committed.Kind], committed.Value, committed.Key, leads.Node, leads.Key, leads.Value)
}

func safety(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range before.With(factApplied, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("at index %s, %s applied %s and %s applies %s", fresh.Key, f.Node, f.Value, fresh.Node, fresh.Value))
		}
		verdict = engine.Holds()
	}
	return verdict
}
