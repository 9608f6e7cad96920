package ui

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/pane"
	"synod/ui/show"
)

// beside is a second run next to the one on the screen, stepped with it.
type beside struct {
	words string
	pairs *timeline.Pairs
	run   []*timeline.Point // the second run, if it has steps of its own; nil: it takes what this one takes
	pane  pane.Beside
	fog   bool            // both sides are drawn as the node sees them
	about *asked          // the question that the second world answers; nil: there is none
	at    *timeline.Point // of this run, when pane was worked out
}

// newBeside opens what the words name next to a session: a branch, a preset, or
// this very schedule with something changed.
func newBeside(s *session, words string, protocols engine.Registry) (*beside, error) {
	if run := s.runOf(words); run != nil {
		return inStep(s, words, "branch "+run[len(run)-1].Branch.Name, run), nil
	}
	if p, ok := presets.Find(words); ok {
		return besideScript(s, p.Script, words, protocols)
	}
	if !IsChange(words) {
		return nil, errors.New("'" + words + "' is no branch, no preset and no change; expected one such as b, " + presets.Names()[0] + ", or " + hintChange)
	}
	return shadow(s, words, protocols)
}

// IsChange says whether words that name a second run change something of the
// first rather than name another.
func IsChange(words string) bool {
	return words != "" && (strings.ContainsAny(words, " =") || words[0] == '-' || words[0] == '+')
}

// shadow plays this schedule in a world that is configured otherwise.
func shadow(s *session, words string, protocols engine.Registry) (*beside, error) {
	w, err := s.otherwise(words, protocols)
	var bad *script.Error
	switch {
	case errors.As(err, &bad):
		return nil, errors.New(bad.Problem)
	case err != nil:
		return nil, err
	}
	b := &beside{words: words, pairs: timeline.Shadow(s.time.Start(), w)}
	b.pane.Title = [2]string{s.view.Title, "same steps, " + words}
	return b, nil
}

// otherwise is the world that the run would begin in with something changed.
func (s *session) otherwise(words string, protocols engine.Registry) (*engine.World, error) {
	head, err := s.script.Head, error(nil)
	head.Guided, head.Encoding, head.Check = false, 0, nil
	sys := s.time.Cursor().World.System()
	if name, is := strings.CutPrefix(words, "protocol="); is {
		head.Protocol, head.Config = name, knownTo(protocols.Find(name), sys.Config())
	} else {
		head.Config, err = edited(sys, words)
	}
	if err != nil {
		return nil, err
	}
	return (&script.Script{Head: head}).World(protocols)
}

// knownTo is what another protocol knows of a configuration.
func knownTo(p *engine.Protocol, old engine.Config) engine.Config {
	cfg := engine.Config{Network: old.Network}
	for _, o := range old.Settings {
		if p != nil && slices.ContainsFunc(p.Params, func(q engine.Param) bool { return q.Name == o.Name }) {
			cfg.Settings = append(cfg.Settings, o)
		}
	}
	return cfg
}

// besideScript puts the run of another script next to this one.
func besideScript(s *session, other *script.Script, name string, protocols engine.Registry) (*beside, error) {
	w, err := other.World(protocols)
	if err != nil {
		return nil, err
	}
	run, err := played(other, w)
	if err != nil {
		return nil, err
	}
	mine, _ := played(s.script, s.time.Start().World) // as far as it goes
	return taken(s, name, show.Clean(other.Head.Title), run, timeline.Abreast(s.time.Start(), run, mine)), nil
}

// played is the run of a script, and what was wrong with it, if it is not all.
func played(s *script.Script, w *engine.World) ([]*timeline.Point, error) {
	player, err := script.NewPlayer(s, w), error(nil)
	for event, more := player.Next(); more && err == nil; event, more = player.Next() {
		err = event.Err
	}
	return player.At().Line(), err
}

// inStep puts a run that has been taken next to this one, step by step.
func inStep(s *session, words, title string, run []*timeline.Point) *beside {
	return taken(s, words, title, run, timeline.InStep(s.time.Start(), run))
}

// taken puts a run that has been taken next to this one.
func taken(s *session, words, title string, run []*timeline.Point, pairs *timeline.Pairs) *beside {
	b := &beside{words: words, pairs: pairs, run: run}
	b.pane.Title = [2]string{s.view.Title, title}
	return b
}

// runOf is the run to the end of a branch, or to a point by its name; nil: there
// is neither.
func (s *session) runOf(name string) []*timeline.Point {
	for _, b := range s.time.Branches() {
		if b.Name == name {
			return b.Tip().Line()
		}
	}
	if p := s.time.Find(name); p != nil {
		return p.Line()
	}
	return nil
}

// look works out what is drawn, if this run has moved since.
func (b *beside) look(v *pane.View) {
	if b.at != v.Point {
		b.at, b.pane.Over = v.Point, 0
		b.show(v, b.pairs.At(v.Point))
		return
	}
	left := b.pane.View[0].Apart
	b.pane.View[0] = *v
	b.pane.View[0].Apart, b.pane.View[1].Node = left, v.Node
}

// show puts a beat on the two views.
func (b *beside) show(v *pane.View, beat *timeline.Beat) {
	b.pane.Beat = *beat
	left, right := &b.pane.View[0], &b.pane.View[1]
	cache := right.Cache
	if cache == nil {
		cache = &pane.Cache{}
	}
	p := beat.Right
	*left = *v
	*right = pane.View{Title: b.pane.Title[1], World: p.World, Point: p, Node: v.Node, Order: v.Order, Keys: v.Keys, Cache: cache, Speed: v.Speed, Focus: pane.OnCluster}
	if !beat.Still || b.pane.Over > 0 {
		if right.Step = p.Explain(); right.Step != nil {
			right.Before = right.Step.From
		}
	}
	d := timeline.Differ(v.Point, p)
	left.Apart, right.Apart = &pane.Apart{Difference: d}, &pane.Apart{Difference: d, Side: 1}
}

// onward goes on, or back, in a second run that is longer than this one, and
// says whether it did.
func (b *beside) onward(v *pane.View, by int) bool {
	to := b.pane.Over + by
	beat := *b.pairs.At(v.Point)
	at := slices.Index(b.run, beat.Right)
	if b.run == nil || b.at != v.Point || to < 0 || at+to >= len(b.run) {
		return false
	}
	b.pane.Over = to
	beat.Right = b.run[at+to]
	b.show(v, &beat)
	return true
}

// Beside names a second run: another script, or what a person would write at
// the key for it.
type Beside struct {
	Words string
	Open  *script.Script // nil: the words say it
}

// besideAtStart puts beside the run what the program was started with.
func (m *Model) besideAtStart() error {
	o := m.o.Beside
	if o == nil {
		return nil
	}
	if o.Open == nil {
		return m.putBeside(o.Words)
	}
	b, err := besideScript(m.run, o.Open, o.Words, m.protocols)
	if err == nil {
		m.openBeside(b)
	}
	return err
}

// overrun steps the second run alone where this one has ended.
func (m *Model) overrun(by int) bool {
	s := m.run
	if m.main != onBeside || s.beside == nil || s.atScript() || s.time.Next() != nil {
		return false
	}
	s.beside.look(&s.view)
	return s.beside.onward(&s.view, by)
}

// besideKey asks what to put beside this run, or closes it.
func (m *Model) besideKey() tea.Cmd {
	if m.main == onBeside {
		return m.show(onBeside)
	}
	if b := m.run.view.Branch; m.inTree() && b != m.run.time.Cursor().Branch {
		if err := m.putBeside(b.Name); err != nil {
			return m.tell(err.Error())
		}
		return nil
	}
	m.ask("beside ", m.run.besides(), hintBeside, func(words string) (string, string) {
		if err := m.putBeside(words); err != nil {
			return "", show.Clean(err.Error())
		}
		return m.message, ""
	})
	return nil
}

func (m *Model) putBeside(words string) error {
	b, err := newBeside(m.run, words, m.protocols)
	if err != nil {
		return err
	}
	m.openBeside(b)
	return nil
}

func (m *Model) openBeside(b *beside) {
	m.run.beside, m.main, m.message = b, onBeside, msgBeside
	m.run.view.Focus, m.run.view.Scroll = pane.OnNext, 0
	m.zoomed = false
}

// besides guesses what a person would put beside this run: what was there last,
// another branch, a rule that is off, one that could be.
func (s *session) besides() string {
	sys, branches := s.view.World.System(), s.time.Branches()
	if s.beside != nil && s.beside.words != "" {
		return s.beside.words
	}
	if n := len(branches); n > 1 {
		if other := branches[n-1]; other != s.time.Cursor().Branch {
			return other.Name
		}
		return branches[n-2].Name
	}
	if off := sys.Config().Off; len(off) > 0 {
		return "+" + off[0]
	}
	if rules := sys.Protocol().Switches(); len(rules) > 0 {
		return "-" + rules[0]
	}
	return ""
}

// sides are the two views, in fog if that is asked for. Where one has no room for
// boxes in w by h cells the other has none either, so that they can be compared.
func (b *beside) sides(w, h int) [2]pane.View {
	out := b.pane.View
	boxes := true
	for i := range out {
		if v := &out[i]; b.fog {
			v.Fog, v.Rows = &pane.Fog{Node: v.Node}, nil
		}
		boxes = boxes && pane.Boxed(&out[i], w, h)
	}
	out[0].Lines, out[1].Lines = !boxes, !boxes
	return out
}

// drawBeside draws the two runs, what differs, and what can happen next in the
// one that leads.
func (m *Model) drawBeside(c *canvas.Canvas) {
	v, l, b := &m.run.view, m.layout, m.run.beside
	b.look(v)
	at := [2]canvas.Rect{l.main, l.below}
	sides := b.sides(at[0].W-4, min(at[0].H, at[1].H)-2)
	for i, r := range at {
		side := &sides[i]
		m.pane(c, r, b.pane.SideTitle(i), i == 0 && v.Focus == pane.OnCluster, func(in *canvas.Canvas, _ *pane.View) { pane.Cluster(in, side) })
	}
	b.pane.Fog = b.fog
	m.pane(c, l.what, "what differs", false, func(in *canvas.Canvas, _ *pane.View) { pane.Differences(in, &b.pane) })
	if b.fog {
		return // what can happen next, and how it went on, is not to be seen in fog
	}
	m.pane(c, l.next, pane.NextTitle(v)+" in this run", v.Focus == pane.OnNext, pane.Next)
	m.pane(c, l.time, m.timeTitle(), v.Focus == pane.OnTimeline, pane.Timeline)
}
