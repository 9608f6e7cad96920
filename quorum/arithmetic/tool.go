package arithmetic

import (
	_ "embed" // the texts
	"math"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

//go:embed help.txt
var help string

// letter begins the names of nodes.
const letter = "A"

// Tool is `synod quorum`.
func Tool() engine.Tool {
	return engine.Tool{Name: "quorum", Help: help, Run: run, Params: []engine.Param{
		{Name: "n", Help: "how many nodes; without it 3, or as many as the votes, the grid or the sets have", Kind: engine.Int, Min: 1, Max: sets.Max},
		{Name: "r", Help: "the read quorums: how many nodes or votes, majority, or with --grid a word such as rows", Kind: engine.Words},
		{Name: "w", Help: "the write quorums, written in the same way; both are majority without it", Kind: engine.Words},
		{Name: "weights", Help: "the votes of each node, such as 2,1,1", Kind: engine.Words},
		{Name: "grid", Help: "nodes in a grid of ROWSxCOLUMNS, such as 3x3. The words for --r and --w are then " +
			strings.Join(sets.GridForms(), ", ") + "; without them cover-columns and column-and-cover", Kind: engine.Word},
		{Name: "sets", Help: "the quorums one by one, such as A1+A2,A2+A3,A1+A3; those of writes behind a /", Kind: engine.Words},
		{Name: "p", Help: "the probability that a node is down; without it 0.001, 0.01 and 0.1", Kind: engine.Float, Max: 1},
		{Name: "reads", Help: "which part of all operations are reads", Kind: engine.Float, Default: "0.5", Max: 1},
		{Name: "read-capacity", Help: "how many reads a node takes in a second: one number, or one for each node", Kind: engine.Words},
		{Name: "write-capacity", Help: "the same for writes", Kind: engine.Words},
		{Name: "versions", Help: "how many versions a read may miss; without it some usual numbers", Kind: engine.Int, Min: 1, Max: 1000},
		{Name: "writes-between", Help: "how many writes of a key come between two reads of a client", Kind: engine.Float, Default: "1", Max: 1000},
		{Name: "partition", Help: "the sides of a partition, such as A1+A2,A3; a node on no side is down", Kind: engine.Words},
		{Name: "paxos", Help: "speak of Paxos: reads are Phase 1, writes are Phase 2", Kind: engine.Bool, Default: "false"},
		{Name: "example", Help: "an example or exercise from the literature, with its question and answer; other flags change it", Kind: engine.Word, Choices: exampleNames()},
	}}
}

func run(c engine.ToolCall) (engine.ToolAnswer, error) {
	example := findExample(c.Word("example"))
	c.Settings = append(slices.Clone(c.Settings), example.settings(c.Config)...)
	q, err := ask(c)
	if err != nil {
		return engine.ToolAnswer{}, err
	}
	r, err := q.Answer()
	if err != nil || example.ID == "" {
		return engine.ToolAnswer{Doc: r.Doc(), Data: r}, err
	}
	return engine.ToolAnswer{Doc: example.doc(r), Data: r}, nil
}

// ask reads the settings.
func ask(c engine.ToolCall) (Question, error) {
	q := Question{P: -1, Versions: c.Int("versions"), WritesBetween: c.Float("writes-between"), Phases: c.Bool("paxos")}
	q.Workload.Reads = c.Float("reads")
	if c.Given("p") {
		q.P = c.Float("p")
	}
	var err error
	if q.Reads, q.Writes, err = quorums(c); err != nil {
		return q, err
	}
	n := q.Reads.Nodes()
	if q.ReadCapacity, err = capacities(c, "read-capacity", n); err != nil {
		return q, err
	}
	if q.WriteCapacity, err = capacities(c, "write-capacity", n); err != nil {
		return q, err
	}
	q.Sides, err = sides(c, n)
	return q, err
}

// capacities reads how fast nodes are; nil: all alike, and 1.
func capacities(c engine.ToolCall, param string, n int) ([]float64, error) {
	words := c.Words(param)
	if len(words) == 0 {
		return nil, nil
	}
	if len(words) == 1 {
		words = slices.Repeat(words, n)
	}
	if len(words) != n {
		return nil, c.Misfit(param, "there are %d numbers for %d nodes; expected one, or %d", len(words), n, n)
	}
	out := make([]float64, n)
	for i, w := range words {
		x, err := strconv.ParseFloat(w, 64)
		if err != nil || !(x >= 1e-9) || math.IsInf(x, 0) || x > 1e9 {
			return nil, c.Misfit(param, "'%s' is no capacity; expected a number above 0, such as 1000", w)
		}
		out[i] = x
	}
	return out, nil
}

// sides reads a partition.
func sides(c engine.ToolCall, n int) ([]sets.Set, error) {
	var out []sets.Set
	var all sets.Set
	for _, w := range c.Words("partition") {
		s, err := sets.ParseSet(w, n, letter)
		if err != nil {
			return nil, c.Misfit("partition", "%w", err)
		}
		if twice := s & all; twice != 0 {
			return nil, c.Misfit("partition", "%s%d is on two sides", letter, twice.Members()[0]+1)
		}
		all |= s
		out = append(out, s)
	}
	return out, nil
}
