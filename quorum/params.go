package quorum

import (
	"synod/engine"
	"synod/quorum/ring"
	"synod/quorum/version"
)

// diskLoss is a crash that takes the disk too.
const diskLoss = "disk"

// coordinateWords say who may coordinate a write.
var coordinateWords = []string{"by-versions", "replica", "any"}

func params() []engine.Param {
	return []engine.Param{
		{Name: "nodes", Help: "nodes of the ring", Default: "3", Min: 1, Max: 9},
		{Name: "spares", Help: "nodes that have no share of the ring yet, and may join", Default: "0", Max: 3},
		{Name: "clients", Help: "clients", Default: "2", Min: 1, Max: 5},
		{Name: "n", Help: "replicas of a key", Default: "3", Min: 1, Max: 9},
		{Name: "r", Help: "replies that a read waits for", Default: "2", Min: 1, Max: 9},
		{Name: "w", Help: "acks that a write waits for", Default: "2", Min: 1, Max: 9},
		{Name: "pr", Help: "of the replies, so many have to come from the key's own replicas", Default: "0", Max: 9},
		{Name: "pw", Help: "of the acks, so many have to come from the key's own replicas", Default: "0", Max: 9},
		{Name: "dw", Help: "so many replicas have to have a write on disk; 0: it does not matter", Default: "0", Max: 9},
		{Name: "confirms", Help: "so many different nodes have to have a write; 0: it does not matter", Default: "0", Max: 9},
		{Name: "versions", Help: "what makes a version newer: dotted version vectors, version vectors alone, the last writer's timestamp, clients that count, or vectors where of siblings only the latest stays (allow_mult = false)",
			Kind: engine.Word, Default: "dotted", Choices: version.Words},
		{Name: "coordinate", Help: "who coordinates a write: a replica where versions count a replica's writes and else any node, a replica always, or any node",
			Kind: engine.Word, Default: "by-versions", Choices: coordinateWords},
		{Name: "repair", Help: "when a read repairs the replicas it finds behind: never, after its answer, or before it",
			Kind: engine.Word, Default: "after", Choices: repairWords},
		{Name: "ask", Help: "a read asks all replicas, or just enough of them, the nearest first", Kind: engine.Word, Default: "all", Choices: []string{"all", "enough"}},
		{Name: "digests", Help: "of those that a read asks all but one send a digest only", Kind: engine.Bool, Default: "false"},
		{Name: "speculate", Help: "a read that waits too long asks one replica more", Kind: engine.Bool, Default: "false"},
		{Name: "notfound-ok", Help: "a reply that holds nothing counts towards R", Kind: engine.Bool, Default: "true"},
		{Name: "basic-quorum", Help: "if it does not, a majority of such replies is enough to give up", Kind: engine.Bool, Default: "false"},
		{Name: "stand-in", Help: "who takes a write for a replica that is believed down: nobody, the next node on the ring, or the coordinator as a hint that counts for nothing",
			Kind: engine.Word, Default: "none", Choices: standInWords},
		{Name: "window", Help: "for how many ticks such a write is kept; 0: until it is handed over", Default: "0", Max: 1000},
		{Name: "reap", Help: "when tombstones are thrown away: never, after a time, or once a read found that all N replicas hold it",
			Kind: engine.Word, Default: "never", Choices: reapWords},
		{Name: "grace", Help: "for how many ticks a tombstone is kept, with reap: time", Default: "10", Max: 1000},
		{Name: "truncate", Help: "how many entries a version vector may have; 0: any number", Default: "0", Max: 20},
		{Name: "warn-at", Help: "so many siblings are noted", Default: "25", Min: 1, Max: 1000},
		{Name: "refuse-at", Help: "a write that would make more siblings is refused", Default: "100", Min: 1, Max: 1000},
		{Name: "centres", Help: "data centres, each with n replicas of a key: the first half of the nodes, and the second", Default: "1", Min: 1, Max: 2},
		{Name: "ring", Help: "how keys are placed: partitions, skipping a node that comes twice (dynamo) or not (riak), or tokens of virtual nodes (hash)",
			Kind: engine.Word, Default: "dynamo", Choices: ring.Words},
		{Name: "partitions", Help: "parts of the ring, a power of two", Default: "64", Min: ring.LeastPartitions, Max: ring.MostPartitions},
		{Name: "vnodes", Help: "tokens of a node, with ring: hash", Default: "8", Min: 1, Max: 256},
	}
}
