package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"synod/ui"
	"synod/ui/canvas"
	"synod/ui/export"
	"synod/ui/plain"
	"synod/ui/store"
)

// exporting is what the flags of export say.
type exporting struct {
	format, steps, to   string
	size, layout, theme string
	speed               float64
	given               func(flag string) bool
}

func (a *app) export() *cobra.Command {
	var e exporting
	cmd := command("export NAME|FILE|- --format FORMAT [--steps A..B] [-o OUT]", cobra.ExactArgs(1), func(args []string) error {
		return a.exports(args[0], &e)
	})
	f := cmd.Flags()
	f.StringVarP(&e.format, "format", "f", "", strings.Join(formatNames(), ", ")+"; without it, by the ending of OUT")
	f.StringVar(&e.steps, "steps", "", "such as 3..12, ..chosen, or the title of a chapter")
	f.StringVarP(&e.to, "output", "o", "", "the file to write; without it, or with -, standard output")
	f.StringVar(&e.size, "size", "120x40", "how large the screen is, in cells")
	f.StringVar(&e.layout, "layout", ui.Layouts[0], "what the screen is for: "+strings.Join(ui.Layouts, ", "))
	f.StringVar(&e.theme, "theme", "dark", "colours: "+strings.Join(canvas.Themes(), ", "))
	f.Float64Var(&e.speed, "speed", 1, "steps a second, where there is nothing to read")
	e.given = f.Changed
	complete(cmd, "format", formatNames())
	complete(cmd, "layout", ui.Layouts)
	complete(cmd, "theme", canvas.Themes())
	a.completePlaces(cmd, "steps")
	complete(cmd, "size", []string{"80x24", "120x40", "200x60"})
	cmd.ValidArgsFunction = named
	a.addLabels(cmd)
	return cmd
}

func (a *app) exports(arg string, e *exporting) error {
	fm, err := formatOf(e.format, ending(e.to))
	if err != nil {
		return err
	}
	if err := a.keeps(arg, e, fm); err != nil {
		return err
	}
	r, err := a.played(arg)
	if err != nil {
		return err
	}
	s := export.Whole(r)
	if e.steps != "" {
		if s, err = export.Find(r, e.steps); err != nil {
			return usage("--steps %s: %w", e.steps, err)
		}
	}
	write, err := a.writer(fm, e, r, s)
	if err != nil {
		return err
	}
	if e.to == "" || e.to == "-" {
		return write(a.out)
	}
	return store.Replace(e.to, write)
}

// ending is the end of a file's name, which says what is in it.
func ending(name string) string {
	if strings.HasSuffix(name, ".itf.json") {
		return "itf.json"
	}
	return strings.TrimPrefix(filepath.Ext(name), ".")
}

// keeps refuses what would be written over the run itself, or over a terminal.
func (a *app) keeps(arg string, e *exporting, fm *format) error {
	if e.to == "" || e.to == "-" {
		if fm.binary && isTerminal(a.out) {
			return usage("%s is not for a terminal; name a file by -o", fm.name)
		}
		return nil
	}
	out, err := os.Stat(e.to)
	if err != nil {
		return nil // there is nothing yet
	}
	if in, err := os.Stat(arg); err == nil && os.SameFile(in, out) {
		return usage("'%s' is the run itself; name another file by -o", e.to)
	}
	return nil
}

// played plays what an argument names; a run that fails is not exported.
func (a *app) played(arg string) (*plain.Run, error) {
	s, _, err := a.loadLabelled(arg)
	if err != nil {
		return nil, err
	}
	return through(s)
}

// writer gives what writes a stretch of a run in a format.
func (a *app) writer(fm *format, e *exporting, r *plain.Run, s export.Stretch) (func(io.Writer) error, error) {
	if fm.film == nil || fm.page != nil && !s.One {
		why := fm.name + " shows no screen"
		if fm.film != nil {
			why += " unless --steps names one step"
		}
		if err := e.needless(why, "size", "layout", "theme", "speed"); err != nil {
			return nil, err
		}
		if s.Away != "" {
			return nil, usage("--steps %s: '%s' is not on the way to the run's end, which is what %s shows", e.steps, s.Away, fm.name)
		}
		if e.steps != "" && s.To < s.From {
			return nil, usage("--steps %s: no step is taken there; the run has steps 1 to %d", e.steps, r.End.Step)
		}
		return func(out io.Writer) error { return fm.page(out, r, s, a.ascii) }, nil
	}
	if !fm.timed {
		if err := e.needless("nothing plays in "+fm.name, "speed"); err != nil {
			return nil, err
		}
	}
	switch {
	case fm.still && e.steps == "":
		s.First = s.Last
	case fm.still && !s.One:
		return nil, usage("--steps %s: %s shows one step; name one, such as --steps %d", e.steps, fm.name, r.End.Step)
	}
	f, err := a.film(e, r, s)
	if err != nil {
		return nil, err
	}
	f.Auto = !e.given("theme")
	return func(out io.Writer) error { return a.roll(fm, f, out) }, nil
}

// needless refuses flags that say nothing of what is made, and says why.
func (e *exporting) needless(why string, flags ...string) error {
	for _, flag := range flags {
		if e.given(flag) {
			return usage("--%s has no meaning here: %s; leave it out", flag, why)
		}
	}
	return nil
}

// Bounds of --size.
const mostCells = 500

// film lets a screen show the run.
func (a *app) film(e *exporting, r *plain.Run, s export.Stretch) (*export.Film, error) {
	w, h, err := e.cells()
	if err != nil {
		return nil, err
	}
	if err := checkLayout(e.layout); err != nil {
		return nil, err
	}
	if leastW, leastH := ui.LeastSize(e.layout); w < leastW || h < leastH {
		return nil, usage("--size %s is too small for the layout %s; expected %dx%d or more", e.size, e.layout, leastW, leastH)
	}
	if err := checkSpeed(e.speed); err != nil {
		return nil, err
	}
	theme, err := pictureTheme(e.theme)
	if err != nil {
		return nil, err
	}
	return ui.Film(ui.Options{Open: r.Script, Layout: e.layout, Colours: theme, ASCII: a.ascii, Speed: e.speed}, w, h, s)
}

// cells reads --size.
func (e *exporting) cells() (w, h int, err error) {
	a, b, _ := strings.Cut(strings.ReplaceAll(e.size, "×", "x"), "x")
	w, errW := strconv.Atoi(a)
	h, errH := strconv.Atoi(b)
	if errW != nil || errH != nil || w < 1 || h < 1 || w > mostCells || h > mostCells {
		return 0, 0, usage("--size %s is not possible; expected such as 120x40, and at most %dx%d", e.size, mostCells, mostCells)
	}
	return w, h, nil
}

// pictureTheme finds a theme, the person's own included. What a picture looks
// like is said by flags alone, so that it is the same everywhere.
func pictureTheme(name string) (*canvas.Theme, error) {
	if t := canvas.Named(name); t != nil {
		return t, nil
	}
	f, own, err := ownSettings()
	if err != nil {
		return nil, err
	}
	if t := own[name]; t != nil {
		return t, nil
	}
	return nil, usage("there is no theme '%s'; expected one of %s", name, strings.Join(slices.Concat(canvas.Themes(), f.ThemeNames()), ", "))
}

// While a film is made memory is tidied seldom, since each frame leaves much behind
// and little of it is kept; but often when there is as much as that in use.
const (
	seldom = 400
	atMost = 400 << 20
)

// roll writes a film, and shows how far that is.
func (a *app) roll(fm *format, f *export.Film, out io.Writer) error {
	ctx, stop := interruptible(0)
	defer stop()
	defer debug.SetGCPercent(debug.SetGCPercent(seldom))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(atMost))
	shown := *f
	goOn, done := a.goOn(ctx, "export"), 0
	shown.Frames = func(yield func(*export.Frame) bool) {
		for frame := range f.Frames {
			done++
			if !goOn(float64(done)/float64(f.Count)) || !yield(frame) {
				return
			}
		}
	}
	err := fm.film(&shown, out)
	a.clearProgress()
	if errors.Is(context.Cause(ctx), errInterrupt) {
		return ui.ErrInterrupted
	}
	return err
}
