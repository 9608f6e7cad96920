package ring

import (
	"encoding/hex"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"synod/engine"
)

func shape(kind Kind, nodes, partitions, vnodes int) (*Shape, Members) {
	names := Names(nodes)
	return New(Shape{Kind: kind, Nodes: names, First: nodes, Partitions: partitions}, vnodes), names
}

// The hashes are those of riak_core's unit test and documentation.
func TestHashesAreRiaks(t *testing.T) {
	hash := KeyHash("foo/bar")
	if got := hex.EncodeToString(hash[:8]); got != hex.EncodeToString([]byte{73, 212, 27, 234, 104, 13, 150, 207}) {
		t.Errorf("foo/bar hashes to %s", got)
	}
	hash = KeyHash("artist/REM")
	if got := new(big.Int).SetBytes(hash[:]).String(); got != "666603136322215606811169435479313437784925203632" {
		t.Errorf("artist/REM hashes to %s", got)
	}
}

func TestPartitionsAreRiaks(t *testing.T) {
	for key, want := range map[string]int{"foo/bar": 19, "artist/REM": 30, "carts/alice": 46, "carts/bob": 20} {
		if got := Partition(key, 64); got != want {
			t.Errorf("%s falls in partition %d, want %d", key, got, want)
		}
	}
}

// The dumb twin: the partition by arithmetic on whole numbers.
func TestPartitionIsTheNextOne(t *testing.T) {
	for q := LeastPartitions; q <= MostPartitions; q *= 2 {
		width := new(big.Int).Div(new(big.Int).Lsh(big.NewInt(1), 160), big.NewInt(int64(q)))
		for i := range 50 {
			key := fmt.Sprint("b/k", i)
			hash := KeyHash(key)
			part := new(big.Int).Div(new(big.Int).SetBytes(hash[:]), width).Int64()
			if got, want := Partition(key, q), (int(part)+1)%q; got != want {
				t.Fatalf("%s of %d: partition %d, want %d", key, q, got, want)
			}
		}
	}
}

func text(list []Seat) string {
	var words []string
	for _, s := range list {
		word := fmt.Sprintf("%d>%s", s.Part, s.Node)
		if s.Name != "" {
			word += "(" + s.Name + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// The golden table of riak_core's unit test: six nodes, 64 partitions.
func TestActivePreferenceListIsRiaks(t *testing.T) {
	s, m := shape(Riak, 6, 64, 0)
	for _, row := range []struct{ down, want string }{
		{"", "19>dev2 20>dev3 21>dev4"},
		{"dev2", "20>dev3 21>dev4 19>dev5(for dev2)"},
		{"dev2 dev3", "21>dev4 19>dev5(for dev2) 20>dev6(for dev3)"},
		{"dev2 dev3 dev4", "19>dev5(for dev2) 20>dev6(for dev3) 21>dev1(for dev4)"},
		{"dev1 dev2 dev3 dev4", "19>dev5(for dev2) 20>dev6(for dev3) 21>dev5(for dev4)"},
		{"dev1 dev2 dev3 dev4 dev5 dev6", ""},
	} {
		var down []engine.NodeID
		for id := range strings.FieldsSeq(row.down) {
			down = append(down, engine.NodeID(id))
		}
		if got := text(s.Active("foo/bar", 3, m, down)); got != row.want {
			t.Errorf("%s down: %s, want %s", row.down, got, row.want)
		}
	}
}

// Where the partitions do not divide evenly, some lists at the end of the ring
// have a node twice.
func TestTailViolation(t *testing.T) {
	for _, row := range []struct {
		nodes, partitions int
		want              []int
	}{{3, 64, []int{62, 63}}, {4, 64, nil}, {5, 64, nil}, {6, 64, nil}, {7, 64, []int{62, 63}}, {5, 16, []int{14, 15}}} {
		s, m := shape(Riak, row.nodes, row.partitions, 0)
		if got := s.Short(3, m); !slices.Equal(got, row.want) {
			t.Errorf("%d nodes, %d partitions: short lists from %v, want %v", row.nodes, row.partitions, got, row.want)
		}
	}
	s, m := shape(Riak, 3, 64, 0)
	for i := range 1000 {
		key := fmt.Sprint("k", i)
		if s.Start(key) == 62 {
			if got := text(s.Prefer(key, 3, m)); got != "62>dev3 63>dev1 0>dev1(0)" {
				t.Errorf("%s: %s", key, got)
			}
			return
		}
	}
}

// The dumb twin of a list: go round, and take who is not there yet.
func TestPreferenceListSkipsWhoIsThere(t *testing.T) {
	for _, kind := range []Kind{Dynamo, Hash} {
		for nodes := 1; nodes <= 9; nodes++ {
			s, m := shape(kind, nodes, 64, 8)
			for n := 1; n <= nodes; n++ {
				for i := range 40 {
					key := fmt.Sprint("k", i)
					var want []engine.NodeID
					for at := s.Start(key); len(want) < n; at = (at + 1) % s.Size() {
						if o := s.Owner(at, m); !slices.Contains(want, o) {
							want = append(want, o)
						}
					}
					var got []engine.NodeID
					for _, seat := range s.Prefer(key, n, m) {
						got = append(got, seat.Node)
					}
					if !slices.Equal(got, want) {
						t.Fatalf("%s, %d of %d nodes: %v, want %v", Words[kind], n, nodes, got, want)
					}
				}
			}
		}
	}
}

// Nobody who is down is on an active list, its seats have different names, and
// it is as long as it can be.
func TestActiveLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]Kind{Dynamo, Riak, Hash}).Draw(t, "kind")
		nodes := rapid.IntRange(1, 9).Draw(t, "nodes")
		s, m := shape(kind, nodes, 64, 16)
		n := rapid.IntRange(1, nodes).Draw(t, "n")
		var down []engine.NodeID
		for _, id := range m {
			if rapid.Bool().Draw(t, string(id)) {
				down = append(down, id)
			}
		}
		key := rapid.StringMatching(`[a-z]{1,4}`).Draw(t, "key")
		list := s.Active(key, n, m, down)
		want := min(n, nodes-len(down))
		if kind == Riak && want > 0 {
			want = n
		}
		if len(list) != want {
			t.Fatalf("%d seats, want %d: %s", len(list), want, text(list))
		}
		for i, x := range list {
			if slices.Contains(down, x.Node) {
				t.Fatalf("%s is down: %s", x.Node, text(list))
			}
			for _, y := range list[:i] {
				if x.Node == y.Node && x.Name == y.Name {
					t.Fatalf("two seats are the same: %s", text(list))
				}
			}
		}
	})
}

// A node that joins takes only what then falls to it, and one that leaves gives
// away only what was its own.
func TestJoiningMovesLittle(t *testing.T) {
	for _, kind := range []Kind{Dynamo, Hash} {
		names := Names(5)
		s := New(Shape{Kind: kind, Nodes: names, First: 4, Partitions: 64}, 16)
		four := Members(names[:4])
		moved := 0
		for part := range s.Size() {
			before, after := s.first(part, four), s.first(part, names)
			if before != after {
				moved++
			}
			if before != after && after != "dev5" {
				t.Errorf("%s: part %d goes from %s to %s", Words[kind], part, before, after)
			}
			if left := s.first(part, names[1:]); after != "dev1" && left != after {
				t.Errorf("%s: as dev1 leaves, part %d goes from %s to %s", Words[kind], part, after, left)
			}
		}
		if moved == 0 || moved > s.Size()/2 {
			t.Errorf("%s: %d of %d parts move", Words[kind], moved, s.Size())
		}
	}
}

// More virtual nodes, more even shares; and shares are all of the ring.
func TestShares(t *testing.T) {
	worst := func(vnodes int) float64 {
		s, m := shape(Hash, 5, 0, vnodes)
		most, sum, keys := 0.0, 0.0, 0
		for _, share := range s.Shares(m, 1000) {
			most, sum, keys = max(most, share.Ring), sum+share.Ring, keys+share.Keys
		}
		if sum < 0.999 || sum > 1.001 || keys != 1000 {
			t.Errorf("%d virtual nodes: shares add up to %g and %d keys", vnodes, sum, keys)
		}
		return most
	}
	if one, many := worst(1), worst(128); one < 0.3 || many > 0.25 {
		t.Errorf("the largest share is %g with one virtual node and %g with 128", one, many)
	}
}

// With two data centres a key has its seats in both.
func TestTwoCentres(t *testing.T) {
	names := Names(6)
	s := New(Shape{Kind: Dynamo, Nodes: names, First: 6, Partitions: 64, Centres: 2}, 0)
	list := s.Prefer("foo/bar", 2, names)
	in := make([]int, 2)
	for _, seat := range list {
		in[s.Centre(seat.Node)]++
	}
	if len(list) != 4 || in[0] != 2 || in[1] != 2 {
		t.Errorf("%s: %v", text(list), in)
	}
}
