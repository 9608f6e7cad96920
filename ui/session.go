package ui

import (
	"fmt"
	"slices"
	"strconv"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
	"synod/ui/pane"
	"synod/ui/show"
)

// session is one run on the screen: a script being followed or left, the tree
// of what was taken, and what the panes are drawn from.
type session struct {
	script    *script.Script
	player    *script.Player
	time      *timeline.Timeline
	notes     map[*timeline.Point][]*script.Entry // what the script says at a point
	scripted  map[*timeline.Point]bool            // the points that the script came through
	again     map[*timeline.Point]bool            // the script has come back to it, and has not said anything since
	places    map[*timeline.Branch]*timeline.Point
	follows   bool // forward goes on with the script where the script stands
	free      bool // the sandbox: everything legal is offered
	replay    bool // the script is being replayed: following it makes no new recording
	record    *recording
	choices   []engine.Choice // room for those enabled here
	calm      calm
	view      pane.View
	drawn     drawn
	covering  pane.Cover      // what is covered at each step at first
	coveredAt *timeline.Point // the point that revealed is about
	revealed  pane.Cover      // what has been shown again there
	quizzing  bool            // the next step is to be predicted first
	predicted prediction      // what is to be predicted
	score     score           // of what was predicted
	origin    *script.Script  // what the run was before its rules were changed; nil: it is as it was
	debug     debugger
	eye       *timeline.Eye // of the node that looks while the fog is on
	eyeOf     engine.NodeID
	fogged    bool       // the selected node stays as the run goes on
	unfogged  pane.Focus // what the keys spoke to before the fog
	beside    *beside    // the run next to this one; nil: none was opened
	asked     *asked     // the last question put to the search
	exercise  exercise
	progress  progress
}

// open starts a script and plays what it says before its first move. The error
// is the script's.
func open(s *script.Script, protocols engine.Registry) (*session, error) {
	w, err := s.World(protocols)
	if err != nil {
		return nil, err
	}
	player := script.NewPlayer(s, w)
	ss := &session{
		script: s, player: player, time: player.Timeline(),
		notes:    map[*timeline.Point][]*script.Entry{},
		scripted: map[*timeline.Point]bool{player.At(): true},
		again:    map[*timeline.Point]bool{},
		places:   map[*timeline.Branch]*timeline.Point{},
		view:     pane.View{Title: show.Clean(s.Head.Title), Player: player, Timeline: player.Timeline(), Answers: map[*script.Entry]int{}, Cache: &pane.Cache{}, Speed: 1},
		record:   &recording{},
		follows:  true,
	}
	return ss, nil
}

// begin plays what the script says before its first move.
func (s *session) begin() string {
	said := s.drain()
	s.refresh()
	return said
}

// drain plays entries until the next one moves the run.
func (s *session) drain() (said string) {
	for e := s.player.Upcoming(); e != nil && !moves(e); e = s.player.Upcoming() {
		said = s.entry(said)
	}
	return said
}

func moves(e *script.Entry) bool { return e.Kind == script.Choose || e.Kind == script.Back }

// entry plays one entry, records it, and keeps what it says for its point. The
// first thing that went wrong is what the person reads.
func (s *session) entry(said string) string {
	event, ok := s.player.Next()
	if !ok {
		return said
	}
	s.scripted[event.Point] = true
	s.record.move(event.Point)
	switch event.Entry.Kind {
	case script.Narrate, script.Ask, script.Chapter, script.Evidence:
		s.hear(event)
		s.record.add(*event.Entry)
	case script.Back:
		s.again[event.Point] = true
	case script.Mark, script.Expect, script.Note, script.Unlock:
		s.record.add(*event.Entry)
	}
	switch {
	case said != "":
		return said
	case event.Err != nil:
		return event.Err.Error()
	}
	return event.Notice
}

// hear keeps what the script says for its point. Where the script has come back
// to, it takes the place of what was said before.
func (s *session) hear(event script.Event) {
	at := event.Point
	if s.again[at] {
		delete(s.again, at)
		s.notes[at] = nil
	}
	if !slices.Contains(s.notes[at], event.Entry) {
		s.notes[at] = append(s.notes[at], event.Entry)
	}
}

// follow plays the script's next move and what it says there.
func (s *session) follow() string {
	if s.player.Upcoming() == nil {
		return msgScriptOver
	}
	s.follows = true
	if !s.replay {
		s.record.wake()
	}
	said := s.entry("")
	if more := s.drain(); said == "" {
		said = more
	}
	s.refresh()
	switch next := s.player.Upcoming(); {
	case said != "":
		return said
	case next == nil:
		return msgScriptOver
	case next.Kind == script.Back:
		return msgScriptBack
	}
	return s.broke(s.time.Cursor())
}

// playTo plays the script until it comes to a step, a mark, or a point such as
// b7, or to its end; and what it says there.
func (s *session) playTo(at string) (said string) {
	for at != "" && s.player.Upcoming() != nil && said == "" && !s.stands(at) {
		said = s.entry("")
	}
	switch {
	case at == "" || said != "":
	case s.player.Upcoming() != nil:
		said = s.drain()
	case at != AtEnd && !s.stands(at):
		said = fmt.Sprintf(msgNoSuchPoint, at)
	}
	s.refresh()
	return said
}

// stands says whether the script has come to a step, a mark or a point.
func (s *session) stands(at string) bool {
	p := s.player.At()
	return at != AtEnd && (strconv.Itoa(p.Step) == at || p.Name == at || p.ID() == at)
}

// atScript says whether the cursor stands where the script goes on.
func (s *session) atScript() bool {
	return s.time.Cursor() == s.player.At() && s.player.Upcoming() != nil
}

// away says whether the cursor has left a script that has more to come.
func (s *session) away() bool {
	return s.player.Upcoming() != nil && !s.scripted[s.time.Cursor()]
}

// choose takes a choice: the script's own goes on with the script, any other
// leaves it.
func (s *session) choose(c engine.Choice) string {
	c, err := s.time.Cursor().World.Resolve(c)
	if err != nil {
		return reason(err)
	}
	if next, ok := s.expected(); ok && next == c && s.atScript() {
		return s.follow()
	}
	p, err := s.time.Take(c)
	if err != nil {
		return reason(err)
	}
	s.follows = s.scripted[p]
	if s.exercise.set != nil {
		s.exercise.set.Take(p)
	}
	s.record.wake()
	s.record.move(p)
	s.refresh()
	return s.broke(p)
}

// broke says which property the step to p broke, if one.
func (s *session) broke(p *timeline.Point) string {
	if p.Parent == nil || s.view.Covered != 0 || s.debug.lenient {
		return ""
	}
	for i, prop := range p.World.System().Properties() {
		if t := p.Score[i]; t.Broken != "" && t.At == p.Step {
			return "✗ " + prop.Name + msgBroken
		}
	}
	return ""
}

func reason(err error) string {
	if r, ok := err.(*engine.Refusal); ok {
		return "cannot " + r.Choice.Line() + ": " + r.Reason
	}
	return err.Error()
}

// expected is what the script takes next from the cursor, in full.
func (s *session) expected() (engine.Choice, bool) {
	at := s.time.Cursor()
	if !s.scripted[at] {
		return engine.Choice{}, false
	}
	if at == s.player.At() {
		e := s.player.Upcoming()
		if e == nil || e.Kind != script.Choose {
			return engine.Choice{}, false
		}
		c, err := at.World.Resolve(e.Choice)
		return c, err == nil
	}
	if next := s.time.Next(); next != nil && s.scripted[next] {
		return next.Choice, true
	}
	for _, child := range at.Children() {
		if s.scripted[child] {
			return child.Choice, true
		}
	}
	return engine.Choice{}, false
}
