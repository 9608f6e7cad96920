package staleness

import (
	_ "embed" // the words
	"fmt"
	"strconv"

	"synod/engine"
)

//go:embed words.txt
var wordsText string

// word finds an entry of the catalogue.
func word(id string) engine.Rule {
	for _, r := range engine.MustRules(wordsText) {
		if r.ID == id {
			return r
		}
	}
	return engine.Rule{}
}

func say(id string, args ...string) string { return engine.Why{Args: args}.Fill(word(id).Did) }

func text(s string) engine.Text { return engine.Text{{Text: s}} }

func row(cells ...string) []engine.Span {
	var out []engine.Span
	for _, c := range cells {
		out = append(out, engine.Span{Text: c})
	}
	return out
}

// ms writes a time with three digits that count, and no more than are there.
func ms(x float64) string {
	if x >= 100 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}

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
		text(say("head", strconv.Itoa(r.N), strconv.Itoa(r.R), strconv.Itoa(r.W), thousands(r.Trials), fmt.Sprint(r.Seed))),
		text(say("latencies", r.Latency)),
	}
	if r.Trials < r.Asked {
		doc = append(doc, text(say("stopped")))
	}
	id := "partial"
	if r.R+r.W > r.N {
		id = "strict"
	}
	doc = append(doc, text(say(id, strconv.Itoa(r.R+r.W), strconv.Itoa(r.N))), r.table())
	if r.curveLength > 0 {
		doc = append(doc, engine.Plot{Title: say("plot"), Values: r.curve, From: "0 ms", To: ms(r.curveLength) + " ms"})
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
		t.Rows = append(t.Rows, row(ms(i.T), percent(i.Probability), percent(i.Low)+" to "+percent(i.High)))
	}
	return t
}

// until says after what times reads are current.
func (r Report) until() engine.Table {
	t := engine.Table{Head: []string{"reads current", "ms after the write", "95 % interval"}}
	for _, u := range r.Within {
		cells := row(strconv.FormatFloat(100*u.Part, 'f', -1, 64)+" %", ms(u.T), ms(u.Low)+" to "+ms(u.High))
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
			cells = append(cells, ms(x.Ms))
		}
		t.Rows = append(t.Rows, row(cells...))
	}
	return t
}

// meanings says in a few words what each number is, and where it is from.
func meanings() engine.Doc {
	var doc engine.Doc
	for _, id := range []string{"meaning-consistent", "meaning-interval", "meaning-latency", "meaning-model"} {
		w := word(id)
		doc = append(doc, engine.Text{{Text: w.Name, Bold: true}, {Text: ": " + w.Did + " [" + w.Source + "]"}})
	}
	return doc
}
