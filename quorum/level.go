package quorum

import (
	"slices"
	"strconv"
	"strings"
)

// The consistency levels, by Cassandra's names.
//
// Source: Cassandra documentation, Dynamo, tunable consistency.
var levels = []string{"ANY", "ONE", "TWO", "THREE", "QUORUM", "ALL", "LOCAL_ONE", "LOCAL_QUORUM", "EACH_QUORUM"}

// everywhere is the centre of a share that counts all data centres.
const everywhere = -1

// atLevel is what a level asks for, of a coordinator in a data centre.
func (s *settings) atLevel(level string, centre int) []share {
	one := func(count, centre int) []share { return []share{{name: level, count: count, centre: centre}} }
	switch level {
	case "ANY":
		return []share{{name: level, count: 1, centre: everywhere, of: ofHints}}
	case "ONE":
		return one(1, everywhere)
	case "TWO":
		return one(2, everywhere)
	case "THREE":
		return one(3, everywhere)
	case "QUORUM":
		return one(s.total()/2+1, everywhere)
	case "ALL":
		return one(s.total(), everywhere)
	case "LOCAL_ONE":
		return one(1, centre)
	case "LOCAL_QUORUM":
		return one(s.n/2+1, centre)
	}
	var each []share
	for c := range s.centres() {
		each = append(each, share{name: level + " in centre " + strconv.Itoa(c+1), count: s.n/2 + 1, centre: c})
	}
	return each
}

// refuseLevel says why a call cannot be made at a level; empty: it can.
func (s *settings) refuseLevel(level string, write bool) string {
	most := map[string]int{"TWO": 2, "THREE": 3}[level]
	switch {
	case !slices.Contains(levels, level):
		return "there is no level '" + level + "'; expected one of " + strings.Join(levels, ", ")
	case !write && (level == "ANY" || level == "EACH_QUORUM"):
		return level + " is a level of writes; expected another for a read, such as QUORUM"
	case most > s.total():
		return "a key has fewer replicas than " + level + " asks for; expected ONE, QUORUM or ALL"
	case level == "ANY" && s.standIn != HintStandsIn:
		return "ANY may be met by a hint, and nobody keeps hints here; expected stand-in: hint"
	}
	return ""
}

// total is how many replicas a key has in all data centres.
func (s *settings) total() int { return s.n * s.centres() }

func (s *settings) centres() int { return max(1, s.shape.Centres) }
