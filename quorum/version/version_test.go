package version

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"synod/engine"
)

func ExampleVector() {
	seen := Vector{}.Bump("dev1").Bump("dev1")
	other := Vector{}.Bump("dev2")
	fmt.Println(seen, other, seen.Concurrent(other), seen.Merge(other))
	// Output: {dev1:2} {dev2:1} true {dev1:2 dev2:1}
}

func TestVectors(t *testing.T) {
	for _, row := range []struct{ a, b, relation, merged string }{
		{"{}", "{}", "equal", "{}"},
		{"{dev1:1}", "{}", "descends", "{dev1:1}"},
		{"{dev1:2}", "{dev1:1}", "descends", "{dev1:2}"},
		{"{dev1:1}", "{dev2:1}", "concurrent", "{dev1:1 dev2:1}"},
		{"{dev1:2 dev2:1}", "{dev1:1 dev2:1}", "descends", "{dev1:2 dev2:1}"},
		{"{dev1:2 dev2:1}", "{dev1:1 dev2:2}", "concurrent", "{dev1:2 dev2:2}"},
		{"{dev1:1 dev3:1}", "{dev2:4}", "concurrent", "{dev1:1 dev2:4 dev3:1}"},
	} {
		a, b := ParseObject(Dotted, "x "+row.a).Clock, ParseObject(Dotted, "x "+row.b).Clock
		if got := relation(a, b); got != row.relation {
			t.Errorf("%s and %s: %s, want %s", a, b, got, row.relation)
		}
		if got := a.Merge(b).String(); got != row.merged || b.Merge(a).String() != got {
			t.Errorf("%s merged with %s is %s, want %s", a, b, got, row.merged)
		}
	}
}

func relation(a, b Vector) string {
	switch {
	case a.Concurrent(b):
		return "concurrent"
	case a.Descends(b) && b.Descends(a):
		return "equal"
	case a.Descends(b):
		return "descends"
	}
	return "precedes"
}

// The three writes at one server of the DVVSet readme: v1 and v2 know nothing,
// v3 knows v1. Only with dots can the server tell that v3 replaces v1 alone.
func TestThreeWritesAtOneServer(t *testing.T) {
	for mode, want := range map[Scheme]string{
		Dotted:  "v2@A:2 v3 {A:3}",
		Vectors: "v1 v2 v3 {A:3}",
	} {
		first := mode.Write(Object{}, nil, Dot{Node: "A"}, "v1")
		second := mode.Write(first, nil, Dot{Node: "A"}, "v2")
		third := mode.Write(second, first.Clock, Dot{Node: "A"}, "v3")
		if got := third.String(); got != want {
			t.Errorf("%s: %s, want %s", mode, got, want)
		}
	}
}

// Two clients, each writing with the vector its own last put returned: plain
// vectors add a sibling with each put, dots keep two.
func TestSiblingExplosion(t *testing.T) {
	for mode, want := range map[Scheme][]string{
		Dotted:  {"a1", "a1 b1", "a2 b1", "a2 b2", "a3 b2", "a3 b3"},
		Vectors: {"a1", "a1 b1", "a1 a2 b1", "a1 a2 b1 b2", "a1 a2 a3 b1 b2", "a1 a2 a3 b1 b2 b3"},
	} {
		var held Object
		contexts := make([]Vector, 2)
		for i, values := range want {
			writer := i % 2
			held = mode.Write(held, contexts[writer], Dot{Node: "S"}, fmt.Sprintf("%c%d", 'a'+writer, i/2+1))
			contexts[writer] = held.Clock
			if held.Values() != values {
				t.Errorf("%s, put %d: %s, want %s", mode, i+1, held.Values(), values)
			}
		}
	}
}

// Without dots, equal vectors may stand before different siblings: whoever
// merged b before c never had to keep the a that b replaced.
func TestVectorsAlone(t *testing.T) {
	for mode, same := range map[Scheme]bool{Vectors: false, Dotted: true} {
		a := mode.Write(Object{}, nil, Dot{Node: "X"}, "a")
		b := mode.Write(Object{}, a.Clock, Dot{Node: "Y"}, "b")
		c := mode.Write(Object{}, nil, Dot{Node: "Z"}, "c")
		one, other := mode.Merge(mode.Merge(a, c), b), mode.Merge(mode.Merge(b, c), a)
		if one.Equal(other) != same || one.Clock.String() != other.Clock.String() {
			t.Errorf("%s: %s and %s", mode, one, other)
		}
		if again := mode.Merge(one, other); !mode.Merge(other, one).Equal(again) {
			t.Errorf("%s: after an exchange %s and %s", mode, again, mode.Merge(other, one))
		}
	}
}

// Replicas that have seen the same writes hold the same, in whatever order
// these came, how often, and merged with what on the way.
func TestMergeDoesNotCareForOrder(t *testing.T) {
	for _, mode := range []Scheme{Dotted, LastWriter} {
		rapid.Check(t, func(t *rapid.T) {
			versions := anyVersions(t, mode)
			var forward, shuffled Object
			for _, v := range versions {
				forward = mode.Merge(forward, v)
			}
			for _, i := range rapid.Permutation(indices(versions)).Draw(t, "order") {
				shuffled = mode.Merge(shuffled, mode.Merge(versions[i], shuffled))
			}
			if !forward.Equal(shuffled) {
				t.Fatalf("%v: %s one way, %s the other", versions, forward, shuffled)
			}
			if again := ParseObject(mode, forward.String()); !again.Equal(forward) {
				t.Fatalf("%s reads back as %s", forward, again)
			}
		})
	}
}

// anyVersions are objects that three replicas held in a run of writes and merges.
func anyVersions(t *rapid.T, mode Scheme) []Object {
	held := make([]Object, 3)
	versions := []Object{{}}
	for i := range rapid.IntRange(1, 8).Draw(t, "steps") {
		at := rapid.IntRange(0, 2).Draw(t, "replica")
		seen := rapid.SampledFrom(versions).Draw(t, "seen")
		if rapid.Bool().Draw(t, "merge") {
			held[at] = mode.Merge(held[at], seen)
		} else {
			held[at] = mode.Write(held[at], seen.Clock, Dot{engine.NodeID("dev" + fmt.Sprint(at+1)), i + 1}, fmt.Sprint("v", i))
		}
		versions = append(versions, held[at])
	}
	return versions
}

func indices(of []Object) []int {
	out := make([]int, len(of))
	for i := range out {
		out[i] = i
	}
	return out
}
