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
	start    view          // of the ring, before anybody joins or leaves
	lists    [][]ring.Seat // the preference lists of that view
	n, r, w  int           // n: in each data centre
	pr, pw   int           // of these, so many have to be primaries
	dw       int           // so many have to have a write on disk; 0: it does not matter
	confirms int           // so many different nodes have to have it; 0: it does not matter
	repair   RepairTime
	standIn  StandIn
	reap     Reaping
	grace    int // how long a tombstone is kept at least, where it is reaped by time
	window   int // how long a hint is kept; 0: for ever

	byReplica bool // a write has to be coordinated by a replica of its key

	askEnough, digests, speculates bool // whom a read asks, and for what
	notfoundOK, basicQuorum        bool // what a reply counts that holds nothing
	truncate                       int  // how many entries a vector may have; 0: any number
	warnAt, refuseAt               int  // siblings

	compare       bool // rule compare-versions
	distinct      bool // rule count-replicas
	hintsApart    bool // rule hints-are-no-replicas
	persistFirst  bool // rule persist-before-ack
	tombstones    bool // rule tombstones
	transferFirst bool // rule transfer-first
	honest        bool // rule unknown-is-not-failed
}

func newSettings(cfg engine.Config) (*settings, error) {
	nodes := cfg.Int("nodes")
	s := &settings{
		Scheme: version.Scheme(slices.Index(version.Words, cfg.Word("versions"))),
		n:      cfg.Int("n"), r: cfg.Int("r"), w: cfg.Int("w"), pr: cfg.Int("pr"), pw: cfg.Int("pw"), confirms: cfg.Int("confirms"),
		repair:  RepairTime(slices.Index(repairWords, cfg.Word("repair"))),
		standIn: StandIn(slices.Index(standInWords, cfg.Word("stand-in"))),
		window:  cfg.Int("window"),
		dw:      cfg.Int("dw"), askEnough: cfg.Word("ask") == "enough", digests: cfg.Bool("digests"), speculates: cfg.Bool("speculate"),
		notfoundOK: cfg.Bool("notfound-ok"), basicQuorum: cfg.Bool("basic-quorum"),
		truncate: cfg.Int("truncate"), warnAt: cfg.Int("warn-at"), refuseAt: cfg.Int("refuse-at"),
		reap: Reaping(slices.Index(reapWords, cfg.Word("reap"))), grace: cfg.Int("grace"),
		tombstones: cfg.On("tombstones"), transferFirst: cfg.On("transfer-first"),
		persistFirst: cfg.On("persist-before-ack"),
		compare:      cfg.On("compare-versions"),
		distinct:     cfg.On("count-replicas"),
		hintsApart:   cfg.On("hints-are-no-replicas"),
		honest:       cfg.On("unknown-is-not-failed"),
	}
	s.shape = ring.New(ring.Shape{
		Kind: ring.Kind(slices.Index(ring.Words, cfg.Word("ring"))), Nodes: ring.Names(nodes + cfg.Int("spares")), First: nodes,
		Partitions: cfg.Int("partitions"), Centres: cfg.Int("centres"),
	}, cfg.Int("vnodes"))
	s.start = view{members: s.shape.Nodes[:s.shape.First]}
	if err := s.whoCoordinates(cfg.Word("coordinate")); err != nil {
		return nil, err
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	s.lists = s.shape.Lists(s.n, s.start.members)
	return s, nil
}

// whoCoordinates settles whether a write has to be coordinated by a replica of
// its key. Where versions count a replica's writes there is no choice: the count
// would go up at a node that nobody asks for it.
func (s *settings) whoCoordinates(word string) error {
	s.byReplica = s.Counts() || word == "replica"
	if s.Counts() && word == "any" {
		return fmt.Errorf("coordinate: any, but %s versions count the writes of replicas; expected coordinate: replica, or versions: lww or clients", version.Words[s.Scheme])
	}
	return nil
}

func (s *settings) check() error {
	nodes := len(s.start.members) / s.centres()
	for _, row := range []struct {
		name      string
		is, least int
	}{{"r", s.r, 1}, {"w", s.w, 1}, {"pr", s.pr, 0}, {"pw", s.pw, 0}, {"dw", s.dw, 0}, {"confirms", s.confirms, 0}} {
		if row.is > s.total() {
			return fmt.Errorf("%s is %d, but a key has %s replicas; expected %s from %d to %d", row.name, row.is, s.sayTotal(), row.name, row.least, s.total())
		}
	}
	switch {
	case s.reap == ReapWhenAll && s.repair != RepairAfter:
		return fmt.Errorf("reap: all is done by reads that hear all replicas out; expected repair: after")
	case s.reap == ReapWhenAll && s.askEnough:
		return fmt.Errorf("reap: all is done by reads that hear all replicas out; expected ask: all")
	case s.centres() > 1 && len(s.shape.Nodes) > len(s.start.members):
		return fmt.Errorf("spares cannot join a ring of two data centres; expected centres: 1")
	case s.centres() > 1 && len(s.start.members)%2 != 0:
		return fmt.Errorf("nodes is %d, and two data centres have the same number each; expected an even number", len(s.start.members))
	case s.centres() > 1 && s.shape.Kind == ring.Riak:
		return fmt.Errorf("a riak ring has one data centre; expected ring: dynamo or hash")
	case s.digests && !s.askEnough, s.speculates && !s.askEnough:
		return fmt.Errorf("digests and speculate are for reads that ask just enough replicas; expected ask: enough")
	case s.n > nodes && s.centres() > 1:
		return fmt.Errorf("n is %d, but there are %d nodes in a data centre; expected n from 1 to %d", s.n, nodes, nodes)
	case s.n > nodes:
		return fmt.Errorf("n is %d, but there are %d nodes; expected n from 1 to %d", s.n, nodes, nodes)
	case bits.OnesCount(uint(s.shape.Partitions)) != 1:
		return fmt.Errorf("partitions is %d; expected a power of two, such as %d", s.shape.Partitions, 1<<bits.Len(uint(s.shape.Partitions)))
	}
	return nil
}

func (s *settings) sayTotal() string {
	if s.centres() > 1 {
		return fmt.Sprintf("%d times n = %d", s.centres(), s.n)
	}
	return fmt.Sprintf("n = %d", s.n)
}

// seats are the places on a key's preference list, as a view of the ring has it.
// Nobody may write to the list.
func (s *settings) seats(key string, v view) []ring.Seat {
	if v.epoch == s.start.epoch {
		return s.lists[s.shape.Start(key)]
	}
	return s.shape.Prefer(key, s.n, v.members)
}

// replicas are the nodes that hold a key, each once.
func (s *settings) replicas(key string, v view) []engine.NodeID { return nodesOf(s.seats(key, v)) }

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
