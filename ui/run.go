package ui

import (
	"errors"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"synod/engine/script"
	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/store"
)

// Options say what the screen shows and how.
type Options struct {
	Open     *script.Script // nil: the list of scenarios
	Name     string         // of the preset or file that Open is
	Beside   *Beside        // what stands beside it; nil: nothing
	At       string         // where to begin: a step, a mark, a point such as b7, or AtEnd; empty: at its start
	Say      string         // what went wrong on the way here, for the person
	Program  string         // its name and version, which recordings hold
	Replay   bool           // play the script by itself
	Speed    float64        // steps a second; 0: one
	NoRecord bool
	ASCII    bool
	NoColor  bool
	NoMouse  bool
	Motion   bool          // messages are seen to travel
	Playlist []Scene       // what can be gone through
	Scene    int           // the one of it that Open is
	Layout   string        // one of Layouts; empty: the first
	Theme    string        // auto, or one of the canvas's; empty: auto
	Colours  *canvas.Theme // a theme of the person's own; nil: Theme says which
	First    bool          // nothing was ever done here: the tour is offered
	Keys     Keys          // other keys than those of the table
}

// AtEnd is where a script ends, for Options.At.
const AtEnd = "end"

// ErrInterrupted is what Run gives after an interrupt, by key or by signal.
var ErrInterrupted = errors.New("interrupted")

// Run shows the screen until the person leaves it. The terminal is given back
// as it was, also after a panic or a signal. The error is the script's if it
// cannot be opened, ErrInterrupted, or the terminal's.
func Run(o Options) error {
	m, err := newModel(o, presets.Protocols())
	if err != nil {
		return err
	}
	options := []tea.ProgramOption{tea.WithFPS(30)}
	if o.NoColor {
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	p := tea.NewProgram(m, options...)
	defer onHangup(p.Quit)()
	_, err = p.Run()
	m.stop()
	if errors.Is(err, tea.ErrInterrupted) {
		return ErrInterrupted
	}
	return err
}

// onHangup leaves in good order when the terminal goes away, as for the signals
// that the library knows. It gives what ends that.
func onHangup(quit func()) func() {
	if signal.Ignored(syscall.SIGHUP) {
		return func() {}
	}
	gone := make(chan os.Signal, 1)
	signal.Notify(gone, syscall.SIGHUP)
	go func() {
		if _, ok := <-gone; ok {
			quit()
		}
	}()
	return func() {
		signal.Stop(gone)
		close(gone)
	}
}

// theme is the one asked for, or the one for the background.
func (o *Options) theme(dark bool) *canvas.Theme {
	named := canvas.Named(o.Theme)
	switch {
	case o.NoColor:
		return canvas.Mono()
	case o.Colours != nil:
		return o.Colours
	case named != nil:
		return named
	case dark:
		return canvas.Dark()
	}
	return canvas.Light()
}

// windowTitle is what a window is called that shows such a thing.
func (o *Options) windowTitle(what string) string {
	title := "synod · " + what
	if o.ASCII {
		return canvas.ASCII(title)
	}
	return title
}

// recordings gives how a file for a recording is made; nil: there is to be none.
func (o *Options) recordings(name string) func() (*os.File, error) {
	if o.NoRecord {
		return nil
	}
	return func() (*os.File, error) { return store.Create(name) }
}
