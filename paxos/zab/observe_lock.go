package zab

import (
	"fmt"

	"synod/engine"
)

const recipes = "ZooKeeper documentation, Recipes, Locks"

// lockProperties are about the recipe of a lock.
func lockProperties() []engine.Property {
	return []engine.Property{
		{ID: "NO-HERD", Name: "no herd", Source: recipes,
			Statement: "That a node is gone wakes one client at most.", Reads: []string{factWoken}, OnFact: noHerd},
		{ID: "ONE-NODE", Name: "one node a client", Short: "one node", Source: recipes,
			Statement: "No session has two nodes for one lock.", OnNode: oneNode},
		{ID: "SOME-LOCKED", Name: "somebody gets the lock", Sometimes: true, Source: recipes,
			Statement: "A client takes itself for the holder of a lock.", Reads: []string{factHolds}, OnFact: reached},
		{ID: "SOME-WOKEN", Name: "somebody is woken", Sometimes: true, Source: recipes,
			Statement: "A client is told that the node it watches is gone.", Reads: []string{factWoken}, OnFact: reached},
	}
}

func noHerd(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factWoken, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("transaction %s wakes %s and %s", fresh.Key, f.Value, fresh.Value))
		}
	}
	return engine.Holds()
}

// oneNode looks at the tree of a peer that has delivered something.
func oneNode(id engine.NodeID, before, after engine.Node) engine.Verdict {
	was, ok := before.(peer)
	if !ok || !was.hasTree || was.committed == after.(peer).committed {
		return engine.Verdict{}
	}
	nodes := after.(peer).state().nodes
	for i, n := range nodes {
		for _, o := range nodes[:i] {
			if n.session == o.session && n.lock == o.lock {
				return engine.Breaks(fmt.Sprintf("at %s, session %s has %s and %s", id, n.session, o.path(), n.path()))
			}
		}
	}
	return engine.Holds()
}
