package presets_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/explore"
)

// logWorld is multi-decree Paxos where two servers may lead, with one ballot
// each, and two clients ask each of them for one command. Others hear of what is
// chosen by Phase 1 alone, so that nothing is in it but what agreement is about.
func logWorld(t *testing.T, off, settings string, disks []string, crashes int, calls ...string) *engine.World {
	t.Helper()
	if calls == nil {
		calls = []string{"c1 put x a via S1", "c2 put x b via S2"}
	}
	cfg := engine.Config{Network: engine.SentSet, Start: disks, Off: strings.Fields(off), Menu: engine.Menu{Crashes: crashes, Bounds: []engine.Bound{
		{Limit: "ballots", N: 1}, {Limit: "retries"}, {Limit: "heartbeats"},
	}}}
	for _, s := range []string{"candidates=2", "window=2", "commit=heartbeat"} {
		if name, _, _ := strings.Cut(s, "="); !strings.Contains(settings, name) {
			settings += " " + s
		}
	}
	return start(t, "multi-paxos", settings, cfg, calls)
}

// Three servers, two that lead, two slots: the right rules are exhausted clean,
// and everything that can happen does. With one crash there are 406,762 worlds, and
// 2,906,242 where both commands are the same leader's: too many to be looked at here.
func TestTheRightLogIsExhausted(t *testing.T) {
	for _, test := range []struct {
		disks   []string
		crashes int
		calls   []string
		worlds  int
		never   string // what cannot be reached there, with the reason behind it
	}{
		{nil, 0, nil, 68_446, "SOME-NO-OP"},                                                                 // the slots of one leader have no gap: it has one command
		{nil, 1, []string{"c1 put x a via S1"}, 11_815, "SOME-GAP SOME-NO-OP"},                              // one command, one slot
		{[]string{"A1 voted 2 1.S1 c9.2 put x c"}, 1, []string{"c1 put x a via S2"}, 8_530, "SOME-LEADERS"}, // S1 has had its ballot
	} {
		w := logWorld(t, "", "", test.disks, test.crashes, test.calls...)
		r, err := explore.Search(context.Background(), w, explore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !r.Exhausted || r.Broken != nil || r.States != test.worlds || strings.Join(r.Never, " ") != test.never {
			t.Errorf("%v, %d crashes: %d worlds, want %d; exhausted %v; broken %v; never reached: %v",
				test.disks, test.crashes, r.States, test.worlds, r.Exhausted, r.Broken != nil, r.Never)
		}
	}
}

// A configuration that waits its α slots, with two that may lead and commands on
// both sides of it: exhausted clean. Switched off, the same breaks in 14 steps.
func TestReconfiguration(t *testing.T) {
	for _, test := range []struct {
		off              []string
		commit, property string
		worlds, length   int
	}{{nil, "heartbeat", "", 90_245, 0}, {[]string{"config-waits"}, "decide", "AGREE", 7_109, 14}} {
		w := start(t, "multi-paxos", "servers=3 clients=3 candidates=2 window=2 commit="+test.commit, engine.Config{
			Network: engine.SentSet, Off: test.off,
			Menu:     engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 1}, {Limit: "retries"}, {Limit: "heartbeats"}}},
			Settings: []engine.Setting{{Name: "voters", Values: []string{"A1", "A3"}}},
		}, []string{"c1 config A2", "c2 put x a via S1", "c3 put x b via S2"})
		r, err := explore.Search(context.Background(), w, explore.Options{Property: test.property})
		if err != nil || r.States != test.worlds || r.Length != test.length || (r.Broken != nil) != (test.off != nil) {
			t.Errorf("off %v: %d worlds, %d steps; exhausted %v; broken %v; never reached %v; %v", test.off, r.States, r.Length, r.Exhausted, r.Broken != nil, r.Never, err)
		}
	}
}

// Each rule that is switched off breaks what it is there for, in so many steps.
func TestMistakesOfALog(t *testing.T) {
	for _, test := range []struct {
		off, settings, property string
		crashes, want           int
		calls                   []string
	}{
		{"adopt-highest-vote", "", "P2c", 0, 9, nil},
		{"adopt-highest-vote", "", "AGREE", 0, 10, nil},
		{"check-promise", "", "P1a", 0, 7, nil},
		{"check-promise", "", "AGREE", 0, 12, nil},
		{"persist-promise", "", "PROMISE-MONO", 1, 2, nil},
		{"persist-vote", "", "AGREE", 1, 14, nil},
		{"execute-in-order", "", "PREFIX", 0, 12, nil},
		{"exactly-once", "", "EXACTLY-ONCE", 0, 10, nil},
		{"match-ballot", "commit=index clients=3", "LEARN", 0, 15, []string{"c1 put x a via S1", "c2 put x b via S2", "c3 put y c via S2"}},
		{"report-truncation", "", "AGREE", 0, 14, []string{"c1 put x a via S1", "S1 snapshot", "c2 put x b via S2"}},
		{"lease-binds", "reads=lease", "LIN", 0, 14, []string{"c2 put x b via S2", "c1 get x via S1"}},
		{"check-token", "candidates=1 resource=true", "MUTEX", 0, 17, []string{"c1 lock door", "c1 write pear", "c2 seize door", "c2 write fig"}},
	} {
		w := logWorld(t, test.off, test.settings, nil, test.crashes, test.calls...)
		r, err := explore.Search(context.Background(), w, explore.Options{Property: test.property})
		if err != nil {
			t.Fatal(err)
		}
		if r.Broken == nil || r.Length != test.want {
			t.Errorf("%s off, %s: %d steps, want %d; broken %v; %d worlds", test.off, test.property, r.Length, test.want, r.Broken != nil, r.States)
			continue
		}
		right := logWorld(t, "", test.settings, nil, test.crashes, test.calls...)
		if at, err := follow(right, r.Trace, test.property); err == nil && at >= 0 {
			t.Errorf("%s: with the rule on, the same schedule breaks %s at its choice %d", test.off, test.property, at)
		}
	}
}

// Question 8 of the quiz: with the old voters shut down and one of the new ones
// dead, nobody can learn what was chosen before; unless somebody comes back.
func TestOldVotersGone(t *testing.T) {
	answered := func(w *engine.World) (bool, error) {
		op := w.History().Last()
		return op != nil && op.Value == "a", nil
	}
	for _, repair := range []bool{false, true} {
		menu := engine.Menu{NoRepair: !repair, Bounds: []engine.Bound{{Limit: "ballots", N: 2}, {Limit: "retries"}, {Limit: "heartbeats"}}}
		w := start(t, "multi-paxos", "servers=5 clients=1 candidates=1 window=2 commit=heartbeat", engine.Config{
			Network: engine.SentSet, Menu: menu,
			Settings: []engine.Setting{{Name: "voters", Values: []string{"A3", "A4", "A5"}}},
			Start: []string{
				"S1 tried 1.S1", "S4 knows 1 c9.1 config A1 A2 A3", "S4 knows 2 c9.2 put x a",
				"A4 voted 1 1.S4 c9.1 config A1 A2 A3", "A5 voted 1 1.S4 c9.1 config A1 A2 A3",
				"A4 voted 2 1.S4 c9.2 put x a", "A5 voted 2 1.S4 c9.2 put x a",
			},
		}, []string{"c1 get x"})
		for _, c := range parsed(t, "crash S3\ncrash S4\ncrash S5") {
			next, _, err := w.Take(c)
			if err != nil {
				t.Fatal(err)
			}
			w = next
		}
		r, err := explore.Search(context.Background(), w, explore.Options{Goal: answered})
		if err != nil || r.Found != repair || !r.Found && !r.Exhausted {
			t.Errorf("repaired %v: answered %v, exhausted %v, %v", repair, r.Found, r.Exhausted, err)
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
		w := logWorld(t, test.off, "reads=lease", nil, 0)
		at, err := follow(w, parsed(t, fmt.Sprintf(takeOver, test.clocks)), "LIN")
		if broken := at >= 0; broken != test.broken || test.broken && err != nil {
			t.Errorf("off '%s', %s: broken %v, want %v: %v", test.off, test.clocks, broken, test.broken, err)
		}
	}
}

func parsed(t *testing.T, lines string) (run []engine.Choice) {
	t.Helper()
	for line := range strings.Lines(lines) {
		c, err := engine.ParseChoice(strings.TrimSpace(line))
		if err != nil {
			t.Fatal(err)
		}
		run = append(run, c)
	}
	return run
}

// With a time-out that outlasts a heartbeat and a round trip leaders stay: a
// second one comes only out of the race at the start, and every client is
// answered. With one that does not, nobody ever leads.
func TestTimeOutsOfLeaders(t *testing.T) {
	for _, test := range []struct {
		timeout                string
		answered, lastOfSecond int
	}{{"80", 200, 160}, {"4", 0, 0}} {
		w := start(t, "multi-paxos", "timeout="+test.timeout, engine.Config{}, []string{"c1 put x a", "c2 put x b"})
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
	calls := []string{
		"c1 put x a", "c1 cas x a b", "c1 get x", "c1 add n 1", "c2 put x c", "c2 add n 2", "c2 get x", "c2 config A1 A2", "c2 config A1 A3",
		"c3 config A2 A3", "c3 lock l", "c3 write q", "c2 seize l", "c2 write r", "c3 get n", "c3 put x d via S2", "S1 snapshot", "S2 snapshot", "S3 snapshot",
	}
	for _, settings := range []string{"commit=decide", "commit=index", "commit=heartbeat servers=5", "commit=decide reads=lease"} {
		menu := engine.Menu{Crashes: engine.Any, Drops: engine.Any, Dups: engine.Any, Cuts: engine.Any, Bounds: []engine.Bound{{Limit: "ballots", N: 8}, {Limit: "retries", N: 6}}}
		w := start(t, "multi-paxos", "clients=3 window=2 nacks=true resource=true "+settings, engine.Config{Menu: menu}, calls)
		r, err := explore.Walk(context.Background(), w, explore.WalkOptions{Runs: 60, Steps: 200})
		if err != nil {
			t.Fatal(err)
		}
		if r.Broken != nil {
			t.Errorf("%s: %s breaks: %v", settings, r.Broken.ID, lines(r.Trace))
		}
	}
}
