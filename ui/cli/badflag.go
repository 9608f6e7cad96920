package cli

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"synod/engine"
)

// badFlag says what is wrong with a flag, and which one may have been meant.
func badFlag(cmd *cobra.Command, err error) error {
	unknown := (*pflag.NotExistError)(nil)
	if !errors.As(err, &unknown) || len(unknown.GetSpecifiedName()) < 2 {
		return usage("%s (%s --help lists the flags)", err, cmd.CommandPath())
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if len(f.Name) > 1 && !f.Hidden {
			names = append(names, "--"+f.Name)
		}
	})
	return usage("%s; expected %s (%s --help says more)", err, engine.Nearest("--"+unknown.GetSpecifiedName(), names), cmd.CommandPath())
}
