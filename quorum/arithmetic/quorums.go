package arithmetic

import (
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

// quorums reads which nodes there are, and which of them are a quorum.
func quorums(c engine.ToolCall) (reads, writes sets.System, err error) {
	if err := oneShape(c); err != nil {
		return reads, writes, err
	}
	if c.Given("sets") {
		return explicit(c)
	}
	n, err := nodes(c)
	if err != nil {
		return reads, writes, err
	}
	if reads, err = system(c, "r", n, "cover-columns"); err != nil {
		return reads, writes, err
	}
	writes, err = system(c, "w", n, "column-and-cover")
	return reads, writes, err
}

// oneShape refuses settings that say twice which nodes are a quorum.
func oneShape(c engine.ToolCall) error {
	first := ""
	for _, shape := range []string{"weights", "grid", "sets"} {
		switch {
		case !c.Given(shape):
		case first != "":
			return c.Misfit(shape, "it does not go with --%s; leave one of them out", first)
		default:
			first = shape
		}
	}
	for _, param := range []string{"r", "w"} {
		if first == "sets" && c.Given(param) {
			return c.Misfit(param, "--sets lists the quorums already; leave one of them out")
		}
	}
	return nil
}

// nodes is how many there are.
func nodes(c engine.ToolCall) (int, error) {
	n, from := 3, ""
	switch {
	case c.Given("weights"):
		for _, v := range c.Words("weights") {
			if votes, err := strconv.Atoi(v); err != nil || votes < 0 || votes > 99 {
				return 0, c.Misfit("weights", "'%s' is no number of votes; expected 0 to 99", v)
			}
		}
		n, from = len(c.Words("weights")), "weights"
	case c.Given("grid"):
		rows, columns, ok := grid(c)
		if !ok {
			return 0, c.Misfit("grid", "'%s' is no grid of at most %d nodes; expected such as 2x3", strings.Join(c.Words("grid"), " "), sets.Max)
		}
		n, from = rows*columns, "grid"
	}
	switch given := c.Int("n"); {
	case n > sets.Max:
		return 0, c.Misfit(from, "it is about %d nodes; expected at most %d", n, sets.Max)
	case c.Given("n") && from != "" && given != n:
		return 0, c.Misfit("n", "%d nodes, but --%s is about %d; leave --n out", given, from, n)
	case c.Given("n"):
		return given, nil
	}
	return n, nil
}

func grid(c engine.ToolCall) (rows, columns int, ok bool) {
	one, other, _ := strings.Cut(strings.Join(c.Words("grid"), " "), "x")
	rows, err1 := strconv.Atoi(one)
	columns, err2 := strconv.Atoi(other)
	return rows, columns, err1 == nil && err2 == nil && min(rows, columns) >= 1 && max(rows, columns) <= sets.Max && rows*columns <= sets.Max
}

// system reads the quorums of reads or of writes; in a grid usual is meant
// without a word.
func system(c engine.ToolCall, param string, n int, usual string) (sets.System, error) {
	words := c.Words(param)
	if len(words) == 0 {
		words = []string{"majority"}
		if c.Given("grid") {
			words = []string{usual}
		}
	}
	q, err := sets.Parse(shaped(c, words), n, letter)
	if err != nil {
		return q, c.Misfit(param, "%w", err)
	}
	return q, nil
}

// shaped puts the votes or the grid into words about quorums.
func shaped(c engine.ToolCall, words []string) []string {
	votes := c.Words("weights")
	switch {
	case len(words) != 1:
	case len(votes) > 0 && words[0] == "majority":
		return append(append([]string{"weights"}, votes...), "need", strconv.Itoa(sum(votes)/2+1))
	case len(votes) > 0:
		return append(append([]string{"weights"}, votes...), "need", words[0])
	case c.Given("grid") && isGridWord(words[0]):
		return []string{words[0], strings.Join(c.Words("grid"), "")}
	}
	return words
}

func isGridWord(word string) bool {
	for _, w := range sets.GridForms() {
		if w == word {
			return true
		}
	}
	return false
}

func sum(votes []string) int {
	total := 0
	for _, v := range votes {
		n, _ := strconv.Atoi(v)
		total += n
	}
	return total
}

// explicit reads quorums that are listed one by one, those of writes behind a
// stroke if they are not the same.
func explicit(c engine.ToolCall) (reads, writes sets.System, err error) {
	one, other, two := strings.Cut(strings.Join(c.Words("sets"), " "), "/")
	if !two {
		other = one
	}
	n := c.Int("n")
	if n == 0 {
		n = highest(c.Words("sets"))
	}
	for _, kind := range []struct {
		text string
		into *sets.System
	}{{one, &reads}, {other, &writes}} {
		words := strings.Fields(kind.text)
		for _, word := range words {
			if _, err := sets.ParseSet(word, n, letter); err != nil {
				return reads, writes, c.Misfit("sets", "%w; expected such as A1+A2,A2+A3", err)
			}
		}
		if *kind.into, err = sets.Parse(words, n, letter); err != nil {
			return reads, writes, c.Misfit("sets", "%w", err)
		}
	}
	return reads, writes, nil
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// highest is the highest number among the nodes' names.
func highest(words []string) int {
	most := 1
	for _, name := range strings.FieldsFunc(strings.Join(words, "+"), func(r rune) bool { return r == '+' || r == '/' }) {
		if n, err := strconv.Atoi(name[strings.LastIndexAny(name, letters)+1:]); err == nil {
			most = max(most, min(n, sets.Max))
		}
	}
	return most
}
