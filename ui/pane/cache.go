package pane

import (
	"slices"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/show"
)

// Cache keeps what was said about points, so that a frame does not work every
// step that it shows out again: a point never changes, so that is never stale. It
// keeps also what holds until something changes, and how large the parts of a
// picture have been. The zero value is ready; the owner of the screen keeps one for
// as long as it keeps the timeline.
type Cache struct {
	told     map[*timeline.Point]told
	ahead    ahead
	causes   timeline.Causes
	noted    []noted
	now      now
	observed observed
	record   record
	still    still
}

// record is what an observer knows of a node, as it was said last.
type record struct {
	at    *timeline.Point
	node  engine.NodeID
	facts []string
}

// observed is what an observer had to say of the point that was drawn last.
type observed struct {
	at      *timeline.Point
	apart   *Apart
	remarks []remark
}

// now is what panes have worked out since anything changed.
type now struct {
	scene    *scene
	accounts byWidth[*accountOf]
	previews byWidth[[]line]
	parcels  *[2][]parcel
	board    *board
}

// Changed forgets what holds only as long as nothing changes but what moves by
// itself. The owner of the screen calls it for whatever a person does.
func (c *Cache) Changed() { c.now = now{} }

// byWidth keeps what was worked out for a few widths.
type byWidth[T any] []struct {
	w    int
	what T
}

// at gives what was worked out for a width, or works it out.
func (b *byWidth[T]) at(w int, work func() T) T {
	for i := range *b {
		if (*b)[i].w == w {
			return (*b)[i].what
		}
	}
	what := work()
	*b = append(*b, struct {
		w    int
		what T
	}{w, what})
	return what
}

// scene is what the picture of this view is made from.
func (v *View) scene() *scene {
	if v.Cache == nil {
		return newScene(v)
	}
	s := v.Cache.now.scene
	if s == nil || s.v.Point != v.Point || s.v.Apart != v.Apart || s.v.Fog != v.Fog || s.v.Node != v.Node {
		s = newScene(v)
		v.Cache.now.scene = s
	}
	s.v = v
	return s
}

// ahead is what was said about the choice that was tried last.
type ahead struct {
	step        *engine.Step
	says, phase string
}

// cacheMost bounds a Cache: several screens of steps.
const cacheMost = 4096

// told is what a step did, in words, and what became known by it.
type told struct {
	show.Sentence
	events []event
	parts  []uint8 // the parts of the network afterwards, by node; nil: it is in one piece
	apart  string  // who is on which side of a network that the step parted
	lost   string  // what a crash took
}

// event is something that a step brought about and that is worth a line of its
// own: a milestone, a client's answer, a property that broke.
type event struct {
	glyph string
	text  string
	node  engine.NodeID // where it happened
	style canvas.Style
}

// told says what led to a point. At the start there is nothing to say.
func (v *View) told(p *timeline.Point) told {
	if v.unborn(p) {
		return told{}
	}
	if p == v.Point && p.Parent != nil && v.covers(CoverSentence) {
		return v.hiddenStep()
	}
	if v.Cache == nil {
		return tell(p)
	}
	t, ok := v.Cache.told[p]
	if !ok {
		if v.Cache.told == nil || len(v.Cache.told) >= cacheMost {
			v.Cache.told = map[*timeline.Point]told{}
		}
		t = tell(p)
		v.Cache.told[p] = t
	}
	return t
}

// noted is the mark of a step, and the place of the node where it happened among
// the nodes; below 0: it is about none.
type noted struct {
	p    *timeline.Point
	mark mark
	node int
}

// noted gives the marks of a line of the run, from those of the line before.
func (v *View) noted(line []*timeline.Point) []noted {
	c := v.Cache
	if c == nil {
		c = &Cache{}
	}
	c.noted = c.noted[:min(len(c.noted), len(line))]
	for i := range c.noted {
		if c.noted[i].p != line[i] {
			c.noted = c.noted[:i]
			break
		}
	}
	for _, p := range line[len(c.noted):] {
		sys := p.World.System()
		at := host(sys, p.Choice.Actor())
		if p.Choice.Verb == engine.DropMsg || p.Choice.Verb == engine.DupMsg {
			at = p.Choice.To // the end of the message's line
		}
		c.noted = append(c.noted, noted{p, markOf(p), slices.IndexFunc(sys.Nodes(), func(n engine.NodeSpec) bool { return n.ID == at })})
	}
	return c.noted
}

// ahead says what taking the selected choice would do. There must be one.
func (v *View) ahead() ahead {
	if v.Cache != nil && v.Cache.ahead.step == v.Preview {
		return v.Cache.ahead
	}
	a := ahead{v.Preview, show.Preview(v.Preview), show.Step(v.Preview).Phase}
	if v.Cache != nil {
		v.Cache.ahead = a
	}
	return a
}

func tell(p *timeline.Point) told {
	s := p.Explain()
	if s == nil {
		return told{}
	}
	t := told{Sentence: show.Step(s), parts: partsOf(p.World), lost: show.Lost(s)}
	t.apart = parted(p, t.parts)
	at := p.Choice.Actor()
	for _, m := range show.Milestones(s) {
		e := event{m.Glyph, m.Text, m.Fact.Node, canvas.Good.Bold()}
		if e.node == "" {
			e.node = at
		}
		t.events = append(t.events, e)
	}
	for _, o := range show.Outcomes(p.Parent.World, p.World) {
		t.events = append(t.events, event{"⇒", o, at, canvas.Plain.Bold()})
	}
	for _, i := range breaks(p) {
		text := p.World.System().Properties()[i].Name + " is broken: " + p.World.System().Protocol().Named(p.Score[i].Broken)
		t.events = append(t.events, event{"✗", text, at, canvas.Danger.Bold()})
	}
	return t
}

// breaks lists the properties that broke just at the point.
func breaks(p *timeline.Point) []int {
	var out []int
	if p.Parent == nil {
		return nil
	}
	for i, t := range p.Score {
		if t.Broken != "" && t.At == p.Step {
			out = append(out, i)
		}
	}
	return out
}
