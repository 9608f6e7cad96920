package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"
)

const (
	ending = ".synod"
	stamp  = "20060102-150405.000"
)

// ErrNone says that there is no recording yet.
var ErrNone = errors.New("there is no recording yet; every run on the screen makes one")

// Recording is a file in the folder.
type Recording struct {
	Path  string
	Name  string // of what was being looked at
	Begun time.Time
}

// Folder is where recordings are kept. It need not exist yet.
func Folder() string { return filepath.Join(xdg.DataHome, "synod", "recordings") }

// Create makes a new, empty file for a run of that name. Two runs never share
// a file, even if they begin at the same moment, and a later one always sorts
// behind.
func Create(name string) (*os.File, error) {
	if err := os.MkdirAll(Folder(), 0o700); err != nil {
		return nil, fmt.Errorf("cannot keep a recording: %w", err)
	}
	now := time.Now().Truncate(time.Millisecond)
	if last, err := Last(); err == nil && !now.After(last.Begun) {
		now = last.Begun.Add(time.Millisecond)
	}
	for ; ; now = now.Add(time.Millisecond) {
		path := filepath.Join(Folder(), now.Format(stamp)+"-"+plain(name)+ending)
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			prune(now)
			return f, err
		}
	}
}

// Most is how many recordings are kept. Older ones are removed when a new one is
// made, but for those that were written to within the last day: somebody may
// be at them.
const Most = 50

func prune(now time.Time) {
	all, err := List()
	if err != nil {
		return // there is room for one more
	}
	for _, r := range all[min(len(all), Most):] {
		if info, err := os.Stat(r.Path); err == nil && now.Sub(info.ModTime()) > 24*time.Hour {
			os.Remove(r.Path) //nolint:errcheck // it is tried again the next time
		}
	}
}

// plain makes a name fit for a file: letters, digits, - and _.
func plain(name string) string {
	name = strings.TrimSuffix(filepath.Base(name), ending)
	name = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '-'
	}, name)
	if name = strings.Trim(name[:min(len(name), 60)], "-"); name == "" {
		return "run"
	}
	return name
}

// List gives the recordings, the latest first. A folder that does not exist
// holds none.
func List() ([]Recording, error) {
	entries, err := os.ReadDir(Folder())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Recording
	for _, e := range slices.Backward(entries) {
		if r, ok := recording(e.Name()); ok && e.Type().IsRegular() {
			out = append(out, r)
		}
	}
	return out, nil
}

// Of gives the recordings of runs of that name, the latest first.
func Of(name string) []Recording {
	all, _ := List()
	return slices.DeleteFunc(all, func(r Recording) bool { return r.Name != plain(name) })
}

// recording reads the name of a file that Create has made.
func recording(file string) (Recording, bool) {
	if len(file) <= len(stamp)+1 || !strings.HasSuffix(file, ending) {
		return Recording{}, false
	}
	begun, err := time.ParseInLocation(stamp, file[:len(stamp)], time.Local)
	if err != nil {
		return Recording{}, false
	}
	name := strings.TrimSuffix(file[len(stamp)+1:], ending)
	return Recording{filepath.Join(Folder(), file), name, begun}, true
}

// Last is the latest recording; ErrNone if there is none.
func Last() (Recording, error) {
	all, err := List()
	if err == nil && len(all) == 0 {
		err = ErrNone
	}
	if err != nil {
		return Recording{}, err
	}
	return all[0], nil
}
