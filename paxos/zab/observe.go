package zab

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/guarded"
)

// Kinds of facts. Only the observer sees them.
const (
	factEstablished = "established" // node leads the epoch, and a majority has its history
	factDelivered   = "delivered"   // node delivered the transaction at the place
	factCut         = "cut"         // node cut transactions behind this one
	factWoken       = "woken"       // node told a client that a node it watches went with the transaction
	factHolds       = "holds"       // node takes itself for the holder of a lock, with the token
)

func facts() []engine.FactKind {
	return append([]engine.FactKind{
		{ID: factEstablished, Glyph: "♛", Milestone: true, Says: "{node} leads epoch {key} with the history: {value}"},
		{ID: factDelivered, Glyph: "★", Milestone: true, Says: "{node} delivers {value}, as its transaction {key}"},
		{ID: factCut, Glyph: "✂", Milestone: true, Says: "{node} cuts behind {key}: {value}"},
		{ID: factWoken, Says: "{node} wakes {value}: {key}"},
		{ID: factHolds, Glyph: "◆", Milestone: true, Says: "{node} has the lock, with {key}"},
	}, guarded.Facts()...)
}

const (
	zab2011 = "Junqueira, Reed, Serafini, Zab, 2011, §III"
	thesis  = "Medeiros, ZooKeeper's atomic broadcast protocol, 2012"
)

// properties lists what should always be so, and then what should be reachable.
// The presets add what needs the clients' history.
func (c *cluster) properties() []engine.Property {
	all := []engine.Property{
		{ID: "AGREE", Name: "one transaction a place", Short: "agreement", Source: zab2011,
			Statement: "No two peers deliver different transactions at one place of their order.",
			Reads:     []string{factDelivered}, OnFact: agree},
		{ID: "ONE-TXN-PER-ZXID", Name: "one transaction a number", Short: "numbers", Source: zab2011,
			Statement: "No two transactions of one number are delivered.", Reads: []string{factDelivered}, OnFact: oneTxn},
		{ID: "PRIMARY-ORDER", Name: "leaders' order", Short: "order", Source: zab2011,
			Statement: "Who delivers a leader's transaction has just delivered the one before it of that leader; and none of a later leader.",
			Reads:     []string{factDelivered}, OnFact: primaryOrder},
		{ID: "PREFIX", Name: "delivered stays", Short: "delivered stays", Source: thesis,
			Statement: "What a peer has delivered stays the beginning of its history.", OnNode: prefix},
		{ID: "ONE-LEADER-PER-EPOCH", Name: "one leader an epoch", Short: "one leader", Source: zab2011,
			Statement: "No two peers are established as leaders of one epoch.", Reads: []string{factEstablished}, OnFact: oneLeader},
		{ID: "LEADER-COMPLETE", Name: "leaders have it all", Short: "complete", Source: zab2011,
			Statement: "The history of every leader has all that was delivered in the epochs before.",
			Reads:     []string{factEstablished, factDelivered}, OnFact: leaderComplete},
		{ID: "SOME-DELIVERED", Name: "something is delivered", Sometimes: true, Source: zab2011,
			Statement: "Some transaction is delivered.", Reads: []string{factDelivered}, OnFact: reached},
		{ID: "SOME-LEADER", Name: "another leads", Sometimes: true, Source: zab2011,
			Statement: "A leader of a later epoch is established.", Reads: []string{factEstablished}, OnFact: another},
		{ID: "SOME-INHERITED", Name: "a later leader delivers it", Sometimes: true, Source: thesis,
			Statement: "A transaction of an earlier leader is delivered for the first time under a later one.",
			Reads:     []string{factDelivered}, OnFact: inherited},
		{ID: "SOME-CUT", Name: "a history is cut", Sometimes: true, Source: thesis,
			Statement: "A peer cuts transactions that its leader does not have.", Reads: []string{factCut}, OnFact: reached},
	}
	if c.hasTree {
		all = append(all, lockProperties()...)
	}
	if c.resource {
		all = append(all, guarded.Properties()...)
	}
	return all
}

func reached(engine.Facts, engine.Fact) engine.Verdict { return engine.Holds() }

func another(before engine.Facts, _ engine.Fact) engine.Verdict {
	if before.Count(factEstablished) > 0 {
		return engine.Holds()
	}
	return engine.Verdict{}
}

func agree(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range before.With(factDelivered, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("as transaction %s, %s delivered %s and %s delivers %s", fresh.Key, f.Node, f.Value, fresh.Node, fresh.Value))
		}
		if f.Node != fresh.Node {
			verdict = engine.Holds()
		}
	}
	return verdict
}

func oneTxn(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range before.Of(factDelivered) {
		switch a, b := parseTxn(f.Value), parseTxn(fresh.Value); {
		case a.zxid == b.zxid && a != b:
			return engine.Breaks(fmt.Sprintf("%s delivered %s, and %s delivers %s", f.Node, a, fresh.Node, b))
		case a == b && f.Node != fresh.Node:
			verdict = engine.Holds()
		}
	}
	return verdict
}

// primaryOrder looks at what the peer delivered just before.
func primaryOrder(before engine.Facts, fresh engine.Fact) engine.Verdict {
	now := parseTxn(fresh.Value)
	place, _ := strconv.Atoi(fresh.Key)
	last := txn{}
	for f := range before.With(factDelivered, itoa(place-1)) {
		if f.Node == fresh.Node {
			last = parseTxn(f.Value)
		}
	}
	switch {
	case now.counter > 1 && last.zxid != (zxid{now.epoch, now.counter - 1}):
		return engine.Breaks(fmt.Sprintf("%s delivers %s, and has not delivered %s before it", fresh.Node, now, zxid{now.epoch, now.counter - 1}))
	case now.epoch <= last.epoch && now.counter == 1:
		return engine.Breaks(fmt.Sprintf("%s delivers %s after %s", fresh.Node, now, last))
	}
	return engine.Holds()
}

// prefix judges a peer that goes on; one that was down delivers anew.
func prefix(id engine.NodeID, before, after engine.Node) engine.Verdict {
	was, ok := before.(peer)
	if !ok || was.committed == 0 {
		return engine.Verdict{}
	}
	now := after.(peer)
	if len(now.history) < was.committed || !slices.Equal(was.history[:was.committed], now.history[:was.committed]) {
		return engine.Breaks(fmt.Sprintf("%s had delivered %s, and now its history is %s", id, was.history[:was.committed], now.history))
	}
	return engine.Holds()
}

func oneLeader(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factEstablished, fresh.Key) {
		if f.Node != fresh.Node || f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("%s and %s both lead epoch %s", f.Node, fresh.Node, fresh.Key))
		}
	}
	return engine.Holds()
}

// leaderComplete holds what was delivered against the histories with which later
// leaders began, whichever comes to be known later.
func leaderComplete(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict, other := engine.Verdict{}, factDelivered
	if fresh.Kind == factDelivered {
		other = factEstablished
	}
	for f := range before.Of(other) {
		leads, had := fresh, f
		if fresh.Kind == factDelivered {
			leads, had = f, fresh
		}
		epoch, _ := strconv.Atoi(leads.Key)
		if parseTxn(had.Value).epoch >= epoch {
			continue
		}
		if !slices.Contains(strings.Fields(leads.Value), had.Value) {
			return engine.Breaks(fmt.Sprintf("%s delivered %s, and %s leads epoch %s with the history: %s", had.Node, had.Value, leads.Node, leads.Key, leads.Value))
		}
		verdict = engine.Holds()
	}
	return verdict
}

// inherited says whether a leader of a later epoch was the first to deliver it.
func inherited(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factDelivered, fresh.Key) {
		if f.Value == fresh.Value {
			return engine.Verdict{}
		}
	}
	for f := range before.Of(factEstablished) {
		if epoch, _ := strconv.Atoi(f.Key); epoch > parseTxn(fresh.Value).epoch {
			return engine.Holds()
		}
	}
	return engine.Verdict{}
}
