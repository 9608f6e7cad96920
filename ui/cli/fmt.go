package cli

import (
	"io"

	"github.com/spf13/cobra"

	"synod/engine/script"
	"synod/ui/store"
)

func (a *app) format() *cobra.Command {
	var write bool
	cmd := command("fmt NAME|FILE|- [--write]", cobra.ExactArgs(1), func(args []string) error {
		src, err := a.read(args[0])
		if err != nil {
			return err
		}
		s, err := script.Parse(src.name, src.text)
		if err != nil {
			return err
		}
		text := s.Print()
		switch {
		case !write:
			_, err = io.WriteString(a.out, text)
			return err
		case src.preset || args[0] == "-":
			return usage("--write needs a file, and %s is none", src.name)
		case text == string(src.text):
			return nil
		}
		return store.Replace(args[0], store.Text(text))
	})
	cmd.Flags().BoolVarP(&write, "write", "w", false, "write the file itself instead of standard output")
	cmd.ValidArgsFunction = named
	return cmd
}
