package ui

import (
	"cmp"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"synod/engine"
	"synod/engine/script"
	"synod/ui/canvas"
	"synod/ui/pane"
)

// Model is the whole program: the list of scenarios or a run, and what lies
// over them. A frame is drawn when something has changed, not for each message.
type Model struct {
	o         Options
	protocols engine.Registry
	canvas    *canvas.Canvas
	w, h      int
	frame     string
	clean     bool // frame is what would be drawn

	list    list
	run     *session // nil: the list is on the screen
	name    string   // of what is open
	layout  layout
	main    mainPane
	space   pane.Space // how the space-time picture is drawn
	panel   int        // among the protocol's own, while main is onPanel
	zoomed  bool
	shape   shape
	sizes   sizes   // what a person has made of the layout
	held    held    // what the mouse has taken hold of; nil: nothing
	cover   bool    // each step is covered at first
	scene   int     // of the playlist
	quiz    bool    // each step is to be predicted first
	dark    bool    // the background is
	sixteen bool    // the terminal has no more colours than that
	prompt  *prompt // nil: closed
	over    overlay // nil: nothing lies over the screen
	caret   *caret  // where a person types; nil: nowhere

	tables  tables
	history map[string][]string // what was typed at each prompt
	motion  *motion             // nil: nothing moves
	moves   int                 // the generation of the frames that count
	message string
	pressed string // the key that is being handled
	playing bool
	clock   int // the generation of the ticks that count
	mute    bool
	later   tea.Cmd // what a prompt that was accepted leads to
}

// mainPane says what the largest pane shows.
type mainPane uint8

const (
	onPicture mainPane = iota
	onSpaceTime
	onLog
	onPanel
	onBranches
	onFog    // what one node can know
	onBeside // two runs next to each other
)

// tick comes while a run plays by itself; those of an older generation are void.
type tick int

// newModel makes the program as it starts. A script that cannot be opened is an
// error of the script's.
func newModel(o Options, protocols engine.Registry) (*Model, error) {
	m := &Model{o: o, protocols: protocols, canvas: canvas.New(0, 0, o.theme(true), o.ASCII), mute: o.NoMouse, dark: true}
	m.tables, m.history = newTables(o.Keys, m.legible), map[string][]string{}
	m.setShape(shapeOf(o.Layout))
	if o.Open == nil {
		m.list = newList(o.NoRecord)
		if o.First {
			m.message = msgFirst
		}
		return m, nil
	}
	m.scene = o.Scene
	if err := m.open(o.Open, o.Name, o.At); err != nil {
		return nil, err
	}
	m.message = cmp.Or(o.Say, m.message)
	m.toQuestion()
	return m, m.besideAtStart()
}

// open puts a script on the screen, at its start or somewhere else, and begins to
// record.
func (m *Model) open(s *script.Script, name, at string) error {
	run, err := open(s, m.protocols)
	if err != nil {
		return err
	}
	run.view.Keys = m.paneKeys()
	if m.run != nil {
		m.run.forget()
		run.view.Order = m.run.view.Order
	}
	m.run, m.name, m.main, m.zoomed, m.playing = run, name, onPicture, false, false
	m.canvas.Clear() // a click that comes before the next frame would go to the run before
	if m.o.Speed > 0 {
		run.view.Speed = m.o.Speed
	}
	run.view.Space = m.space
	run.replay = m.o.Replay
	run.record.start(m.o.made(s, name), run.player.At(), m.o.recordings(name))
	run.quizzing = m.quiz
	run.covering = m.covers()
	if l, ok := lessonOf(s); ok && !m.o.NoRecord {
		run.progress.lesson = l.ID
	}
	m.message = run.begin()
	if m.message == "" {
		m.message = run.playTo(cmp.Or(at, beginning(s)))
	}
	if at == "" {
		m.begins()
	}
	return nil
}

// beginning is where a script wants to be opened; empty: at its start.
func beginning(s *script.Script) string {
	if s.Head.Begin == 0 {
		return ""
	}
	return strconv.Itoa(s.Head.Begin)
}

// Init asks for the background, and begins to play a replay.
func (m *Model) Init() tea.Cmd {
	ask := tea.Cmd(tea.RequestBackgroundColor)
	if m.o.Theme != "" && m.o.Theme != "auto" || m.o.NoColor {
		ask = nil
	}
	if m.o.Replay && m.run != nil {
		m.playing = true
		return tea.Batch(ask, m.next())
	}
	return ask
}

// Update handles one message.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if g, ok := msg.(glide); ok {
		return m, m.glide(g)
	}
	var cmd tea.Cmd
	before := m.now()
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		m.dark = msg.IsDark()
		m.repaint()
	case tea.ColorProfileMsg:
		m.sixteen = msg.Profile == colorprofile.ANSI
		m.repaint()
	case tea.KeyPressMsg:
		cmd = m.key(msg)
	case tea.PasteMsg:
		m.paste(msg)
	case tea.MouseClickMsg:
		m.settle()
		cmd = m.click(msg.Mouse())
	case tea.MouseMotionMsg:
		if m.held == nil {
			return m, nil
		}
		m.held(m, msg.Mouse())
	case tea.MouseReleaseMsg:
		m.held = nil
		return m, nil
	case tea.MouseWheelMsg:
		m.wheel(msg.Mouse())
	case tick:
		cmd = m.tick(msg)
	case looking:
		cmd = m.looks(msg)
	case answered:
		m.hear(msg)
	default:
		return m, nil
	}
	m.arrive()
	m.celebrate()
	if m.run != nil {
		m.message = cmp.Or(m.run.record.complaint(), m.message)
	}
	if move := m.depart(before); move != nil {
		return m, tea.Batch(cmd, move)
	}
	return m, cmd
}

func (m *Model) resize(w, h int) {
	m.w, m.h = w, h
	m.canvas.Resize(w, h)
}

// key gives a key to what is open, and else looks it up in the table.
func (m *Model) key(msg tea.KeyPressMsg) tea.Cmd {
	m.pressed = msg.String()
	if m.tooSmall() {
		m.over = nil // it is not on the screen
	}
	switch {
	case m.pressed == "ctrl+c":
		return m.interrupt()
	case m.prompt == nil && m.over == nil:
	case m.pressed == "ctrl+z":
		return m.suspend()
	case m.prompt != nil:
		return m.typed(msg)
	default:
		return m.over.key(m, msg)
	}
	b := lookup(m.keys(), m.pressed)
	if b == nil {
		m.message = "There is no key " + m.pressed + " here; {help} shows all keys."
		return nil
	}
	m.message = ""
	return b.do(m)
}

// keys is the table that is in force.
func (m *Model) keys() []binding {
	if m.run == nil {
		return m.tables.list
	}
	if m.shape == onStage {
		return m.tables.stage
	}
	return m.tables.run
}

// next asks for the next tick of playing.
func (m *Model) next() tea.Cmd {
	m.clock++
	mine := tick(m.clock)
	pause := time.Duration(float64(time.Second) / m.run.view.Speed)
	return tea.Tick(pause, func(time.Time) tea.Msg { return mine })
}

// View gives the frame, drawn anew if something has changed.
func (m *Model) View() tea.View {
	if !m.clean && m.w > 0 && m.h > 0 {
		m.redraw()
	}
	v := tea.NewView(m.frame)
	v.AltScreen = true
	v.WindowTitle = "synod"
	if m.run != nil {
		v.WindowTitle = m.o.windowTitle(m.run.view.Title)
	}
	if !m.mute {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if m.caret != nil {
		v.Cursor = tea.NewCursor(m.caret.x, m.caret.y)
	}
	return v
}
