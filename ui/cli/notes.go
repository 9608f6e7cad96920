package cli

import (
	"github.com/spf13/cobra"

	"synod/presets"
	"synod/ui"
)

func (a *app) notes() *cobra.Command {
	cmd := command("notes NAME|FILE|PLAYLIST", cobra.ExactArgs(1), func(args []string) error {
		s, name, list, err := a.openable(args[0])
		if err != nil {
			return err
		}
		if list == nil {
			list = []ui.Scene{{Name: name, Script: s}}
		}
		if !a.onScreen() {
			return ui.PrintNotes(a.out, list, presets.Protocols())
		}
		return ui.ShowNotes(list, ui.Options{ASCII: a.ascii, NoColor: colourless()})
	})
	cmd.ValidArgsFunction = named
	return cmd
}
