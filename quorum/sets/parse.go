package sets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Forms says how a system is written.
const Forms = "'majority', a number, 'weights 2 1 1 need 3', a grid such as 'rows 2x3', or quorums such as 'A1+A2 A2+A3'"

// Parse reads a system of n nodes in one of the Forms; letter begins the nodes'
// names, which go on with their number from 1. The error says what was wrong.
func Parse(words []string, n int, letter string) (System, error) {
	q, err := parse(words, n, letter)
	switch {
	case err != nil:
		return q, err
	case q.n != n:
		return q, fmt.Errorf("'%s' is about %d nodes, and there are %d", strings.Join(words, " "), q.n, n)
	case len(q.minimal) == 0 || q.Has(0):
		return q, fmt.Errorf("'%s' makes no quorum of %d nodes; expected one of at least 1 and at most %d", strings.Join(words, " "), n, n)
	}
	q.words = words
	return q, nil
}

func parse(words []string, n int, letter string) (System, error) {
	if len(words) == 0 {
		return System{}, fmt.Errorf("no quorums are given; expected %s", Forms)
	}
	switch words[0] {
	case "majority":
		if len(words) == 1 {
			return Majority(n), nil
		}
	case "weights":
		return parseWeights(words[1:])
	}
	if slices.Contains(GridForms(), words[0]) {
		return parseGrid(words)
	}
	if k, err := strconv.Atoi(words[0]); err == nil && len(words) == 1 {
		return Threshold(n, k), nil
	}
	return parseExplicit(words, n, letter)
}

func parseWeights(words []string) (System, error) {
	k := len(words)
	if k < 3 || k-2 > Max || words[k-2] != "need" {
		return System{}, fmt.Errorf("'weights %s'; expected the votes of each node, 'need', and how many it takes", strings.Join(words, " "))
	}
	votes := make([]int, k-2)
	for i, w := range words[:k-2] {
		v, err := strconv.Atoi(w)
		if err != nil || v < 0 || v > 99 {
			return System{}, fmt.Errorf("'%s' is no number of votes; expected 0 to 99", w)
		}
		votes[i] = v
	}
	need, err := strconv.Atoi(words[k-1])
	if err != nil {
		return System{}, fmt.Errorf("'%s' is no number of votes", words[k-1])
	}
	return Weights(votes, need), nil
}

func parseGrid(words []string) (System, error) {
	rows, columns, ok := strings.Cut(strings.Join(words[1:], " "), "x")
	r, err1 := strconv.Atoi(rows)
	c, err2 := strconv.Atoi(columns)
	if !ok || err1 != nil || err2 != nil || r < 1 || c < 1 || r > Max || c > Max || r*c > Max {
		return System{}, fmt.Errorf("'%s'; expected a grid such as '%s 2x3'", strings.Join(words, " "), words[0])
	}
	i := slices.Index(GridForms(), words[0])
	return gridForms[i].make(r, c), nil
}

func parseExplicit(words []string, n int, letter string) (System, error) {
	var quorums []Set
	for _, w := range words {
		s, err := ParseSet(w, n, letter)
		if err != nil {
			return System{}, fmt.Errorf("%w; expected %s", err, Forms)
		}
		quorums = append(quorums, s)
	}
	return Explicit(n, quorums), nil
}

// String is the system as Parse reads it.
func (q System) String() string {
	if len(q.words) == 0 {
		return strconv.Itoa(q.need)
	}
	return strings.Join(q.words, " ")
}

// ParseSet reads one set of nodes, such as A1+A3.
func ParseSet(word string, n int, letter string) (Set, error) {
	var s Set
	for name := range strings.SplitSeq(word, "+") {
		i, err := strconv.Atoi(strings.TrimPrefix(name, letter))
		if err != nil || !strings.HasPrefix(name, letter) || i < 1 || i > n {
			return 0, fmt.Errorf("'%s' in '%s' is no node from %s1 to %s%d", name, word, letter, letter, n)
		}
		s |= 1 << (i - 1)
	}
	return s, nil
}
