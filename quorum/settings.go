package quorum

import (
	"fmt"
	"math/bits"
	"slices"

	"synod/engine"
	"synod/quorum/ring"
	"synod/quorum/version"
)

// RepairTime says when a read brings replicas up to date that it found behind.
type RepairTime uint8

// The times. RepairAfter answers the client first, as Dynamo and Riak do;
// RepairBefore waits until R replicas hold what the read returns, as
// Cassandra's blocking read repair does.
const (
	NoRepair RepairTime = iota
	RepairAfter
	RepairBefore
)

var repairWords = []string{"none", "after", "before"}

// StandIn says what becomes of a write to a replica that is believed down.
type StandIn uint8

// The ways. Without one the replica misses the write. With a fallback the next
// node on the ring takes it, with a hint whose it is, and counts as the replica
// would: a sloppy quorum, as in Dynamo and Riak. With a hint the coordinator
// keeps it for the replica, and it counts for nothing, as in Cassandra.
const (
	NobodyStandsIn StandIn = iota
	FallbackStandsIn
	HintStandsIn
)

var standInWords = []string{"none", "fallback", "hint"}

// settings is a configuration as the nodes share it. It never changes.
type settings struct {
	version.Scheme
	shape    *ring.Shape
	members  ring.Members // from the start
	n, r, w  int
	pr, pw   int // of these, so many have to be primaries
	repair   RepairTime
	standIn  StandIn
	confirms int // so many different nodes have to have a write; 0: it does not matter
	window   int // how long a hint is kept; 0: for ever

	compare    bool // rule compare-versions
	distinct   bool // rule count-replicas
	hintsApart bool // rule hints-are-no-replicas
	honest     bool // rule unknown-is-not-failed
}

func newSettings(cfg engine.Config) (*settings, error) {
	nodes := cfg.Int("nodes")
	s := &settings{
		Scheme: version.Scheme(slices.Index(version.Words, cfg.Word("versions"))),
		n:      cfg.Int("n"), r: cfg.Int("r"), w: cfg.Int("w"), pr: cfg.Int("pr"), pw: cfg.Int("pw"), confirms: cfg.Int("confirms"),
		repair:     RepairTime(slices.Index(repairWords, cfg.Word("repair"))),
		standIn:    StandIn(slices.Index(standInWords, cfg.Word("stand-in"))),
		window:     cfg.Int("window"),
		compare:    cfg.On("compare-versions"),
		distinct:   cfg.On("count-replicas"),
		hintsApart: cfg.On("hints-are-no-replicas"),
		honest:     cfg.On("unknown-is-not-failed"),
	}
	s.shape = ring.New(ring.Shape{
		Kind: ring.Kind(slices.Index(ring.Words, cfg.Word("ring"))), Nodes: ring.Names(nodes), First: nodes,
		Partitions: cfg.Int("partitions"),
	}, cfg.Int("vnodes"))
	s.members = s.shape.Nodes[:s.shape.First]
	return s, s.check()
}

func (s *settings) check() error {
	nodes := len(s.members)
	for _, row := range []struct {
		name      string
		is, least int
	}{{"r", s.r, 1}, {"w", s.w, 1}, {"pr", s.pr, 0}, {"pw", s.pw, 0}, {"confirms", s.confirms, 0}} {
		if row.is > s.n {
			return fmt.Errorf("%s is %d, but a key has n = %d replicas; expected %s from %d to %d", row.name, row.is, s.n, row.name, row.least, s.n)
		}
	}
	switch {
	case s.n > nodes:
		return fmt.Errorf("n is %d, but there are %d nodes; expected n from 1 to %d", s.n, nodes, nodes)
	case bits.OnesCount(uint(s.shape.Partitions)) != 1:
		return fmt.Errorf("partitions is %d; expected a power of two, such as %d", s.shape.Partitions, 1<<bits.Len(uint(s.shape.Partitions)))
	}
	return nil
}

// seats are the replicas of a key.
func (s *settings) seats(key string) []ring.Seat { return s.shape.Prefer(key, s.n, s.members) }

// replicas are the nodes that hold a key, each once.
func (s *settings) replicas(key string) []engine.NodeID { return nodesOf(s.seats(key)) }

// believes says whether nodes keep in mind who is down.
func (s *settings) believes() bool { return s.standIn != NobodyStandsIn }

func nodesOf(seats []ring.Seat) []engine.NodeID {
	var ids []engine.NodeID
	for _, x := range seats {
		if !slices.Contains(ids, x.Node) {
			ids = append(ids, x.Node)
		}
	}
	return ids
}
