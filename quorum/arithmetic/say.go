package arithmetic

import (
	_ "embed" // the words
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

//go:embed words.txt
var wordsText string

var words = engine.MustRules(wordsText)

func say(id string, args ...string) string { return words.Say(id, args...) }

// say is a phrase in the terms of what the report is about.
func (r Report) say(id string, args ...string) string {
	if r.phases && words.Find(id+"-phases").ID != "" {
		id += "-phases"
	}
	return say(id, args...)
}

// Describe says in words which nodes a quorum needs.
func Describe(q sets.System) string {
	words := strings.Fields(q.String())
	switch least, any := q.Least(); {
	case any && least == 1:
		return say("any-one")
	case any:
		return say("any", strconv.Itoa(least))
	case words[0] == "weights":
		votes, need := words[1:len(words)-2], words[len(words)-1]
		return say("weights", need, strconv.Itoa(sum(votes)), strings.Join(votes, " "))
	case isGridWord(words[0]):
		return say(words[0], words[1])
	}
	return say("explicit", strings.Join(words, " or "))
}

// Doc is the whole answer.
func (r Report) Doc() engine.Doc {
	return slices.Concat(r.short(), r.strategy(), r.stale(), r.parts(), r.meanings())
}

// short is what matters most.
func (r Report) short() engine.Doc { return slices.Concat(r.promises(), r.numbers()) }

// promises says what meets, and what those that are up can do.
func (r Report) promises() engine.Doc {
	doc := engine.Doc{engine.Paragraph(r.Text), r.meets()}
	for _, line := range r.consequences() {
		doc = append(doc, engine.Paragraph(line))
	}
	if len(r.Partition) > 0 {
		doc = append(doc, r.parted())
	}
	return doc
}

func (r Report) numbers() engine.Doc { return engine.Doc{r.sides(), r.loads()} }

func (r Report) meets() engine.Table {
	t := engine.Table{Head: []string{say("head-meet"), "", ""}}
	for _, m := range []struct {
		id string
		Meeting
	}{{"row-read-write", r.ReadWrite}, {"row-write-write", r.WriteWrite}} {
		cells := engine.Cells(r.say(m.id), "yes", "")
		if !m.Always {
			cells = engine.Cells(r.say(m.id), "NO", together(m.One)+" and "+together(m.Other))
			cells[1].Bold = true
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

func together(nodes []string) string { return strings.Join(nodes, "+") }

func (r Report) consequences() []string {
	var out []string
	if m := r.ReadWrite; !m.Always {
		out = append(out, r.say("reads-miss", together(m.One), together(m.Other)))
	} else if r.phases || r.WriteWrite.Always {
		out = append(out, r.say("strict"))
	}
	if m := r.WriteWrite; !m.Always {
		out = append(out, r.say("writes-miss", together(m.One), together(m.Other)))
	}
	return out
}

func (r Report) sides() engine.Table {
	t := engine.Table{Head: []string{"", r.say("col-reads"), r.say("col-writes")}}
	for _, line := range []struct {
		id   string
		r, w int
	}{
		{"row-least", r.Reads.Least, r.Writes.Least},
		{"row-minimal", r.Reads.Minimal, r.Writes.Minimal},
		{"row-resilience", r.Reads.Resilience, r.Writes.Resilience},
	} {
		t.Rows = append(t.Rows, engine.Cells(say(line.id), strconv.Itoa(line.r), strconv.Itoa(line.w)))
	}
	for i, d := range r.Reads.Down {
		t.Rows = append(t.Rows, engine.Cells(say("row-down", engine.Digits(d.P)), engine.Digits(d.Probability), engine.Digits(r.Writes.Down[i].Probability)))
	}
	return t
}

func (r Report) loads() engine.Table {
	t := engine.Table{Head: []string{"", "load", "capacity"}}
	for _, line := range []struct {
		what string
		load float64
	}{
		{r.say("row-only-reads"), r.Load.OnlyReads},
		{r.say("row-mixed", engine.Digits(100*r.Load.ReadFraction)), r.Load.Load},
		{r.say("row-only-writes"), r.Load.OnlyWrites},
	} {
		t.Rows = append(t.Rows, engine.Cells(line.what, engine.Digits(line.load), engine.Digits(1/line.load)))
	}
	return t
}

// sideWord is what the sides of a partition are called.
func (r Report) sideWord() string {
	if r.up {
		return say("head-up")
	}
	return say("head-side")
}

func (r Report) parted() engine.Table {
	t := engine.Table{Head: []string{r.sideWord(), r.say("can-read"), r.say("can-write")}}
	for _, s := range r.Partition {
		who := together(s.Nodes)
		if len(s.Nodes) == 0 {
			who = say("nobody")
		}
		cells := engine.Cells(who, yes(s.Read), yes(s.Write))
		cells[1].Bold, cells[2].Bold = !s.Read, !s.Write
		t.Rows = append(t.Rows, cells)
	}
	return t
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// parts answers the rule of thumb that a quorum is N/k nodes.
func (r Report) parts() engine.Doc {
	t := engine.Table{Head: []string{"k", "N/k, rounded up", "any two meet", "may be down"}}
	for _, p := range r.Parts {
		t.Rows = append(t.Rows, engine.Cells(strconv.Itoa(p.K), strconv.Itoa(p.Quorum), yes(p.Meet), strconv.Itoa(p.MayFail)))
	}
	return engine.Doc{engine.Paragraph(say("parts", strconv.Itoa(r.Nodes), strconv.Itoa(r.Nodes/2+1))), t}
}

// most is how many quorums of a strategy are listed.
const most = 8

func (r Report) strategy() engine.Doc {
	t := engine.Table{Head: []string{"best strategy", "how often"}}
	for _, kind := range []struct {
		name string
		all  []Taken
	}{{r.say("one-read"), r.Load.Reads}, {r.say("one-write"), r.Load.Writes}} {
		for i, s := range kind.all {
			if i == most {
				t.Rows = append(t.Rows, engine.Cells(fmt.Sprintf("… %d more", len(kind.all)-most), ""))
				break
			}
			t.Rows = append(t.Rows, engine.Cells(kind.name+" "+together(s.Quorum), engine.Digits(s.Share)))
		}
	}
	if even(r.Load.Nodes) {
		return engine.Doc{t}
	}
	bars := engine.Bars{Title: "load of each node, " + r.say("row-mixed", engine.Digits(100*r.Load.ReadFraction))}
	for _, n := range r.Load.Nodes {
		bars.Bars = append(bars.Bars, engine.Bar{Label: engine.Span{Text: n.Node}, Value: n.Load})
	}
	return engine.Doc{t, bars}
}

// even says whether all nodes have the same to do.
func even(nodes []Loaded) bool {
	return !slices.ContainsFunc(nodes, func(n Loaded) bool { return math.Abs(n.Load-nodes[0].Load) > 1e-9 })
}

func (r Report) stale() engine.Doc {
	switch {
	case r.phases:
		return nil
	case r.ReadWrite.Always:
		return engine.Doc{engine.Paragraph(say("never-stale"))}
	}
	t := engine.Table{Head: []string{"a read sees", "probability"}}
	for _, m := range r.Missed {
		what := say("row-missed", strconv.Itoa(m.Versions))
		if m.Versions == 1 {
			what = say("row-missed-one")
		}
		t.Rows = append(t.Rows, engine.Cells(what, engine.Digits(m.Probability)))
	}
	id := "back"
	if r.BackInTime.Writes == 1 {
		id = "back-one"
	}
	return engine.Doc{t, engine.Paragraph(say(id, engine.Digits(r.BackInTime.Writes), engine.Digits(r.BackInTime.Probability), engine.Digits(r.BackInTime.NothingNew)))}
}

// meanings says in a few words what each number is, and where it is from.
func (r Report) meanings() engine.Doc {
	var doc engine.Doc
	for _, id := range []string{"meaning-minimal", "meaning-resilience", "meaning-down", "meaning-load", "meaning-capacity", "meaning-missed"} {
		w := words.Find(id)
		if r.phases && id == "meaning-missed" {
			continue
		}
		doc = append(doc, engine.Text{
			{Text: w.Name, Bold: true},
			{Text: ": " + r.say(id, r.Reads.Polynomial, r.Writes.Polynomial) + " [" + w.Source + "]"},
		})
	}
	return doc
}
