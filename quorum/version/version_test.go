package version

import (
	"fmt"
	"slices"
	"strings"
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
		a, b := ParseVector(row.a), ParseVector(row.b)
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
		first := mode.Write(Object{}, nil, Dot{Node: "A"}, "v1", 0)
		second := mode.Write(first, nil, Dot{Node: "A"}, "v2", 0)
		third := mode.Write(second, first.Clock, Dot{Node: "A"}, "v3", 0)
		if got := third.String(); got != want {
			t.Errorf("%s: %s, want %s", mode, got, want)
		}
	}
}

// Clients that name their own writes keep the same two, without the server's help:
// c1 writes v1, c2 v2, and c1 v3 over v1.
func TestThreeWritesOfTwoClients(t *testing.T) {
	v1 := Clients.Write(Object{}, nil, Dot{"c1", 1}, "v1", 0)
	v2 := Clients.Write(Object{}, nil, Dot{"c2", 1}, "v2", 0)
	v3 := Clients.Write(Object{}, v1.Clock, Dot{"c1", 2}, "v3", 0)
	if got := Clients.Merge(Clients.Merge(v1, v2), v3).String(); got != "v2@c2:1 v3@c1:2 {c1:2 c2:1}" {
		t.Errorf("all three are %s", got)
	}
	again := Clients.Write(Object{}, nil, Dot{"c1", 1}, "again", 0)
	if got := Clients.Merge(v1, again).Values(); got != "v1" {
		t.Errorf("two writes of one name are %s", got)
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
			held = mode.Write(held, contexts[writer], Dot{Node: "S"}, fmt.Sprintf("%c%d", 'a'+writer, i/2+1), 0)
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
		a := mode.Write(Object{}, nil, Dot{Node: "X"}, "a", 0)
		b := mode.Write(Object{}, a.Clock, Dot{Node: "Y"}, "b", 0)
		c := mode.Write(Object{}, nil, Dot{Node: "Z"}, "c", 0)
		one, other := mode.Merge(mode.Merge(a, c), b), mode.Merge(mode.Merge(b, c), a)
		if one.Equal(other) != same || one.Clock.String() != other.Clock.String() {
			t.Errorf("%s: %s and %s", mode, one, other)
		}
		if again := mode.Merge(one, other); !mode.Merge(other, one).Equal(again) {
			t.Errorf("%s: after an exchange %s and %s", mode, again, mode.Merge(other, one))
		}
	}
}

// Without siblings the time decides, but only between writes that did not know
// of one another.
func TestLatestStays(t *testing.T) {
	early := Latest.Write(Object{}, nil, Dot{Node: "A"}, "early", 1)
	late := Latest.Write(Object{}, nil, Dot{Node: "B"}, "late", 2)
	over := Latest.Write(late, late.Clock, Dot{Node: "B"}, "over", 1)
	for _, row := range []struct {
		what string
		got  Object
		want string
	}{
		{"concurrent", Latest.Merge(early, late), "late@2 {A:1 B:1}"},
		{"of a client that had seen nothing, and a clock that is behind", Latest.Write(late, nil, Dot{Node: "B"}, "lost", 1), "late@2 {B:2}"},
		{"of a client that had, whatever the clock", Latest.Merge(late, over), "over@1 {B:2}"},
		{"at the same time", Latest.Merge(early, Latest.Write(Object{}, nil, Dot{Node: "B"}, "zest", 1)), "zest@1 {A:1 B:1}"},
	} {
		if row.got.String() != row.want {
			t.Errorf("%s: %s, want %s", row.what, row.got, row.want)
		}
	}
	// A clock that is behind leaves replicas apart that have seen the same, until
	// they tell each other.
	one, other := Latest.Merge(Latest.Merge(late, early), over), Latest.Merge(Latest.Merge(over, early), late)
	if one.Values() != "late" || other.Values() != "over" || Latest.Merge(one, other).String() != "late@2 {A:1 B:2}" {
		t.Errorf("%s and %s, together %s", one, other, Latest.Merge(one, other))
	}
}

// Replicas that have seen the same writes hold the same, in whatever order
// these came, how often, and merged with what on the way.
func TestMergeDoesNotCareForOrder(t *testing.T) {
	for _, mode := range []Scheme{Dotted, LastWriter, Latest} {
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
			held[at] = mode.Write(held[at], seen.Clock, Dot{engine.NodeID("dev" + fmt.Sprint(at+1)), i + 1}, fmt.Sprint("v", i), i+1)
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

// The dumb twin of dots: each write is an event, with the set of all events that
// its writer had seen, and of two events the one that was seen goes.
type event struct {
	value string
	saw   map[*event]bool
}

type events map[*event]bool

func (e events) past() events {
	all := events{}
	for x := range e {
		all[x] = true
		for y := range x.saw {
			all[y] = true
		}
	}
	return all
}

// heads leaves the events that no other has seen.
func (e events) heads() events {
	out := events{}
	for x := range e {
		seen := false
		for y := range e {
			seen = seen || y.saw[x]
		}
		if !seen {
			out[x] = true
		}
	}
	return out
}

func (e events) values() string {
	var values []string
	for x := range e {
		values = append(values, x.value)
	}
	slices.Sort(values)
	if len(values) == 0 {
		return Nothing
	}
	return strings.Join(values, " ")
}

// Dots, and clients that never forget, keep exactly the values that nobody who
// wrote had seen; plain vectors keep them too, and sometimes more.
func TestSchemesAgainstSetsOfEvents(t *testing.T) {
	more := 0
	for _, mode := range []Scheme{Dotted, Clients, Vectors} {
		rapid.Check(t, func(t *rapid.T) {
			held, twin := make([]Object, 3), make([]events, 3)
			saw, sawTwin, counts := make([]Vector, 3), make([]events, 3), make([]int, 3)
			for i := range rapid.IntRange(1, 40).Draw(t, "steps") {
				at, other := rapid.IntRange(0, 2).Draw(t, "replica"), rapid.IntRange(0, 2).Draw(t, "other")
				client := rapid.IntRange(0, 2).Draw(t, "client")
				switch rapid.SampledFrom([]string{"put", "get", "merge"}).Draw(t, "what") {
				case "put":
					dot := Dot{Node: engine.NodeID(fmt.Sprint("dev", at))}
					if mode == Clients {
						counts[client]++
						dot = Dot{engine.NodeID(fmt.Sprint("c", client)), counts[client]}
					}
					e := &event{fmt.Sprintf("v%02d", i), sawTwin[client].past()}
					held[at] = mode.Merge(held[at], mode.Write(held[at], saw[client], dot, e.value, 0))
					twin[at] = union(twin[at], events{e: true}).heads()
					if mode == Clients { // a client has always seen its own writes
						saw[client], sawTwin[client] = saw[client].With(dot), union(sawTwin[client], events{e: true})
					}
				case "get":
					saw[client], sawTwin[client] = saw[client].Merge(held[at].Clock), union(sawTwin[client], twin[at])
				case "merge":
					held[at] = mode.Merge(held[at], held[other])
					twin[at] = union(twin[at], twin[other]).heads()
				}
				got, want := held[at].Values(), twin[at].values()
				if mode != Vectors && got != want {
					t.Fatalf("%s: step %d: %s, the twin has %s", mode, i, held[at], want)
				}
				if mode == Vectors {
					for e := range twin[at] {
						if !strings.Contains(got, e.value) {
							t.Fatalf("%s: step %d: %s, the twin has %s", mode, i, held[at], want)
						}
					}
					if len(held[at].Siblings) > len(twin[at]) {
						more++
					}
				}
			}
		})
	}
	if more == 0 {
		t.Error("vectors never had a sibling too many")
	}
}

func union(a, b events) events {
	out := events{}
	for x := range a {
		out[x] = true
	}
	for x := range b {
		out[x] = true
	}
	return out
}

// A vector that has been truncated has forgotten what it has seen: a value that
// was replaced comes back as a sibling.
func TestTruncationForgets(t *testing.T) {
	old := Dotted.Write(Object{}, nil, Dot{Node: "A"}, "old", 0)
	next := Dotted.Write(old, old.Clock, Dot{Node: "B"}, "next", 0)
	if got := Dotted.Merge(next, old).Values(); got != "next" {
		t.Errorf("whole: %s", got)
	}
	if got := Dotted.Merge(next.Truncate(1, "B"), old).Values(); got != "next old" {
		t.Errorf("truncated: %s", got)
	}
	long := ParseObject(Dotted, "x@D:1 {A:3 B:1 C:2 D:1}")
	if got := long.Truncate(2, "D").String(); got != "x@D:1 {A:3 D:1}" {
		t.Errorf("the entries that have counted least go, but not the writer's: %s", got)
	}
}

func ExampleVector_Ahead() {
	a, b := ParseVector("{dev1:2 dev2:1}"), ParseVector("{dev1:1 dev3:1}")
	fmt.Println(a.Ahead(b), b.Ahead(a))
	// Output: [dev1:2 dev2:1] [dev3:1]
}

func FuzzParseObject(f *testing.F) {
	for _, text := range []string{"nothing", "soup {dev1:1}", "a@dev1:1 b@dev2:1 {dev1:1 dev2:1}", "x@dev1:9", "{", "@:{:", "deleted {dev1:2}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for m := range Scheme(len(Words)) {
			o := ParseObject(m, text)
			if !slices.IsSortedFunc(o.Clock, func(a, b Dot) int { return strings.Compare(string(a.Node), string(b.Node)) }) {
				t.Errorf("%q: the vector of %s is not in order", text, o)
			}
			ParseObject(m, o.String())
		}
	})
}
