package ui

import (
	"cmp"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
	"synod/ui/show"
	"synod/ui/store"
)

// CourseScenes is the course as a list to go through, and where in it a lesson
// begins; at -1 there is no such lesson.
func CourseScenes(lesson string) (scenes []Scene, at int) {
	at = -1
	for _, l := range course() {
		if l.ID == lesson {
			at = len(scenes)
		}
		for _, p := range l.Scenes {
			scenes = append(scenes, Scene{Name: p.Name, Script: p.Script})
		}
	}
	return scenes, at
}

// ReviewScenes are the questions that were missed, the first first. The error is
// that of what is kept.
func ReviewScenes() ([]Scene, error) {
	p, err := store.ReadProgress()
	var scenes []Scene
	for _, miss := range p.Missed {
		l, ok := presets.FindLesson(miss.Lesson)
		if !ok {
			continue
		}
		for _, p := range l.Scenes {
			for i := range p.Script.Entries {
				if e := &p.Script.Entries[i]; e.Kind == script.Ask && e.Text == miss.Question {
					scenes = append(scenes, Scene{Name: p.Name, Script: p.Script, Until: e})
				}
			}
		}
	}
	return scenes, err
}

// lessonOf gives the lesson that a script is of.
func lessonOf(s *script.Script) (presets.Lesson, bool) {
	if s.Head.Lesson.ID == "" {
		return presets.Lesson{}, false
	}
	for _, l := range course() {
		if l.ID == s.Head.Lesson.ID {
			return l, true
		}
	}
	return presets.Lesson{}, false
}

// lessons are the items of the course, with how one has done so far.
func lessons(protocols engine.Registry) (items []item) {
	p, _ := store.ReadProgress()
	for _, l := range course() {
		first, title := l.Scenes[0].Script, show.Clean(l.Title())
		d, done := p.Lessons[l.ID]
		if done {
			title += " ✓"
		}
		about := func() []string {
			parts := aboutScript(first, protocols)
			parts[1] = show.Clean(l.Aim())
			if done {
				parts = append(parts, fmt.Sprintf(noteBestRun, steps(d.Steps), ofPar(l.Exercise().Head.Lesson.Par)))
			}
			return parts
		}
		items = append(items, item{
			group: "The course", name: l.ID, title: title, about: about, lesson: l.ID,
			load: func() (*script.Script, error) { return first, nil },
		})
	}
	return items
}

// leaveCourse forgets the list to go through, if that is the course.
func (m *Model) leaveCourse() {
	if m.scene < len(m.o.Playlist) && m.o.Playlist[m.scene].Script.Head.Lesson.ID != "" {
		m.o.Playlist, m.scene = nil, 0
	}
}

// openLesson goes to a lesson of the course.
func (m *Model) openLesson(id string) tea.Cmd {
	scenes, at := CourseScenes(id)
	if at < 0 {
		return nil
	}
	m.o.Playlist = scenes
	return m.toScene(at)
}

// begins shows the aim of what was opened, and what it sets, if it is a lesson. Who comes back to a
// recording, or to a question, knows it.
func (m *Model) begins() {
	h := &m.run.script.Head
	if teaches := h.Lesson.Aim != "" || h.Lesson.Goal != ""; teaches && h.Encoding == 0 && !m.o.Replay {
		m.showAim()
	}
}

// showAim shows what the lesson is for, and what waits from before.
func (m *Model) showAim() tea.Cmd {
	l := &m.run.script.Head.Lesson
	if l.Aim == "" && l.Goal == "" {
		return m.tell(msgNoLesson)
	}
	text := []string{cmp.Or(l.Aim, sentence(m.run.script.Head.Summary))}
	if l.Task != "" {
		text = append(text, "The exercise: "+l.Task)
	}
	if p, err := store.ReadProgress(); err == nil && m.run.progress.lesson != "" {
		text = append(text, m.standing(&p)...)
	}
	text = append(text, noteAimKeys)
	return m.lay(&page{title: m.lessonTitle(), text: m.prose(text), keys: map[string]func(*Model) tea.Cmd{"review": (*Model).review}})
}

// standing says how one has done so far.
func (m *Model) standing(p *store.Progress) (text []string) {
	if d, done := p.Lessons[m.run.progress.lesson]; done {
		text = append(text, fmt.Sprintf(noteBestRun, steps(d.Steps), ofPar(m.run.script.Head.Lesson.Par)))
	}
	if n := len(p.Missed); n > 0 {
		text = append(text, fmt.Sprintf(noteMissed, n))
	}
	return text
}

func (m *Model) lessonTitle() string {
	h := &m.run.script.Head
	if h.Lesson.ID == "" {
		return show.Clean(h.Title)
	}
	return show.Clean("Lesson " + h.Lesson.ID + " · " + h.Title)
}

// celebrate shows, when the exercise has just been solved, how, and what there is
// to keep.
func (m *Model) celebrate() {
	if m.run == nil || m.motion != nil || !m.run.solved() {
		return
	}
	l, x := &m.run.script.Head.Lesson, &m.run.exercise
	text := []string{m.run.view.Goal}
	switch {
	case l.Par > 0 && x.here.Steps < l.Par:
		text = append(text, noteBelowPar)
	case l.Par > 0 && x.here.Steps == l.Par:
		text = append(text, noteAtPar)
	case l.Par > 0:
		text = append(text, noteAbovePar)
	}
	text = append(text, l.Recap)
	if len(l.Sources) > 0 {
		text = append(text, "Sources: "+strings.Join(l.Sources, " · "))
	}
	text = append(text, m.whatNext())
	m.lay(&page{title: m.lessonTitle() + " · solved", text: m.prose(text), keys: map[string]func(*Model) tea.Cmd{
		"enter": (*Model).nextLesson, "next": (*Model).nextLesson, "reset": (*Model).reset,
	}})
}

// whatNext says which lesson comes.
func (m *Model) whatNext() string {
	if i := m.lessonAfter(); i >= 0 {
		h := &m.o.Playlist[i].Script.Head
		return fmt.Sprintf(noteNextLesson, h.Lesson.ID, h.Title)
	}
	return noteLastLesson
}

// lessonAfter is the place in the playlist of the next lesson; -1: there is none.
func (m *Model) lessonAfter() int {
	id := m.run.script.Head.Lesson.ID
	for i := m.scene; i < len(m.o.Playlist); i++ {
		if next := m.o.Playlist[i].Script.Head.Lesson.ID; next != "" && next != id {
			return i
		}
	}
	return -1
}

// nextLesson goes on in the course.
func (m *Model) nextLesson() tea.Cmd {
	if i := m.lessonAfter(); i >= 0 {
		return m.toScene(i)
	}
	return m.tell(msgLastScene)
}

// giveHint shows the hints so far, and one more.
func (m *Model) giveHint() tea.Cmd {
	s := m.run
	switch {
	case len(s.script.Head.Lesson.Hints) == 0 || !s.exercise.inside:
		return m.tell(msgNoHints)
	default:
		s.hint()
	}
	var text []string
	for n := range s.exercise.hints {
		text = append(text, s.hintLine(n+1))
	}
	if s.exercise.hints < len(hintNames) {
		text = append(text, noteMoreHints)
	}
	return m.lay(&page{title: "hints", text: m.prose(text), keys: map[string]func(*Model) tea.Cmd{"hint": (*Model).giveHint}})
}

// review goes through the questions that were missed.
func (m *Model) review() tea.Cmd {
	scenes, err := ReviewScenes()
	switch {
	case err != nil:
		return m.tell(show.Clean(err.Error()))
	case len(scenes) == 0:
		return m.tell(msgNothingMissed)
	}
	m.o.Playlist = scenes
	return m.toScene(0)
}

// reviewed is what an answer says, and where questions are gone through, how to go on.
func (m *Model) reviewed(said string) string {
	if m.scene < len(m.o.Playlist) && m.o.Playlist[m.scene].Until != nil && m.run.question() == nil {
		if m.scene+1 < len(m.o.Playlist) {
			return said + " Press {next} for the next question."
		}
		return said + " That was the last question."
	}
	return said
}

// goTo plays the script to an entry of it, and what is said with that.
func (s *session) goTo(e *script.Entry) (said string) {
	for at := s.player.Upcoming(); at != nil && said == ""; at = s.player.Upcoming() {
		said = s.entry(said)
		if at == e {
			break
		}
		if at.Kind == script.Ask {
			s.view.Answers[at] = right(at)
		}
	}
	if said == "" {
		said = s.drain()
	}
	s.refresh()
	return said
}

// right is the number of the first right answer.
func right(e *script.Entry) int {
	for i, a := range e.Answers {
		if a.Right {
			return i + 1
		}
	}
	return 0
}
