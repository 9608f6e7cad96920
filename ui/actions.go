package ui

import (
	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/ui/pane"
)

// Each action is one line of the key table.

func (m *Model) back() tea.Cmd {
	if m.overrun(-1) {
		return m.tell("")
	}
	return m.tell(m.run.back())
}

func (m *Model) home() tea.Cmd    { return m.tell(m.run.home()) }
func (m *Model) sandbox() tea.Cmd { return m.tell(m.run.sandbox()) }
func (m *Model) crash() tea.Cmd   { return m.tell(m.run.crash()) }
func (m *Model) cut() tea.Cmd     { return m.seen(func() string { return m.run.cut() }) }
func (m *Model) drop() tea.Cmd    { return m.seen(func() string { return m.run.lose(engine.DropMsg) }) }
func (m *Model) dup() tea.Cmd     { return m.seen(func() string { return m.run.lose(engine.DupMsg) }) }

// seen does what is done to a message that the person can see; in the fog that
// is none.
func (m *Model) seen(do func() string) tea.Cmd {
	if m.inFog() {
		return m.tell(msgFogEnter)
	}
	return m.tell(do())
}

func (m *Model) branchBefore() tea.Cmd { return m.tell(m.run.branch(-1)) }
func (m *Model) branchAfter() tea.Cmd  { return m.tell(m.run.branch(1)) }

// tell shows what an action has to say. Playing stops: the person has taken over.
func (m *Model) tell(said string) tea.Cmd { return m.pause(said) }

func (m *Model) answer() tea.Cmd { return m.tell(m.reviewed(m.run.answer(int(m.pressed[0] - '0')))) }

func (m *Model) toStart() tea.Cmd {
	if m.run == nil {
		m.list.move(-len(m.list.items))
		return nil
	}
	m.run.seek(0)
	return m.tell("")
}

func (m *Model) toEnd() tea.Cmd {
	if m.run == nil {
		m.list.move(len(m.list.items))
		return nil
	}
	m.run.seek(len(m.run.time.Line()))
	return m.tell("")
}

// enter walks a run that was found here, or takes the selected choice, or asks
// for what it lacks.
func (m *Model) enter() tea.Cmd {
	s := m.run
	row := s.row()
	switch {
	case m.inTree():
		return m.goToBranch()
	case s.view.Focus == pane.OnLog && s.view.Scroll != 0 && m.main != onPanel:
		s.seek(s.view.Point.Step + s.view.Scroll)
		return m.tell("")
	case m.main == onFog:
		return m.tell(msgFogEnter)
	case s.offersWalk():
		return m.tell(s.walk(s.asked))
	case s.question() != nil && s.atScript():
		return m.tell(msgAsk)
	case row == nil && s.view.GoesBack():
		return m.tell(s.follow())
	case row == nil:
		return m.tell(msgNoRows)
	case row.Blocked != "":
		return m.tell("not now: " + row.Blocked)
	case row.Prompt:
		return m.call(row.Choice)
	}
	if s.quiz(row.Choice) {
		return m.tell(msgPredict)
	}
	return m.tell(s.choose(row.Choice))
}

func (m *Model) up() tea.Cmd       { return m.move(-1) }
func (m *Model) down() tea.Cmd     { return m.move(1) }
func (m *Model) pageUp() tea.Cmd   { return m.page(-10) }
func (m *Model) pageDown() tea.Cmd { return m.page(10) }

// move goes up or down in what the keys speak to.
func (m *Model) move(by int) tea.Cmd {
	if m.run == nil {
		m.list.move(by)
		return nil
	}
	switch m.run.view.Focus {
	case pane.OnCluster:
		m.run.selectNode(by)
	case pane.OnTimeline:
		return m.tell(m.run.branch(by))
	case pane.OnLog:
		if m.inTree() {
			m.run.selectBranch(by)
			return nil
		}
		m.scrollBy(by)
	default:
		m.run.selectRow(by)
	}
	return nil
}

func (m *Model) page(by int) tea.Cmd {
	switch {
	case m.run == nil:
		m.list.move(by / 2)
	case m.run.view.Focus == pane.OnTimeline:
		m.run.seek(m.run.time.Cursor().Step + by)
	case m.run.view.Focus == pane.OnCluster:
		m.scrollBy(by / 2)
	default:
		return m.move(by)
	}
	return nil
}

// longest is how far a picture or a node's state can be scrolled.
const longest = 200

// scrollBy scrolls what the keys speak to: the log and the space-time picture
// by steps around the cursor, anything else by lines from its top.
func (m *Model) scrollBy(by int) {
	v, first, last := &m.run.view, 0, longest
	if v.Focus == pane.OnLog && m.main != onPanel {
		first, last = -v.Point.Step, len(m.run.time.Line())-1-v.Point.Step
	}
	if m.main == onSpaceTime {
		by *= v.Space.Steps()
	}
	v.Scroll = max(first, min(last, v.Scroll+by))
}

func (m *Model) nextPane() tea.Cmd     { return m.focus(1) }
func (m *Model) previousPane() tea.Cmd { return m.focus(-1) }

// focus goes round the panes; the log is among them while it is shown.
func (m *Model) focus(by int) tea.Cmd {
	n := 3
	if m.main != onPicture {
		n = 4
	}
	v := &m.run.view
	v.Focus, v.Scroll = pane.Focus((int(v.Focus)+by+n)%n), 0
	return nil
}

func (m *Model) log() tea.Cmd { return m.show(onLog) }

// show puts a view into the largest pane, or the picture back.
func (m *Model) show(what mainPane) tea.Cmd {
	if m.main == what {
		what = onPicture
	}
	v := &m.run.view
	if m.main == onFog {
		v.Focus = m.run.unfogged
	}
	m.main = what
	v.Scroll = 0
	switch {
	case what == onLog:
		v.Focus = pane.OnLog
	case v.Focus == pane.OnLog:
		v.Focus = pane.OnNext
	}
	return nil
}

// panels shows the protocol's own pictures one after the other.
func (m *Model) panels() tea.Cmd {
	n := len(m.run.view.World.System().Panels())
	switch {
	case n == 0:
		m.message = msgNoPanels
	case m.main != onPanel:
		m.main, m.panel = onPanel, 0
	case m.panel+1 < n:
		m.panel++
	default:
		m.main = onPicture
	}
	return nil
}

// zoom gives a pane the screen; what fills it takes the keys.
func (m *Model) zoom() tea.Cmd {
	m.zoomed = !m.zoomed
	if m.zoomed && (m.main == onSpaceTime || m.main == onLog) {
		m.run.view.Focus = pane.OnLog
	}
	return nil
}

// reset opens the script anew; the run so far stays in its recording.
func (m *Model) reset() tea.Cmd {
	m.run.record.close(m.run.time.Cursor())
	script := m.run.script
	if m.run.origin != nil {
		script = m.run.origin
	}
	if err := m.open(script, m.name, ""); err != nil {
		return m.tell(err.Error())
	}
	if m.message == "" {
		m.message = msgReset
	}
	return nil
}

func (m *Model) mouse() tea.Cmd {
	m.mute = !m.mute
	m.message = msgMouseOn
	if m.mute {
		m.message = msgMouseOff
	}
	return nil
}

// escape closes what is open, one thing at a time.
func (m *Model) escape() tea.Cmd {
	switch {
	case m.run == nil:
		m.list.filter("")
	case m.run.asked != nil:
		m.run.forget()
		m.run.asked = nil
		m.run.showAsked()
	case m.run.view.Found != "":
		m.run.view.Found = ""
	case m.zoomed:
		m.zoomed = false
	case m.main != onPicture:
		m.show(m.main)
	case m.run.view.Focus != pane.OnNext:
		m.run.view.Focus = pane.OnNext
	}
	return nil
}

func (m *Model) suspend() tea.Cmd { return tea.Suspend }

func (m *Model) interrupt() tea.Cmd { return tea.Interrupt }

// leave goes back to the list, if that is where the run was chosen, or quits.
func (m *Model) leave() tea.Cmd {
	if m.run == nil || m.o.Open != nil {
		return tea.Quit
	}
	m.stop()
	name := m.name
	if l, ok := lessonOf(m.run.script); ok {
		name = l.ID
	}
	m.run, m.message = nil, ""
	m.list = newList(m.o.NoRecord)
	m.list.selectNamed(name)
	return nil
}

func (m *Model) nextGroup() tea.Cmd     { return m.moveGroup(1) }
func (m *Model) previousGroup() tea.Cmd { return m.moveGroup(-1) }

func (m *Model) moveGroup(by int) tea.Cmd {
	m.list.moveGroup(by)
	return nil
}

// stop ends the recording where one stands.
func (m *Model) stop() {
	m.playing = false
	if m.run != nil {
		m.run.forget()
		m.run.record.close(m.run.time.Cursor())
	}
}
