package cli

import (
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"synod/engine/script"
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
		return replace(args[0], text)
	})
	cmd.Flags().BoolVarP(&write, "write", "w", false, "write the file itself instead of standard output")
	cmd.ValidArgsFunction = named
	return cmd
}

// replace writes a file in one move, so that nobody ever sees half of it.
func replace(name, text string) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".synod-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // of no effect once it has been moved
	if _, err = f.WriteString(text); err == nil {
		err = f.Chmod(info.Mode().Perm())
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
