package ui

import (
	"context"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/engine/explore"
	"synod/engine/script"
	"synod/engine/timeline"
	"synod/ui/ask"
	"synod/ui/pane"
)

// asked is a question put to the search at a point: under way, or answered.
type asked struct {
	at     *timeline.Point
	from   *timeline.Point // where the run that is found begins
	about  ask.About
	world  *engine.World
	cancel context.CancelFunc
	far    atomic.Pointer[explore.Progress]
	answer *ask.Answer     // nil: under way
	run    []engine.Choice // the run that was found; none: there is none

	twin    []engine.Choice // leads to the world that the node cannot tell from this one
	twinned bool            // there is one
}

// answered brings what a search found; looking is for how far it has come.
type (
	answered struct {
		q      *asked
		report *explore.Report
		run    []engine.Choice
		beside *explore.Report // what was found without repairing anything, if that was asked
		took   time.Duration
		err    error
	}
	looking struct{ q *asked }
)

// searchMemory bounds what a search behind the screen may take.
const searchMemory = 2 << 30

// check asks whether the scenario's property can break from here.
func (m *Model) check() tea.Cmd {
	here := m.run.time.Cursor()
	p := ask.Property(here.World.System(), "")
	return m.inquire(here, ask.About{Property: p}, func(ctx context.Context, w *engine.World, o explore.Options) (r, _ *explore.Report, err error) {
		o.Reduce = explore.Reductions{Advisory: true, Sinks: true, Symmetry: true}
		r, err = ask.Break(ctx, here, p, w, o)
		return r, nil, err
	})
}

// goal asks for a world where an expression is true.
func (m *Model) goal() tea.Cmd {
	p := m.ask("until ", "", hintGoal, func(line string) (string, string) {
		x, err := script.Compile(line, m.run.time.Cursor().World.System())
		if err != nil {
			return "", err.Error()
		}
		m.later = m.inquire(m.run.time.Cursor(), ask.About{Goal: line}, func(ctx context.Context, w *engine.World, o explore.Options) (r, unrepaired *explore.Report, err error) {
			o.Goal, o.Reads = x.Holds, x.Reads()
			return ask.Reach(ctx, w, o)
		})
		return m.message, ""
	})
	p.lines = m.run.bareLines
	return nil
}

// unknown asks what the selected node cannot know: for a world, to be reached
// from the start, that looks the same to it and is another to an observer.
func (m *Model) unknown() tea.Cmd {
	s := m.run
	node, here := s.view.Node, s.time.Cursor().World
	p := m.ask("what "+string(node)+" cannot know ", "chosen()", hintUnknown, func(line string) (string, string) {
		x, err := script.Compile(line, here.System())
		if err != nil {
			return "", err.Error()
		}
		m.later = m.inquire(s.time.Start(), ask.About{Goal: line, Node: node}, func(ctx context.Context, w *engine.World, o explore.Options) (r, _ *explore.Report, err error) {
			o.Reads = x.Reads()
			r, err = explore.Unknown(ctx, w, here, node, x.Eval, o)
			return r, nil, err
		})
		return m.message, ""
	})
	p.lines = s.bareLines
	return nil
}

// searcher is a search from a world, and perhaps another beside it.
type searcher func(ctx context.Context, w *engine.World, o explore.Options) (r, beside *explore.Report, err error)

// inquire starts a search from a point in the background. Any step, and esc,
// ends it.
func (m *Model) inquire(from *timeline.Point, about ask.About, find searcher) tea.Cmd {
	s := m.run
	s.forget()
	at := s.time.Cursor()
	head := s.script.Head
	w, err := ask.From(from.World, ask.Menu(head, at.World.System().Protocol()), ask.Network(at.World))
	if err != nil {
		return m.tell(err.Error())
	}
	ctx, cancel := context.WithCancel(context.Background())
	q := &asked{at: at, from: from, about: about, world: w, cancel: cancel}
	s.asked = q
	o := explore.Options{MaxMemory: searchMemory, Progress: func(p explore.Progress) { q.far.Store(&p) }}
	m.tell("")
	s.showAsked()
	search := func() tea.Msg {
		began := time.Now()
		r, beside, err := find(ctx, w, o)
		if err != nil {
			return answered{q: q, err: err}
		}
		run, err := ask.Run(from.World, r.Trace)
		return answered{q, r, run, beside, time.Since(began), err}
	}
	return tea.Batch(search, q.look())
}

// look asks, a moment later, how far the search has come.
func (q *asked) look() tea.Cmd {
	return tea.Tick(150*time.Millisecond, func(time.Time) tea.Msg { return looking{q} })
}

// looks shows how far a search has come.
func (m *Model) looks(msg looking) tea.Cmd {
	if m.run == nil || m.run.asked != msg.q || msg.q.answer != nil {
		return nil
	}
	m.run.showAsked()
	return msg.q.look()
}

// hear takes an answer, if it is still waited for.
func (m *Model) hear(msg answered) {
	s := m.run
	if s == nil || s.asked != msg.q {
		return
	}
	if msg.err != nil {
		s.asked = nil
		s.showAsked()
		m.message = msg.err.Error()
		return
	}
	q := msg.q
	q.about.Took, q.about.Unrepaired = msg.took, msg.beside
	answer := ask.Say(msg.report, q.world, q.about)
	q.answer, q.run = &answer, msg.run
	q.twin, q.twinned = msg.run, q.about.Node != "" && msg.report.Found
	m.message = strings.Join(s.more(answer), " ")
	if !m.layout.boxed {
		m.message = strings.Join([]string{answer.Question, answer.Short, m.message}, " ")
	}
	s.showAsked()
}

// more is what a person has to know beside the answer, such as how to walk the
// run that was found.
func (s *session) more(answer ask.Answer) []string {
	var how []string
	if len(s.asked.run) > 0 {
		how = append(how, msgWalk)
	}
	if s.asked.twinned {
		how = append(how, msgSecondF)
	}
	if len(how) == 0 {
		return answer.More
	}
	if len(answer.Against) == 0 {
		return how
	}
	return append(how, answer.More...)
}

// forget ends a search that is under way, and drops its question.
func (s *session) forget() {
	if q := s.asked; q != nil && q.answer == nil {
		q.cancel()
		s.asked = nil
	}
}

// showAsked puts the question and what is known of its answer on the view, while the
// cursor stands where it was asked.
func (s *session) showAsked() {
	s.view.Asked = nil
	q := s.asked
	if q == nil || q.at != s.time.Cursor() {
		return
	}
	v := &pane.Asked{Question: ask.Question(q.about)}
	switch far := q.far.Load(); {
	case q.answer != nil:
		v.Answer, v.Run = q.answer.Short, len(q.run) > 0
	case far != nil:
		v.Answer = ask.Searching(*far)
	default:
		v.Answer = ask.Searching(explore.Progress{})
	}
	s.view.Asked = v
}

// offersWalk says whether a run was found here that was not walked yet.
func (s *session) offersWalk() bool {
	return s.view.Asked != nil && s.view.Asked.Run
}

// walk opens the run that was found as a branch, and stays at its beginning.
func (s *session) walk(q *asked) string {
	at, run := q.from, q.run
	q.run = nil // it is offered once
	s.record.wake()
	s.time.Jump(at)
	s.record.move(at)
	for _, c := range run {
		p, err := s.time.Take(c)
		if err != nil {
			s.jump(at)
			return reason(err)
		}
		s.record.move(p)
	}
	s.jump(at)
	s.record.move(at)
	s.follows = false
	return msgWalking
}
