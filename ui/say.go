package ui

import (
	"errors"
	"fmt"
	"strings"

	"synod/engine"
	"synod/engine/script"
	"synod/ui/show"
)

// say takes a line of the language: a choice, expect, mark, back, narration.
// It gives what there is to tell, or what is wrong with the line.
func (s *session) say(line string) (said, wrong string) {
	if line == "" {
		return "", ""
	}
	if rest, asked := strings.CutPrefix(line+" ", "why "); asked {
		return s.why(strings.TrimSpace(rest))
	}
	if name, asked := strings.CutPrefix(line, "labels "); asked {
		return s.relabel(strings.TrimSpace(name))
	}
	if said, wrong, mine := s.tool(line); mine {
		return said, wrong
	}
	if !strings.ContainsAny(line[:1], ">!?@=#") {
		line = s.time.Cursor().World.System().Protocol().Unnamed(line)
	}
	e, err := script.ParseEntry(line)
	if err != nil {
		return "", located(err, 0)
	}
	switch e.Kind {
	case script.Choose:
		if err := s.time.Cursor().World.Legal(e.Choice); err != nil {
			return "", show.Clean(reason(err))
		}
		return s.choose(e.Choice), ""
	case script.Expect:
		return s.expect(e.Text, strings.Index(line, e.Text))
	case script.Mark:
		return s.mark(e.Text)
	case script.Back:
		return s.goBack(e)
	}
	return s.remark(e)
}

// why says what stands against a choice, or without one, against progress.
func (s *session) why(line string) (said, wrong string) {
	w := s.time.Cursor().World
	if line == "" {
		if missing := w.Stuck(); len(missing) > 0 {
			return "What progress lacks: " + strings.Join(missing, "; ") + ".", ""
		}
		return msgNotStuck, ""
	}
	c, err := engine.ParseChoice(line)
	if err != nil {
		return "", located(err, len("why "))
	}
	if against := w.WhyNot(c); against != "" {
		return show.Clean("Not now, " + c.Line() + ": " + against), ""
	}
	return msgNothingAgainst, ""
}

// remark keeps a line that moves nothing at the point.
func (s *session) remark(e script.Entry) (said, wrong string) {
	at := s.time.Cursor()
	s.notes[at] = append(s.notes[at], &e)
	s.record.wake()
	s.record.move(at)
	s.record.add(e)
	s.refresh()
	return "", ""
}

func (s *session) expect(expression string, from int) (said, wrong string) {
	at := s.time.Cursor()
	x, err := script.Compile(expression, at.World.System())
	if err != nil {
		return "", located(err, from)
	}
	holds, err := x.HoldsAt(at)
	if err != nil {
		return "", located(err, from)
	}
	s.record.wake()
	s.record.move(at)
	if !holds {
		return strings.Join(append([]string{"✗ " + expression + " does not hold here"}, x.Compared(at)...), "; "), ""
	}
	s.record.add(script.Entry{Kind: script.Expect, Text: expression})
	return "✓ " + expression + " holds here.", ""
}

// located says what is wrong, with the column in the whole line.
func located(err error, from int) string {
	var bad *engine.SyntaxError
	if errors.As(err, &bad) {
		return show.Clean(fmt.Sprintf("column %d: %s; expected %s", bad.Col+max(0, from), bad.Problem, bad.Expected))
	}
	var e *script.Error
	if errors.As(err, &e) && e.Col > 0 {
		return show.Clean(fmt.Sprintf("column %d: %s", e.Col+max(0, from), e.Problem))
	}
	return show.Clean(err.Error())
}

func (s *session) mark(name string) (said, wrong string) {
	if err := s.time.Mark(name); err != nil {
		return "", show.Clean(err.Error())
	}
	s.record.wake()
	s.record.move(s.time.Cursor())
	s.record.add(script.Entry{Kind: script.Mark, Text: name})
	return "This point is called " + name + "; {say it} back " + name + " goes there.", ""
}

// goBack goes a number of steps back, or to a point by its name.
func (s *session) goBack(e script.Entry) (said, wrong string) {
	at := s.time.Cursor()
	if e.Text == "" {
		p := at.Up(e.N)
		if p == nil {
			return "", fmt.Sprintf("this is step %d; expected a number from 1 to it", at.Step)
		}
		s.jump(p)
		return "", ""
	}
	p := s.time.Find(e.Text)
	if p == nil {
		return "", show.Clean("no point is called '" + e.Text + "'; expected a number of steps, a mark, or a point such as a7")
	}
	s.jump(p)
	return "", ""
}

// recorded says where the run is being kept.
func (s *session) recorded() string {
	if name := s.record.name(); name != "" {
		return "this run is being recorded in " + name
	}
	if s.record.wrong != nil {
		return "this run is not being recorded: " + s.record.wrong.Error()
	}
	return "this run is not being recorded yet"
}
