package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/adrg/xdg"
)

func inEmptyHome(t *testing.T) {
	t.Helper()
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	xdg.Reload()
	t.Cleanup(xdg.Reload)
}

func TestNoRecordingYet(t *testing.T) {
	inEmptyHome(t)
	if _, err := Last(); !errors.Is(err, ErrNone) {
		t.Fatalf("Last() = %v, want ErrNone", err)
	}
}

func TestTheLatestComesFirst(t *testing.T) {
	inEmptyHome(t)
	var paths []string
	for _, name := range []string{"basic-paxos", "basic-paxos", "../../etc/pass wd\x1b[31m.synod"} {
		f, err := Create(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		paths = append(paths, f.Name())
	}
	if err := os.WriteFile(filepath.Join(Folder(), "notes.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := List()
	if err != nil || len(all) != 3 {
		t.Fatalf("List() = %v, %v; want three", all, err)
	}
	for i, r := range all {
		if want := paths[2-i]; r.Path != want {
			t.Errorf("recording %d is %s, want %s", i, r.Path, want)
		}
	}
	if all[0].Name != "pass-wd--31m" || all[1].Name != "basic-paxos" {
		t.Errorf("names %q, %q", all[0].Name, all[1].Name)
	}
	if last, err := Last(); err != nil || last.Path != paths[2] {
		t.Errorf("Last() = %v, %v", last, err)
	}
}

// The newest are kept, and those that somebody may be at.
func TestOldRecordingsGo(t *testing.T) {
	inEmptyHome(t)
	old := time.Now().Add(-48 * time.Hour)
	var paths []string
	for i := range Most + 3 {
		f, err := Create("basic-paxos")
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		paths = append(paths, f.Name())
		if i != 1 {
			if err := os.Chtimes(f.Name(), old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	all, err := List()
	if err != nil || len(all) != Most+1 || all[Most].Path != paths[1] {
		t.Fatalf("%d are kept (%v), the oldest of them %s; want %d and the second, which was written to today", len(all), err, all[len(all)-1].Path, Most+1)
	}
	for _, path := range []string{paths[0], paths[2]} {
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is still there", path)
		}
	}
}
