package presets_test

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/explore"
	"synod/presets"
)

// mistake is a row of the table of classic mistakes: rules switched off, and
// the length of the shortest run to a property, where a request and its reply
// are one step, and so are a crash and the restart.
type mistake struct {
	name, settings, off string
	proposers           int // 0: two
	ballots             int // each proposer may retry up to this round; 0: nobody retries
	crashes             int
	property            string
	want                int // 0: exhausted, nothing found
	worlds              int // about how many the search meets, where they are many
}

// The table of the literature's mistakes, as published, with the true figure
// where it was only derived there. Rows without a number are what looks like a
// mistake and is none, and right quorum systems. Where there are five acceptors
// each proposer writes to one majority only, so that the search is short.
var mistakes = []mistake{
	{name: "M2", off: "quorum-of-votes", property: "LEARN", want: 4},
	{name: "M2", off: "quorum-of-votes", property: "LEARN-AGREE", want: 8},
	{name: "M2: each value has one vote", off: "quorum-of-votes", property: "AGREE"},
	{name: "M3", off: "prepare-first", property: "AGREE", want: 6},
	{name: "M4", off: "adopt-highest-vote", property: "AGREE", want: 10},
	{name: "M4", off: "adopt-highest-vote", property: "P2c", want: 8},
	{name: "M5, first reply", off: "compare-ballots", property: "AGREE", proposers: 3, want: 14},
	{name: "M5, first reply", off: "compare-ballots", property: "P2c", proposers: 3, want: 12},
	{name: "M5, most frequent", off: "ballots-before-counts", property: "AGREE", proposers: 3},
	{name: "M5, most frequent, of five", off: "ballots-before-counts", settings: "acceptors=5 contact=quorum quorum1=A1+A2+A3,A3+A4+A5 quorum2=A1+A2+A3,A3+A4+A5", property: "AGREE", proposers: 3, want: 20},
	{name: "M6", off: "persist-promise", property: "AGREE", crashes: 1, want: 11},
	{name: "M6", off: "persist-promise", property: "PROMISE-MONO", crashes: 1, want: 3},
	{name: "M6'", off: "persist-vote", property: "AGREE", crashes: 1, want: 11},
	{name: "M7", off: "unique-ballots", settings: "answer=or-equal", property: "AGREE", want: 10},
	{name: "M7", off: "unique-ballots", settings: "answer=or-equal", property: "ONE-VALUE-PER-BALLOT", want: 8},
	{name: "M7, strict answers", off: "unique-ballots", property: "AGREE"},
	{name: "M7, strict answers, quorums of phase 1 that do not meet", off: "unique-ballots", settings: "quorum1=1 quorum2=3", property: "AGREE", want: 10},
	{name: "M7, strict answers, quorums of phase 1 that do not meet", off: "unique-ballots", settings: "acceptors=4 quorum1=2 quorum2=3", property: "AGREE", want: 12},
	{name: "M8", off: "raise-on-accept keep-highest-vote", property: "AGREE", proposers: 3, want: 14},
	{name: "M8, of five", off: "raise-on-accept keep-highest-vote", settings: "acceptors=5 contact=quorum quorum1=A1+A2+A3,A3+A4+A5 quorum2=A1+A2+A3,A2+A4+A5", property: "AGREE", proposers: 3, want: 19},
	{name: "literal Paxos Made Simple", off: "raise-on-accept", property: "AGREE", proposers: 3},
	{name: "M9", off: "check-promise", property: "AGREE", want: 10},
	{name: "M10", off: "fresh-promises", property: "AGREE", ballots: 2, want: 11},
	{name: "M11", settings: "acceptors=4 quorum1=2 quorum2=2", property: "AGREE", want: 10},
	{name: "M11", settings: "quorum1=2 quorum2=1", property: "AGREE", want: 8},
	{name: "M11", settings: "quorum1=1 quorum2=2", property: "AGREE", want: 8},
	{name: "M12", off: "count-per-ballot", property: "LEARN", ballots: 2, want: 8},
	{name: "M12", off: "count-per-ballot", property: "LEARN-AGREE", ballots: 2, want: 16, worlds: 574_383},
	{name: "the right one", property: "AGREE"},
	{name: "the right one, three ballots", property: "AGREE", proposers: 3},
	{name: "Flexible Paxos", settings: "quorum1=1 quorum2=3", property: "AGREE"},
	{name: "Flexible Paxos", settings: "quorum1=3 quorum2=1", property: "AGREE", proposers: 3},
	{name: "Flexible Paxos", settings: "acceptors=4 quorum1=3 quorum2=2", property: "AGREE"},
	{name: "acceptors that always answer", settings: "answer=always accept=equal", property: "AGREE"},
}

func (m mistake) world(t *testing.T) *engine.World {
	t.Helper()
	calls := []string{"P1 propose X", "P2 propose Y", "P3 propose Z"}
	cfg := engine.Config{Network: engine.SentSet, Off: strings.Fields(m.off), Menu: engine.Menu{NoFire: m.ballots == 0, Crashes: m.crashes}}
	if m.ballots > 0 {
		cfg.Menu.Bounds = []engine.Bound{{Limit: "ballots", N: m.ballots}}
	}
	n := max(2, m.proposers)
	return start(t, "paxos", fmt.Sprintf("learners=0 proposers=%d %s", n, m.settings), cfg, calls[:n])
}

func TestMistakesAreAsLongAsPublished(t *testing.T) {
	for _, m := range mistakes {
		if tooLong(m.worlds) {
			continue
		}
		w := m.world(t)
		r, err := explore.Search(context.Background(), w, explore.Options{Property: m.property, Reduce: explore.Reductions{RPC: true, Symmetry: true}})
		if err != nil {
			t.Fatal(m.name, err)
		}
		t.Logf("%s %s: %d of %d; %d worlds", m.name, m.property, r.Length, m.want, r.States)
		if (r.Broken != nil) != (m.want > 0) || r.Broken != nil && r.Length != m.want || r.Broken == nil && !r.Exhausted {
			t.Errorf("%s, %s off, %s: %d steps, want %d; exhausted %v", m.name, m.off, m.property, r.Length, m.want, r.Exhausted)
		}
		if m.want > 0 && m.off != "" {
			m.off = ""
			if at, err := follow(m.world(t), r.Trace, m.property); err == nil && at >= 0 {
				t.Errorf("%s: with the rule on, the same schedule breaks %s at its choice %d", m.name, m.property, at)
			}
		}
	}
}

// M1, and the popular account that it comes from, in package naive. Each client
// is told something else after 10 steps: a call, a request, a round and its
// answer for either of the two. Where most votes win, it takes two calls, four
// votes and the six that are heard of. Beside each the way in which nothing is
// ever decided: a vote that is split for good, a proposal that nobody takes on.
func TestTheNaiveVoteDisagreesOrIsStuck(t *testing.T) {
	for _, test := range []struct {
		settings, property string
		want               int
	}{
		{"nodes=3", "LEARN-AGREE", 8},
		{"nodes=3", "LEARN", 4},
		{"nodes=5 decide=most", "LEARN-AGREE", 12},
		{"nodes=5 decide=most", "LEARN", 8}, // three votes, two of which agree, and none has a majority
		{"nodes=5 decide=most", "AGREE", 0}, // a node votes once
		{"nodes=3 decide=most", "LEARN-AGREE", 0},
	} {
		w := start(t, "naive-paxos", test.settings, engine.Config{Network: engine.SentSet}, []string{"C1 propose X", "C2 propose Y"})
		r, err := explore.Search(context.Background(), w, explore.Options{Property: test.property, Reduce: explore.Reductions{RPC: true, Symmetry: true}})
		if err != nil {
			t.Fatal(err)
		}
		if (r.Broken != nil) != (test.want > 0) || r.Broken != nil && r.Length != test.want || r.Broken == nil && !r.Exhausted {
			t.Errorf("%s, %s: %d steps, want %d; exhausted %v", test.settings, test.property, r.Length, test.want, r.Exhausted)
		}
	}
	p, _ := presets.Find("naive-vote-stuck")
	told := func(w *engine.World) (bool, error) { return w.Facts().Count("learnt") > 0, nil }
	w := searched(t, p)
	for _, line := range []string{"call C1 propose pear", "call C2 propose apple", "call C3 propose plum"} {
		w = take(t, w, line)
	}
	before, err := explore.Search(context.Background(), w, explore.Options{Goal: told})
	if err != nil || !before.Found {
		t.Errorf("before anybody votes, somebody may be told: %v, %v", before, err)
	}
	for _, line := range []string{"deliver C1>N1 request", "deliver C2>N2 request", "deliver C3>N3 request"} {
		w = take(t, w, line)
	}
	after, err := explore.Search(context.Background(), w, explore.Options{Goal: told})
	if err != nil || after.Found || !after.Exhausted {
		t.Errorf("after a split vote nobody is ever told: %v, %v", after, err)
	}
}

func take(t *testing.T, w *engine.World, line string) *engine.World {
	t.Helper()
	c, err := engine.ParseChoice(line)
	if err != nil {
		t.Fatal(err)
	}
	next, _, err := w.Take(c)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// A start that saves the search of what is long and beyond doubt.
func search(t *testing.T, settings string, off []string, menu engine.Menu, disks, calls []string, o explore.Options) (*engine.World, *explore.Report) {
	t.Helper()
	w := start(t, "paxos", settings, engine.Config{Network: engine.SentSet, Off: off, Menu: menu, Start: disks}, calls)
	r, err := explore.Search(context.Background(), w, o)
	if err != nil {
		t.Fatal(err)
	}
	return w, r
}

// M7 after a restart: a proposer that uses a number twice has two values in one
// ballot, since promises in flight reach the new incarnation, even if acceptors
// answer strictly. Message by message: a call and two promises (5), crash and
// restart (2), a call and the same two promises heard again (3), and two votes
// for two values (2); for two values chosen, four votes.
func TestANumberUsedTwice(t *testing.T) {
	for _, test := range []struct {
		property string
		want     int
	}{{"ONE-VALUE-PER-BALLOT", 12}, {"AGREE", 14}} {
		menu := engine.Menu{NoFire: true, Crashes: 1}
		calls := []string{"P1 propose X", "P1 propose Y"}
		_, r := search(t, "learners=0 proposers=1", []string{"persist-tried"}, menu, nil, calls, explore.Options{Property: test.property})
		if r.Broken == nil || r.Length != test.want {
			t.Errorf("%s: %d steps, want %d: %v", test.property, r.Length, test.want, lines(r.Trace))
		}
		_, r = search(t, "learners=0 proposers=1", nil, menu, nil, calls, explore.Options{Property: test.property})
		if !r.Exhausted || r.Broken != nil {
			t.Errorf("%s breaks with persist-tried on", test.property)
		}
	}
}

// M14 is a misconception: after X is chosen, a late request of a lower ballot
// may still be accepted, and nothing is wrong with it. Nine steps.
func TestALateVoteAfterTheChoice(t *testing.T) {
	w, r := search(t, "learners=0", nil, engine.Menu{NoFire: true}, nil, []string{"P1 propose Y", "P2 propose X"}, explore.Options{
		Reduce: explore.Reductions{RPC: true},
		Goal: func(w *engine.World) (bool, error) {
			vote := engine.Fact{Kind: "vote", Node: "A3", Key: "1.P1", Value: "Y"}
			return w.Facts().Has(engine.Fact{Kind: "chosen", Key: "1.P2", Value: "X"}) && w.Facts().Has(vote), nil
		},
	})
	if !r.Found || r.Length != 9 {
		t.Fatalf("found %v in %d steps, expected 9", r.Found, r.Length)
	}
	for _, p := range w.System().AllProperties() {
		if at, err := follow(w, r.Trace, p.ID); err != nil || at >= 0 {
			t.Errorf("%s breaks at %d: %v", p.ID, at, err)
		}
	}
}

// M15: the duel is a cycle. Each of the two in turn prepares with two acceptors,
// which is all it takes, and thereby the other's requests for votes come to
// nothing. After five steps of either, with request and reply as one, all is as
// it was, but that ballots are a round higher; so it can go on for ever.
func TestTheDuelIsACycle(t *testing.T) {
	calls := []string{"P1 propose X", "P2 propose X"} // even if both want the same
	w := start(t, "paxos", "learners=0", engine.Config{}, calls)
	for _, line := range []string{"call P1 propose X", "call P2 propose X"} {
		w = take(t, w, line)
	}
	half := func(round int, p, q string, before string) {
		mine := fmt.Sprintf("%d.%s", round, p)
		for _, a := range []string{"A1", "A2"} {
			w = take(t, w, "deliver "+p+">"+a+" prepare "+mine)
			w = take(t, w, "deliver "+a+">"+p+" promise "+mine)
		}
		for _, a := range []string{"A1", "A2"} {
			if before != "" {
				w = take(t, w, "deliver "+q+">"+a+" accept "+before)
			}
		}
		if before != "" {
			w = take(t, w, "fire "+q+" retry")
		}
	}
	half(1, "P1", "P2", "")
	half(1, "P2", "P1", "1.P1")
	var first string
	for round := 1; round <= 20; round++ {
		half(round+1, "P1", "P2", fmt.Sprintf("%d.P2", round))
		half(round+1, "P2", "P1", fmt.Sprintf("%d.P1", round+1))
		state := regexp.MustCompile(`\d+\.P`).ReplaceAllStringFunc(nodeTexts(w), func(s string) string {
			n, _ := strconv.Atoi(strings.TrimSuffix(s, ".P"))
			return fmt.Sprintf("r%+d.P", n-round)
		})
		if first == "" {
			first = state
		}
		if state != first || w.Facts().Count("chosen") > 0 {
			t.Fatalf("after cycle %d:\n%s\nafter the first:\n%s", round, state, first)
		}
	}
}

// nodeTexts is the state of all nodes as text.
func nodeTexts(w *engine.World) string {
	var b strings.Builder
	for _, n := range w.System().Nodes() {
		fmt.Fprintln(&b, n.ID, w.Node(n.ID).Fields())
	}
	return b.String()
}

// M15': once the proposer with the highest place has prepared everywhere and is
// gone, no number of the others exceeds its own. With round-first on, P1's
// second round does.
func TestANumberThatNobodyExceeds(t *testing.T) {
	chosen := func(w *engine.World) (bool, error) {
		for range w.Facts().Of("chosen") {
			return true, nil
		}
		return false, nil
	}
	menu := engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 4}}}
	for _, test := range []struct {
		off  []string
		high string
		want bool
	}{{[]string{"round-first"}, "201.P2", false}, {nil, "2.P2", true}} {
		disks := []string{"A1 promised " + test.high, "A2 promised " + test.high, "A3 promised " + test.high}
		_, r := search(t, "learners=0 nacks=true", test.off, menu, disks, []string{"P1 propose X"}, explore.Options{Goal: chosen})
		if r.Found != test.want || !r.Found && !r.Exhausted {
			t.Errorf("off %v: chosen %v, exhausted %v", test.off, r.Found, r.Exhausted)
		}
	}
}

func lines(run []engine.Choice) (out []string) {
	for _, c := range run {
		out = append(out, c.Line())
	}
	return out
}
