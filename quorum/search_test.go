package quorum_test

import (
	"context"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/history"
	"synod/quorum"
)

// world is a store with the properties that need a whole history, under a
// schedule that delivers messages and makes the calls, and does nothing else.
func world(t *testing.T, params string, off []string, about string, calls ...string) *engine.World {
	t.Helper()
	p := quorum.Protocol()
	build := p.Build
	p.Build = func(cfg engine.Config) (engine.Setup, error) {
		setup, err := build(cfg)
		setup.Properties = append(setup.Properties,
			history.LIN(history.KeyValue), history.RYW(history.KeyValue), history.MR(history.KeyValue))
		return setup, err
	}
	cfg := engine.Config{Off: off, Promised: []string{about}, About: about, Menu: engine.Menu{NoFire: true}}
	for setting := range strings.FieldsSeq(params) {
		name, value, _ := strings.Cut(setting, "=")
		cfg.Settings = append(cfg.Settings, engine.Setting{Name: name, Values: []string{value}})
	}
	for _, line := range calls {
		c, err := engine.ParseChoice("call " + line)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Menu.Calls = append(cfg.Menu.Calls, c)
	}
	w, err := engine.New(p, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// rpcs counts what a lecture counts: requests that reached a replica and whose
// answer reached the coordinator, its own ones included.
func rpcs(t *testing.T, w *engine.World, trace []engine.Choice) int {
	t.Helper()
	n := 0
	for _, c := range trace {
		s, err := w.Explain(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range append(s.Local, s.Taken) {
			if m != nil && c.Verb == engine.DeliverMsg && (m.Kind == "putack" || m.Kind == "getreply") {
				n++
			}
		}
		w = s.World()
	}
	return n
}

// The row M16: with R+W not more than N the shortest stale read takes as many
// requests as W and R together.
func TestStaleRead(t *testing.T) {
	for _, row := range []struct {
		params string
		rpcs   int
	}{
		{"nodes=3 n=3 w=1 r=1", 2},
		{"nodes=3 n=3 w=2 r=1", 3},
		{"nodes=3 n=3 w=1 r=2", 3},
		{"nodes=4 n=4 w=2 r=2", 4},
	} {
		calls := []string{"c1 put k v via dev1", "c2 get k via dev3"}
		w := world(t, "repair=none "+row.params, nil, "NO-STALE-AFTER-ACK", calls...)
		r := enginetest.Search{Property: "NO-STALE-AFTER-ACK"}.Run(w)
		if r.Broken == "" {
			t.Errorf("%s: no stale read found: %s", row.params, r)
		} else if got := rpcs(t, w, r.Trace); got != row.rpcs {
			t.Errorf("%s: %d requests, want %d\n%s", row.params, got, row.rpcs, r.Lines())
		}
	}
}

// The row M17: with R+W more than N there is none, exhaustively, for one write
// and one read, whoever coordinates.
func TestNoStaleReadWithOverlap(t *testing.T) {
	for _, params := range []string{
		"n=3 w=2 r=2", "n=3 w=3 r=1", "n=3 w=1 r=3", "n=3 w=2 r=2 repair=before",
		"n=3 w=2 r=2 versions=vectors", "n=3 w=2 r=2 versions=lww",
	} {
		if !strings.Contains(params, "repair") {
			params += " repair=none"
		}
		w := world(t, params, nil, "NO-STALE-AFTER-ACK", "c1 put k v via dev1", "c2 get k via dev3")
		r := enginetest.Search{}.Run(w)
		if !r.Exhausted || r.Held["NO-STALE-AFTER-ACK"] == 0 || r.Worlds != r.Prints {
			t.Errorf("%s: %s, held %v", params, r, r.Held)
		}
		t.Logf("%s: %s", params, r)
	}
}

// With any loss, any duplication and any order of messages at once: the counts
// are pinned, so that whoever changes the protocol has to say why they change.
func TestSentSet(t *testing.T) {
	for _, row := range []struct {
		property, calls string
		worlds          int
	}{
		{"NO-STALE-AFTER-ACK", "c1 put k v via dev1, c2 get k via dev3", 1816},
		{"CONVERGE", "c1 put k v via dev1, c2 put k w via dev2", 350},
		{"CONVERGE", "c1 put k v via dev1, c1 put k w via dev2", 89},
	} {
		w := world(t, "repair=after", nil, row.property, strings.Split(row.calls, ", ")...)
		cfg := w.System().Config()
		cfg.Network = engine.SentSet
		w, err := engine.New(w.System().Protocol(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		r := enginetest.Search{}.Run(w)
		if !r.Exhausted || r.Held[row.property] == 0 || r.Worlds != row.worlds || r.Worlds != r.Prints {
			t.Errorf("%s: %s, want %d worlds; held %v", row.calls, r, row.worlds, r.Held)
		}
	}
}

// play takes the choices as a person would write them and gives the score.
func play(t *testing.T, w *engine.World, lines string) (*engine.World, engine.Score) {
	t.Helper()
	score := make(engine.Score, len(w.System().Properties()))
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		c, err := engine.ParseChoice(strings.TrimSpace(line))
		if err != nil {
			t.Fatal(err)
		}
		next, step, err := w.Take(c)
		if err != nil {
			t.Fatal(err)
		}
		score = step.Judge(score, next)
		w = next
	}
	return w, score
}

// The row M21: one client, one write after the other, and the acknowledged
// second one is gone, because the first coordinator's clock is ahead. Waiting
// for all three replicas, and writing back before the read, do not help.
func TestLastWriterLosesToASkewedClock(t *testing.T) {
	for _, params := range []string{"w=2 r=2 repair=none", "w=2 r=2 repair=before", "w=3 r=3 repair=before"} {
		w := world(t, "n=3 versions=lww "+params, nil, "RYW")
		all := strings.Contains(params, "w=3")
		lines := "clock dev1 +9\n" +
			write("c1.1", "c1 put k v1 via dev1", "dev1", "dev3", all) + write("c1.2", "c1 put k v2 via dev2", "dev2", "dev3", all) +
			"call c1 get k via dev3\ndeliver c1>dev3\ndeliver dev3>dev1 get\ndeliver dev1>dev3 getreply\n"
		if all {
			lines += "deliver dev3>dev2 get\ndeliver dev2>dev3 getreply\n"
		}
		lines += "deliver dev3>c1"
		after, score := play(t, w, lines)
		if got, want := counted(lines), map[bool]int{false: 6, true: 9}[all]; got != want {
			t.Errorf("%s: %d requests, want %d", params, got, want)
		}
		if op := after.History().Last(); op.Value != "v1" || score[0].State() != engine.Broken {
			t.Errorf("%s: the get returns %s, RYW %s", params, op.Value, score[0].State())
		}
	}
}

// counted is how many requests were answered, those of a coordinator to itself
// included: one for each operation.
func counted(lines string) int {
	return strings.Count(lines, " putack ") + strings.Count(lines, " getreply") + strings.Count(lines, "call ")
}

// write is a put that reaches its coordinator and one more replica, or all.
func write(id, call, at, other string, all bool) string {
	to := []string{other}
	for _, dev := range []string{"dev1", "dev2", "dev3"} {
		if all && dev != at && dev != other {
			to = append(to, dev)
		}
	}
	lines := "call " + call + "\ndeliver c1>" + at + "\n"
	for _, dev := range to {
		lines += "deliver " + at + ">" + dev + " put " + id + "\ndeliver " + dev + ">" + at + " putack " + id + "\n"
	}
	return lines + "deliver " + at + ">c1\n"
}

// Switched off, a rule breaks what it is there for, and the same search finds
// nothing with the rule on.
func TestRulesSwitchedOff(t *testing.T) {
	for _, row := range []struct {
		rule, property, quorums string
		dups                    int
		calls                   []string
	}{
		{"count-replicas", "NO-STALE-AFTER-ACK", "w=3 r=1", 1, []string{"c1 put k v via dev1", "c2 get k via dev3"}},
		{"compare-versions", "CONVERGE", "w=2 r=2", 0, []string{"c1 put k v via dev1", "c2 put k w via dev2"}},
		{"compare-versions", "NO-STALE-AFTER-ACK", "w=2 r=2", 0, []string{"c1 put k v via dev1", "c1 put k w via dev1", "c2 get k via dev3"}},
	} {
		for _, off := range [][]string{{row.rule}, nil} {
			w := world(t, "n=3 repair=none "+row.quorums, off, row.property, row.calls...)
			menu := w.System().Config().Menu
			menu.Dups = row.dups
			w, err := w.Under(menu)
			if err != nil {
				t.Fatal(err)
			}
			r, err := explore.Search(context.Background(), w, explore.Options{MaxStates: 20_000})
			if err != nil || (r.Broken != nil) != (off != nil) {
				t.Errorf("off %v, %s: broken %v after %d worlds, %v", off, row.property, r.Broken != nil, r.States, err)
			}
		}
	}
}

// The row RIAK-5: where only the latest stays, a write that was acknowledged is
// lost without a word, whatever R and W are. Siblings lose none.
func TestSilentLoss(t *testing.T) {
	for _, row := range []struct {
		params string
		lost   bool
	}{
		{"versions=latest w=2 r=2", true},
		{"versions=latest w=3 r=3 pw=3", true},
		{"versions=vectors w=2 r=2", false},
		{"versions=dotted w=2 r=2", false},
	} {
		w := world(t, "n=3 repair=none "+row.params, nil, "NO-SILENT-LOSS", "c1 put k v via dev1", "c2 put k w via dev2")
		r := enginetest.Search{Property: "NO-SILENT-LOSS"}.Run(w)
		if (r.Broken != "") != row.lost || !row.lost && r.Held["NO-SILENT-LOSS"] == 0 {
			t.Errorf("%s: %s, held %v", row.params, r, r.Held)
		}
	}
}

// Below the table of §4.3: with W not more than half of N two writes may be done,
// and no node has seen both; so nobody can tell that the second came later,
// though its client had asked R replicas before.
func TestWritesThatMiss(t *testing.T) {
	for _, row := range []struct {
		params string
		apart  bool
	}{
		{"nodes=4 n=4 w=2 r=2", true},
		{"nodes=4 n=4 w=3 r=3", false},
		{"nodes=4 n=4 w=3 r=3 versions=lww", false},
		{"nodes=3 n=3 w=1 r=1 versions=lww", true},
	} {
		w := world(t, "repair=none "+row.params, nil, "WRITES-MEET", "c1 put k v via dev1", "c2 put k w via dev3")
		r := enginetest.Search{Property: "WRITES-MEET"}.Run(w)
		if (r.Broken != "") != row.apart || !row.apart && r.Held["WRITES-MEET"] == 0 {
			t.Errorf("%s: %s, held %v", row.params, r, r.Held)
		}
	}
}
