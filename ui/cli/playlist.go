package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"synod/engine/script"
	"synod/presets"
	"synod/ui"
)

// isPlaylist says whether a text is a list of names rather than a script: a
// file of another ending, whose first line has no colon in it.
func isPlaylist(src source) bool {
	if src.preset || src.name == "standard input" || strings.HasSuffix(src.name, ".synod") {
		return false
	}
	for line := range strings.Lines(string(src.text)) {
		if line = uncommented(line); line != "" {
			return line != "---" && !strings.Contains(line, ":")
		}
	}
	return false
}

// playlist reads a list of presets and files, one a line. A file's name is
// meant from the folder of the list.
func (a *app) playlist(src source) ([]ui.Scene, error) {
	var scenes []ui.Scene
	for i, line := range strings.Split(string(src.text), "\n") {
		name := uncommented(line)
		if name == "" {
			continue
		}
		s, short, err := a.load(beside(src.name, name))
		if err == nil {
			err = a.label(s)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", src.name, i+1, err)
		}
		scenes = append(scenes, ui.Scene{Name: short, Script: s})
	}
	return scenes, nil
}

// uncommented is a line of a list without what follows a # at its start or behind
// a blank.
func uncommented(line string) string {
	if i := strings.IndexByte(line, '#'); i == 0 || i > 0 && strings.ContainsRune(" \t", rune(line[i-1])) {
		line = line[:i]
	}
	return strings.TrimSpace(line)
}

// beside is the file of a name in the folder of the list, if it is no preset's.
func beside(list, name string) string {
	if _, ok := presets.Find(name); ok || filepath.IsAbs(name) || name == "-" {
		return name
	}
	file := filepath.Join(filepath.Dir(list), name)
	if _, err := os.Stat(file); err != nil && !strings.ContainsAny(name, "./") {
		return name // as no preset either, it is told which is near
	}
	return file
}

// everything is the list of all presets and of the course.
func everything() []ui.Scene {
	scenes, _ := ui.CourseScenes("")
	for _, p := range presets.All() {
		scenes = append(scenes, ui.Scene{Name: p.Name, Script: p.Script})
	}
	return scenes
}

// openable reads what an argument names: a script, or a playlist that begins with it.
func (a *app) openable(arg string) (s *script.Script, name string, list []ui.Scene, err error) {
	src, err := a.read(arg)
	if err != nil {
		return nil, "", nil, err
	}
	if isPlaylist(src) {
		list, err = a.playlist(src)
		if err != nil {
			return nil, "", nil, err
		}
		return list[0].Script, list[0].Name, list, nil
	}
	if s, name, err = a.parse(src); err == nil {
		err = a.label(s)
	}
	return s, name, nil, err
}
