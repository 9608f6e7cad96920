package journal

import (
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
)

// Every rule is applied in a transcript, or at random.
func TestTranscripts(t *testing.T) {
	enginetest.Transcripts(t, Protocol(), "testdata", randomRuns(t))
	enginetest.Phases(t, Protocol())
}

const promises = "AGREE ACK-DURABLE P1a PROMISE-MONO ONE-LEADER-PER-EPOCH SOME-DURABLE SOME-DECIDED"

const someCalls = `NN1 edit
NN1 rollEdits
NN1 edit 2
NN2 transitionToActive
NN1 edit
NN2 edit 2
NN1 transitionToActive
NN2 edit
NN2 rollEdits
NN1 edit 3
NN1 rollEdits
NN2 transitionToActive
NN1 edit`

// randomRuns takes random runs with every fault: what is explained has a rule and
// no gaps, and what is promised holds and was put to the test.
func randomRuns(t *testing.T) enginetest.Said {
	rules := enginetest.Said{}
	for seed, s := range []enginetest.Setup{
		{Promised: promises},
		{Settings: "begin=standby namenodes=3", Promised: promises},
		{Settings: "journalnodes=5", Promised: promises},
		{Off: "ipc-order", Promised: promises},
		{Off: "abort-segment", Promised: promises},
		{Off: "writer-epoch", Promised: promises},
		{Off: "strict-epoch check-epoch abort-segment", Promised: "SOME-DURABLE"},
		{Off: "persist-promise", Promised: "SOME-DURABLE"},
		{Off: "sync-first", Promised: "SOME-DURABLE"},
		{Off: "persist-accepted epoch-first", Promised: "SOME-DURABLE"},
		{Off: "finalized-first", Promised: "SOME-DURABLE"},
		{Off: "writer-counts", Promised: "SOME-DURABLE"},
		{Off: "accept-first wait-for-quorum", Promised: "SOME-DURABLE"},
		{Off: "first-alone writer-epoch ipc-order", Promised: "SOME-DURABLE"},
	} {
		s.Menu, s.Calls = engine.Menu{Crashes: 4, Cuts: 1, Drops: 3, Dups: 3}, someCalls
		enginetest.Random{Runs: 25, Steps: 250, Again: 12, Look: 1}.Hold(t, Protocol(), s, seed, rules)
	}
	return rules
}

func FuzzStart(f *testing.F) {
	enginetest.FuzzStart(f, Protocol(), enginetest.Setup{Settings: "begin=standby"},
		"JN1 has 1-4 epoch 1", "JN1 has 1 epoch 1\nJN1 accepted 1 epoch 2", "JN1 finalized 1-4 epoch 1\nJN1 has 5 epoch 2", "JN1 promised 3", "NN1 wrote 1-4 epoch 1",
		"JN1 has 4-1 epoch 1", "JN9 has 1-4 epoch 1", "JN1 promised -1", "JN1 accepted 1-4 epoch 2", "")
}
