package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
	"synod/ui/plain"
	"synod/ui/show"
)

// Stretch is a part of a run: as moments of the screen, in which going back is
// one too, and as steps of the way that leads to the run's end.
type Stretch struct {
	First, Last int    // moments, both included; 0 is the start
	From, To    int    // steps, both included; the first is 1
	Away        string // what is not on the way to the end; empty: the steps are all there is
	One         bool   // one moment was named, not a stretch
}

// Whole is all of a run.
func Whole(r *plain.Run) Stretch {
	m := momentsOf(r)
	return Stretch{Last: len(m.points) - 1, From: 1, To: r.End.Step}
}

// moments are what a screen shows, one after the other.
type moments struct {
	run      *plain.Run
	points   []*timeline.Point
	chapters []chapter
}

type chapter struct {
	title string
	at    int // the moment at which it begins
}

func momentsOf(r *plain.Run) *moments {
	m := &moments{run: r, points: []*timeline.Point{r.Line()[0]}}
	for i := range r.Events {
		switch ev := &r.Events[i]; ev.Entry.Kind {
		case script.Choose, script.Back:
			if ev.Err == nil {
				m.points = append(m.points, ev.Point)
			}
		case script.Chapter:
			m.chapters = append(m.chapters, chapter{show.Clean(ev.Entry.Text), len(m.points) - 1})
		}
	}
	return m
}

// Find reads such as 3..12, ..12, chosen..b7, or the title of a chapter. The
// ends are steps, marks, points and chapters.
func Find(r *plain.Run, text string) (Stretch, error) {
	m := momentsOf(r)
	if at := m.chapter(text); at >= 0 {
		return m.stretch(m.chapterAt(at), m.chapterAt(at))
	}
	a, b, dots := strings.Cut(text, "..")
	switch {
	case !dots:
		b = a
	case strings.TrimSpace(a+b) == "":
		return Stretch{}, fmt.Errorf("both ends are left out; expected such as 3..12, 3.. or ..12")
	}
	from, to := place{first: 0, last: 0}, place{last: len(m.points) - 1}
	for _, end := range []struct {
		text string
		*place
	}{{a, &from}, {b, &to}} {
		if strings.TrimSpace(end.text) == "" && dots {
			continue
		}
		p, err := m.place(strings.TrimSpace(end.text))
		if err != nil {
			return Stretch{}, err
		}
		*end.place = p
	}
	s, err := m.stretch(from, to)
	s.One = !dots && !from.wide
	return s, err
}

// place is what an end of a stretch names: one moment, or those of a chapter.
// At the first of them the steps before the chapter have been taken.
type place struct {
	name        string
	first, last int
	wide        bool
}

func (m *moments) stretch(from, to place) (Stretch, error) {
	s := Stretch{First: from.first, Last: to.last, From: m.points[from.first].Step, To: m.points[to.last].Step}
	if from.wide {
		s.From++
	}
	for _, p := range []struct {
		place
		at int
	}{{from, s.First}, {to, s.Last}} {
		if p.name != "" && !m.onTheWay(m.points[p.at]) {
			s.Away = p.name
		}
	}
	if s.First > s.Last {
		return s, fmt.Errorf("'%s' comes after '%s'; expected the earlier one first", from.name, to.name)
	}
	return s, nil
}

func (m *moments) onTheWay(p *timeline.Point) bool { return p.On(m.run.Line()) }

// place finds what is named: a step of the way to the end, a chapter, or a mark
// or point.
func (m *moments) place(name string) (place, error) {
	if n, err := strconv.Atoi(name); err == nil && n >= 0 {
		if n > m.run.End.Step {
			return place{}, fmt.Errorf("there is no step %d; the run has steps 1 to %d", n, m.run.End.Step)
		}
		return m.at(name, m.run.Line()[n]), nil
	}
	if i := m.chapter(name); i >= 0 {
		return m.chapterAt(i), nil
	}
	if p := m.run.Find(name); p != nil {
		return m.at(name, p), nil
	}
	var known []string
	for _, c := range m.chapters {
		known = append(known, c.title)
	}
	for _, p := range m.points {
		if p.Name != "" && !slices.Contains(known, p.Name) {
			known = append(known, p.Name)
		}
	}
	return place{}, fmt.Errorf("there is no step, mark or chapter '%s'; expected a step such as 3, or %s", show.Clean(name), engine.Nearest(name, known))
}

// at is the moment at which the run comes to a point.
func (m *moments) at(name string, p *timeline.Point) place {
	i := max(0, slices.Index(m.points, p))
	return place{name, i, i, false}
}

func (m *moments) chapterAt(i int) place {
	last := len(m.points) - 1
	if i+1 < len(m.chapters) {
		last = m.chapters[i+1].at
	}
	return place{m.chapters[i].title, m.chapters[i].at, last, true}
}

// chapter finds the chapter of a title, or the only one whose title begins so;
// -1: there is none.
func (m *moments) chapter(title string) int {
	found := -1
	for i, c := range m.chapters {
		switch {
		case strings.EqualFold(c.title, title):
			return i
		case title != "" && len(title) <= len(c.title) && strings.EqualFold(c.title[:len(title)], title):
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}
