package ui

import (
	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/show"
)

// differences is the page on where the real system, whose names a run has, is
// not as it is here.
type differences struct {
	sheet
	set engine.LabelSet
}

// labelSet is whose names the run has.
func (s *session) labelSet() engine.LabelSet {
	sys := s.view.World.System()
	return sys.Protocol().LabelSet(sys.Labels())
}

// differsHere says whether the footer offers the page: at the start of a run.
func (s *session) differsHere() bool {
	return s.time.Cursor().Step == 0 && len(s.labelSet().Differs) > 0
}

func (m *Model) differs() tea.Cmd {
	set := m.run.labelSet()
	if len(set.Differs) == 0 {
		return m.tell(msgNoSystem)
	}
	return m.lay(&differences{set: set})
}

// key scrolls; any other closes.
func (d *differences) key(m *Model, _ tea.KeyPressMsg) tea.Cmd {
	by := stride(m.pressed)
	if by == 0 {
		return m.closeOver()
	}
	d.move(by)
	return nil
}

func (d *differences) click(m *Model, _ canvas.Target) tea.Cmd { return m.closeOver() }

// draw gives each difference its source below it.
func (d *differences) draw(m *Model, c *canvas.Canvas) {
	w := min(m.w, 90)
	type row struct {
		x    int
		text string
		ink  canvas.Style
	}
	var rows []row
	for _, x := range d.set.Differs {
		for _, l := range canvas.Wrap(show.Clean(x.Text), w-4) {
			rows = append(rows, row{1, l, canvas.Plain})
		}
		for _, l := range canvas.Wrap(show.Clean(x.Source), w-8) {
			rows = append(rows, row{5, l, canvas.Frame})
		}
		rows = append(rows, row{})
	}
	in := d.frame(m, c, "where "+show.Clean(d.set.Title)+" differs · any key closes", w, len(rows)-1)
	for i, r := range rows[d.scroll:] {
		in.Text(r.x, i, r.text, r.ink)
	}
}
