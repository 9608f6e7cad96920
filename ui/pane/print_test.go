package pane

import (
	"strings"
	"testing"

	"synod/engine"
)

// A document is printed whole, in as many lines as it takes and no wider than
// it may be.
func TestPrint(t *testing.T) {
	doc := engine.Doc{
		engine.Text{{Text: strings.Repeat("word ", 40)}},
		engine.Table{Head: []string{"a", "b"}, Rows: [][]engine.Span{{{Text: "1"}, {Text: "2"}}, {{Text: "3"}, {Text: "4"}}}},
		engine.Plot{Title: "rising", Values: []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}, From: "0 ms", To: "9 ms"},
	}
	for _, width := range []int{24, 40, 80} {
		text := Print(doc, width, false)
		lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		if last := lines[len(lines)-1]; !strings.HasPrefix(strings.TrimSpace(last), "0 ms") || !strings.HasSuffix(last, "9 ms") || strings.Contains(text, "more below") {
			t.Errorf("%d wide:\n%s", width, text)
		}
		if strings.Count(text, "word") != 40 {
			t.Errorf("%d wide, words are lost:\n%s", width, text)
		}
		for _, l := range lines {
			if len([]rune(l)) > width {
				t.Errorf("%d wide: %s", width, l)
			}
		}
	}
}
