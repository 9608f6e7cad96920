package ballot

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestBallotsAreOrdered(t *testing.T) {
	order := []Ballot{{}, {1, "P1"}, {1, "P2"}, {2, "P1"}, {2, "P9"}, {10, "P1"}}
	for i, a := range order {
		for j, b := range order {
			if a.Less(b) != (i < j) {
				t.Errorf("%v < %v is %v", a, b, a.Less(b))
			}
		}
		if a != (Ballot{}) && Parse(a.String()) != a {
			t.Errorf("%v does not read back", a)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1.P1", "-", "", "2", "x.P1", "3.", ".P1", "-1.S2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if b := Parse(s); b != (Ballot{}) && Parse(b.String()) != b {
			t.Errorf("%q reads as %v, which does not read back", s, b)
		}
	})
}

var drawn = rapid.Custom(func(t *rapid.T) Vote {
	return Vote{Ballot{rapid.IntRange(1, 3).Draw(t, "round"), "P1"}, rapid.SampledFrom([]string{"x", "y"}).Draw(t, "value")}
})

// Votes are held against a map: the last vote for each slot.
func TestVotesAreOneASlot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var votes Votes
		twin := map[int]Vote{}
		for range rapid.IntRange(0, 8).Draw(t, "votes") {
			slot, vote := rapid.IntRange(1, 5).Draw(t, "slot"), drawn.Draw(t, "vote")
			before, text := votes, votes.String()
			votes, twin[slot] = votes.With(slot, vote), vote
			if before.String() != text {
				t.Fatalf("%s was changed in place", text)
			}
		}
		last := 0
		for slot := range 7 {
			if votes.At(slot) != twin[slot] {
				t.Fatalf("slot %d: %v, expected %v", slot, votes.At(slot), twin[slot])
			}
			if twin[slot].Cast() {
				last = slot
			}
			if from := votes.From(slot); slices.ContainsFunc(from, func(e Entry) bool { return e.Slot < slot }) || len(from) > 0 && from.Last() != last && last > slot {
				t.Fatalf("from %d: %v", slot, from)
			}
		}
		if votes.Last() != last || len(votes) != len(twin) {
			t.Fatalf("%v, expected %v", votes, twin)
		}
	})
}

// Of two reports the highest vote counts, slot by slot, whichever came first.
func TestHighestIsSlotBySlot(t *testing.T) {
	a := Votes{{1, Vote{Ballot{1, "P1"}, "x"}}, {3, Vote{Ballot{2, "P2"}, "y"}}}
	b := Votes{{1, Vote{Ballot{2, "P2"}, "z"}}, {2, Vote{Ballot{1, "P1"}, "x"}}, {3, Vote{Ballot{1, "P1"}, "x"}}}
	const want = "1: 2.P2 z, 2: 1.P1 x, 3: 2.P2 y"
	if a.Highest(b).String() != want || b.Highest(a).String() != want {
		t.Errorf("%v and %v", a.Highest(b), b.Highest(a))
	}
}

// Whatever right rules are chosen, an acceptor that keeps them votes in no
// ballot below its promise, and its promise never goes down.
func TestRightRulesKeepP1a(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Rules{CheckPromise: true, RaiseOnAccept: rapid.Bool().Draw(t, "raise"), KeepHighestVote: true, EqualOnly: rapid.Bool().Draw(t, "equal")}
		r.Answer = rapid.SampledFrom([]Answer{Strict, OrEqual, Always}).Draw(t, "answer")
		var promised, top Ballot
		var voted Vote
		for range 6 {
			n := drawn.Draw(t, "n")
			if rapid.Bool().Draw(t, "prepare") && r.MayPromise(promised, n.Ballot) {
				promised = n.Ballot
			} else if r.MayVote(promised, n.Ballot) {
				if n.Ballot.Less(promised) {
					t.Fatalf("a vote in %v after %v was promised", n.Ballot, promised)
				}
				promised, voted = r.Raise(promised, n.Ballot), r.Keep(voted, n)
			}
			if promised.Less(top) {
				t.Fatalf("the promise went down from %v to %v", top, promised)
			}
			top = promised
		}
	})
}
