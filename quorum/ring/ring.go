package ring

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// Kind is a way to place keys.
type Kind uint8

// The kinds of rings.
const (
	Dynamo Kind = iota
	Riak
	Hash
)

// Words are the kinds as a file names them.
var Words = []string{"dynamo", "riak", "hash"}

// Shape is what a ring is made from. It never changes.
type Shape struct {
	Kind       Kind
	Nodes      []engine.NodeID // all that may ever be members, in their order
	First      int             // how many of them are members from the start
	Partitions int             // Dynamo, Riak
	Centres    int             // data centres; 0 and 1: one
	tokens     []token         // Hash: of all nodes, in order
}

// New is a shape with the tokens of its nodes.
func New(s Shape, vnodes int) *Shape {
	if s.Kind == Hash {
		s.tokens = tokens(s.Nodes, vnodes)
	}
	return &s
}

// Members is who has a share of the ring, in the order of joining.
type Members []engine.NodeID

// Seat is a place on a key's preference list.
type Seat struct {
	Node engine.NodeID
	For  engine.NodeID // the node that it stands in for; empty: it is a primary
	Part int           // the partition or token
	// Name tells the seats of one node apart: empty, "for dev2", or the number of
	// the partition if the node is on the list once more.
	Name string
}

// Primary says whether the seat is one of the key's own.
func (s Seat) Primary() bool { return s.For == "" }

// Size is how many places a walk round the ring passes.
func (s *Shape) Size() int {
	if s.Kind == Hash {
		return len(s.tokens)
	}
	return s.Partitions
}

// Start is the partition or token that a key falls to.
func (s *Shape) Start(key string) int {
	if s.Kind == Hash {
		return s.fallsTo(key)
	}
	return Partition(key, s.Partitions)
}

// Owner is the member to whom a partition or token belongs; empty: the token's
// node is no member.
//
// Partitions are dealt out to the first members in turn. A node that joins as
// the m-th takes every m-th partition, and what a node leaves falls to the owner
// of the next.
func (s *Shape) Owner(part int, m Members) engine.NodeID {
	if s.Kind == Hash {
		if n := s.tokens[part].node; slices.Contains(m, n) {
			return n
		}
		return ""
	}
	for range s.Partitions {
		if n := s.claimed(part, m); slices.Contains(m, n) {
			return n
		}
		part = (part + 1) % s.Partitions
	}
	return m[0]
}

func (s *Shape) claimed(part int, m Members) engine.NodeID {
	owner := s.Nodes[part%s.First]
	joined := s.First
	for _, n := range m {
		if slices.Index(s.Nodes, n) >= s.First {
			joined++
			if part%joined == joined-1 {
				owner = n
			}
		}
	}
	return owner
}

// Centre is the data centre of a node: the nodes are dealt out in blocks, the
// first of them to the first.
func (s *Shape) Centre(n engine.NodeID) int {
	if s.Centres < 2 {
		return 0
	}
	return slices.Index(s.Nodes, n) * s.Centres / len(s.Nodes)
}

// Prefer is a key's preference list while all nodes are up: n seats, in each
// data centre if there are several. Fewer if there are too few members.
func (s *Shape) Prefer(key string, n int, m Members) []Seat {
	list, _ := s.prefer(s.Start(key), n, m)
	return list
}

// Lists are the preference lists of all keys, by the part that a key falls to.
func (s *Shape) Lists(n int, m Members) [][]Seat {
	lists := make([][]Seat, s.Size())
	for part := range lists {
		lists[part], _ = s.prefer(part, n, m)
	}
	return lists
}

// prefer walks from a part, and also says how many places it has passed.
func (s *Shape) prefer(start, n int, m Members) (list []Seat, passed int) {
	places := make([]int, max(1, s.Centres))
	for passed < s.Size() && len(list) < n*len(places) {
		part := (start + passed) % s.Size()
		passed++
		node := s.Owner(part, m)
		if node == "" || s.Kind != Riak && Seated(list, node) || places[s.Centre(node)] == n {
			continue
		}
		places[s.Centre(node)]++
		list = append(list, named(list, Seat{Node: node, Part: part}))
	}
	return list, passed
}

// Active is the preference list with the nodes in mind that are down: first the
// primaries that are up, then, for each that is down, in their order, the next
// node on the ring that is up. With partitions a node may so stand on it twice.
//
// Source: riak_core_apl; Dynamo §4.6.
func (s *Shape) Active(key string, n int, m Members, down []engine.NodeID) []Seat {
	start := s.Start(key)
	primaries, passed := s.prefer(start, n, m)
	var list, missing []Seat
	for _, p := range primaries {
		if slices.Contains(down, p.Node) {
			missing = append(missing, p)
		} else {
			list = append(list, p)
		}
	}
	for ; passed < s.Size() && len(missing) > 0; passed++ {
		node := s.Owner((start+passed)%s.Size(), m)
		if node == "" || slices.Contains(down, node) || s.Kind != Riak && Seated(list, node) || s.Centre(node) != s.Centre(missing[0].Node) {
			continue
		}
		list = append(list, named(list, Seat{Node: node, For: missing[0].Node, Part: missing[0].Part}))
		missing = missing[1:]
	}
	return list
}

// Seated says whether a node has a seat on a list.
func Seated(list []Seat, n engine.NodeID) bool {
	return slices.ContainsFunc(list, func(s Seat) bool { return s.Node == n })
}

// named gives a seat a name that no other seat of its node on the list has.
func named(list []Seat, s Seat) Seat {
	if s.For != "" {
		s.Name = "for " + string(s.For)
	}
	if slices.ContainsFunc(list, func(o Seat) bool { return o.Node == s.Node && o.Name == s.Name }) {
		s.Name = strings.TrimSpace(s.Name + " " + strconv.Itoa(s.Part))
	}
	return s
}

// Names lists nodes called dev1, dev2 and so on.
func Names(nodes int) []engine.NodeID {
	names := make([]engine.NodeID, nodes)
	for i := range names {
		names[i] = engine.NodeID("dev" + strconv.Itoa(i+1))
	}
	return names
}
