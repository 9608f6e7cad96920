package cli

import (
	"io"
	"slices"
	"strings"

	"synod/engine"
	"synod/ui/export"
	"synod/ui/plain"
)

// format is one way to write a run to a file: from what happened in it, or from
// what the screen shows of it. One that can do both shows the screen where one
// moment is asked for.
type format struct {
	name   string
	ending string // of files; the name, where it is empty
	page   func(out io.Writer, r *plain.Run, s export.Stretch, ascii bool) error
	film   func(f *export.Film, out io.Writer) error
	still  bool // of one moment only, the last where none is asked for
	timed  bool // has a speed
	binary bool
}

// formats are the ways to export a run, in the order in which the help lists them.
var formats = []format{
	{name: "md", page: func(out io.Writer, r *plain.Run, s export.Stretch, ascii bool) error {
		return export.Page{Run: r, From: s.From, To: s.To, ASCII: ascii}.Markdown(out)
	}},
	{name: "svg", page: func(out io.Writer, r *plain.Run, s export.Stretch, ascii bool) error {
		return export.Picture{Title: r.Script.Head.Title, Line: r.Line(), From: s.From, To: s.To, ASCII: ascii}.SVG(out)
	}, film: (*export.Film).SVG},
	{name: "png", still: true, binary: true, film: (*export.Film).PNG},
	{name: "gif", timed: true, binary: true, film: (*export.Film).GIF},
	{name: "html", timed: true, film: (*export.Film).HTML},
	{name: "txt", film: (*export.Film).Text},
	{name: "cast", timed: true, film: func(f *export.Film, out io.Writer) error { return f.Cast(out, 2) }},
	{name: "cast3", ending: "cast", timed: true, film: func(f *export.Film, out io.Writer) error { return f.Cast(out, 3) }},
	{name: "mermaid", ending: "mmd", page: func(out io.Writer, r *plain.Run, s export.Stretch, _ bool) error { return export.Mermaid(out, r, s) }},
	{name: "shiviz", ending: "log", page: func(out io.Writer, r *plain.Run, s export.Stretch, _ bool) error { return export.ShiViz(out, r, s) }},
	{name: "itf", ending: "itf.json", page: func(out io.Writer, r *plain.Run, s export.Stretch, _ bool) error { return export.ITF(out, r, s) }},
	{name: "json", page: func(out io.Writer, r *plain.Run, s export.Stretch, _ bool) error { return export.JSON(out, r, s) }},
}

func formatNames() (names []string) {
	for i := range formats {
		names = append(names, formats[i].name)
	}
	return names
}

// formatOf finds the format that is asked for, or the first for files that end so.
func formatOf(name, ending string) (*format, error) {
	i := slices.IndexFunc(formats, func(f format) bool {
		if name != "" {
			return f.name == name
		}
		return ending != "" && (f.ending == ending || f.ending == "" && f.name == ending)
	})
	all := strings.Join(formatNames(), ", ")
	switch {
	case i >= 0:
		return &formats[i], nil
	case name != "":
		return nil, usage("there is no format '%s'; expected %s", name, engine.Nearest(name, formatNames()))
	case ending != "":
		return nil, usage("no format ends in '.%s'; write --format with one of %s", ending, all)
	}
	return nil, usage("which format? write --format with one of %s, or name a file with such an ending by -o", all)
}
