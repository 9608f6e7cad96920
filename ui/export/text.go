package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"synod/ui/canvas"
)

// Text writes the screen as text: of more than one moment, with what happened
// above each.
func (f *Film) Text(out io.Writer) error {
	w := bufio.NewWriter(out)
	first := true
	for frame := range f.Frames {
		if !first {
			fmt.Fprintln(w)
		}
		first = false
		if f.Count > 1 {
			fmt.Fprintln(w, f.plain(fmt.Sprintf("== %s", frame.place())))
		}
		for y := range frame.H {
			fmt.Fprintln(w, unstyled(frame.Row(y)))
		}
	}
	return w.Flush()
}

// plain is text for --ascii, if that is asked for.
func (f *Film) plain(s string) string {
	if f.ASCII {
		return canvas.ASCII(s)
	}
	return s
}

// place says where in a run the frame is, and what happened.
func (f *Frame) place() string {
	if f.Did == "" {
		return f.at()
	}
	return f.at() + ": " + f.Did
}

func (f *Frame) at() string {
	if f.Branch == "a" {
		return fmt.Sprintf("step %d", f.Step)
	}
	return fmt.Sprintf("step %d of branch %s", f.Step, f.Branch)
}

// unstyled is a row without styles and trailing blanks.
func unstyled(row []canvas.Glyph) string {
	var b strings.Builder
	for i := range row {
		b.WriteString(row[i].Text)
	}
	return strings.TrimRight(b.String(), " ")
}
