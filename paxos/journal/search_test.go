package journal_test

import (
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
	"synod/paxos/journal"
)

// no is a menu of nothing but calls and deliveries; crash has one crash besides.
var no, crash = &engine.Menu{NoFire: true}, &engine.Menu{NoFire: true, Crashes: 1}

// What is on disks at the start: log345 is what NN1 left, which stopped at its fifth
// transaction, where the fourth was durable; in accepted a recovery has decided
// besides that it ends with the fourth, in closed one has finalized that, and in
// rewritten one that came to nothing was followed by a new writer.
const (
	log345    = "JN1 has 1-3 epoch 1, JN2 has 1-4 epoch 1, JN3 has 1-5 epoch 1, NN1 wrote 1-4 epoch 1"
	accepted  = "JN1 has 1-4 epoch 1, JN2 has 1-4 epoch 1, JN3 has 1-5 epoch 1, JN1 accepted 1-4 epoch 2, JN2 accepted 1-4 epoch 2, NN1 wrote 1-4 epoch 1"
	closed    = "JN1 finalized 1-4 epoch 1, JN2 has 1-4 epoch 1, JN3 has 1-5 epoch 1, JN2 accepted 1-4 epoch 2"
	rewritten = "JN1 has 1 epoch 1, JN1 accepted 1 epoch 2, JN2 has 1-3 epoch 3, JN3 has 1-3 epoch 3, NN1 wrote 1-3 epoch 3"
)

// Who is to become active.
const (
	next = "NN2 transitionToActive"
	both = "NN1 transitionToActive, NN2 transitionToActive"
)

// asked: NN2 has heard JN1 and JN2 in epoch 2, and asks all to accept 1-4.
const asked = `
call NN2 transitionToActive
deliver NN2>JN1 getJournalState
deliver JN1>NN2
deliver NN2>JN2 getJournalState
deliver JN2>NN2
deliver NN2>JN1 newEpoch
deliver JN1>NN2
deliver NN2>JN2 newEpoch
deliver JN2>NN2
deliver NN2>JN1 prepareRecovery
deliver JN1>NN2
deliver NN2>JN2 prepareRecovery
deliver JN2>NN2 segmentState`

// written: without a first transaction of its own, NN1 has begun the log at JN1 and
// JN2, and its first edit is durable there. A copy of its call to begin it is on its way.
const written = `
call NN1 transitionToActive
deliver NN1>JN1 getJournalState
deliver JN1>NN1
deliver NN1>JN2 getJournalState
deliver JN2>NN1
deliver NN1>JN1 newEpoch
deliver JN1>NN1
deliver NN1>JN2 newEpoch
deliver JN2>NN1
dup NN1>JN1 startLogSegment
deliver NN1>JN1 startLogSegment ~1
deliver JN1>NN1
deliver NN1>JN2 startLogSegment
deliver JN2>NN1
call NN1 edit
deliver NN1>JN1 journal
deliver JN1>NN1
deliver NN1>JN2 journal
deliver JN2>NN1 written`

// left: NN1 has begun the log at JN1 and JN3, and its first edit is at JN3 alone;
// NN2 has found nothing at JN1 and JN2, begun the log anew there, and written one.
const left = `
call NN1 transitionToActive
deliver NN1>JN1 getJournalState
deliver JN1>NN1
deliver NN1>JN3 getJournalState
deliver JN3>NN1
deliver NN1>JN1 newEpoch
deliver JN1>NN1
deliver NN1>JN3 newEpoch
deliver JN3>NN1
deliver NN1>JN1 startLogSegment
deliver JN1>NN1
deliver NN1>JN3 startLogSegment
deliver JN3>NN1
call NN1 edit
deliver NN1>JN3 journal
fire NN1 timeout
call NN2 transitionToActive
deliver NN2>JN1 getJournalState
deliver JN1>NN2
deliver NN2>JN2 getJournalState
deliver JN2>NN2
deliver NN2>JN1 newEpoch
deliver JN1>NN2
deliver NN2>JN2 newEpoch
deliver JN2>NN2
deliver NN2>JN1 startLogSegment
deliver JN1>NN2
deliver NN2>JN2 startLogSegment
deliver JN2>NN2
call NN2 edit
deliver NN2>JN1 journal
deliver JN1>NN2
deliver NN2>JN2 journal
deliver JN2>NN2 written`

// Each rule that can be switched off, off and on, under a menu that is as small as
// it can be. The lengths are right as long as a request and its reply are one step;
// the numbers of worlds as long as rules and menus stay.
func TestEveryRuleIsNeeded(t *testing.T) {
	exploretest.Table{
		Protocol: journal.Protocol(), Reduce: explore.Reductions{RPC: true, Advisory: true},
		Setup: enginetest.Setup{Network: engine.SentSet, Menu: *no},
		Rows: []exploretest.Row{
			{Settings: "begin=standby", Off: "strict-epoch", Calls: both, Depth: 10, Property: "ONE-LEADER-PER-EPOCH", Length: 10, Right: 1_236},
			{Settings: "begin=standby", Off: "persist-promise", Calls: both, Menu: crash, Depth: 11, Property: "ONE-LEADER-PER-EPOCH", Length: 11, Right: 8_594},
			{Settings: "begin=standby", Off: "epoch-first", Start: accepted, Calls: next, Property: "AGREE", Length: 10, Right: 2_736},
			{Settings: "begin=standby", Off: "finalized-first", Start: closed, Calls: next, Property: "AGREE", Length: 10, Right: 4_368},
			{Settings: "begin=standby", Off: "writer-counts", Start: rewritten, Calls: next, Property: "ACK-DURABLE", Length: 10, Right: 2_736},
			{Settings: "begin=standby", Off: "persist-accepted", Start: accepted, Calls: next, Menu: crash, Property: "AGREE", Length: 11, Right: 55_818},
			{Settings: "begin=standby", Off: "accept-first", Start: log345, Calls: both, Depth: 16, Property: "AGREE", Length: 16, Right: 32_374},
			{Off: "sync-first", Calls: "NN1 edit, " + next, Menu: crash, Depth: 14, Property: "ACK-DURABLE", Length: 14, Right: 63_539},
			{Off: "wait-for-quorum", Calls: "NN1 edit, " + next, Depth: 11, Property: "ACK-DURABLE", Length: 11, Right: 2_898},
			{Off: "abort-segment check-epoch", Calls: "NN1 edit, " + next, Depth: 12, Property: "ACK-DURABLE", Length: 12, Right: 5_035},
			{Off: "check-epoch abort-segment", Calls: "NN1 edit, " + next, Depth: 12, Property: "ACK-DURABLE", Length: 12, Right: 5_035},
			{Off: "check-epoch", Settings: "begin=standby", Start: log345, Before: asked, OnBag: true, Calls: "NN1 transitionToActive", Property: "AGREE", Depth: 13, Length: 13, Right: 21_441},
			{Off: "first-alone ipc-order", Settings: "begin=standby", Before: written, OnBag: true, Calls: "NN2 transitionToActive, NN2 edit", Property: "ACK-DURABLE", Length: 11},
			{Name: "edits and a recovery", Calls: "NN1 edit, " + next, Property: "all", Worlds: 458_931},
			{Name: "a recovery", Settings: "begin=standby", Start: log345, Calls: next, Menu: crash, Property: "all", Worlds: 51_988},
			{Name: "a roll", Calls: "NN1 edit, NN1 rollEdits", Menu: &engine.Menu{}, Property: "all", Worlds: 20_979, Never: "SOME-WRITER SOME-DROPPED"},
		},
	}.Run(t)
}

// Where a segment's first transaction is not alone and the same in each epoch, one
// JournalNode may have another segment of the same length: nobody looks at more than
// that, and it is decided in two versions. With the rule on, NN1 cannot write so
// far.
func TestTheFirstTransactionIsAlone(t *testing.T) {
	setup := enginetest.Setup{Network: engine.SentSet, Settings: "begin=standby namenodes=3", OnBag: true, Menu: *no, Calls: "NN3 transitionToActive"}
	wrong := setup
	wrong.Off, wrong.Before = "first-alone", left
	r := exploretest.Search(t, wrong.World(t, journal.Protocol()), explore.Options{Property: "AGREE", Reduce: explore.Reductions{RPC: true, Advisory: true}})
	if r.Broken == nil || r.Length != 10 {
		t.Fatalf("broken %v in %d", r.Broken != nil, r.Length)
	}
	w := setup.World(t, journal.Protocol())
	var score engine.Score
	for _, c := range append(enginetest.Choices(t, left), r.Trace...) {
		c.Text = ""
		if after, step, err := w.Take(c); err == nil {
			score, w = step.Judge(score, after), after
		}
	}
	for i, p := range w.System().Properties() {
		if i < len(score) && score[i].Broken != "" {
			t.Errorf("with the rule on, %s: %s", p.ID, score[i].Broken)
		}
	}
}
