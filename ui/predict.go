package ui

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"synod/engine"
	"synod/engine/script"
	"synod/ui/show"
)

// mostWrong is how many wrong answers a question has.
const mostWrong = 3

// predict makes a question about a choice: what its node will do, or what an
// observer will know. Wrong answers are what the protocol would do with one of
// its rules switched the other way, and what it does elsewhere in the run. Nil:
// there is nothing to ask.
func (s *session) predict(c engine.Choice) *script.Entry {
	at := s.time.Cursor()
	step, err := at.World.Explain(c)
	if err != nil || c.Verb != engine.DeliverMsg && c.Verb != engine.FireTimer {
		return nil
	}
	near, others := s.ahead(step.Choice), s.twins(step.Choice)
	if e := s.askObserver(step, near, others); e != nil {
		return e
	}
	node := step.Choice.Actor()
	q := question{right: show.Step(step).Did}
	for _, o := range others {
		q.wrong(show.Step(o).Did)
	}
	for _, o := range append(near, s.behind(node)...) {
		if o.Choice.Actor() == node {
			q.wrong(show.Step(o).Did)
		}
	}
	if !step.Idle() {
		q.wrong(fmt.Sprintf(noteIgnores, node))
	}
	return q.entry(fmt.Sprintf(noteWhatNext, show.Choice(at.World.System().Protocol(), step.Choice), node), at.Step)
}

// soon is how many steps before something becomes known an observer is asked.
const soon = 2

// askObserver asks what becomes known, where something does, or is about to.
func (s *session) askObserver(step *engine.Step, near, others []*engine.Step) *script.Entry {
	q := question{right: known(step)}
	for _, o := range append(near[:min(soon, len(near)):min(soon, len(near))], others...) {
		q.wrong(known(o))
	}
	if q.right == "" {
		q.right = noteNothingNew
	} else {
		q.wrong(noteNothingNew)
	}
	c := show.Choice(step.From.System().Protocol(), step.Choice)
	return q.entry(fmt.Sprintf(noteWhatKnown, c), s.time.Cursor().Step)
}

// known says what an observer concludes from a step; empty: nothing.
func known(step *engine.Step) string {
	for _, m := range show.Milestones(step) {
		if k := step.From.System().Protocol().Fact(m.Fact.Kind); m.Fact.Node == "" && k.Glyph != "" {
			return m.String()
		}
	}
	return ""
}

// twins takes the choice in the worlds of the same protocol and the same
// schedule with one rule switched the other way, where its node stands there as it
// stands here.
func (s *session) twins(c engine.Choice) []*engine.Step {
	at, node := s.time.Cursor(), c.Actor()
	if at.Step > mostReplayed {
		return nil
	}
	var out []*engine.Step
	sys := at.World.System()
	here := show.Node(at.World, node)
	for _, rule := range sys.Protocol().Switches() {
		w, err := engine.New(sys.Protocol(), flipped(sys.Config(), rule))
		if err != nil {
			continue
		}
		for _, p := range s.time.Line()[1 : at.Step+1] {
			if m, err := w.Match(p.Parent.World, p.Choice); err == nil {
				w, _, _ = w.Take(m)
			}
		}
		if show.Node(w, node) != here {
			continue
		}
		if step, err := w.Explain(c); err == nil {
			out = append(out, step)
		}
	}
	return out
}

// ahead are the steps that the schedule takes after the choice.
func (s *session) ahead(c engine.Choice) []*engine.Step {
	choices, _, here := s.schedule()
	from := s.time.Cursor().World
	w, _, err := from.Take(c)
	var out []*engine.Step
	for i := here; err == nil && i < min(len(choices), here+12); i++ {
		m, none := w.Match(from, choices[i])
		if next, _, err := from.Take(choices[i]); err == nil {
			from = next
		}
		if none != nil {
			continue // it has been taken
		}
		step, wrong := w.Explain(m)
		if wrong != nil {
			continue
		}
		out, w = append(out, step), step.World()
	}
	return out
}

// behind are the steps of the run so far in which a node acted, the last first.
func (s *session) behind(node engine.NodeID) []*engine.Step {
	var out []*engine.Step
	for p := s.time.Cursor(); p.Parent != nil && len(out) < mostWrong; p = p.Parent {
		if p.Choice.Actor() == node {
			out = append(out, p.Explain())
		}
	}
	return out
}

// question collects the answers of one.
type question struct {
	right   string
	answers []string // wrong ones
}

// wrong adds a wrong answer, unless there are enough, or it is none.
func (q *question) wrong(text string) {
	switch {
	case text == "" || text == q.right || len(q.answers) == mostWrong:
	case len(q.answers) > 0 && q.length()+len(text) > mostToRead:
	case slices.Contains(q.answers, text) || strings.Contains(text, "switched off"):
	default:
		q.answers = append(q.answers, text)
	}
}

// mostToRead is how many characters of answers a room can be given to read.
const mostToRead = 500

func (q *question) length() int {
	n := len(q.right)
	for _, a := range q.answers {
		n += len(a)
	}
	return n
}

// entry puts the answers in an order that says nothing; nil: nothing can be wrong.
func (q *question) entry(text string, step int) *script.Entry {
	if len(q.answers) == 0 {
		return nil
	}
	e := &script.Entry{Kind: script.Ask, Text: show.Clean(text)}
	for _, a := range append(q.answers, q.right) {
		e.Answers = append(e.Answers, script.Answer{Text: show.Clean(a), Right: a == q.right})
	}
	place := func(a script.Answer) uint64 {
		h := fnv.New64a()
		fmt.Fprint(h, step, a.Text)
		return h.Sum64()
	}
	slices.SortFunc(e.Answers, func(a, b script.Answer) int {
		if place(a) < place(b) {
			return -1
		}
		return 1
	})
	return e
}
