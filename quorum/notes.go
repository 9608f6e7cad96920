package quorum

import (
	"fmt"
	"strings"

	"synod/quorum/ring"
	"synod/quorum/sets"
	"synod/quorum/version"
)

// notes are the remarks of the configuration.
func (s *settings) notes() []string {
	var notes []string
	add := func(when bool, format string, args ...any) {
		if when {
			notes = append(notes, fmt.Sprintf(format, args...))
		}
	}
	if read, write, apart := sets.Apart(sets.Threshold(s.total(), s.r), sets.Threshold(s.total(), s.w)); apart {
		add(true, "R + W = %d is not more than N = %d: a write at replica %s and a read at replica %s of a key do not meet, so a read may miss the last write.",
			s.r+s.w, s.total(), places(write.Members()), places(read.Members()))
	}
	add(s.standIn == FallbackStandsIn && s.pr+s.pw <= s.n,
		"The quorum is sloppy: nodes that stand in for others count as these would, so that a read and a write need not meet, whatever R and W are. PR + PW = %d is not more than N = %d.", s.pr+s.pw, s.n)
	add(s.Scheme == version.LastWriter, "The last writer wins: of two versions the one with the higher timestamp stays, and the other is lost without a word. Timestamps come from the coordinator's own clock.")
	add(s.Scheme == version.Latest, "There are no siblings: of versions that were written without knowing of one another the one with the latest timestamp stays, and the others are lost without a word. Riak calls it allow_mult = false.")
	add(s.Scheme == version.Vectors, "Version vectors without dots: siblings that a client has seen can come back beside the value that replaced them.")
	if short := s.shape.Short(s.n, s.start.members); s.shape.Kind == ring.Riak && len(short) > 0 {
		add(true, "%d of %d preference lists, the first at partition %d, have a node twice: there N = %d replicas are fewer machines.", len(short), s.shape.Partitions, short[0], s.n)
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
