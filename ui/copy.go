package ui

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/ui/canvas"
	"synod/ui/pane"
	"synod/ui/show"
	"synod/ui/store"
)

// order is what is to be copied: the screen, the picture alone, or the
// space-time diagram of the whole run; as text, or with its colours; to the
// clipboard, or to a file.
type order struct {
	what, file string
	ansi       bool
}

var copyable = []string{"screen", "picture", "diagram"}

// parseOrder reads WHAT [ansi] [to FILE].
func parseOrder(line string) (o order, wrong string) {
	head, file, named := strings.Cut(line+" ", " to ")
	o.file = strings.TrimSpace(file)
	o.what = "screen"
	for _, word := range strings.Fields(head) {
		switch {
		case slices.Contains(copyable, word):
			o.what = word
		case word == "ansi":
			o.ansi = true
		case word == "text":
		default:
			return o, show.Clean("'" + word + "' cannot be copied; expected " + hintCopy)
		}
	}
	if named && o.file == "" {
		return o, "to which file? such as: screen to here.txt"
	}
	return o, ""
}

// copyOut opens the prompt for what is to be copied.
func (m *Model) copyOut() tea.Cmd {
	m.ask("copy ", "screen", hintCopy, func(line string) (string, string) {
		o, wrong := parseOrder(line)
		if wrong != "" {
			return "", wrong
		}
		return m.deliverCopy(o)
	}).lines = func(line string) []string {
		var all []string
		for _, what := range copyable {
			all = append(all, what, what+" ansi", what+" to ", what+" ansi to ")
		}
		return begin(all, line)
	}
	return nil
}

// deliverCopy takes the copy where it is to go, and says what was done.
func (m *Model) deliverCopy(o order) (said, wrong string) {
	text := m.copyOf(o)
	lines := strings.Count(text, "\n")
	if o.file != "" {
		if err := store.WriteNew(o.file, text); err != nil {
			return "", show.Clean(err.Error())
		}
		return show.Clean(fmt.Sprintf("The %s is in %s: %d lines.", o.what, o.file, lines)), ""
	}
	m.later = toClipboard(text)
	return fmt.Sprintf("The %s is on its way to the clipboard: %d lines. Not all terminals take it; 'to FILE' writes a file.", o.what, lines), ""
}

// copyOf draws what is to be copied, without the prompt that asks for it.
func (m *Model) copyOf(o order) string {
	c := m.canvas
	asked := m.prompt
	m.prompt, m.message = nil, ""
	m.draw()
	m.prompt = asked
	if m.run != nil && o.what != "screen" {
		c = m.alone(o.what)
	}
	text := c.String()
	if o.ansi {
		text = c.Encode() + "\n"
	}
	return strings.TrimRight(text, "\n ") + "\n"
}

// alone draws the picture, or the diagram from the first step to the last, on a
// canvas of its own.
func (m *Model) alone(what string) *canvas.Canvas {
	v := m.run.view
	draw, h := pane.Cluster, max(12, m.h-4)
	if what == "diagram" {
		draw, h = pane.SpaceTime, 8+3*len(m.run.time.Line())
		v.Scroll = 0
	}
	v.Lines, v.Cache = false, &pane.Cache{} // it has room of its own
	theme := m.o.theme(m.dark)
	c := canvas.New(max(leastW, m.w-2), min(h, 4000), theme, m.o.ASCII)
	draw(c, &v)
	return c
}

// toClipboard asks the terminal, and tmux if that is where the program runs:
// there the terminal's own way is closed unless tmux has been told otherwise.
func toClipboard(text string) tea.Cmd {
	if os.Getenv("TMUX") == "" {
		return tea.SetClipboard(text)
	}
	return tea.Batch(tea.SetClipboard(text), func() tea.Msg {
		load := exec.Command("tmux", "load-buffer", "-w", "-")
		load.Stdin = strings.NewReader(text)
		_ = load.Run() // a tmux too old for it has its own buffers
		return nil
	})
}
