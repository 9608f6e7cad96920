package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(text string, err error) func(io.Writer) error {
	return func(w io.Writer) error {
		_, _ = io.WriteString(w, text)
		return err
	}
}

func TestAFileIsReplacedWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "run.svg"), filepath.Join(dir, "link.svg")
	has := func(want string) {
		t.Helper()
		if got, err := os.ReadFile(file); err != nil || string(got) != want {
			t.Errorf("it holds %q (%v), not %q", got, err, want)
		}
		if all, err := os.ReadDir(dir); err != nil || len(all) > 2 {
			t.Errorf("something is left: %v", all)
		}
	}
	if err := Replace(file, write("one", nil)); err != nil {
		t.Fatal(err)
	}
	has("one")
	if err := Replace(file, write("half", errors.New("no more"))); err == nil || err.Error() != "no more" {
		t.Errorf("the error is %v", err)
	}
	has("one")
	if err := errors.Join(os.Symlink(file, link), os.Chmod(file, 0o640), Replace(link, write("two", nil))); err != nil {
		t.Fatal(err)
	}
	has("two")
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is one no more")
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("its mode is %v", info.Mode())
	}
	err := Replace(filepath.Join(dir, "missing", "run.svg"), write("x", nil))
	if err == nil || !strings.Contains(err.Error(), "missing/run.svg': no such file") || strings.Contains(err.Error(), "part") {
		t.Errorf("the error is %v", err)
	}
	if err := Replace(os.DevNull, write("x", nil)); err != nil {
		t.Error(err)
	}
}

func TestANewFileIsWrittenOverNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "run.synod")
	if err := WriteNew(file, "one"); err != nil {
		t.Fatal(err)
	}
	err := WriteNew(file, "two")
	if err == nil || !strings.HasSuffix(err.Error(), "run.synod exists already; give the name of a new file") {
		t.Errorf("the error is %v", err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "one" {
		t.Errorf("it holds %q (%v)", got, err)
	}
}
