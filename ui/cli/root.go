package cli

import (
	_ "embed" // the help texts
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
)

//go:embed help.txt
var helpText string

// topic is what the help says about a command: one line, a text, examples.
type topic struct{ short, long, example string }

// about finds a command in the help texts: blocks that begin with "== name",
// with the one line, an empty line, the text, and the examples indented.
func about(name string) topic {
	_, block, found := strings.Cut(helpText, "== "+name+"\n")
	if !found {
		return topic{}
	}
	block, _, _ = strings.Cut(block, "\n== ")
	short, rest, _ := strings.Cut(block, "\n")
	var long, example []string
	for line := range strings.SplitSeq(strings.Trim(rest, "\n"), "\n") {
		if strings.HasPrefix(line, "  ") {
			example = append(example, line)
		} else {
			long = append(long, line)
		}
	}
	return topic{short, strings.TrimSpace(strings.Join(long, "\n")), strings.Join(example, "\n")}
}

// command makes a command from its usage line and its help.
func command(use string, rule cobra.PositionalArgs, run func(args []string) error) *cobra.Command {
	name, _, _ := strings.Cut(use, " ")
	t := about(name)
	return &cobra.Command{
		Use: use, Short: t.short, Long: t.long, Example: t.example, Args: arity(rule),
		DisableFlagsInUseLine: true,
		RunE:                  func(_ *cobra.Command, args []string) error { return run(args) },
	}
}

func (a *app) root() *cobra.Command {
	root := command("synod", cobra.ArbitraryArgs, a.pick)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.Version = version()
	root.SetVersionTemplate("synod {{.Version}}\n")
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.errs)
	root.SetFlagErrorFunc(badFlag)
	root.PersistentFlags().BoolVar(&a.ascii, "ascii", false, "nothing but plain ASCII characters")
	a.configured(root)
	root.AddCommand(a.open(), a.replay(), a.list(), a.protocol(), a.run(), a.check(), a.walk(), a.notes(), a.format(), a.diff(), a.shrink(), a.trim(), a.export(), a.config(), a.course(), a.grade(), a.handout(), a.glossary(), a.syntax(), a.man(root), language())
	root.AddCommand(a.tools()...)
	root.SetHelpCommand(help(root))
	return root
}

// help is `synod help COMMAND`.
func help(root *cobra.Command) *cobra.Command {
	cmd := command("help [COMMAND]", cobra.MaximumNArgs(1), func(args []string) error {
		cmd, _, err := root.Find(args)
		if err != nil || len(args) > 0 && cmd == root {
			return unknownCommand(args[0])
		}
		return cmd.Help()
	})
	cmd.ValidArgs = append([]string{"language"}, commandNames()...)
	return cmd
}

// language is a help topic: `synod help language`.
func language() *cobra.Command {
	return &cobra.Command{Use: "language", Short: about("language").short, Long: script.Language()}
}

// pick is synod without a command: the list of scenarios on the screen.
func (a *app) pick(args []string) error {
	if len(args) > 0 {
		return unknownCommand(args[0])
	}
	if err := a.screen.check(); err != nil {
		return err
	}
	if !a.onScreen() {
		return a.printList()
	}
	return a.show(nil, "")
}

func commandNames() []string {
	names := []string{"open", "replay", "list", "protocol", "run", "check", "walk", "notes", "fmt", "diff", "shrink", "trim", "export", "config", "course", "grade", "handout", "glossary", "syntax", "man", "help", "completion"}
	for _, t := range presets.Protocols().Tools() {
		names = append(names, t.Name)
	}
	return names
}

func unknownCommand(word string) error {
	if _, ok := presets.Find(word); ok {
		return usage("there is no command '%s'; to see the preset write: synod open %s", word, word)
	}
	return usage("there is no command '%s'; expected %s", word, engine.Nearest(word, commandNames()))
}

// version is the module's version and the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	out := info.Main.Version
	if out == "" || out == "(devel)" {
		out = "development"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			out += " " + s.Value[:min(12, len(s.Value))]
		}
		if s.Key == "vcs.time" {
			out += " " + s.Value
		}
	}
	return out
}
