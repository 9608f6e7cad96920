package cli

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"synod/ui"
	"synod/ui/canvas"
	"synod/ui/config"
	"synod/ui/plain"
)

// settings are what the file of settings can set; the flag of one that is on by
// itself says no-NAME. What is given are the names of the person's own themes, and
// whether ascii is on by itself.
func settings(own []string, ascii bool) []config.Setting {
	return []config.Setting{
		{Name: "theme", Default: "auto", Words: slices.Concat(themes, own)},
		{Name: "layout", Default: ui.Layouts[0], Words: ui.Layouts},
		{Name: "speed", Default: "1", Check: config.Speed},
		{Name: "ascii", Default: strconv.FormatBool(ascii), Words: config.Truth},
		{Name: "mouse", Default: "true", Words: config.Truth},
		{Name: "motion", Default: "true", Words: config.Truth},
		{Name: "record", Default: "true", Words: config.Truth},
	}
}

// settled is what is in force, and from where.
type settled struct {
	file   *config.File
	values []config.Value
}

// given are the settings that flags give.
func given(f *pflag.FlagSet) map[string]string {
	out := map[string]string{}
	f.Visit(func(flag *pflag.Flag) {
		text := flag.Value.String()
		switch flag.Name {
		case "no-mouse", "no-motion", "no-record":
			out[flag.Name[len("no-"):]] = strconv.FormatBool(text == "false")
		default:
			out[flag.Name] = text
		}
	})
	return out
}

// settle reads the file of settings and the environment, and gives the screen
// what no flag has said.
func (a *app) settle(flags *pflag.FlagSet) (settled, error) {
	f, own, err := ownSettings()
	if err != nil {
		return settled{}, err
	}
	if a.screen.keys, err = ownKeys(f); err != nil {
		return settled{}, usageError{err}
	}
	values, err := f.Resolve(settings(f.ThemeNames(), fewMarks() && a.onScreen()), given(flags), os.Getenv)
	if err != nil {
		return settled{}, usageError{err}
	}
	for _, v := range values {
		a.apply(v, own)
	}
	return settled{f, values}, nil
}

// ownSettings reads the file of settings, with the themes that it makes.
func ownSettings() (*config.File, map[string]*canvas.Theme, error) {
	var names []string
	for _, s := range settings(nil, false) {
		names = append(names, s.Name)
	}
	f, err := config.Load(config.Path(), names)
	if err != nil {
		return nil, nil, usageError{err}
	}
	own, err := ownThemes(f)
	if err != nil {
		return nil, nil, usageError{err}
	}
	return f, own, nil
}

// apply puts a value in force. Values are right by now, or they are those of
// flags, which check looks at.
func (a *app) apply(v config.Value, own map[string]*canvas.Theme) {
	f, on := &a.screen, v.Value == "true"
	switch v.Name {
	case "theme":
		f.theme, f.own = v.Value, own[v.Value]
	case "layout":
		f.layout = v.Value
	case "speed":
		f.speed, _ = strconv.ParseFloat(v.Value, 64)
	case "ascii":
		a.ascii = on
	case "mouse":
		f.noMouse = !on
	case "motion":
		f.noMotion = !on
	case "record":
		f.noRecord = !on
	}
}

// ownThemes makes the themes of the file.
func ownThemes(f *config.File) (map[string]*canvas.Theme, error) {
	out := map[string]*canvas.Theme{}
	for _, t := range f.Themes {
		theme := canvas.Named(t.Base)
		if theme == nil {
			return nil, f.Refuse(t.Line, fmt.Errorf("there is no theme '%s' to begin with; expected one of %s", t.Base, words(canvas.Themes())))
		}
		for _, c := range t.Colours {
			var err error
			if theme, err = theme.With(c.Role, c.Value); err != nil {
				return nil, f.Refuse(c.Line, err)
			}
		}
		out[t.Name] = theme
	}
	return out, nil
}

// ownKeys checks the keys of the file.
func ownKeys(f *config.File) (ui.Keys, error) {
	keys, line := ui.Keys{}, map[string]int{}
	for _, b := range f.Keys {
		keys[b.Action], line[b.Action] = b.Keys, b.Line
		if err := keys.Check(b.Action); err != nil {
			return nil, f.Refuse(b.Line, err)
		}
	}
	if action, err := keys.Conflict(); err != nil {
		return nil, f.Refuse(line[action], err)
	}
	return keys, nil
}

func words(all []string) string { return strings.Join(all, ", ") }

// configured makes a command of the screen heed the settings.
func (a *app) configured(cmd *cobra.Command) {
	a.screen.add(cmd)
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		_, err := a.settle(cmd.Flags())
		return err
	}
}

// config prints what is in force.
func (a *app) config() *cobra.Command {
	var asJSON bool
	var cmd *cobra.Command
	cmd = command("config [--json]", cobra.NoArgs, func([]string) error {
		s, err := a.settle(cmd.Flags())
		if err != nil {
			return err
		}
		if asJSON {
			return plain.JSON(a.out, struct {
				Synod    int              `json:"synod"`
				Path     string           `json:"path"`
				Exists   bool             `json:"exists"`
				Settings []config.Value   `json:"settings"`
				Keys     []config.Binding `json:"keys"`
			}{plain.FormatVersion, s.file.Path, s.file.There, s.values, append([]config.Binding{}, s.file.Keys...)})
		}
		return a.printConfig(s)
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	return cmd
}

func (a *app) printConfig(s settled) error {
	lines := []string{s.file.Path}
	if !s.file.There {
		lines[0] += " (not there)"
	}
	for _, v := range s.values {
		lines = append(lines, fmt.Sprintf("%-8s %-14s %s", v.Name, v.Value, v.From))
	}
	for _, b := range s.file.Keys {
		lines = append(lines, fmt.Sprintf("%-8s %-14s line %d", "key", b.Action+": "+words(b.Keys), b.Line))
	}
	return a.print(lines...)
}
