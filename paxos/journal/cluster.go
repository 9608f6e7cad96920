package journal

import (
	"strconv"

	"synod/engine"
	"synod/paxos/members"
	"synod/quorum/sets"
)

type set = sets.Set

// cluster is what every node knows and what never changes.
type cluster struct {
	switches
	names, journals members.Group
	quorum          sets.System
	active          bool // it starts with NN1 as the writer of epoch 1
}

// switches says which rules are in force. Each is named after its id in
// rules.txt, where the source and the wrong variant are.
type switches struct {
	strictEpoch, persistPromise, checkEpoch, ipcOrder, abortSegment bool
	writerEpoch, syncFirst, waitForQuorum, firstAlone               bool
	finalizedFirst, epochFirst, writerCounts                        bool
	acceptFirst, persistAccepted                                    bool
}

func newCluster(cfg engine.Config) *cluster {
	return &cluster{
		switches: switches{
			strictEpoch:     cfg.On("strict-epoch"),
			persistPromise:  cfg.On("persist-promise"),
			checkEpoch:      cfg.On("check-epoch"),
			ipcOrder:        cfg.On("ipc-order"),
			abortSegment:    cfg.On("abort-segment"),
			writerEpoch:     cfg.On("writer-epoch"),
			syncFirst:       cfg.On("sync-first"),
			waitForQuorum:   cfg.On("wait-for-quorum"),
			firstAlone:      cfg.On("first-alone"),
			finalizedFirst:  cfg.On("finalized-first"),
			epochFirst:      cfg.On("epoch-first"),
			writerCounts:    cfg.On("writer-counts"),
			acceptFirst:     cfg.On("accept-first"),
			persistAccepted: cfg.On("persist-accepted"),
		},
		names:    members.Named("NN", cfg.Int("namenodes")),
		journals: members.Named("JN", cfg.Int("journalnodes")),
		quorum:   sets.Majority(cfg.Int("journalnodes")),
		active:   cfg.Word("begin") == "active",
	}
}

// mark is what tells a transaction from others of its number: the epoch of its
// writer. A segment's first transaction, which is written alone, is the same in
// each.
func (c *cluster) mark(segment, tx, epoch int) int {
	if c.firstAlone && tx == segment {
		return header
	}
	return epoch
}

// count is how far s is from a majority.
func (c *cluster) count(s set) string { return members.Count(s, c.quorum) }

func itoa(n int) string { return strconv.Itoa(n) }

// number reads how many edits are meant; one if nothing is said.
func number(args []string) int {
	if len(args) == 0 {
		return 1
	}
	k, _ := strconv.Atoi(args[0])
	return k
}
