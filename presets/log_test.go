package presets_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
)

const twoPuts = "c1 put x a via S1, c2 put x b via S2"

var (
	noCrash  = engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 1}, {Limit: "retries"}, {Limit: "heartbeats"}}}
	logCrash = engine.Menu{Crashes: 1, Bounds: noCrash.Bounds}
)

// logs is multi-decree Paxos where two servers may lead, with one ballot each, and
// two clients ask each of them for one command. Others hear of what is chosen by
// Phase 1 alone, so that nothing is in it but what agreement is about.
func logs(rows ...exploretest.Row) exploretest.Table {
	for i, row := range rows {
		rows[i].Settings = logSettings(row.Settings)
	}
	return exploretest.Table{Protocol: protocol("multi-paxos"), Rows: rows,
		Setup: enginetest.Setup{Network: engine.SentSet, Menu: noCrash, Calls: twoPuts}}
}

// logSettings adds what is not set otherwise.
func logSettings(settings string) string {
	for _, s := range []string{"candidates=2", "window=2", "commit=heartbeat"} {
		if name, _, _ := strings.Cut(s, "="); !strings.Contains(settings, name) {
			settings += " " + s
		}
	}
	return settings
}

// Three servers, two that lead, two slots: the right rules are exhausted clean,
// and everything that can happen does. With one crash there are 406,762 worlds, and
// 2,906,242 where both commands are the same leader's: too many to be looked at here.
func TestTheRightLogIsExhausted(t *testing.T) {
	logs(
		// The slots of one leader have no gap: it has one command.
		exploretest.Row{Property: "all", Worlds: 68_446, Never: "SOME-NO-OP"},
		// One command, one slot.
		exploretest.Row{Menu: &logCrash, Calls: "c1 put x a via S1", Property: "all", Worlds: 11_815, Never: "SOME-GAP SOME-NO-OP"},
		// S1 has had its ballot.
		exploretest.Row{Start: "A1 voted 2 1.S1 c9.2 put x c", Menu: &logCrash, Calls: "c1 put x a via S2", Property: "all", Worlds: 8_530, Never: "SOME-LEADERS"},
		// A configuration waits its α slots, with commands on both sides of it.
		exploretest.Row{Settings: "clients=3 voters=A1,A3", Calls: changed, Property: "all", Worlds: 90_245},
	).Run(t)
}

const changed = "c1 config A2, c2 put x a via S1, c3 put x b via S2"

// Each rule that is switched off breaks what it is there for, in so many steps.
func TestMistakesOfALog(t *testing.T) {
	logs(
		exploretest.Row{Off: "adopt-highest-vote", Property: "P2c", Length: 9},
		exploretest.Row{Off: "adopt-highest-vote", Property: "AGREE", Length: 10},
		exploretest.Row{Off: "check-promise", Property: "P1a", Length: 7},
		exploretest.Row{Off: "check-promise", Property: "AGREE", Length: 12},
		exploretest.Row{Off: "persist-promise", Property: "PROMISE-MONO", Menu: &logCrash, Length: 2},
		exploretest.Row{Off: "persist-vote", Property: "AGREE", Menu: &logCrash, Length: 14},
		exploretest.Row{Off: "execute-in-order", Property: "PREFIX", Length: 12},
		exploretest.Row{Off: "exactly-once", Property: "EXACTLY-ONCE", Length: 10},
		exploretest.Row{Off: "match-ballot", Settings: "commit=index clients=3", Property: "LEARN", Length: 15, Calls: twoPuts + ", c3 put y c via S2"},
		exploretest.Row{Off: "report-truncation", Property: "AGREE", Length: 14, Calls: "c1 put x a via S1, S1 snapshot, c2 put x b via S2"},
		exploretest.Row{Off: "lease-binds", Settings: "reads=lease", Property: "LIN", Length: 14, Calls: "c2 put x b via S2, c1 get x via S1"},
		exploretest.Row{Off: "check-token", Settings: "candidates=1 resource=true", Property: "MUTEX", Length: 17, Calls: "c1 lock door, c1 write pear, c2 seize door, c2 write fig"},
		exploretest.Row{Off: "config-waits", Settings: "commit=decide clients=3 voters=A1,A3", Property: "AGREE", Length: 14, Worlds: 7_109, Calls: changed},
	).Run(t)
}

// Question 8 of the quiz: with the old voters shut down and one of the new ones
// dead, nobody can learn what was chosen before; unless somebody comes back.
func TestOldVotersGone(t *testing.T) {
	answered := func(w *engine.World) (bool, error) {
		op := w.History().Last()
		return op != nil && op.Value == "a", nil
	}
	setup := enginetest.Setup{
		Settings: "servers=5 clients=1 candidates=1 window=2 commit=heartbeat voters=A3,A4,A5", Network: engine.SentSet, Calls: "c1 get x",
		Start: `S1 tried 1.S1
S4 knows 1 c9.1 config A1 A2 A3
S4 knows 2 c9.2 put x a
A4 voted 1 1.S4 c9.1 config A1 A2 A3
A5 voted 1 1.S4 c9.1 config A1 A2 A3
A4 voted 2 1.S4 c9.2 put x a
A5 voted 2 1.S4 c9.2 put x a`,
		Before: "crash S3\ncrash S4\ncrash S5",
	}
	for _, repair := range []bool{false, true} {
		setup.Menu = engine.Menu{NoRepair: !repair, Bounds: []engine.Bound{{Limit: "ballots", N: 2}, {Limit: "retries"}, {Limit: "heartbeats"}}}
		r := exploretest.Search(t, setup.World(t, protocol("multi-paxos")), explore.Options{Goal: answered})
		if r.Found != repair || !r.Found && !r.Exhausted {
			t.Errorf("repaired %v: answered %v, exhausted %v", repair, r.Found, r.Exhausted)
		}
	}
}

// A lease asks of clocks that they go equally fast. Where they do, a leader whose
// lease is over knows; with lease-expires off it answers with what is old. Where
// one host's clock runs ahead, all rules together do not help.
func TestLeasesAndClocks(t *testing.T) {
	const takeOver = `fire S1 lead
deliver S1>A3 prepare
deliver A3>S1 promise
%s
fire S2 lead
deliver S2>A3 prepare
deliver A3>S2 promise
call c2 put x b via S2
deliver c2>S2 request
deliver S2>A3 accept
deliver A3>S2 accepted
deliver S2>c2 reply
call c1 get x via S1
deliver c1>S1 request
deliver S1>c1 reply`
	for _, test := range []struct {
		off, clocks string
		broken      bool
	}{
		{"", "wait 10", false},
		{"lease-expires", "wait 10", true},
		{"", "clock S2 +10\nclock S3 +10", true},
	} {
		w := enginetest.Setup{Settings: logSettings("reads=lease"), Off: test.off, Network: engine.SentSet}.World(t, protocol("multi-paxos"))
		at, err := follow(w, enginetest.Choices(t, fmt.Sprintf(takeOver, test.clocks)), "LIN")
		if broken := at >= 0; broken != test.broken || test.broken && err != nil {
			t.Errorf("off '%s', %s: broken %v, want %v: %v", test.off, test.clocks, broken, test.broken, err)
		}
	}
}

// With a time-out that outlasts a heartbeat and a round trip leaders stay: a
// second one comes only out of the race at the start, and every client is
// answered. With one that does not, nobody ever leads.
func TestTimeOutsOfLeaders(t *testing.T) {
	for _, test := range []struct {
		timeout                string
		answered, lastOfSecond int
	}{{"80", 200, 160}, {"4", 0, 0}} {
		w := enginetest.Setup{Settings: "timeout=" + test.timeout, Calls: "c1 put x a, c2 put x b"}.World(t, protocol("multi-paxos"))
		r, err := explore.Walk(context.Background(), w, explore.WalkOptions{Property: "AGREE", Runs: 200, Steps: 300, Timed: true, Times: explore.Usual})
		if err != nil {
			t.Fatal(err)
		}
		executed, last := 0, 0
		for _, m := range r.Meters {
			switch m.Property.ID {
			case "SOME-EXECUTED":
				executed = len(m.Ticks)
			case "SOME-LEADERS":
				last = m.Ticks[len(m.Ticks)-1]
			}
		}
		if r.Broken != nil || executed != test.answered || last > test.lastOfSecond {
			t.Errorf("time-out %s: executed in %d of %d runs, want %d; a second leader after %d ticks, want at most %d",
				test.timeout, executed, r.Runs, test.answered, last, test.lastOfSecond)
		}
	}
}

// Everything at once: reconfigurations, snapshots, locks, retries, crashes, lost
// and doubled messages. Nothing that is promised breaks.
func TestRandomRunsOfALogWithAllThereIs(t *testing.T) {
	const calls = `c1 put x a
c1 cas x a b
c1 get x
c1 add n 1
c2 put x c
c2 add n 2
c2 get x
c2 config A1 A2
c2 config A1 A3
c3 config A2 A3
c3 lock l
c3 write q
c2 seize l
c2 write r
c3 get n
c3 put x d via S2
S1 snapshot
S2 snapshot
S3 snapshot`
	for _, settings := range []string{"commit=decide", "commit=index", "commit=heartbeat servers=5", "commit=decide reads=lease"} {
		menu := engine.Menu{Crashes: engine.Any, Drops: engine.Any, Dups: engine.Any, Cuts: engine.Any, Bounds: []engine.Bound{{Limit: "ballots", N: 8}, {Limit: "retries", N: 6}}}
		w := enginetest.Setup{Settings: "clients=3 window=2 nacks=true resource=true " + settings, Menu: menu, Calls: calls}.World(t, protocol("multi-paxos"))
		r, err := explore.Walk(context.Background(), w, explore.WalkOptions{Runs: 60, Steps: 200})
		if err != nil {
			t.Fatal(err)
		}
		if r.Broken != nil {
			t.Errorf("%s: %s breaks: %v", settings, r.Broken.ID, enginetest.Lines(r.Trace))
		}
	}
}
