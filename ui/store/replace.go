package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Replace gives a file what write writes, in one piece: until all of it is
// there the file stays as it was, and so it does when something goes wrong. What
// is no regular file, such as a device, is written to as it is.
func Replace(path string, write func(io.Writer) error) error {
	mode := os.FileMode(0o666)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err == nil {
		if !info.Mode().IsRegular() {
			return into(path, os.O_WRONLY, 0, write)
		}
		mode = info.Mode().Perm()
	}
	part := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d.part", filepath.Base(path), os.Getpid()))
	err := into(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode, onDisk(write))
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		_ = os.Remove(part) // it may not be there; what went wrong has been said
	}
	return named(err, path)
}

// WriteNew writes a new file. One that is there already is left alone.
func WriteNew(path, text string) error {
	err := into(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644, Text(text))
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists already; give the name of a new file", path)
	}
	return err
}

// Text is what writes a text.
func Text(text string) func(io.Writer) error {
	return func(out io.Writer) error {
		_, err := io.WriteString(out, text)
		return err
	}
}

// onDisk writes so that it is on the disk before the file gets its name.
func onDisk(write func(io.Writer) error) func(io.Writer) error {
	return func(out io.Writer) error {
		if err := write(out); err != nil {
			return err
		}
		return out.(*os.File).Sync()
	}
}

func into(path string, flag int, mode os.FileMode, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, flag, mode)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// named says the name that a person gave, not that of the part.
func named(err error, path string) error {
	var of *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &of):
		return fmt.Errorf("cannot write '%s': %w", path, of.Err)
	case errors.As(err, &link):
		return fmt.Errorf("cannot write '%s': %w", path, link.Err)
	}
	return err
}
