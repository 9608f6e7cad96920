package cli

import (
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// man prints the manual page of the program or of a command, so that nothing
// has to be installed to read it.
func (a *app) man(root *cobra.Command) *cobra.Command {
	cmd := command("man [COMMAND]", cobra.MaximumNArgs(1), func(args []string) error {
		about, _, err := root.Find(args)
		if err != nil || len(args) > 0 && about == root {
			return unknownCommand(args[0])
		}
		about.DisableAutoGenTag = true
		made := built()
		return doc.GenMan(about, &doc.GenManHeader{Section: "1", Source: "synod " + version(), Manual: "synod", Date: &made}, a.out)
	})
	cmd.ValidArgs = commandNames()
	return cmd
}

// built is when the commit was made that the program was built from: two pages
// of one program are the same.
func built() time.Time {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if at, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil {
				return at
			}
		}
	}
	return time.Unix(0, 0).UTC()
}
