package script

import (
	"errors"
	"fmt"
	"strings"

	"synod/engine"
	"synod/engine/timeline"
)

// Event is one entry as it was played.
type Event struct {
	Entry *Entry
	Point *timeline.Point // where the run is after it
	// Err says that the entry failed: a choice that may not be taken, an
	// expectation that does not hold, a fingerprint that differs. It is an *Error.
	Err error
	// Notice is a remark that is no failure, such as fingerprints of another encoding.
	Notice string
	// Skipped says that a choice could not be taken, and is left out.
	Skipped bool
}

// Player plays a script on a timeline. It remembers its own place, so that one
// can leave the script, wander in the timeline and come back.
type Player struct {
	s     *Script
	t     *timeline.Timeline
	at    *timeline.Point
	next  int  // the entry that comes
	left  int  // choices to come before the script goes back
	turn  bool // it does go back then
	trail *trail
	marks map[string]*timeline.Point
	shown map[*timeline.Point]bool // behind where the exercise begins: what the script did itself
	menu  engine.Menu
	told  bool // that the fingerprints are not compared
}

// NewPlayer starts a script on a timeline of its own.
func NewPlayer(s *Script, w *engine.World) *Player {
	t := timeline.New(w)
	p := &Player{s: s, t: t, at: t.Start(), trail: newTrail(t.Start()), marks: map[string]*timeline.Point{}, menu: s.Head.Config.Menu}
	p.count()
	return p
}

// count looks how far the script goes on from its place before it goes back.
func (p *Player) count() {
	p.left, p.turn = 0, false
	for i := p.next; i < len(p.s.Entries) && !p.turn; i++ {
		switch p.s.Entries[i].Kind {
		case Choose:
			p.left++
		case Back:
			p.turn = true
		}
	}
}

// Timeline is what the player plays on.
func (p *Player) Timeline() *timeline.Timeline { return p.t }

// Script is what is being played.
func (p *Player) Script() *Script { return p.s }

// At is the point that the script has reached.
func (p *Player) At() *timeline.Point { return p.at }

// Menu is the head's menu with what has been unlocked so far.
func (p *Player) Menu() engine.Menu { return p.menu }

// Left counts the choices that are still to come before the script goes back
// or ends.
func (p *Player) Left() int { return p.left }

// Turns says whether the script goes back after those that are left.
func (p *Player) Turns() bool { return p.turn }

// Upcoming is the next entry, or nil at the end.
func (p *Player) Upcoming() *Entry {
	if p.next < len(p.s.Entries) {
		return &p.s.Entries[p.next]
	}
	return nil
}

// UpcomingChoice is the next choice, or nil if there is none.
func (p *Player) UpcomingChoice() *Entry {
	for i := p.next; i < len(p.s.Entries); i++ {
		if p.s.Entries[i].Kind == Choose {
			return &p.s.Entries[i]
		}
	}
	return nil
}

// Next plays one entry, from the player's own place, and says false at the
// end. After a choice or a way back that failed, the player is at its end.
func (p *Player) Next() (Event, bool) {
	e := p.Upcoming()
	if e == nil {
		return Event{}, false
	}
	p.next++
	p.t.Jump(p.at)
	ev := Event{Entry: e}
	ev.Err = p.play(e, &ev)
	p.at = p.t.Cursor()
	ev.Point = p.at
	switch {
	case ev.Err != nil && e.Kind != Expect:
		p.next, p.left, p.turn = len(p.s.Entries), 0, false
	case e.Kind == Back:
		p.count()
	}
	return ev, true
}

func (p *Player) play(e *Entry, ev *Event) error {
	switch e.Kind {
	case Choose:
		p.left--
		return p.choose(e, ev)
	case Expect:
		return p.expect(e)
	case Mark:
		p.marks[e.Text] = p.at
		if e.Text == p.s.Head.Lesson.Begins {
			p.shown = behind(p.at)
		}
		return p.wrong(e, p.t.Mark(e.Text))
	case Back:
		return p.back(e)
	case Unlock:
		widen(&p.menu, e, false)
	}
	return nil
}

func (p *Player) fail(e *Entry, format string, args ...any) error {
	return &Error{File: p.s.File, Line: e.Line, Problem: fmt.Sprintf(format, args...)}
}

func (p *Player) wrong(e *Entry, err error) error {
	if err == nil {
		return nil
	}
	return p.fail(e, "%s", err)
}

func (p *Player) choose(e *Entry, ev *Event) error {
	q, err := p.take(e)
	switch {
	case err != nil && p.s.GoOn:
		p.told, ev.Skipped = true, true
		ev.Notice = fmt.Sprintf("line %d, step %d is left out: %s", e.Line, p.at.Step+1, err)
		return nil
	case err != nil:
		return p.fail(e, "step %d: %s%s", p.at.Step+1, err, p.maker(e))
	}
	p.trail.reach(q)
	delete(p.shown, q)
	return p.compare(e, q, ev)
}

// take takes the choice of an entry, or if it is to go on, what stands for it: the
// same message, whatever it says now.
func (p *Player) take(e *Entry) (*timeline.Point, error) {
	q, err := p.t.Take(e.Choice)
	if err == nil || !p.s.GoOn {
		return q, err
	}
	c := e.Choice
	c.Text = ""
	if q, second := p.t.Take(c); second == nil {
		return q, nil
	}
	return nil, err
}

// compare holds the world that a recorded choice has led to against the file.
func (p *Player) compare(e *Entry, q *timeline.Point, ev *Event) error {
	has := q.World.Fingerprint()
	switch {
	case !e.Printed || p.s.Head.Encoding == 0 || p.told:
	case p.s.Head.Encoding != engine.EncodingVersion:
		p.told = true
		ev.Notice = fmt.Sprintf("the fingerprints are of encoding %d and this program has %d, so they are not compared", p.s.Head.Encoding, engine.EncodingVersion)
	case has != e.Print && p.s.GoOn:
		p.told = true
		ev.Notice = fmt.Sprintf("line %d, step %d means something else now: the file says #%016x, this run has #%016x", e.Line, q.Step, e.Print, has)
	case has != e.Print:
		return p.fail(e, "step %d diverged: the file says #%016x, this run has #%016x%s", q.Step, e.Print, has, p.maker(e))
	}
	return nil
}

// maker says who made a recording, if that is known, and what can be done.
func (p *Player) maker(e *Entry) string {
	switch {
	case !e.Printed:
		return ""
	case p.s.Head.Made == "":
		return "; --go-on plays the rest all the same"
	}
	return "; it was made by " + p.s.Head.Made + ", and --go-on plays the rest all the same"
}

func (p *Player) expect(e *Entry) error {
	x, err := compileTest(e.Text, p.at.World.System())
	if err != nil {
		return p.s.at(e, err)
	}
	ok, err := x.HoldsAt(p.at)
	if err != nil {
		return p.s.at(e, err)
	}
	if ok {
		return nil
	}
	problem := "expected " + e.Text
	if values := x.Compared(p.at); len(values) > 0 {
		problem += "; " + strings.Join(values, ", ")
	}
	return p.fail(e, "%s", problem)
}

func (p *Player) back(e *Entry) error {
	to, err := p.target(e)
	if err != nil {
		return p.fail(e, "%s", err)
	}
	p.t.Jump(to)
	return nil
}

func (p *Player) target(e *Entry) (*timeline.Point, error) {
	if e.Text == "" {
		if to := p.at.Up(e.N); to != nil {
			return to, nil
		}
		return nil, fmt.Errorf("cannot go back %d from step %d", e.N, p.at.Step)
	}
	if to := p.trail.find(e.Text); to != nil {
		return to, nil
	}
	if to := p.marks[e.Text]; to != nil {
		return to, nil
	}
	return nil, errors.New("the run so far has no point '" + short(e.Text) + "'; expected a mark or a point such as a11")
}
