package presets

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine/script"
)

//go:embed course/*.synod
var courseFiles embed.FS

// Lesson is a part of the course: files that are gone through one after the
// other, the last of which sets an exercise.
type Lesson struct {
	ID     string // such as L3
	Scenes []Preset
}

// Title is what the lesson is about.
func (l *Lesson) Title() string { return l.Scenes[0].Script.Head.Title }

// Aim is what one will know after it.
func (l *Lesson) Aim() string { return l.Scenes[0].Script.Head.Lesson.Aim }

// Exercise is the file that sets the exercise.
func (l *Lesson) Exercise() *script.Script { return l.Scenes[len(l.Scenes)-1].Script }

// Questions lists the questions of the lesson.
func (l *Lesson) Questions() (out []*script.Entry) {
	for _, p := range l.Scenes {
		for i := range p.Script.Entries {
			if e := &p.Script.Entries[i]; e.Kind == script.Ask {
				out = append(out, e)
			}
		}
	}
	return out
}

// Course lists the lessons in their order, which is that of the names of their
// files.
func Course() []Lesson {
	var all []Lesson
	for _, name := range courseNames() {
		p, ok := scene(name)
		if !ok {
			continue
		}
		id := p.Script.Head.Lesson.ID
		if n := len(all); n > 0 && all[n-1].ID == id {
			all[n-1].Scenes = append(all[n-1].Scenes, p)
			continue
		}
		all = append(all, Lesson{id, []Preset{p}})
	}
	return all
}

// FindLesson gives the lesson of that id.
func FindLesson(id string) (Lesson, bool) {
	n, err := strconv.Atoi(strings.TrimLeft(id, "Ll"))
	if err != nil || len(id) < 2 || !strings.EqualFold(id, "L"+strconv.Itoa(n)) {
		return Lesson{}, false
	}
	l := Lesson{ID: "L" + strconv.Itoa(n)}
	for _, name := range courseNames() {
		if strings.HasPrefix(name, fmt.Sprintf("L%02d-", n)) {
			if p, ok := scene(name); ok {
				l.Scenes = append(l.Scenes, p)
			}
		}
	}
	return l, len(l.Scenes) > 0
}

//go:embed course/map.txt
var courseMap string

// CourseMap says which lesson has what it takes to answer which question that
// teachers ask: lines of a source, what is asked, and the lesson.
func CourseMap() string { return courseMap }

// courseNames lists the names of the files of the course.
func courseNames() []string {
	entries, _ := courseFiles.ReadDir("course")
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ending))
	}
	slices.Sort(names)
	return names
}

// scene gives the file of the course of that name.
func scene(name string) (Preset, bool) {
	source, err := courseFiles.ReadFile("course/" + name + ending)
	if err != nil {
		return Preset{}, false
	}
	return preset(name, source)
}
