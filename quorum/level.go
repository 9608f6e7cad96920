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
	case ownCounts(level):
		return s.refuseCounts(level, write)
	case !slices.Contains(levels, level):
		return "there is no level '" + level + "'; expected one of " + strings.Join(levels, ", ") + ", or counts such as " + countWords(write)[0] + ":1"
	case !write && (level == "ANY" || level == "EACH_QUORUM"):
		return level + " is a level of writes; expected another for a read, such as QUORUM"
	case most > s.total():
		return "a key has fewer replicas than " + level + " asks for; expected ONE, QUORUM or ALL"
	case level == "ANY" && s.standIn != HintStandsIn:
		return "ANY may be met by a hint, and nobody keeps hints here; expected stand-in: hint"
	}
	return ""
}

// A request may also bring counts of its own, by Riak's names for them: pw:2, or
// r:1+pr:1; a read also says whether a reply that holds nothing counts, and
// whether a majority of them is enough to give up: notfound:0+basic:1. What it
// does not name is as the configuration has it.
//
// Source: riak_kv_put_fsm and riak_kv_get_fsm, options.

// ownCounts says whether a level is of that kind.
func ownCounts(level string) bool { return strings.Contains(level, ":") }

// countWords are the counts that a request may bring.
func countWords(write bool) []string {
	if write {
		return []string{"w", "pw", "dw", "confirms"}
	}
	return []string{"r", "pr", "notfound", "basic"}
}

// asked is a count as a level has it, if it names that.
func asked(level, word string, count int) int {
	if !ownCounts(level) {
		return count
	}
	for part := range strings.SplitSeq(level, "+") {
		if name, number, found := strings.Cut(part, ":"); found && name == word {
			n, _ := strconv.Atoi(number)
			return n
		}
	}
	return count
}

// refuseCounts says why a request cannot bring its own counts; empty: it can.
func (s *settings) refuseCounts(level string, write bool) string {
	for part := range strings.SplitSeq(level, "+") {
		word, number, _ := strings.Cut(part, ":")
		if words := countWords(write); !slices.Contains(words, word) {
			return "'" + part + "' is no count of such a request; expected one of " + strings.Join(words, ", ") + ", such as " + words[0] + ":1"
		}
		least, most := s.countRange(word)
		if n, err := strconv.Atoi(number); err != nil || n < least || n > most {
			return "'" + part + "' is out of range; expected " + word + ":" + strconv.Itoa(least) + " to " + word + ":" + strconv.Itoa(most)
		}
	}
	return ""
}

func (s *settings) countRange(word string) (least, most int) {
	switch word {
	case "r", "w":
		return 1, s.total()
	case "notfound", "basic":
		return 0, 1
	}
	return 0, s.total()
}

// askedWhether is asked for what is said by 0 and 1.
func askedWhether(level, word string, yes bool) bool {
	count := 0
	if yes {
		count = 1
	}
	return asked(level, word, count) == 1
}

// notfoundCounts says whether a reply that holds nothing counts for a read.
func (s *settings) notfoundCounts(op *operation) bool {
	return askedWhether(op.level, "notfound", s.notfoundOK)
}

// total is how many replicas a key has in all data centres.
func (s *settings) total() int { return s.n * s.centres() }

func (s *settings) centres() int { return max(1, s.shape.Centres) }
