package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
	"synod/ui/pane"
	"synod/ui/show"
)

// debugger is what a person has set to be watched and to be stopped at. It looks
// at worlds; it is no part of them, and no recording has it.
type debugger struct {
	watches []expression
	stops   []stop
	lenient bool // a property that breaks stops nothing
}

type expression struct {
	text string
	*script.Expr
}

// stop is one thing that playing stops at: hit says what happened, or nothing.
type stop struct {
	text string
	hit  func(p *timeline.Point) string
}

// tool is a word of the prompt that belongs to the debugger.
type tool struct {
	word string
	do   func(s *session, rest string) (said, wrong string)
}

var tools = []tool{
	{"until", (*session).until},
	{"watch", (*session).watch},
	{"unwatch", (*session).unwatch},
	{"break", (*session).breakOn},
	{"unbreak", (*session).unbreak},
}

// tool gives a line to the debugger, if it is for it.
func (s *session) tool(line string) (said, wrong string, mine bool) {
	word, rest, _ := strings.Cut(line, " ")
	for _, t := range tools {
		if t.word == word {
			said, wrong = t.do(s, strings.TrimSpace(rest))
			return show.Clean(said), wrong, true
		}
	}
	return "", "", false
}

// compile checks an expression that begins at a column of the line.
func (s *session) compile(text string, from int) (x expression, wrong string) {
	x.text = text
	e, err := script.Compile(text, s.time.Cursor().World.System())
	if err != nil {
		return x, located(err, from)
	}
	x.Expr = e
	return x, ""
}

// runMost is how many steps are run at a stretch.
const runMost = 1000

// until runs on, with the script and then with whatever comes first, until an
// expression holds.
func (s *session) until(text string) (said, wrong string) {
	if text == "" {
		return "", msgUntilWhat
	}
	x, wrong := s.compile(text, len("until "))
	if wrong != "" {
		return "", wrong
	}
	if holds, err := x.HoldsAt(s.time.Cursor()); err != nil {
		return "", located(err, len("until "))
	} else if holds {
		return "It holds here already: " + text, ""
	}
	said = s.runTo(func(p *timeline.Point) string {
		if holds, err := x.HoldsAt(p); err == nil && holds {
			return text + " holds here"
		}
		return ""
	})
	return said, ""
}

// runTo takes steps until one is what is looked for, or there is a reason to
// stop. It says which, and after how many.
func (s *session) runTo(found func(*timeline.Point) string) string {
	for n := 1; n <= runMost; n++ {
		if n > 1 && s.question() != nil {
			return msgAsk
		}
		before := s.time.Cursor()
		said, ok := s.advance()
		at := s.time.Cursor()
		why := found(at)
		switch {
		case at == before:
			return said
		case why != "":
			return "Stopped: " + why + " (" + steps(n) + " on)."
		}
		if why = s.stopped(at); why != "" {
			return why
		}
		if !ok || said != "" && said != msgScriptOver && said != msgScriptBack {
			return said
		}
	}
	return fmt.Sprintf(msgRunMost, runMost)
}

// advance takes one step: along the known run, with the script, or whatever
// choice comes first.
func (s *session) advance() (said string, ok bool) {
	if s.atScript() || s.time.Next() != nil {
		return s.forward(), true
	}
	return s.auto()
}

// stopped says why playing has to stop at a point.
func (s *session) stopped(p *timeline.Point) string {
	if p.Parent == nil {
		return ""
	}
	if why := s.broke(p); why != "" {
		return why
	}
	for i, b := range s.debug.stops {
		if why := b.hit(p); why != "" {
			return show.Clean(fmt.Sprintf("Stopped by break %d: %s.", i+1, why))
		}
	}
	return ""
}

// watch shows the value of an expression from now on; alone, it lists them.
func (s *session) watch(text string) (said, wrong string) {
	if text == "" {
		return numbered("Nothing is watched; watch EXPRESSION shows its value at each step.", texts(s.debug.watches)), ""
	}
	x, wrong := s.compile(text, len("watch "))
	if wrong != "" {
		return "", wrong
	}
	if _, err := x.EvalAt(s.time.Cursor()); err != nil {
		return "", located(err, len("watch "))
	}
	if !slices.Contains(texts(s.debug.watches), text) {
		s.debug.watches = append(s.debug.watches, x)
	}
	s.watched()
	return "Watched: " + text + ". Its value stands with the properties; unwatch takes it away.", ""
}

func texts(all []expression) (out []string) {
	for _, x := range all {
		out = append(out, x.text)
	}
	return out
}

// numbered numbers texts from 1.
func numbered(none string, all []string) string {
	if len(all) == 0 {
		return none
	}
	var out []string
	for i, text := range all {
		out = append(out, fmt.Sprintf("%d. %s", i+1, text))
	}
	return strings.Join(out, "   ")
}

// unwatch takes away what is named or numbered; alone, everything.
func (s *session) unwatch(text string) (said, wrong string) {
	i, wrong := pick(text, texts(s.debug.watches), "watched")
	switch {
	case wrong != "":
		return "", wrong
	case i < 0:
		s.debug.watches = nil
	default:
		s.debug.watches = slices.Delete(s.debug.watches, i, i+1)
	}
	s.watched()
	return numbered("Nothing is watched.", texts(s.debug.watches)), ""
}

// pick finds what a text names among others, by its number too; -1: all.
func pick(text string, all []string, what string) (i int, wrong string) {
	if text == "" {
		return -1, ""
	}
	if i := slices.Index(all, text); i >= 0 {
		return i, ""
	}
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(all) {
		return n - 1, ""
	}
	return 0, show.Clean(numbered("nothing is "+what, all) + "; expected one of them, or its number")
}

// watched puts the values of what is watched on the view.
func (s *session) watched() {
	s.view.Watches = s.view.Watches[:0]
	at := s.time.Cursor()
	for _, x := range s.debug.watches {
		now := value(x, at)
		fresh := at.Parent != nil && value(x, at.Parent) != now
		s.view.Watches = append(s.view.Watches, pane.Watch{Text: show.Clean(x.text), Value: show.Clean(now), Fresh: fresh})
	}
}

func value(x expression, p *timeline.Point) string {
	v, err := x.EvalAt(p)
	if err != nil {
		return "? " + err.Error()
	}
	return script.Literal(v)
}

// breakOn stops playing at something from now on; alone, it lists what.
func (s *session) breakOn(text string) (said, wrong string) {
	if text == "" {
		return s.listStops(), ""
	}
	if text == "property" {
		s.debug.lenient = false
		return s.listStops(), ""
	}
	b, wrong := s.newStop(text)
	if wrong != "" {
		return "", wrong
	}
	if !slices.ContainsFunc(s.debug.stops, func(o stop) bool { return o.text == b.text }) {
		s.debug.stops = append(s.debug.stops, b)
	}
	return s.listStops(), ""
}

func (s *session) newStop(text string) (b stop, wrong string) {
	sys := s.time.Cursor().World.System()
	word, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case "kind":
		for _, k := range sys.Protocol().Kinds { // people also read the short name on the screen
			if k.Short == rest && sys.Protocol().Kind(rest) == nil {
				rest = k.ID
			}
		}
		if kinds := sys.Protocol().KindNames(); !slices.Contains(kinds, rest) {
			return b, show.Clean("there is no message kind '" + rest + "'; expected " + engine.Nearest(rest, kinds))
		}
		return stop{"kind " + rest, func(p *timeline.Point) string { return tookKind(p, rest) }}, ""
	case "node":
		if nodes := sys.NodeNames(); !slices.Contains(nodes, rest) {
			return b, show.Clean("there is no node '" + rest + "'; expected " + engine.Nearest(rest, nodes))
		}
		return stop{text, func(p *timeline.Point) string { return actsAt(p, engine.NodeID(rest)) }}, ""
	case "when":
		text = rest
	}
	x, wrong := s.compile(text, len("break "))
	if wrong != "" {
		return b, wrong
	}
	if _, err := x.HoldsAt(s.time.Cursor()); err != nil {
		return b, located(err, len("break "))
	}
	return stop{"when " + text, func(p *timeline.Point) string { return beganToHold(x, p) }}, ""
}

func tookKind(p *timeline.Point, kind string) string {
	if step := p.Explain(); step != nil && step.Taken != nil && step.Taken.Kind == kind {
		return p.Choice.Line()
	}
	return ""
}

// actsAt says whether a step is one of a node: it takes part, or has changed.
func actsAt(p *timeline.Point, id engine.NodeID) string {
	step := p.Explain()
	if step == nil {
		return ""
	}
	m := step.Taken
	if slices.Contains(step.Changed(), id) || p.Choice.From == id && m == nil || m != nil && m.To == id {
		return p.Choice.Line()
	}
	return ""
}

func beganToHold(x expression, p *timeline.Point) string {
	if before, err := x.HoldsAt(p.Parent); err != nil || before {
		return ""
	}
	if holds, err := x.HoldsAt(p); err != nil || !holds {
		return ""
	}
	return x.text + " holds here"
}

// unbreak takes away what is named or numbered; alone, everything.
func (s *session) unbreak(text string) (said, wrong string) {
	if text == "property" {
		s.debug.lenient = true
		return s.listStops(), ""
	}
	i, wrong := pick(text, s.stopTexts(), "set to stop at")
	switch {
	case wrong != "":
		return "", wrong
	case i < 0:
		s.debug.stops, s.debug.lenient = nil, true
	default:
		s.debug.stops = slices.Delete(s.debug.stops, i, i+1)
	}
	return s.listStops(), ""
}

func (s *session) stopTexts() (out []string) {
	for _, b := range s.debug.stops {
		out = append(out, b.text)
	}
	return out
}

func (s *session) listStops() string {
	first := "Playing stops where a property breaks. "
	if s.debug.lenient {
		first = "Playing does not stop where a property breaks. "
	}
	if len(s.debug.stops) == 0 {
		return first
	}
	return first + "It stops at: " + numbered("", s.stopTexts())
}

// lines are what the tools take, for completion.
func (d *debugger) lines() (out []string) {
	out = append(out, "unbreak property")
	for _, b := range d.stops {
		out = append(out, "unbreak "+b.text)
	}
	return append(out, after("unwatch ", texts(d.watches))...)
}
