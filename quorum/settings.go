package quorum

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
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

// settings is a configuration as the nodes share it. It never changes.
type settings struct {
	Versioning
	ring     ring
	n, r, w  int
	repair   RepairTime
	compare  bool // rule compare-versions
	distinct bool // rule count-replicas
}

func newSettings(cfg engine.Config) (*settings, error) {
	s := &settings{
		Versioning: Versioning(slices.Index(versioningWords, cfg.Word("versions"))),
		ring:       newRing(cfg.Int("nodes")),
		n:          cfg.Int("n"), r: cfg.Int("r"), w: cfg.Int("w"),
		repair:   RepairTime(slices.Index(repairWords, cfg.Word("repair"))),
		compare:  cfg.On("compare-versions"),
		distinct: cfg.On("count-replicas"),
	}
	switch {
	case s.n > len(s.ring):
		return nil, fmt.Errorf("n is %d, but there are %d nodes; expected n from 1 to %d", s.n, len(s.ring), len(s.ring))
	case s.r > s.n:
		return nil, fmt.Errorf("r is %d, but a key has n = %d replicas; expected r from 1 to %d", s.r, s.n, s.n)
	case s.w > s.n:
		return nil, fmt.Errorf("w is %d, but a key has n = %d replicas; expected w from 1 to %d", s.w, s.n, s.n)
	case len(cfg.Start) > 0:
		return nil, fmt.Errorf("a quorum store starts empty; expected no start lines")
	}
	return s, nil
}

func (s *settings) replicas(key string) []engine.NodeID { return s.ring.preference(key, s.n) }

// notes are the remarks of the configuration.
func (s *settings) notes() []string {
	var notes []string
	if read, write, apart := sets.Apart(sets.Threshold(s.n, s.r), sets.Threshold(s.n, s.w)); apart {
		notes = append(notes, fmt.Sprintf("R + W = %d is not more than N = %d: a write at replica %s and a read at replica %s of a key do not meet, so a read may miss the last write.",
			s.r+s.w, s.n, places(write.Members()), places(read.Members())))
	}
	if s.Versioning == LastWriter {
		notes = append(notes, "The last writer wins: of two versions the one with the higher timestamp stays, and the other is lost without a word. Timestamps come from the coordinator's own clock.")
	}
	if s.Versioning == Vectors {
		notes = append(notes, "Version vectors without dots: siblings that a client has seen can come back beside the value that replaced them.")
	}
	return notes
}

func places(indices []int) string {
	var words []string
	for _, i := range indices {
		words = append(words, fmt.Sprint(i+1))
	}
	return strings.Join(words, " ")
}
