package pane

import (
	"strings"
	"testing"

	"synod/engine"
	"synod/ui/canvas"
)

func sheetOf(v *View, w, h int) string {
	c := canvas.New(w, h, canvas.Mono(), false)
	Node(c, v)
	return c.String()
}

func TestNode(t *testing.T) {
	v := paxosRun(t)
	golden(t, "node-changed", sheetOf(v, 40, 12))
	v.Node = "A3"
	golden(t, "node-down", sheetOf(v, 40, 12))
	v.Node = ""
	if got := sheetOf(v, 40, 2); !strings.Contains(got, "No node is selected") {
		t.Errorf("without a selection: %q", got)
	}
}

func TestNodeSaysWhatIsBelow(t *testing.T) {
	v := paxosRun(t)
	if got := sheetOf(v, 30, 3); !strings.Contains(got, "… more below") {
		t.Errorf("nothing says that more is below:\n%s", got)
	}
}

func TestDocument(t *testing.T) {
	v := paxosRun(t)
	doc := engine.Doc{
		engine.Text{{Text: "R + W is 4, more than N: every read quorum meets "}, {Text: "P1", Node: "P1"}, {Text: "'s write quorum."}},
		engine.Table{Head: []string{"replica", "cart"}, Rows: [][]engine.Span{{{Text: "A1", Node: "A1"}, {Text: "pear", Bold: true}}, {{Text: "A2", Node: "A2"}, {Text: "nothing"}}}},
		engine.Grid{Columns: []string{"A1", "A2"}, Rows: []engine.GridRow{{Label: engine.Span{Text: "1.P1", Node: "P1"}, Cells: []engine.Span{{Text: "pear"}, {Text: "-"}}}}},
		engine.Tree{Label: engine.Span{Text: "start"}, Below: []engine.Tree{{Label: engine.Span{Text: "a"}, Below: []engine.Tree{{Label: engine.Span{Text: "a1"}}}}, {Label: engine.Span{Text: "b"}}}},
		engine.Plot{Title: "staleness", Values: []float64{0, 1, 2, 3, 5, 8, 5, 3}},
		engine.Bars{Title: "load", Bars: []engine.Bar{{Label: engine.Span{Text: "P1", Node: "P1"}, Value: 3}, {Label: engine.Span{Text: "P2", Node: "P2"}, Value: 1.5}}},
	}
	c := canvas.New(44, 34, canvas.Mono(), false)
	Document(c, doc, v)
	golden(t, "document", c.String())
	if got := c.At(find(t, c, "A1")); got != NodeTarget("A1") {
		t.Errorf("a click on A1 means %v", got)
	}
	for w := range 40 {
		Document(canvas.New(w, 5, canvas.Mono(), false), doc, v)
	}
}
