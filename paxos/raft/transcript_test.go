package raft

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

const promised = "ONE-LEADER-PER-EPOCH LEADER-APPEND-ONLY LOG-MATCH LEADER-COMPLETE SMS SOME-LEADER SOME-COMMITTED"

const someCalls = `c1 append a
c1 append b via S2
c1 append c via S3
c1 append d
c1 read
c1 read via S3
c1 read via S2
c1 append e via S2
c1 append f
c1 append g via S3`

const lockCalls = `c1 lock door
c2 lock door via S2
c3 lock door
c1 write x
c2 write y
c1 unlock
c1 put a b owner
c2 put a c via S2
c3 put a d owner via S3
c2 unlock via S2
c3 get a
c2 peek a via S3
c1 grant
c1 lock door via S3`

const queueCalls = `c1 publish m1
c1 publish m2 via S2
c1 publish m3 via S3
c2 consume
c3 consume via S2
c2 write x
c3 write y
c2 ack
c3 ack via S2
c2 ack via S2
c3 nack via S2
c3 ack via S3
c2 write z`

const memberCalls = `c1 add-member S4
c1 append a
c1 remove-member S1
c1 add-member S5 via S2
c1 append b via S2
c1 remove-member S3 via S2
c1 append c via S3
c1 read
c1 add-member S4 via S3
c1 append d`

// randomRuns takes random runs with every fault: what is explained has a rule and
// no gaps, and what is promised holds and was put to the test.
func randomRuns(t *testing.T) enginetest.Said {
	rules := enginetest.Said{}
	for seed, s := range []enginetest.Setup{
		{Promised: promised + " SOME-LATER"},
		{Settings: "pre-vote=true", Promised: promised},
		{Settings: "servers=5 noop=false", Promised: promised},
		{Off: "one-vote up-to-date persist-vote", Promised: "SOME-LEADER"},
		{Settings: "noop=false", Off: "commit-own-term check-previous", Promised: "SOME-LEADER"},
		{Off: "refuse-old-term persist-log read-index", Promised: "SOME-LEADER"},
		{Settings: "machine=keys clients=3 resource=true check-quorum=true", Calls: lockCalls, Promised: promised + " ACK-DURABLE LOCK-OWNER"},
		{Settings: "machine=queue clients=3 resource=true", Calls: queueCalls, Promised: promised + " ACK-DURABLE SOME-AGAIN"},
		{Settings: "servers=5 members=3", Calls: memberCalls, Promised: promised + " QUORUM-KEPT"},
	} {
		s.Menu = engine.Menu{Crashes: 4, Cuts: 1, Drops: 20, Dups: 20}
		if s.Calls == "" {
			s.Calls = someCalls
		} else {
			s.Menu = engine.Menu{Crashes: 1, Cuts: 1, Drops: 2, Dups: 2}
		}
		enginetest.Random{Runs: 60, Steps: 300, Again: 12, Look: 1}.Hold(t, Protocol(), s, seed, rules)
	}
	return rules
}

func FuzzStart(f *testing.F) {
	enginetest.FuzzStart(f, Protocol(), enginetest.Setup{},
		"S1 term 2", "S1 log x@1 y@2\nS2 term 4", "S1 term 1\nS1 leads", "S1 leads", "S1 log x", "S9 term 1", "S1 term -1", "")
}
