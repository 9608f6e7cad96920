package naive

import (
	_ "embed"
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

// lesson is majority.txt: what the panel says, by paragraphs.
//
//go:embed majority.txt
var lesson string

// drawMajority answers the account's formula: what matters is not how many
// nodes there are for each value, but whether any two sets that decide meet.
func (c *cluster) drawMajority(*engine.World, engine.NodeID) engine.Doc {
	said := strings.Split(strings.TrimSpace(lesson), "\n\n")
	n := len(c.nodes)
	return engine.Doc{paragraph(said[0]), c.decidingSets(n), paragraph(said[1]), majorities(n), paragraph(said[2])}
}

func paragraph(s string) engine.Text {
	return engine.Text{{Text: strings.ReplaceAll(s, "\n", " ")}}
}

// decidingSets holds for each k whether two sets of k nodes can miss each other.
func (c *cluster) decidingSets(n int) engine.Table {
	t := engine.Table{Head: []string{"k", "P = n/k", "two sets of k", "in common"}}
	for k := 1; k <= n; k++ {
		a, b := sets.First(k), sets.First(k)<<(n-k)
		both, mark := strings.Join(c.nodes.Words(a&b), " "), k == n/2+1
		if both == "" {
			both = "nobody"
		}
		t.Rows = append(t.Rows, []engine.Span{
			{Text: strconv.Itoa(k), Mark: mark}, {Text: ratio(n, k), Mark: mark},
			{Text: strings.Join(c.nodes.Words(a), " ") + " | " + strings.Join(c.nodes.Words(b), " "), Mark: mark},
			{Text: both, Bold: true, Mark: mark},
		})
	}
	return t
}

func ratio(n, k int) string {
	if n%k == 0 {
		return strconv.Itoa(n / k)
	}
	return strconv.FormatFloat(float64(n)/float64(k), 'f', 2, 64)
}

// majorities says how many nodes a majority is, and how many may be missing.
func majorities(now int) engine.Table {
	t := engine.Table{Head: []string{"nodes", "a majority", "may fail"}}
	for n := 1; n <= 9; n++ {
		mark := n == now
		t.Rows = append(t.Rows, []engine.Span{
			{Text: strconv.Itoa(n), Mark: mark}, {Text: strconv.Itoa(n/2 + 1), Mark: mark}, {Text: strconv.Itoa((n - 1) / 2), Mark: mark},
		})
	}
	return t
}
