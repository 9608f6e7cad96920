package arithmetic

import (
	"fmt"
	"math"
	"strings"

	"synod/quorum/sets"
)

// Alive counts, for each number k of nodes that are up, in how many of the
// sets of k nodes there is a quorum.
func Alive(q sets.System) []int {
	n := q.Nodes()
	quorum := make([]bool, 1<<n)
	for _, m := range q.Minimal() {
		quorum[m] = true
	}
	counts := make([]int, n+1)
	for s := range quorum { // what is less one node has been seen before
		for i := 0; i < n && !quorum[s]; i++ {
			quorum[s] = s>>i&1 != 0 && quorum[s&^(1<<i)]
		}
		if quorum[s] {
			counts[sets.Set(s).Size()]++
		}
	}
	return counts
}

// Unavailable is the probability that no quorum is alive, if each node is down
// with probability p, whatever the others do (the failure probability of Naor
// and Wool, 1998, definition 2.9).
func Unavailable(q sets.System, p float64) float64 {
	n, sum := q.Nodes(), 0.0
	for up, ok := range Alive(q) {
		sum += float64(choose(n, up)-ok) * math.Pow(1-p, float64(up)) * math.Pow(p, float64(n-up))
	}
	return sum
}

// Polynomial writes Unavailable as a formula, such as "p^3 + 3 p^2 (1-p)".
func Polynomial(q sets.System) string {
	var terms []string
	n := q.Nodes()
	for up, ok := range Alive(q) {
		if c := choose(n, up) - ok; c > 0 {
			terms = append(terms, term(c, n-up, up))
		}
	}
	if len(terms) == 0 {
		return "0"
	}
	return strings.Join(terms, " + ")
}

func term(count, down, up int) string {
	var factors []string
	if count > 1 {
		factors = append(factors, fmt.Sprint(count))
	}
	for _, f := range []struct {
		base  string
		power int
	}{{"p", down}, {"(1-p)", up}} {
		switch f.power {
		case 0:
		case 1:
			factors = append(factors, f.base)
		default:
			factors = append(factors, fmt.Sprintf("%s^%d", f.base, f.power))
		}
	}
	return strings.Join(factors, " ")
}

// choose is the number of sets of k among n.
func choose(n, k int) int {
	if k < 0 || k > n {
		return 0
	}
	c := 1
	for i := range k {
		c = c * (n - i) / (i + 1)
	}
	return c
}
