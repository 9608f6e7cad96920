package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"synod/ui"
	"synod/ui/canvas"
	"synod/ui/show"
)

// Exit statuses.
const (
	exitOK          = 0
	exitFailure     = 1
	exitUsage       = 2
	exitUnfinished  = 3
	exitInterrupted = 130
)

// app is the program for one call.
type app struct {
	in     io.Reader
	out    io.Writer
	errs   io.Writer
	ascii  bool
	labels string // the label set that --labels names
	goesOn bool   // --go-on
	mends  bool   // a damaged recording is shown as far as it goes
	said   string // the last complaint
	screen screenFlags

	showing bool // a line of progress stands on the terminal
}

// Main runs the program and gives its exit status: 0 if all went well, 1 for a
// failure, 2 for a mistake in the command line, 3 for a search that was not
// finished, 130 after an interrupt. What went wrong stands on one line of errs.
func Main(args []string, in io.Reader, out, errs io.Writer) int {
	a := &app{in: in, out: out, errs: errs}
	root := a.root()
	root.SetArgs(args)
	err := root.Execute()
	if err == nil {
		return exitOK
	}
	if errors.Is(err, ui.ErrInterrupted) {
		return exitInterrupted
	}
	if status := silent(0); errors.As(err, &status) {
		return int(status)
	}
	a.complain("%s", err)
	if u := (usageError{}); errors.As(err, &u) {
		return exitUsage
	}
	return exitFailure
}

// complain prints one line for the person, whatever the text holds.
func (a *app) complain(format string, args ...any) {
	a.said = a.text(fmt.Sprintf(format, args...))
	fmt.Fprintln(a.errs, "synod: "+a.said)
}

// print prints lines of text.
func (a *app) print(lines ...string) error {
	for _, l := range lines {
		if _, err := fmt.Fprintln(a.out, a.text(l)); err != nil {
			return err
		}
	}
	return nil
}

// text makes text fit for the terminal and for --ascii.
func (a *app) text(s string) string {
	if s = show.Clean(s); a.ascii {
		s = canvas.ASCII(s)
	}
	return s
}

// usageError is a mistake in the command line.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// onScreen says whether output is a terminal that can show the screen.
func (a *app) onScreen() bool { return isTerminal(a.out) && !dumb() }

// talks says whether the run is to be read and written line by line: so it was
// asked for, or the terminal can do nothing else.
func (a *app) talks() bool {
	only := dumb() && isTerminal(a.in) && isTerminal(a.out)
	return a.screen.plain || only && !a.screen.replay
}

// dumb says whether nothing is known of the terminal but that it writes lines. On
// Windows none has a name.
func dumb() bool {
	name := os.Getenv("TERM")
	return name == "dumb" || name == "" && runtime.GOOS != "windows"
}

// colourless says whether the person wants no colours: https://no-color.org and
// https://bixense.com/clicolors.
func colourless() bool { return os.Getenv("NO_COLOR") != "" || os.Getenv("CLICOLOR") == "0" }

// fewMarks says whether the terminal is one whose fonts lack most of the marks:
// the console of Linux draws ★, ✓, ◉ and □ alike.
func fewMarks() bool { return os.Getenv("TERM") == "linux" }

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// silent is an exit status; what there is to say has been said.
type silent int

func (s silent) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// arity wraps a rule on arguments, so that breaking it is a usage error that
// says what to write.
func arity(rule cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if rule(cmd, args) != nil {
			return usage("write: %s (%s --help says more)", cmd.UseLine(), cmd.CommandPath())
		}
		return nil
	}
}
