package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"synod/engine/script"
	"synod/presets"
	"synod/ui"
	"synod/ui/plain"
)

func (a *app) run() *cobra.Command {
	var all, asJSON, why bool
	cmd := command("run NAME|FILE|PLAYLIST|- [--why] [--json] [--labels NAME] [--go-on] [--all]", cobra.MaximumNArgs(1), func(args []string) error {
		switch {
		case all && len(args) > 0:
			return usage("run takes a name or --all, not both")
		case asJSON && why:
			return usage("--json says the reasons anyway; leave out --why")
		case all && why:
			return usage("--all prints one line for each preset; leave out --why")
		case all && a.labels != "":
			return usage("--all takes every file's own labels; leave out --labels")
		case all && asJSON:
			return a.runAllJSON(everything())
		case all:
			return a.runAll(everything())
		case len(args) == 0:
			return usage("run what? write: synod run NAME; synod list shows the presets")
		}
		s, _, list, err := a.openable(args[0])
		switch {
		case err != nil:
			return err
		case list != nil && why:
			return usage("a playlist prints one line for each; leave out --why")
		case list != nil && asJSON:
			return a.runAllJSON(list)
		case list != nil:
			return a.runAll(list)
		}
		if asJSON {
			return a.playJSON(s)
		}
		return a.playPlain(s, plain.Options{ASCII: a.ascii, Why: why})
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	cmd.Flags().BoolVar(&all, "all", false, "play every preset, and print one line for each")
	a.addGoOn(cmd)
	cmd.Flags().BoolVar(&why, "why", false, "say also the choice, the reason and the source of each step")
	cmd.ValidArgsFunction = named
	a.addLabels(cmd)
	return cmd
}

// through plays a script, which has to go as it says.
func through(s *script.Script) (*plain.Run, error) {
	r, err := plain.Play(s, presets.Protocols())
	if err == nil {
		err = r.Err
	}
	return r, err
}

func (a *app) playPlain(s *script.Script, o plain.Options) error {
	r, err := plain.Play(s, presets.Protocols())
	if err != nil {
		return err
	}
	return errors.Join(r.Text(a.out, o), r.Err)
}

func (a *app) playJSON(s *script.Script) error {
	r, err := plain.Play(s, presets.Protocols())
	if err != nil {
		return err
	}
	return errors.Join(plain.JSON(a.out, r.Document()), r.Err)
}

// errPresets says that not everything went as its script says.
var errPresets = errors.New("not everything went as its script says; synod run NAME shows where")

// runAll plays a list, and prints one line for each.
func (a *app) runAll(list []ui.Scene) error {
	var failed error
	for _, p := range list {
		r, err := through(p.Script)
		line := fmt.Sprintf("ok      %-22s", p.Name)
		if err != nil {
			failed = errPresets
			line = fmt.Sprintf("FAILED  %-22s %s", p.Name, err)
		} else {
			line += " " + r.Total()
		}
		if err := a.print(line); err != nil {
			return err
		}
	}
	return failed
}

func (a *app) runAllJSON(list []ui.Scene) error {
	all := struct {
		Synod int              `json:"synod"`
		OK    bool             `json:"ok"`
		Runs  []plain.Document `json:"runs"`
	}{plain.FormatVersion, true, []plain.Document{}}
	for _, p := range list {
		r, err := plain.Play(p.Script, presets.Protocols())
		if err != nil {
			return err
		}
		d := r.Document()
		d.Name = p.Name
		all.OK = all.OK && d.OK
		all.Runs = append(all.Runs, d)
	}
	if err := plain.JSON(a.out, all); err != nil || all.OK {
		return err
	}
	return errPresets
}
