package presets_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
	"synod/presets"
)

const (
	twoProposers   = "P1 propose X, P2 propose Y"
	threeProposers = twoProposers + ", P3 propose Z"
)

var (
	quiet      = engine.Menu{NoFire: true}
	oneCrash   = engine.Menu{NoFire: true, Crashes: 1}
	twoBallots = engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 2}}}
)

// byRPC counts a request and its reply as one step, and a crash and the restart;
// nodes that are alike are taken for each other.
var byRPC = explore.Reductions{RPC: true, Symmetry: true}

// duel is that each of two proposers wants a value of its own, whatever is lost,
// doubled or late; nobody tries again, and there are no learners.
var duel = enginetest.Setup{Settings: "learners=0", Network: engine.SentSet, Menu: quiet, Calls: twoProposers}

// The table of the literature's mistakes, as published, with the true figure
// where it was only derived there. Rows without a length are what looks like a
// mistake and is none, and right quorum systems. Where there are five acceptors
// each proposer writes to one majority only, so that the search is short.
func TestMistakesAreAsLongAsPublished(t *testing.T) {
	exploretest.Table{Protocol: protocol("paxos"), Setup: duel, Reduce: byRPC, Rows: []exploretest.Row{
		{Name: "M2", Off: "quorum-of-votes", Property: "LEARN", Length: 4},
		{Name: "M2", Off: "quorum-of-votes", Property: "LEARN-AGREE", Length: 8},
		{Name: "M2: each value has one vote", Off: "quorum-of-votes", Property: "AGREE"},
		{Name: "M3", Off: "prepare-first", Property: "AGREE", Length: 6},
		{Name: "M4", Off: "adopt-highest-vote", Property: "AGREE", Length: 10},
		{Name: "M4", Off: "adopt-highest-vote", Property: "P2c", Length: 8},
		{Name: "M5, first reply", Off: "compare-ballots", Settings: "proposers=3", Property: "AGREE", Calls: threeProposers, Length: 14},
		{Name: "M5, first reply", Off: "compare-ballots", Settings: "proposers=3", Property: "P2c", Calls: threeProposers, Length: 12},
		{Name: "M5, most frequent", Off: "ballots-before-counts", Settings: "proposers=3", Property: "AGREE", Calls: threeProposers},
		{Name: "M5, most frequent, of five", Off: "ballots-before-counts", Settings: "proposers=3 acceptors=5 contact=quorum quorum1=A1+A2+A3,A3+A4+A5 quorum2=A1+A2+A3,A3+A4+A5", Property: "AGREE", Calls: threeProposers, Length: 20},
		{Name: "M6", Off: "persist-promise", Property: "AGREE", Menu: &oneCrash, Length: 11},
		{Name: "M6", Off: "persist-promise", Property: "PROMISE-MONO", Menu: &oneCrash, Length: 3},
		{Name: "M6'", Off: "persist-vote", Property: "AGREE", Menu: &oneCrash, Length: 11},
		{Name: "M7", Off: "unique-ballots", Settings: "answer=or-equal", Property: "AGREE", Length: 10},
		{Name: "M7", Off: "unique-ballots", Settings: "answer=or-equal", Property: "ONE-VALUE-PER-BALLOT", Length: 8},
		{Name: "M7, strict answers", Off: "unique-ballots", Property: "AGREE"},
		{Name: "M7, strict answers, quorums of phase 1 that do not meet", Off: "unique-ballots", Settings: "quorum1=1 quorum2=3", Property: "AGREE", Length: 10},
		{Name: "M7, strict answers, quorums of phase 1 that do not meet", Off: "unique-ballots", Settings: "acceptors=4 quorum1=2 quorum2=3", Property: "AGREE", Length: 12},
		{Name: "M8", Off: "raise-on-accept keep-highest-vote", Settings: "proposers=3", Property: "AGREE", Calls: threeProposers, Length: 14},
		{Name: "M8, of five", Off: "raise-on-accept keep-highest-vote", Settings: "proposers=3 acceptors=5 contact=quorum quorum1=A1+A2+A3,A3+A4+A5 quorum2=A1+A2+A3,A2+A4+A5", Property: "AGREE", Calls: threeProposers, Length: 19},
		{Name: "literal Paxos Made Simple", Off: "raise-on-accept", Settings: "proposers=3", Property: "AGREE", Calls: threeProposers},
		{Name: "M9", Off: "check-promise", Property: "AGREE", Length: 10},
		{Name: "M10", Off: "fresh-promises", Property: "AGREE", Menu: &twoBallots, Length: 11},
		{Name: "M11", Settings: "acceptors=4 quorum1=2 quorum2=2", Property: "AGREE", Length: 10},
		{Name: "M11", Settings: "quorum1=2 quorum2=1", Property: "AGREE", Length: 8},
		{Name: "M11", Settings: "quorum1=1 quorum2=2", Property: "AGREE", Length: 8},
		{Name: "M12", Off: "count-per-ballot", Property: "LEARN", Menu: &twoBallots, Length: 8},
		{Name: "M12", Off: "count-per-ballot", Property: "LEARN-AGREE", Menu: &twoBallots, Length: 16, Worlds: 574_383},
		{Name: "the right one", Property: "AGREE"},
		{Name: "the right one, three ballots", Settings: "proposers=3", Property: "AGREE", Calls: threeProposers},
		{Name: "Flexible Paxos", Settings: "quorum1=1 quorum2=3", Property: "AGREE"},
		{Name: "Flexible Paxos", Settings: "proposers=3 quorum1=3 quorum2=1", Property: "AGREE", Calls: threeProposers},
		{Name: "Flexible Paxos", Settings: "acceptors=4 quorum1=3 quorum2=2", Property: "AGREE"},
		{Name: "acceptors that always answer", Settings: "answer=always accept=equal", Property: "AGREE"},
	}}.Run(t)
}

// M1, and the popular account that it comes from, in package naive. Each client
// is told something else after 10 steps: a call, a request, a round and its
// answer for either of the two. Where most votes win, it takes two calls, four
// votes and the six that are heard of. Beside each the way in which nothing is
// ever decided: a vote that is split for good, a proposal that nobody takes on.
func TestTheNaiveVoteDisagreesOrIsStuck(t *testing.T) {
	setup := enginetest.Setup{Network: engine.SentSet, Calls: "C1 propose X, C2 propose Y"}
	exploretest.Table{Protocol: protocol("naive-paxos"), Setup: setup, Reduce: byRPC, Rows: []exploretest.Row{
		{Settings: "nodes=3", Property: "LEARN-AGREE", Length: 8},
		{Settings: "nodes=3", Property: "LEARN", Length: 4},
		{Settings: "nodes=5 decide=most", Property: "LEARN-AGREE", Length: 12},
		{Settings: "nodes=5 decide=most", Property: "LEARN", Length: 8}, // three votes, two of which agree, and none has a majority
		{Settings: "nodes=5 decide=most", Property: "AGREE"},            // a node votes once
		{Settings: "nodes=3 decide=most", Property: "LEARN-AGREE"},
	}}.Run(t)
	p, _ := presets.Find("naive-vote-stuck")
	told := func(w *engine.World) (bool, error) { return w.Facts().Count("learnt") > 0, nil }
	w := enginetest.Play(t, searched(t, p), "call C1 propose pear\ncall C2 propose apple\ncall C3 propose plum")
	if before := exploretest.Search(t, w, explore.Options{Goal: told}); !before.Found {
		t.Errorf("before anybody votes, nobody may be told: %v", before)
	}
	w = enginetest.Play(t, w, "deliver C1>N1 request\ndeliver C2>N2 request\ndeliver C3>N3 request")
	if after := exploretest.Search(t, w, explore.Options{Goal: told}); after.Found || !after.Exhausted {
		t.Errorf("after a split vote somebody is told: %v", after)
	}
}

// M7 after a restart: a proposer that uses a number twice has two values in one
// ballot, since promises in flight reach the new incarnation, even if acceptors
// answer strictly. Message by message: a call and two promises (5), crash and
// restart (2), a call and the same two promises heard again (3), and two votes
// for two values (2); for two values chosen, four votes.
func TestANumberUsedTwice(t *testing.T) {
	setup := enginetest.Setup{Settings: "learners=0 proposers=1", Network: engine.SentSet, Menu: oneCrash, Calls: "P1 propose X, P1 propose Y"}
	exploretest.Table{Protocol: protocol("paxos"), Setup: setup, Rows: []exploretest.Row{
		{Off: "persist-tried", Property: "ONE-VALUE-PER-BALLOT", Length: 12, Right: 35_438},
		{Off: "persist-tried", Property: "AGREE", Length: 14, Right: 35_438},
	}}.Run(t)
}

// M14 is a misconception: after X is chosen, a late request of a lower ballot
// may still be accepted, and nothing is wrong with it. Nine steps.
func TestALateVoteAfterTheChoice(t *testing.T) {
	setup := duel
	setup.Calls = "P1 propose Y, P2 propose X"
	w := setup.World(t, protocol("paxos"))
	r := exploretest.Search(t, w, explore.Options{
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
	same := "call P1 propose X\ncall P2 propose X" // even if both want the same
	w := enginetest.Setup{Settings: "learners=0", Before: same}.World(t, protocol("paxos"))
	half := func(round int, p, q string, before string) {
		mine := fmt.Sprintf("%d.%s", round, p)
		for _, a := range []string{"A1", "A2"} {
			w = enginetest.Play(t, w, "deliver "+p+">"+a+" prepare "+mine)
			w = enginetest.Play(t, w, "deliver "+a+">"+p+" promise "+mine)
		}
		for _, a := range []string{"A1", "A2"} {
			if before != "" {
				w = enginetest.Play(t, w, "deliver "+q+">"+a+" accept "+before)
			}
		}
		if before != "" {
			w = enginetest.Play(t, w, "fire "+q+" retry")
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
	setup := enginetest.Setup{Settings: "learners=0 nacks=true", Network: engine.SentSet, Calls: "P1 propose X",
		Menu: engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 4}}}}
	for _, test := range []struct {
		off, high string
		want      bool
	}{{"round-first", "201.P2", false}, {"", "2.P2", true}} {
		setup.Off = test.off
		setup.Start = fmt.Sprintf("A1 promised %[1]s, A2 promised %[1]s, A3 promised %[1]s", test.high)
		r := exploretest.Search(t, setup.World(t, protocol("paxos")), explore.Options{Goal: chosen})
		if r.Found != test.want || !r.Found && !r.Exhausted {
			t.Errorf("off %v: chosen %v, exhausted %v", test.off, r.Found, r.Exhausted)
		}
	}
}
