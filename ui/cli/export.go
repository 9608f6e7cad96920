package cli

import (
	"bytes"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"synod/presets"
	"synod/ui/export"
	"synod/ui/plain"
)

var formats = []string{"md", "svg"}

func (a *app) export() *cobra.Command {
	var format, steps, to string
	cmd := command("export NAME|FILE|- [--format md|svg] [--steps A..B] [--labels NAME] [-o OUT]", cobra.ExactArgs(1), func(args []string) error {
		from, last, err := span(steps)
		if err != nil {
			return err
		}
		write, err := a.writer(format, to)
		if err != nil {
			return err
		}
		r, err := a.played(args[0])
		if err != nil {
			return err
		}
		if steps != "" && (from > r.End.Step || last < from) {
			return usage("there are no steps %s; the run has steps 1 to %d", steps, r.End.Step)
		}
		var page bytes.Buffer
		if err := write(&page, r, from, last); err != nil {
			return err
		}
		if to == "" || to == "-" {
			_, err = page.WriteTo(a.out)
			return err
		}
		return os.WriteFile(to, page.Bytes(), 0o644)
	})
	cmd.Flags().StringVarP(&format, "format", "f", "", "md or svg; without it, by the ending of OUT")
	cmd.Flags().StringVar(&steps, "steps", "", "the steps from A to B; either may be left out")
	cmd.Flags().StringVarP(&to, "output", "o", "", "the file to write; without it, standard output")
	complete(cmd, "format", formats)
	cmd.ValidArgsFunction = named
	a.addLabels(cmd)
	return cmd
}

// played plays what an argument names; a run that fails is not exported.
func (a *app) played(arg string) (*plain.Run, error) {
	s, _, err := a.loadLabelled(arg)
	if err != nil {
		return nil, err
	}
	r, err := plain.Play(s, presets.Protocols())
	if err == nil {
		err = r.Err
	}
	return r, err
}

func (a *app) writer(format, to string) (func(out io.Writer, r *plain.Run, from, last int) error, error) {
	if format == "" {
		format = strings.TrimPrefix(filepath.Ext(to), ".")
	}
	switch format {
	case "md":
		return func(out io.Writer, r *plain.Run, from, last int) error {
			return export.Page{Run: r, From: from, To: last, ASCII: a.ascii}.Markdown(out)
		}, nil
	case "svg":
		return func(out io.Writer, r *plain.Run, from, last int) error {
			return export.Picture{Title: r.Script.Head.Title, Line: r.Line(), From: from, To: last, ASCII: a.ascii}.SVG(out)
		}, nil
	case "":
		return nil, usage("which format? write --format md or --format svg, or name a file with such an ending by -o")
	}
	return nil, usage("there is no format '%s'; expected one of %s", format, strings.Join(formats, ", "))
}

// span reads A..B, A.., ..B or A.
func span(steps string) (from, to int, err error) {
	from, to = 1, math.MaxInt
	if steps == "" {
		return from, to, nil
	}
	a, b, dots := strings.Cut(steps, "..")
	if !dots {
		b = a
	}
	for _, end := range []struct {
		text string
		n    *int
	}{{a, &from}, {b, &to}} {
		if end.text == "" && steps != ".." {
			continue
		}
		n, err := strconv.Atoi(end.text)
		if err != nil || n < 1 {
			return 0, 0, usage("--steps %s is not possible; expected such as 3..12, 3.. or ..12", steps)
		}
		*end.n = n
	}
	return from, to, nil
}
