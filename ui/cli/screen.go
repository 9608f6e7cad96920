package cli

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"synod/engine/script"
	"synod/ui"
	"synod/ui/canvas"
	"synod/ui/config"
	"synod/ui/plain"
	"synod/ui/store"
)

// screenFlags are those of every command that shows the screen.
type screenFlags struct {
	theme, layout     string
	noMouse, noRecord bool
	noMotion          bool
	list              []ui.Scene // a playlist, of which one is shown; nil: there is none
	scene             int        // of the playlist
	replay            bool
	at                string // where to begin
	plain             bool   // lines in, sentences out
	speed             float64
	beside            *ui.Beside
	own               *canvas.Theme // that theme names; nil: it is no theme of the person's own
	keys              ui.Keys
}

var themes = append([]string{"auto"}, canvas.Themes()...)

func (f *screenFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.theme, "theme", "auto", "colours: "+strings.Join(themes, ", "))
	cmd.Flags().BoolVar(&f.noMouse, "no-mouse", false, "leave the mouse to the terminal")
	cmd.Flags().BoolVar(&f.noMotion, "no-motion", false, "step to step, without messages that travel")
	cmd.Flags().BoolVar(&f.noRecord, "no-record", false, "do not keep a recording of the run")
	cmd.Flags().StringVar(&f.layout, "layout", ui.Layouts[0], "what the screen is for: "+strings.Join(ui.Layouts, ", "))
	complete(cmd, "theme", themes)
	complete(cmd, "layout", ui.Layouts)
}

func complete(cmd *cobra.Command, flag string, words []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag was added just before
	}
}

// check says what is wrong with the flags.
func (f *screenFlags) check() error {
	if f.own == nil && !slices.Contains(themes, f.theme) {
		return usage("there is no theme '%s'; expected one of %s", f.theme, strings.Join(themes, ", "))
	}
	return checkLayout(f.layout)
}

func checkLayout(name string) error {
	if !slices.Contains(ui.Layouts, name) {
		return usage("there is no layout '%s'; expected one of %s", name, words(ui.Layouts))
	}
	return nil
}

func checkSpeed(x float64) error {
	if !config.Possible(x) {
		return usage("--speed %g is not possible; expected 0.1 to 100 steps a second", x)
	}
	return nil
}

// show hands a script to the screen; nil: the list of scenarios.
func (a *app) show(s *script.Script, name string) error {
	f := a.screen
	return ui.Run(ui.Options{
		Open: s, Name: name, At: f.at, Say: a.said, Program: "synod " + version(), Replay: f.replay, Speed: f.speed,
		Beside: f.beside, NoRecord: f.noRecord, ASCII: a.ascii, NoColor: colourless(),
		NoMouse: f.noMouse, Motion: !f.noMotion, Layout: f.layout, Playlist: f.list, Scene: f.scene, Theme: f.theme, Colours: f.own, Keys: f.keys, First: firstTime(),
	})
}

// firstTime says whether there is no trace of an earlier visit: neither a
// recording nor settings.
func firstTime() bool {
	for _, path := range []string{store.Folder(), config.Path()} {
		if _, err := os.Stat(path); err == nil {
			return false
		}
	}
	return true
}

// present shows a script on the screen, or where there is none, as plain text.
func (a *app) present(s *script.Script, name string) error {
	if err := a.screen.check(); err != nil {
		return err
	}
	switch {
	case a.talks():
		return ui.Talk(ui.Options{Open: s, Name: name, Playlist: a.screen.list, Scene: a.screen.scene, At: a.screen.at, Program: "synod " + version(), NoRecord: a.screen.noRecord, ASCII: a.ascii}, a.in, a.out, isTerminal(a.in))
	case a.onScreen():
		return a.show(s, name)
	}
	return a.playPlain(s, plain.Options{ASCII: a.ascii})
}

func (a *app) open() *cobra.Command {
	var last bool
	var beside string
	cmd := command("open NAME|FILE|FILE@STEP|PLAYLIST|- [--last] [--labels NAME] [--beside WHAT] [--plain] [--go-on]", cobra.MaximumNArgs(1), func(args []string) error {
		switch {
		case last && len(args) > 0:
			return usage("open takes a name or --last, not both")
		case beside != "" && (last || !a.onScreen()):
			return usage("--beside shows two runs on the screen; it goes with a name, and needs a terminal")
		case a.screen.plain && len(args) > 0 && args[0] == "-":
			return usage("--plain reads lines from standard input; give the script as a file")
		case last:
			return a.continueLast()
		case len(args) == 0:
			return usage("open what? write: synod open NAME, or synod open --last for the latest recording")
		}
		a.mends = true
		s, name, list, err := a.openable(a.place(args[0]))
		if err != nil {
			return err
		}
		if a.screen.list = list; list != nil && !a.onScreen() {
			return a.runAll(list)
		}
		if err := a.besides(beside); err != nil {
			return err
		}
		return a.present(s, name)
	})
	cmd.Flags().BoolVar(&a.screen.plain, "plain", false, "no screen: lines in, sentences out, also through a pipe")
	cmd.Flags().StringVar(&beside, "beside", "", "what to show beside it, in step: a preset or file, or a change such as -RULE")
	cmd.Flags().BoolVar(&last, "last", false, "continue the latest recording")
	a.addGoOn(cmd)
	cmd.ValidArgsFunction = named
	a.addLabels(cmd)
	a.configured(cmd)
	return cmd
}

// besides reads what is to stand beside the run: the change that it says, a
// preset, or else a file.
func (a *app) besides(what string) error {
	if what == "" {
		return nil
	}
	a.screen.beside = &ui.Beside{Words: what}
	if ui.IsChange(what) {
		return nil
	}
	s, _, err := a.load(what)
	a.screen.beside.Open = s
	return err
}

// place takes what is behind the last @ of FILE@14 for where to begin, unless
// there is a file of that name.
func (a *app) place(arg string) string {
	i := strings.LastIndexByte(arg, '@')
	if _, err := os.Stat(arg); err == nil || i < 1 || i == len(arg)-1 {
		return arg
	}
	a.screen.at = arg[i+1:]
	return arg[:i]
}

// addGoOn adds the flag of the commands that play recordings.
func (a *app) addGoOn(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&a.goesOn, "go-on", false, "where this program does otherwise than the recording says, say so and go on")
}

func (a *app) continueLast() error {
	r, err := store.Last()
	if err != nil {
		return err
	}
	a.mends = true
	s, _, err := a.loadLabelled(r.Path)
	if err != nil {
		return err
	}
	a.screen.at = ui.AtEnd
	return a.present(s, r.Name)
}

func (a *app) replay() *cobra.Command {
	cmd := command("replay NAME|FILE|FILE@STEP|- [--speed X] [--labels NAME] [--go-on]", cobra.ExactArgs(1), func(args []string) error {
		if err := checkSpeed(a.screen.speed); err != nil {
			return err
		}
		a.mends = true
		s, name, err := a.loadLabelled(a.place(args[0]))
		if err != nil {
			return err
		}
		a.screen.replay = true
		return a.present(s, name)
	})
	cmd.Flags().Float64Var(&a.screen.speed, "speed", 1, "steps a second")
	a.addGoOn(cmd)
	cmd.ValidArgsFunction = named
	a.addLabels(cmd)
	a.configured(cmd)
	return cmd
}
