package staleness

import (
	_ "embed" // the words
	"fmt"
	"strconv"

	"synod/engine"
)

//go:embed words.txt
var wordsText string

var words = engine.MustRules(wordsText)

func say(id string, args ...string) string { return words.Say(id, args...) }

// percent writes a share so that what is close to all stays apart from it.
func percent(x float64) string {
	switch {
	case x == 1 || x == 0:
		return strconv.FormatFloat(100*x, 'f', 0, 64)
	case x > 0.999:
		return strconv.FormatFloat(100*x, 'f', 4, 64)
	}
	return strconv.FormatFloat(100*x, 'f', 2, 64)
}

// thousands writes a number with commas.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Doc is the answer as it is shown.
func (r Report) Doc() engine.Doc {
	doc := engine.Doc{
		engine.Paragraph(say("head", strconv.Itoa(r.N), strconv.Itoa(r.R), strconv.Itoa(r.W), thousands(r.Trials), fmt.Sprint(r.Seed))),
		engine.Paragraph(say("latencies", r.Latency)),
	}
	if r.Trials < r.Asked {
		doc = append(doc, engine.Paragraph(say("stopped")))
	}
	id := "partial"
	if r.R+r.W > r.N {
		id = "strict"
	}
	doc = append(doc, engine.Paragraph(say(id, strconv.Itoa(r.R+r.W), strconv.Itoa(r.N))), r.table())
	if r.curveLength > 0 {
		doc = append(doc, engine.Plot{Title: say("plot"), Values: r.curve, From: "0 ms", To: engine.Digits(r.curveLength) + " ms"})
	}
	if r.Consistent[0].Probability < 1 {
		doc = append(doc, r.until())
	}
	doc = append(doc, r.latencies())
	return append(doc, meanings()...)
}

func (r Report) table() engine.Table {
	t := engine.Table{Head: []string{"ms after the write", "P(consistent) %", "95 % interval"}}
	for _, i := range r.Consistent {
		t.Rows = append(t.Rows, engine.Cells(engine.Digits(i.T), percent(i.Probability), percent(i.Low)+" to "+percent(i.High)))
	}
	return t
}

// until says after what times reads are current.
func (r Report) until() engine.Table {
	t := engine.Table{Head: []string{"reads current", "ms after the write", "95 % interval"}}
	for _, u := range r.Within {
		cells := engine.Cells(strconv.FormatFloat(100*u.Part, 'f', -1, 64)+" %", engine.Digits(u.T), engine.Digits(u.Low)+" to "+engine.Digits(u.High))
		switch {
		case u.Few:
			cells[1].Text, cells[2].Text = "", say("few", thousands(int(100/(1-u.Part)+0.5)))
		case u.High == 0:
			cells[1].Text, cells[2].Text = say("at-once"), ""
		}
		cells[0].Bold, cells[1].Bold = u.Part == 0.999, u.Part == 0.999
		t.Rows = append(t.Rows, cells)
	}
	return t
}

func (r Report) latencies() engine.Table {
	t := engine.Table{Head: []string{"latency in ms", "half", "99 %", "99.9 %"}}
	for _, line := range []struct {
		id    string
		tails []Tail
	}{{"row-read", r.ReadMs}, {"row-write", r.WriteMs}} {
		cells := []string{say(line.id)}
		for _, x := range line.tails {
			cells = append(cells, engine.Digits(x.Ms))
		}
		t.Rows = append(t.Rows, engine.Cells(cells...))
	}
	return t
}

// meanings says in a few words what each number is, and where it is from.
func meanings() engine.Doc {
	var doc engine.Doc
	for _, id := range []string{"meaning-consistent", "meaning-interval", "meaning-latency", "meaning-model"} {
		w := words.Find(id)
		doc = append(doc, engine.Text{{Text: w.Name, Bold: true}, {Text: ": " + w.Did + " [" + w.Source + "]"}})
	}
	return doc
}
