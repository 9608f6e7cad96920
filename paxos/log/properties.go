package log

import (
	"fmt"
	"slices"
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/guarded"
	"synod/paxos/votes"
)

const (
	pms     = "Paxos Made Simple §2.1"
	pmsVote = "Paxos Made Simple §2.2"
	pmsDisk = "Paxos Made Simple §2.5"
	pmsLog  = "Paxos Made Simple §3"
)

// properties lists what should always be so, and then what should be reachable.
func (c *cluster) properties() []engine.Property {
	if c.resource {
		return slices.Concat(c.always(), c.replicas(), guarded.Properties(), sometimes())
	}
	return slices.Concat(c.always(), c.replicas(), sometimes())
}

func (c *cluster) always() []engine.Property {
	return []engine.Property{
		{ID: "AGREE", Name: "agreement", Source: pms, Statement: "In no slot are two different values chosen.",
			Reads: []string{factChosen}, OnFact: c.agree},
		{ID: "VALID", Name: "validity", Source: pms, Statement: "Only no-ops and commands that a client asked for are chosen.",
			Reads: []string{factChosen}, OnFact: valid},
		{ID: "LEARN", Name: "only chosen is learnt", Short: "learnt", Source: pms, Statement: "No server takes for chosen in a slot what was not chosen there.",
			Reads: []string{factLearnt}, OnFact: learn},
		{ID: "PROMISE-MONO", Name: "promises only rise", Short: "promises", Source: pmsDisk,
			Statement: "The highest ballot an acceptor has promised never goes down, not even when it stops and comes back.", OnNode: votes.PromiseMono(promised)},
		{ID: "ONE-VALUE-PER-BALLOT", Name: "one value per ballot", Short: "one value", Source: pmsVote,
			Statement: "All votes in one ballot for one slot are for one value.", Reads: []string{factVote}, OnFact: votes.OneValue},
		{ID: "P1a", Name: "P1a", Source: pmsVote,
			Statement: "No acceptor votes in a ballot after it has promised a higher one.", Reads: []string{factVote}, OnFact: votes.P1a},
		{ID: "P2c", Name: "P2c", Source: pmsVote,
			Statement: "For every proposal there is a majority in which nobody has voted in that slot in a lower ballot, or whose highest-numbered vote there is for that value.",
			Reads:     []string{factFree, factBound}, OnFact: c.p2c},
	}
}

// replicas lists what holds of those who execute the log.
func (c *cluster) replicas() []engine.Property {
	return []engine.Property{
		{ID: "PREFIX", Name: "in order", Source: "Paxos Made Moderately Complex, R2 and R3",
			Statement: "A server executes a slot only after all slots before it.", Reads: []string{factApplied}, OnFact: prefix},
		{ID: "SMS", Name: "one command a slot", Short: "one command", Source: "Ongaro & Ousterhout 2014, State Machine Safety",
			Statement: "No two servers execute different commands in one slot.", Reads: []string{factApplied}, OnFact: sms},
		{ID: "EXACTLY-ONCE", Name: "exactly once", Source: "Paxos Made Moderately Complex §2.1",
			Statement: "No request takes effect twice at a server, however often it was sent and chosen.", Reads: []string{factEffect}, OnFact: exactlyOnce},
	}
}

func sometimes() []engine.Property {
	return []engine.Property{
		{ID: "SOME-CHOSEN", Name: "something gets chosen", Short: "chosen", Sometimes: true, Source: pmsVote,
			Statement: "A majority votes for one value in one slot and ballot.", Reads: []string{factChosen}, OnFact: votes.Reached},
		{ID: "SOME-EXECUTED", Name: "a command is executed", Short: "executed", Sometimes: true, Source: pmsLog,
			Statement: "A server executes a slot.", Reads: []string{factApplied}, OnFact: votes.Reached},
		{ID: "SOME-BOUND", Name: "a value is proposed again", Short: "bound", Sometimes: true, Source: pmsVote,
			Statement: "A new leader has to propose in a slot what was voted for before.", Reads: []string{factBound}, OnFact: votes.Reached},
		{ID: "SOME-GAP", Name: "a gap", Sometimes: true, Source: pmsLog,
			Statement: "A value is chosen in a slot while none is in the slot before it.", Reads: []string{factChosen}, OnFact: gap},
		{ID: "SOME-NO-OP", Name: "a no-op fills a gap", Short: "no-op", Sometimes: true, Source: pmsLog,
			Statement: "A no-op is chosen in a slot.", Reads: []string{factChosen}, OnFact: noOpChosen},
		{ID: "SOME-LEADERS", Name: "two leaders", Sometimes: true, Source: pmsLog,
			Statement: "A second server leads.", Reads: []string{factLeads}, OnFact: secondLeader},
	}
}

func (c *cluster) agree(before engine.Facts, fresh engine.Fact) engine.Verdict {
	slot, _ := strconv.Atoi(fresh.Key)
	for f := range before.With(factChosen, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("in slot %d, '%s' is chosen (%s) and '%s' (%s)", slot,
				f.Value, c.choice(before, slot, f.Value), fresh.Value, c.choice(before, slot, fresh.Value)))
		}
	}
	return engine.Holds()
}

func valid(before engine.Facts, fresh engine.Fact) engine.Verdict {
	if fresh.Value == noOp {
		return engine.Holds()
	}
	for f := range before.With(factProposed, parse(fresh.Value).id) {
		if f.Value == fresh.Value {
			return engine.Holds()
		}
	}
	return engine.Breaks(fmt.Sprintf("'%s' is chosen in slot %s, and no client asked for it", fresh.Value, fresh.Key))
}

func learn(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factChosen, fresh.Key) {
		if f.Value == fresh.Value {
			return engine.Holds()
		}
	}
	return engine.Breaks(fmt.Sprintf("%s takes '%s' for chosen in slot %s, where it was never chosen", fresh.Node, fresh.Value, fresh.Key))
}

func promised(n engine.Node) (ballot.Ballot, bool) {
	a, ok := n.(acceptor)
	return a.promised, ok
}

// p2c looks for the majority S of the paper: its acceptors' votes below the
// ballot, in that slot, have the proposal's value in the highest, or there are none.
func (c *cluster) p2c(before engine.Facts, proposal engine.Fact) engine.Verdict {
	n, slot := ballot.ParseAt(proposal.Key)
	for _, s := range majorities(c.votersOf(before, proposal.Key)) {
		if v := c.topVote(before, s, n, slot); !v.Cast() || v.Value == proposal.Value {
			return engine.Holds()
		}
	}
	return engine.Breaks(fmt.Sprintf("%s proposes '%s' in %s, and every majority's highest-numbered vote below it is for another value",
		proposal.Node, proposal.Value, proposal.Key))
}

func prefix(before engine.Facts, fresh engine.Fact) engine.Verdict {
	slot, _ := strconv.Atoi(fresh.Key)
	if slot == 1 || executed(before, fresh.Node, slot-1) || fresh.Value == snapshot {
		return engine.Holds()
	}
	return engine.Breaks(fmt.Sprintf("%s executed slot %d ('%s') before slot %d", fresh.Node, slot, fresh.Value, slot-1))
}

func executed(facts engine.Facts, id engine.NodeID, slot int) bool {
	for f := range facts.With(factApplied, strconv.Itoa(slot)) {
		if f.Node == id {
			return true
		}
	}
	return false
}

func sms(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range before.With(factApplied, fresh.Key) {
		switch {
		case f.Value == snapshot || fresh.Value == snapshot:
		case f.Value != fresh.Value:
			return engine.Breaks(fmt.Sprintf("in slot %s, %s executed '%s' and %s '%s'", fresh.Key, f.Node, f.Value, fresh.Node, fresh.Value))
		default:
			verdict = engine.Holds()
		}
	}
	return verdict
}

func exactlyOnce(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factEffect, fresh.Key) {
		if f.Node == fresh.Node && f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("at %s, request %s took effect in slot %s and again in slot %s", fresh.Node, fresh.Key, f.Value, fresh.Value))
		}
	}
	return engine.Holds()
}

func gap(before engine.Facts, fresh engine.Fact) engine.Verdict {
	slot, _ := strconv.Atoi(fresh.Key)
	for range before.With(factChosen, strconv.Itoa(slot-1)) {
		return engine.Verdict{}
	}
	if slot == 1 {
		return engine.Verdict{}
	}
	return engine.Holds()
}

func noOpChosen(_ engine.Facts, fresh engine.Fact) engine.Verdict {
	if fresh.Value != noOp {
		return engine.Verdict{}
	}
	return engine.Holds()
}

func secondLeader(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.Of(factLeads) {
		if f.Node != fresh.Node {
			return engine.Holds()
		}
	}
	return engine.Verdict{}
}
