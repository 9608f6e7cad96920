package pmmc

import (
	"fmt"
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/votes"
)

const paper = "Paxos Made Moderately Complex "

// properties lists the paper's invariants, and then what should be reachable.
// R4 and A3 are held by the types: slot_out and the set of accepted pvalues have
// no code that takes anything away.
func (c *cluster) properties() []engine.Property {
	return append(c.always(),
		engine.Property{ID: "SOME-PERFORMED", Name: "a command is performed", Sometimes: true, Source: paper + "§2.1",
			Statement: "Some replica performs some command.", Reads: []string{factPerformed}, OnFact: votes.Reached},
		engine.Property{ID: "SOME-PREEMPTED", Name: "a leader is pre-empted", Sometimes: true, Source: paper + "§3",
			Statement: "Some leader learns of a higher ballot than its own.", Reads: []string{factPreempted}, OnFact: votes.Reached},
		engine.Property{ID: "SOME-BOUND", Name: "a ballot is bound", Sometimes: true, Source: paper + "§2.3",
			Statement: "A second ballot asks for votes for a slot that was voted for before.", Reads: []string{factCommand}, OnFact: bound},
	)
}

func (c *cluster) always() []engine.Property {
	return []engine.Property{
		{ID: "R1", Name: "replicas agree", Source: paper + "§2.1, R1",
			Statement: "There are no two different commands decided for one slot.", Reads: []string{factDecided}, OnFact: replicasAgree},
		{ID: "AGREE", Name: "agreement in each slot", Source: "Paxos Made Simple §2.1",
			Statement: "No two different commands are chosen for one slot.", Reads: []string{factChosen}, OnFact: agree},
		{ID: "LEARN", Name: "only chosen is decided", Source: "Paxos Made Simple §2.1",
			Statement: "A replica takes a command for decided only if it was chosen for that slot.", Reads: []string{factDecided}, OnFact: learn},
		{ID: "VALID", Name: "validity", Source: "Paxos Made Simple §2.1",
			Statement: "Only a command that a client sent is chosen.", Reads: []string{factChosen}, OnFact: valid},
		{ID: "PREFIX", Name: "in the order of the slots", Source: paper + "§2.1, R2 and R3",
			Statement: "A replica performs a slot's command only after those of all slots before it.", Reads: []string{factPerformed}, OnFact: prefix},
		{ID: "EXACTLY-ONCE", Name: "performed once", Source: paper + "§2.1",
			Statement: "No replica performs a command twice.", Reads: []string{factPerformed}, OnFact: once},
		{ID: "R5", Name: "within the window", Source: paper + "§2.1, R5",
			Statement: "A replica proposes only for slots below slot_out + WINDOW.", OnNode: c.windowed},
		{ID: "A1", Name: "ballots only rise", Source: paper + "§2.2, A1",
			Statement: "An acceptor's ballot_num never goes down.", OnNode: votes.PromiseMono(adoptedBy)},
		{ID: "A2", Name: "only in the adopted ballot", Source: paper + "§2.2, A2",
			Statement: "An acceptor accepts a pvalue only in the ballot it has adopted.", Reads: []string{factVote}, OnFact: a2},
		{ID: "A4", Name: "one command a ballot and slot", Source: paper + "§2.2, A4; §2.3, L1",
			Statement: "All pvalues accepted in one ballot for one slot have the same command.", Reads: []string{factVote}, OnFact: votes.OneValue},
		{ID: "A5", Name: "chosen stays chosen", Source: paper + "§2.2, A5; §2.3, L2",
			Statement: "Once a majority has accepted a command for a slot, commanders of higher ballots ask for the same.",
			Reads:     []string{factCommand}, OnFact: c.a5},
	}
}

func bound(before engine.Facts, fresh engine.Fact) engine.Verdict {
	b, slot := ballot.ParseAt(fresh.Key)
	for f := range inSlot(before, factVote, strconv.Itoa(slot)) {
		if lower, _ := ballot.ParseAt(f.Key); lower.Less(b) {
			return engine.Holds()
		}
	}
	return engine.Verdict{}
}

func replicasAgree(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factDecided, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("in slot %s, %s has %s and %s has %s", fresh.Key, f.Node, f.Value, fresh.Node, fresh.Value))
		}
	}
	return engine.Holds()
}

func agree(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factChosen, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("for slot %s both %s and %s are chosen", fresh.Key, f.Value, fresh.Value))
		}
	}
	return engine.Holds()
}

func learn(before engine.Facts, fresh engine.Fact) engine.Verdict {
	if before.Has(engine.Fact{Kind: factChosen, Key: fresh.Key, Value: fresh.Value}) {
		return engine.Holds()
	}
	return engine.Breaks(fmt.Sprintf("%s takes %s for decided in slot %s, and no majority has accepted it", fresh.Node, fresh.Value, fresh.Key))
}

func valid(before engine.Facts, fresh engine.Fact) engine.Verdict {
	if before.Has(engine.Fact{Kind: factRequest, Node: parseCommand(fresh.Value).client(), Key: parseCommand(fresh.Value).ID, Value: fresh.Value}) {
		return engine.Holds()
	}
	return engine.Breaks(fmt.Sprintf("%s is chosen for slot %s, and no client sent it", fresh.Value, fresh.Key))
}

func prefix(before engine.Facts, fresh engine.Fact) engine.Verdict {
	slot, _ := strconv.Atoi(fresh.Key)
	for s := 1; s < slot; s++ {
		if !decidedBy(before, fresh.Node, s) {
			return engine.Breaks(fmt.Sprintf("%s performs slot %d, and does not know yet what slot %d is", fresh.Node, slot, s))
		}
	}
	return engine.Holds()
}

func decidedBy(facts engine.Facts, id engine.NodeID, slot int) bool {
	for f := range facts.With(factDecided, strconv.Itoa(slot)) {
		if f.Node == id {
			return true
		}
	}
	return false
}

func once(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.Of(factPerformed) {
		if f.Node == fresh.Node && f.Value == fresh.Value {
			return engine.Breaks(fmt.Sprintf("%s performs %s in slot %s and again in slot %s", fresh.Node, fresh.Value, f.Key, fresh.Key))
		}
	}
	return engine.Holds()
}

func (c *cluster) windowed(id engine.NodeID, _, after engine.Node) engine.Verdict {
	r, ok := after.(replica)
	switch {
	case !ok || len(r.proposals) == 0:
		return engine.Verdict{}
	case r.proposals[len(r.proposals)-1].slot >= r.out+c.window:
		return engine.Breaks(fmt.Sprintf("%s has a proposal for slot %d, and slot_out is %d", id, r.proposals[len(r.proposals)-1].slot, r.out))
	}
	return engine.Holds()
}

func adoptedBy(n engine.Node) (ballot.Ballot, bool) {
	a, ok := n.(acceptor)
	return a.ballot, ok
}

func a2(before engine.Facts, fresh engine.Fact) engine.Verdict {
	b, slot := ballot.ParseAt(fresh.Key)
	top, adopted := before.Top(factPromise, fresh.Node)
	if adopted && ballot.Parse(top.Key) == b {
		return engine.Holds()
	}
	stands := "nothing"
	if adopted {
		stands = top.Key
	}
	return engine.Breaks(fmt.Sprintf("%s accepts %s for slot %d in %s, and has adopted %s", fresh.Node, fresh.Value, slot, b, stands))
}

// a5 looks at the votes themselves: a commander of a lower ballot may well ask
// for something else, and will not get it.
func (c *cluster) a5(before engine.Facts, fresh engine.Fact) engine.Verdict {
	b, slot := ballot.ParseAt(fresh.Key)
	verdict := engine.Verdict{}
	for f := range inSlot(before, factVote, strconv.Itoa(slot)) {
		lower, _ := ballot.ParseAt(f.Key)
		switch {
		case !lower.Less(b) || !c.quorum.Has(votes.For(c.acceptors, before, f.Key, f.Value)):
		case f.Value != fresh.Value:
			return engine.Breaks(fmt.Sprintf("%s is chosen for slot %d in %s, and %s asks for votes for %s in %s", f.Value, slot, lower, fresh.Node, fresh.Value, b))
		default:
			verdict = engine.Holds()
		}
	}
	return verdict
}
