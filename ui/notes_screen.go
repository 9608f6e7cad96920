package ui

import (
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/presets"
	"synod/ui/canvas"
)

// speaker is the second terminal: it follows a recording that is being made on
// this machine and shows the notes for the place that it has come to.
type speaker struct {
	decks     []deck
	protocols engine.Registry
	canvas    *canvas.Canvas
	o         Options
	w, h      int

	which, at int
	off       bool      // the run has left the script
	path      string    // of the recording; empty: there is none yet
	written   time.Time // when it was last read
}

// lookNow is the tick at which the recording is looked at.
type lookNow struct{}

const lookEvery = 400 * time.Millisecond

// ShowNotes shows the speaker's notes of some scripts and follows the recording
// that is made of one of them, until the person leaves.
func ShowNotes(scenes []Scene, o Options) error {
	m, err := newSpeaker(scenes, o, presets.Protocols())
	if err != nil {
		return err
	}
	p := tea.NewProgram(m, tea.WithFPS(10))
	defer onHangup(p.Quit)()
	_, err = p.Run()
	if errors.Is(err, tea.ErrInterrupted) {
		return ErrInterrupted
	}
	return err
}

func newSpeaker(scenes []Scene, o Options, protocols engine.Registry) (*speaker, error) {
	m := &speaker{protocols: protocols, o: o, canvas: canvas.New(0, 0, o.theme(true).Bright(), o.ASCII)}
	for _, s := range scenes {
		d, err := newDeck(s, protocols)
		if err != nil {
			return nil, err
		}
		m.decks = append(m.decks, d)
	}
	m.look()
	return m, nil
}

// Init begins to look.
func (m *speaker) Init() tea.Cmd { return tea.Batch(tea.RequestBackgroundColor, m.later()) }

func (m *speaker) later() tea.Cmd {
	return tea.Tick(lookEvery, func(time.Time) tea.Msg { return lookNow{} })
}

// Update handles one message.
func (m *speaker) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
		m.canvas.Resize(m.w, m.h)
	case tea.BackgroundColorMsg:
		m.canvas.SetTheme(m.o.theme(msg.IsDark()).Bright())
	case tea.KeyPressMsg:
		switch msg.String() {
		case "q", "esc":
			return m, tea.Quit
		case "ctrl+c":
			return m, tea.Interrupt
		case "ctrl+z":
			return m, tea.Suspend
		}
	case lookNow:
		m.look()
		return m, m.later()
	}
	return m, nil
}

// look reads the recording if it has been written to.
func (m *speaker) look() {
	path, which, written, found := latest(m.decks)
	if !found || path == m.path && written.Equal(m.written) {
		return
	}
	if which != m.which {
		m.at = 0
	}
	m.path, m.which, m.written = path, which, written
	s, err := loadRecording(path)
	if err != nil {
		return // it is just being written
	}
	at, on := m.decks[which].find(s, m.protocols)
	if m.off = !on; on {
		m.at = at
	}
}

// View draws the notes.
func (m *speaker) View() tea.View {
	if m.w > 0 && m.h > 0 {
		m.draw()
	}
	v := tea.NewView(m.canvas.Encode())
	v.AltScreen, v.WindowTitle = true, m.o.windowTitle("notes")
	return v
}

func (m *speaker) draw() {
	c, d := m.canvas, &m.decks[m.which]
	c.Clear()
	here := &d.stops[m.at]
	y := 0
	say := func(mark, text string, ink canvas.Style) {
		for _, l := range canvas.Wrap(text, m.w-5) {
			c.Text(1, y, mark, canvas.Select.Bold())
			c.Text(3, y, l, ink)
			mark, y = "", y+1
		}
	}
	say("", d.title, canvas.Select.Bold())
	say("", m.where(d, here), canvas.Plain)
	y++
	say("", here.did, canvas.Plain.Bold())
	y++
	for _, n := range here.notes {
		say("!", n, canvas.Plain.Bold())
	}
	if len(here.notes) == 0 {
		say("", noteNoNotes, canvas.Plain)
	}
	if next := d.noted(m.at + 1); next > 0 {
		y++
		say("", fmt.Sprintf(noteNextNotes, d.stops[next].step), canvas.Plain)
		for _, n := range d.stops[next].notes {
			say("!", n, canvas.Plain)
		}
	}
}

// where says where the run is, or what is being waited for.
func (m *speaker) where(d *deck, here *place) string {
	switch at := fmt.Sprintf("step %d of %d", here.step, d.stops[len(d.stops)-1].step); {
	case m.path == "":
		return at + " · " + noteWaits
	case m.off:
		return noteOff + " " + at
	case here.chapter != "":
		return at + " · " + here.chapter
	default:
		return at
	}
}
