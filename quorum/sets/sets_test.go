package sets_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"synod/quorum/sets"
)

func ExampleApart() {
	read, write, _ := sets.Apart(sets.Threshold(3, 1), sets.Threshold(3, 2))
	fmt.Println(read.Members(), write.Members())
	// Output: [0] [1 2]
}

func parse(t *testing.T, text string, n int) sets.System {
	t.Helper()
	q, err := sets.Parse(strings.Fields(text), n, "A")
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// everything is the dumb twin of what is known of minimal quorums alone: all
// sets of n nodes.
func everything(n int) []sets.Set {
	var all []sets.Set
	for s := 0; s < 1<<n; s++ {
		all = append(all, sets.Set(s))
	}
	return all
}

var systems = []struct {
	text string
	n    int
	is   func(members []int) bool // what the words mean, said once more
}{
	{"majority", 5, func(m []int) bool { return 2*len(m) > 5 }},
	{"2", 4, func(m []int) bool { return len(m) >= 2 }},
	{"weights 2 1 1 0 need 3", 4, func(m []int) bool {
		sum := 0
		for _, i := range m {
			sum += []int{2, 1, 1, 0}[i]
		}
		return sum >= 3
	}},
	{"rows 2x3", 6, func(m []int) bool { return holds(m, 0, 1, 2) || holds(m, 3, 4, 5) }},
	{"columns 2x3", 6, func(m []int) bool { return holds(m, 0, 3) || holds(m, 1, 4) || holds(m, 2, 5) }},
	{"cover-rows 2x3", 6, func(m []int) bool { return meets(m, 0, 1, 2) && meets(m, 3, 4, 5) }},
	{"cover-columns 2x3", 6, func(m []int) bool { return meets(m, 0, 3) && meets(m, 1, 4) && meets(m, 2, 5) }},
	{"crosses 2x3", 6, func(m []int) bool {
		return (holds(m, 0, 1, 2) || holds(m, 3, 4, 5)) && (holds(m, 0, 3) || holds(m, 1, 4) || holds(m, 2, 5))
	}},
	{"column-and-cover 2x3", 6, func(m []int) bool {
		return (holds(m, 0, 3) || holds(m, 1, 4) || holds(m, 2, 5)) && meets(m, 0, 3) && meets(m, 1, 4) && meets(m, 2, 5)
	}},
	{"A1+A2 A3", 4, func(m []int) bool { return holds(m, 0, 1) || holds(m, 2) }},
}

func holds(m []int, need ...int) bool {
	return !slices.ContainsFunc(need, func(i int) bool { return !slices.Contains(m, i) })
}

func meets(m []int, some ...int) bool {
	return slices.ContainsFunc(some, func(i int) bool { return slices.Contains(m, i) })
}

func TestASystemIsWhatItsWordsSay(t *testing.T) {
	for _, c := range systems {
		q := parse(t, c.text, c.n)
		if q.String() != c.text || q.Nodes() != c.n {
			t.Errorf("'%s' reads back as '%s' of %d nodes", c.text, q, q.Nodes())
		}
		spare := c.n
		for _, s := range everything(c.n) {
			if q.Has(s) != c.is(s.Members()) {
				t.Errorf("%s: %v is a quorum: %v", c.text, s.Members(), q.Has(s))
			}
			if rest := sets.First(c.n) &^ s; !q.Has(rest) {
				spare = min(spare, s.Size()-1)
			}
		}
		if q.Spare() != spare {
			t.Errorf("%s: %d may be missing; expected %d", c.text, q.Spare(), spare)
		}
		for _, m := range q.Minimal() {
			for _, i := range m.Members() {
				if q.Has(m &^ sets.Of(i)) {
					t.Errorf("%s: %v is not minimal", c.text, m.Members())
				}
			}
		}
	}
}

func TestWhetherQuorumsMeet(t *testing.T) {
	for _, p := range systems {
		for _, q := range systems {
			if p.n != q.n {
				continue
			}
			one, other := parse(t, p.text, p.n), parse(t, q.text, q.n)
			want := false
			for _, a := range everything(p.n) {
				for _, b := range everything(q.n) {
					want = want || one.Has(a) && other.Has(b) && a&b == 0
				}
			}
			a, b, apart := sets.Apart(one, other)
			if apart != want || apart && (a&b != 0 || !one.Has(a) || !other.Has(b)) {
				t.Errorf("%s and %s: apart %v, expected %v; %v, %v", p.text, q.text, apart, want, a.Members(), b.Members())
			}
		}
	}
}

// The table of Flexible Paxos that is in the literature, by sizes of phase 1
// and phase 2.
func TestPublishedTables(t *testing.T) {
	for _, c := range []struct {
		n, q1, q2 int
		safe      bool
	}{{3, 1, 3, true}, {3, 3, 1, true}, {4, 3, 2, true}, {3, 1, 2, false}, {3, 2, 1, false}, {4, 2, 2, false}} {
		if _, _, apart := sets.Apart(sets.Threshold(c.n, c.q1), sets.Threshold(c.n, c.q2)); apart == c.safe {
			t.Errorf("n=%d q1=%d q2=%d: apart %v", c.n, c.q1, c.q2, apart)
		}
	}
}

func TestWhatIsNoSystem(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "no quorums are given",
		"most":                  "'most' in 'most' is no node from A1 to A3",
		"A1+A9":                 "'A9' in 'A1+A9' is no node",
		"0":                     "makes no quorum",
		"4":                     "makes no quorum",
		"weights 1 1 need 1":    "is about 2 nodes, and there are 3",
		"weights 1 1 1 need 4":  "makes no quorum",
		"weights 1 1 1 need 0":  "makes no quorum",
		"weights 1 x 1 need 1":  "'x' is no number of votes",
		"weights need 1":        "expected the votes of each node",
		"rows 2":                "expected a grid such as 'rows 2x3'",
		"columns 99x99":         "expected a grid",
		"majority and one more": "'majority' in",
	} {
		if _, err := sets.Parse(strings.Fields(text), 3, "A"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("'%s': %v; expected %s", text, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range systems {
		f.Add(c.text, c.n)
	}
	f.Add("weights 99 99 99 99 99 99 99 99 99 need 400", 9)
	f.Fuzz(func(t *testing.T, text string, n int) {
		if n < 1 || n > 9 {
			return
		}
		q, err := sets.Parse(strings.Fields(text), n, "A")
		if err != nil {
			return
		}
		again, err := sets.Parse(strings.Fields(q.String()), n, "A")
		if err != nil || !slices.Equal(again.Minimal(), q.Minimal()) {
			t.Errorf("'%s' prints as '%s', which reads as %v, %v", text, q, again.Minimal(), err)
		}
	})
}
