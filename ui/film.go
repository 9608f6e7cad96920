package ui

import (
	"strconv"
	"strings"

	"synod/engine/script"
	"synod/presets"
	"synod/ui/export"
	"synod/ui/show"
)

// Film shows a script on a screen of that size that nobody sits at, and gives
// what is on it from one moment of the run to another. It is the screen of a
// replay, without what it would say to a person with keys. The error is the script's.
func Film(o Options, w, h int, s export.Stretch) (*export.Film, error) {
	o.NoRecord, o.Replay, o.NoMouse, o.Motion = true, true, true, false
	m, err := newModel(o, presets.Protocols())
	if err != nil {
		return nil, err
	}
	frames := func(yield func(*export.Frame) bool) {
		if m, err := newModel(o, presets.Protocols()); err == nil { // as it was when it was opened before
			(&camera{m: m, seen: map[*script.Entry]bool{}, speed: o.Speed}).run(w, h, s, yield)
		}
	}
	return &export.Film{Title: show.Clean(o.Open.Head.Title), W: w, H: h, Theme: m.canvas.Theme(), ASCII: o.ASCII, Count: s.Last - s.First + 1, Frames: frames}, nil
}

// LeastSize is that of the smallest screen which has room for a layout.
func LeastSize(layout string) (w, h int) {
	if shapeOf(layout) == study {
		return leastW, leastH
	}
	return stageW, stageH
}

// camera looks at a screen.
type camera struct {
	m      *Model
	frames [2]export.Frame
	seen   map[*script.Entry]bool // what the script has said
	speed  float64
}

func (c *camera) run(w, h int, s export.Stretch, yield func(*export.Frame) bool) {
	c.m.resize(w, h)
	run := c.m.run
	for at := 0; at <= s.Last; at++ {
		if at > 0 {
			if run.player.Upcoming() == nil {
				return
			}
			run.follow()
			c.m.arrive()
		}
		said := c.hear()
		if at < s.First {
			continue
		}
		f := &c.frames[at%2]
		c.shoot(f)
		f.Chapter = ""
		for _, e := range said {
			if e.Kind == script.Chapter {
				f.Chapter = show.Clean(e.Text)
			}
		}
		f.Hold = export.Stays(spoken(said), c.speed)
		if !yield(f) {
			return
		}
	}
}

// hear gives what the script says here for the first time.
func (c *camera) hear() (said []*script.Entry) {
	for _, e := range c.m.run.view.Script {
		if !c.seen[e] {
			c.seen[e] = true
			said = append(said, e)
		}
	}
	return said
}

func (c *camera) shoot(f *export.Frame) {
	m := c.m
	m.message = ""
	m.draw()
	m.canvas.Shoot(&f.Shot)
	v := &m.run.view
	f.Step, f.Branch, f.Said = v.Point.Step, v.Point.Branch.Name, spoken(v.Script)
	f.Did, f.Why = "", ""
	if v.Step != nil {
		said := show.Step(v.Step)
		f.Did, f.Why = said.Did, said.Why
	}
}

// spoken is what the script says in words: narration, how a step is known, and
// questions with their answers. A chapter's title is not of it.
func spoken(entries []*script.Entry) (said []string) {
	for _, e := range entries {
		switch e.Kind {
		case script.Narrate:
			for part := range strings.SplitSeq(e.Text, "\n") {
				said = append(said, show.Clean(part))
			}
		case script.Evidence:
			said = append(said, show.Clean(e.Text))
		case script.Ask:
			said = append(said, show.Clean(e.Text))
			for i, a := range e.Answers {
				said = append(said, strconv.Itoa(i+1)+") "+show.Clean(a.Text))
			}
		}
	}
	return said
}
