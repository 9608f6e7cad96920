package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"synod/engine"
	"synod/presets"
	"synod/ui"
	"synod/ui/canvas"
	"synod/ui/pane"
	"synod/ui/plain"
)

// tools makes a command of each calculation that a protocol offers.
func (a *app) tools() []*cobra.Command {
	var all []*cobra.Command
	for _, t := range presets.Protocols().Tools() {
		all = append(all, a.tool(t))
	}
	return all
}

func (a *app) tool(t *engine.Tool) *cobra.Command {
	asJSON, flags := false, []*toolFlag{}
	short, long, examples := t.Topic()
	cmd := &cobra.Command{
		Use: t.Name + " [flags]", Short: short, Long: long, Example: examples, Args: arity(cobra.NoArgs),
		DisableFlagsInUseLine: true, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error { return a.calculate(t, flags, asJSON) },
	}
	for i := range t.Params {
		flags = append(flags, addFlag(cmd, &t.Params[i]))
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	cmd.Flags().SortFlags = false
	return cmd
}

// toolFlag is a parameter of a tool as a flag.
type toolFlag struct {
	*engine.Param
	text  string
	given bool
}

func addFlag(cmd *cobra.Command, p *engine.Param) *toolFlag {
	f := &toolFlag{Param: p, text: p.Default}
	short := ""
	if len(p.Name) == 1 {
		short = p.Name
	}
	help := p.Help
	if len(p.Choices) > 0 {
		help += "; names: " + strings.Join(p.Choices, ", ")
	}
	flag := cmd.Flags().VarPF(f, p.Name, short, folded(help, textColumn))
	if p.Kind == engine.Bool {
		flag.NoOptDefVal = "true"
		flag.DefValue = "false"
	}
	complete := cobra.FixedCompletions(p.Choices, cobra.ShellCompDirectiveNoFileComp)
	if p.Kind == engine.File {
		complete = cobra.FixedCompletions(p.Choices, cobra.ShellCompDirectiveDefault)
	}
	if err := cmd.RegisterFlagCompletionFunc(p.Name, complete); err != nil {
		panic(err) // a flag that is there, and once only
	}
	return f
}

// folded breaks a text between words into lines of so many cells.
func folded(text string, w int) string {
	return strings.Join(canvas.Wrap(strings.Join(strings.Fields(text), " "), w), "\n")
}

func (f *toolFlag) String() string {
	if f.Param == nil {
		return ""
	}
	return f.text
}

// Set takes what the command line gives; the tool checks it.
func (f *toolFlag) Set(text string) error {
	f.text, f.given = text, true
	return nil
}

var kindWords = map[engine.ParamKind]string{
	engine.Int: "N", engine.Float: "X", engine.Word: "WORD", engine.Words: "LIST", engine.File: "NAME|FILE", engine.Bool: "bool",
}

// Type is the word behind the flag in the help.
func (f *toolFlag) Type() string { return kindWords[f.Kind] }

// setting is the flag as a tool takes it. Commas and blanks part the words of
// a list.
func (a *app) setting(f *toolFlag) (engine.Setting, error) {
	s := engine.Setting{Name: f.Name, Values: []string{f.text}}
	switch f.Kind {
	case engine.Words:
		s.Values = strings.FieldsFunc(f.text, func(r rune) bool { return r == ',' || r == ' ' })
		if len(s.Values) == 0 {
			return s, usage("--%s is empty", f.Name)
		}
	case engine.File:
		return a.opened(f, s)
	}
	return s, nil
}

// opened puts what a file holds behind its name.
func (a *app) opened(f *toolFlag, s engine.Setting) (engine.Setting, error) {
	for _, c := range f.Choices {
		if c == f.text {
			return s, nil
		}
	}
	in := a.in
	if f.text != "-" {
		file, err := os.Open(f.text)
		if errors.Is(err, os.ErrNotExist) {
			return s, nil // the tool may know what is meant
		}
		if err != nil {
			return s, missing(f.text, err)
		}
		defer file.Close()
		in = file
	}
	text, err := io.ReadAll(io.LimitReader(in, most))
	if err != nil {
		return s, missing(f.text, err)
	}
	s.Values = append(s.Values, string(text))
	return s, nil
}

// Calculated is what a tool prints with --json.
type Calculated struct {
	Synod   int    `json:"synod"`
	Tool    string `json:"tool"`
	Stopped bool   `json:"stopped"`
	Result  any    `json:"result"`
}

func (a *app) calculate(t *engine.Tool, flags []*toolFlag, asJSON bool) error {
	var settings []engine.Setting
	for _, f := range flags {
		if !f.given {
			continue
		}
		s, err := a.setting(f)
		if err != nil {
			return err
		}
		settings = append(settings, s)
	}
	ctx, stop := interruptible(0)
	defer stop()
	answer, err := t.Ask(settings, a.goOn(ctx, t.Name))
	a.clearProgress()
	if bad := (&engine.ConfigError{}); errors.As(err, &bad) {
		return usage("--%s: %w", bad.Item, bad.Err)
	}
	if err != nil {
		return err
	}
	if err := a.printTool(t, answer, asJSON); err != nil {
		return err
	}
	if answer.Stopped {
		return ui.ErrInterrupted
	}
	return nil
}

// goOn shows how far a tool is, and says whether nobody has interrupted it.
func (a *app) goOn(ctx context.Context, name string) func(done float64) bool {
	began, show := time.Now(), a.bar()
	return func(done float64) bool {
		if show != nil {
			show(time.Since(began), done, fmt.Sprintf("%s: %.0f %%", name, 100*done))
		}
		return ctx.Err() == nil
	}
}

func (a *app) printTool(t *engine.Tool, answer engine.ToolAnswer, asJSON bool) error {
	if asJSON {
		return plain.JSON(a.out, Calculated{plain.FormatVersion, t.Name, answer.Stopped, answer.Data})
	}
	return a.print(strings.Split(strings.TrimSuffix(pane.Print(answer.Doc, a.columns(), a.ascii), "\n"), "\n")...)
}

// columns is how wide text may be: that of the terminal, if output is one, and
// not so wide that lines are hard to follow.
func (a *app) columns() int {
	if f, ok := a.out.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			return min(w, 100)
		}
	}
	return 80
}
