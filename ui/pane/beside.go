package pane

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/show"
)

// Beside is two runs side by side, as a frame draws them.
type Beside struct {
	Title [2]string // what each of the two is
	View  [2]View
	Beat  timeline.Beat
	Node  engine.NodeID // the one that cannot tell the two apart; empty: that is not the question
	Says  string        // what the second world was found to show
	Fog   bool          // the two are drawn as one node sees them
	Over  int           // steps that the second has gone on alone
}

// The names of the two sides wherever a sentence needs one.
const (
	thisRun  = "this run"
	besideIt = "beside"
)

var (
	sides     = [2]string{thisRun, besideIt}
	sideNames = [2]string{thisRun, "the run beside"}
)

// SideTitle is what stands above one of the two pictures.
func (b *Beside) SideTitle(i int) string {
	if b.Node != "" {
		return b.Title[i]
	}
	title := sides[i] + " · " + b.Title[i]
	switch {
	case i == 0:
	case b.Beat.Missed != nil:
		title += " · stands still"
	case b.View[0].Point.Step != b.View[1].Point.Step:
		title += " · step " + strconv.Itoa(b.View[1].Point.Step)
	}
	return title
}

// Differences says where the two runs first differ, what the step did on either
// side, and what is not the same now.
func Differences(c *canvas.Canvas, b *Beside) {
	w, h := c.Size()
	p := colours(b.View[0].World.System())
	first, did, now := b.first(w), b.happened(w), b.now(w)
	if left := h - len(did) - min(1, len(now)); len(first) > left {
		first = b.View[0].cut(first, max(1, left), w)
	}
	lines := append(first, did...)
	if left := h - len(lines); len(now) > left {
		now = b.View[0].cut(now, max(0, left), w)
	}
	lines = append(lines, now...)
	for y, l := range lines[:min(h, len(lines))] {
		l.draw(c, &p, y)
	}
}

// StageDifferences says for a room what the step did on either side and what is
// not the same now; where the two first differ comes last.
func StageDifferences(c *canvas.Canvas, b *Beside) {
	w, h := c.Size()
	p := colours(b.View[0].World.System())
	lines := b.View[0].cut(slices.Concat(b.happened(w), b.now(w), b.first(w)), max(0, h), w)
	for y, l := range lines {
		l.ink = l.ink.Bold()
		l.draw(c, &p, y)
	}
}

// DifferencesHeight is the number of lines that Differences has to say in a width.
func DifferencesHeight(b *Beside, w int) int {
	return len(b.first(w)) + len(b.happened(w)) + len(b.now(w))
}

// cut keeps n lines and says at the end of the last how many more there are.
func (v *View) cut(lines []line, n, w int) []line {
	if n == 0 || n >= len(lines) {
		return lines[:min(n, len(lines))]
	}
	hint := " … " + plural(len(lines)-n, "line", "lines") + " · " + v.key("zoom")
	lines = lines[:n:n]
	last := &lines[n-1]
	last.text = last.text[:canvas.Fitting(last.text, w-last.x-canvas.Width(hint))]
	last.beside = &line{x: w - canvas.Width(hint), text: hint, ink: canvas.Select}
	return lines
}

const labelAt = 10

func labelled(label string, st canvas.Style, text string, ink canvas.Style, w int) []line {
	return para(line{mark: label, style: st, x: labelAt, text: text, ink: ink}, w, false)
}

// first says in words where the two runs first differ.
func (b *Beside) first(w int) []line {
	if b.Node != "" {
		return labelled("to "+b.View[0].World.System().Protocol().NodeName(b.Node), canvas.Select.Bold(), "the two are the same: it is in the same state in both.", canvas.Plain.Bold(), w)
	}
	return labelled("first", canvas.Select.Bold(), b.First(), canvas.Plain.Bold(), w)
}

// First says in one sentence where the two runs first differ.
func (b *Beside) First() string {
	f := b.Beat.First
	if f == nil {
		if b.Over > 0 {
			return "This run has ended; the one beside goes on."
		}
		return "No difference so far."
	}
	step := "step " + strconv.Itoa(f.Left.Step)
	p := f.Left.World.System().Protocol()
	switch {
	case f.Left.Parent == nil:
		d := f.Differ()
		return "They differ from the start: " + strings.Join(Differing(&d, f.Left.World, f.Right.World, sideNames), " · ")
	case f.Missed != nil:
		return step + ": " + show.Choice(p, f.Left.Choice) + " has no counterpart beside: " + why(f.Missed)
	case f.Ended:
		return step + ": the run beside has ended, this one goes on: " + show.Choice(p, f.Left.Choice)
	case f.Still:
		return step + ": the run beside waits for what befalls both, this one goes on: " + show.Choice(p, f.Left.Choice)
	case !f.Left.Choice.SameAddress(f.Right.Choice):
		return step + ": this run takes " + show.Choice(p, f.Left.Choice) + "; beside, " + show.Choice(f.Right.World.System().Protocol(), f.Right.Choice)
	}
	here, there := b.View[0].told(f.Left).Did, b.View[1].told(f.Right).Did
	if here == there {
		d := f.Differ()
		return step + ": " + strings.Join(Differing(&d, f.Left.World, f.Right.World, sideNames), " · ")
	}
	return step + ", " + show.Choice(p, f.Left.Choice) + ". This run: " + here + " Beside: " + there
}

func why(err error) string {
	if r, ok := err.(*engine.Refusal); ok {
		return r.Reason
	}
	return err.Error()
}

// happened says what the step did on either side; once, if it is the same.
func (b *Beside) happened(w int) []line {
	if b.Node != "" {
		return labelled("answer", canvas.Frame, b.Says, canvas.Plain, w)
	}
	if b.View[0].Point.Parent == nil {
		return nil
	}
	here, there := b.View[0].told(b.View[0].Point).Did, b.does()
	if here == there && b.Over == 0 {
		return labelled("both", canvas.Frame, here, canvas.Plain, w)
	}
	if b.Over > 0 {
		here = "The run has ended."
	}
	out := labelled(thisRun, canvas.Frame, here, canvas.Plain, w)
	return append(out, labelled(besideIt, canvas.Frame, there, canvas.Plain, w)...)
}

// does says what the step did beside.
func (b *Beside) does() string {
	v := &b.View[1]
	switch {
	case b.Beat.Missed != nil:
		return "Nothing: " + why(b.Beat.Missed) + "."
	case b.Over == 0 && b.Beat.Still && !b.Beat.Ended:
		return "The run waits for what befalls both."
	case b.Over == 0 && b.Beat.Ended || v.Point.Parent == nil:
		return "The run has ended."
	}
	return v.told(v.Point).Did
}

// now lists what is not the same in the two worlds.
func (b *Beside) now(w int) []line {
	if b.Fog {
		return labelled("to us", canvas.Frame, "they differ: "+b.View[0].key("fog")+" lifts the fog", canvas.Plain, w)
	}
	all := Differing(&b.View[0].Apart.Difference, b.View[0].World, b.View[1].World, sideNames)
	if len(all) == 0 {
		return labelled("now", canvas.Frame, "the two worlds are the same", canvas.Good, w)
	}
	return labelled("now "+apartMark, canvas.Fresh.Bold(), strings.Join(all, " · "), canvas.Plain, w)
}

// Differing says what differs between two worlds, by the names of their runs, the gravest first: broken properties, what an
// observer knows, nodes, messages.
func Differing(d *timeline.Difference, left, right *engine.World, names [2]string) []string {
	var out []string
	worlds := [2]*engine.World{left, right}
	for i, w := range worlds {
		var broken []string
		for _, id := range d.Broken[i] {
			broken = append(broken, propertyName(w, id))
		}
		if len(broken) > 0 {
			out = append(out, "✗ broken in "+names[i]+" only: "+strings.Join(broken, ", "))
		}
		var known []string
		for _, marked := range [2]bool{true, false} {
			for _, f := range d.Facts[i] {
				if k := w.System().Protocol().Fact(f.Kind); k != nil && k.Milestone && (k.Glyph != "") == marked {
					known = append(known, show.Fact(w.System().Protocol(), f))
				}
			}
		}
		if len(known) > 0 {
			out = append(out, "observer, "+names[i]+" only: "+strings.Join(known, "; "))
		}
		for _, op := range d.Ops[i] {
			if op.Outcome != engine.Pending {
				out = append(out, names[i]+": "+show.Outcome(w.System().Protocol(), op))
			}
		}
	}
	out = append(out, casts(d, names)...)
	for i := range d.Nodes {
		out = append(out, nodeParts(&d.Nodes[i], left.System().Protocol())...)
	}
	return append(out, underWay(d, worlds, names)...)
}

// underWay says what differs between nodes: messages and cut links.
func underWay(d *timeline.Difference, worlds [2]*engine.World, names [2]string) (out []string) {
	for i, w := range worlds {
		var messages []string
		for _, m := range d.Flight[i] {
			if from, to := d.Node(m.From), d.Node(m.To); from != nil && from.Only != 0 || to != nil && to.Only != 0 {
				continue // whoever is there on one side only has nobody to send the same
			}
			messages = append(messages, show.Message(w.System().Protocol(), m))
		}
		if len(messages) > 0 {
			out = append(out, "in flight in "+names[i]+" only: "+strings.Join(messages, ", "))
		}
		for _, cut := range d.Cuts[i] {
			out = append(out, "cut in "+names[i]+" only: "+called(w, cut[0])+"▸"+called(w, cut[1]))
		}
	}
	return out
}

// casts names the nodes that are there on one side only.
func casts(d *timeline.Difference, names [2]string) (out []string) {
	for i := range 2 {
		var only []string
		for _, n := range d.Nodes {
			if n.Only == i+1 {
				only = append(only, string(n.ID))
			}
		}
		if len(only) > 0 {
			out = append(out, "in "+names[i]+" only: "+strings.Join(only, " "))
		}
	}
	return out
}

func nodeParts(n *timeline.NodeDifference, p *engine.Protocol) (out []string) {
	switch {
	case n.Only != 0:
		return nil
	case n.Up[0] != n.Up[1]:
		down := 0
		if n.Up[0] {
			down = 1
		}
		out = append(out, p.NodeName(n.ID)+" is down in "+sideNames[down]+" only")
	}
	for _, f := range n.Fields {
		out = append(out, p.NodeName(n.ID)+" "+p.FieldName(f.ID)+": "+show.Empty(f.Text[0])+" "+apartMark+" "+show.Empty(f.Text[1]))
	}
	if len(out) == 0 {
		out = append(out, p.NodeName(n.ID)+" has other timers")
	}
	return out
}

func propertyName(w *engine.World, id string) string {
	for _, p := range w.System().Properties() {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}
