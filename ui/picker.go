package ui

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"synod/ui/canvas"
	"synod/ui/pane"
)

// picker is a list over the screen, and the part of it that fits what is typed,
// the best fit first.
type picker[T any] struct {
	all, fits []T
	selected  int
	input     textinput.Model
	fitting   func(all []T, typed string) []T
}

func newPicker[T any](all []T, fitting func([]T, string) []T) picker[T] {
	return picker[T]{all: all, fits: all, input: newInput(), fitting: fitting}
}

// newInput is where a person types; the cursor is the terminal's own.
func newInput() textinput.Model {
	in := textinput.New()
	in.SetVirtualCursor(false)
	in.Focus()
	return in
}

func (f *picker[T]) move(by int) { f.selected = max(0, min(len(f.fits)-1, f.selected+by)) }

// feed moves the selection; what can be written is typed.
func (f *picker[T]) feed(m *Model, msg tea.KeyPressMsg) {
	if by := stride(m.pressed); by != 0 && msg.Text == "" {
		f.move(by)
		return
	}
	before := f.input.Value()
	if f.input, _ = f.input.Update(msg); f.input.Value() != before {
		f.fits, f.selected = f.fitting(f.all, f.input.Value()), 0
	}
}

// lineTarget is a line of a picker for the mouse.
type lineTarget int

// draw draws what is typed, and below it so many lines around the selected one. r is
// where in stands on the screen, with its frame.
func (f *picker[T]) draw(m *Model, in *canvas.Canvas, r canvas.Rect, rows int, line func(*canvas.Canvas, *T, canvas.Style)) {
	w, _ := in.Size()
	in.Text(1, 0, "> ", canvas.Select.Bold())
	in.Text(3, 0, f.input.Value(), canvas.Plain)
	typed := string([]rune(f.input.Value())[:f.input.Position()])
	m.caret = &caret{r.X + 4 + min(w-4, canvas.Width(typed)), r.Y + 1}
	from := pane.First(f.selected, rows, len(f.fits))
	for i := from; i < min(len(f.fits), from+rows); i++ {
		c := in.Aim(lineTarget(i)).In(canvas.Rect{Y: 1 + i - from, W: w, H: 1})
		line(c, &f.fits[i], ruled(c, i == f.selected))
	}
}

// ruled blanks a line of a list, so that a click anywhere is on it, marks it if it is
// selected, and gives the ink for what stands there.
func ruled(c *canvas.Canvas, selected bool) canvas.Style {
	blankLine(c)
	if !selected {
		return canvas.Plain
	}
	c.Text(0, 0, ">", canvas.Select.Bold())
	return canvas.Select.Bold()
}

// caret is where the cursor stands on the screen.
type caret struct{ x, y int }
