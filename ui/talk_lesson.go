package ui

import (
	"fmt"
	"strings"
)

// goal reads out how far the exercise is, and once it is solved what there is to
// keep of it.
func (t *talk) goal() {
	x := &t.s.exercise
	if !x.inside || t.s.question() != nil {
		return
	}
	t.say("%s", fill(strings.TrimPrefix(t.s.goalLine(), "★ "), func(action string) string { return action }))
	if !t.s.solved() {
		return
	}
	l := &t.s.script.Head.Lesson
	if l.Recap != "" {
		t.say("To keep: %s", l.Recap)
	}
	if len(l.Sources) > 0 {
		t.say("Sources: %s", strings.Join(l.Sources, "; "))
	}
	if wrong := t.s.progress.wrong; wrong != nil {
		t.say("%s", wrong.Error())
	}
	t.tell(t.coming())
}

// coming says what the word next leads to; empty: nothing.
func (t *talk) coming() string {
	if next := t.o.Scene + 1; next < len(t.o.Playlist) {
		return fmt.Sprintf(noteTalkNext, t.o.Playlist[next].Script.Head.Title)
	}
	return ""
}

// next goes on to the next of a list.
func (t *talk) next() {
	if t.o.Scene+1 >= len(t.o.Playlist) {
		t.say("%s", msgLastScene)
		return
	}
	t.o.Scene++
	to := t.o.Playlist[t.o.Scene]
	if err := t.open(to.Script, to.Name, ""); err != nil {
		t.say("%s", err.Error())
	}
}

func (t *talk) hint() {
	if len(t.s.script.Head.Lesson.Hints) == 0 || !t.s.exercise.inside {
		t.say("%s", msgNoHints)
		return
	}
	hint, more := t.s.hint()
	if !more {
		hint = t.s.hintLine(len(hintNames))
	}
	t.say("%s", hint)
}

// noChoice says that a number takes nothing where there are so many choices.
func (t *talk) noChoice(number, of int) {
	if of == 0 {
		t.say("No: there is nothing to choose here.")
		return
	}
	t.say("No: there is no choice %d; ? lists 1 to %d.", number, of)
}
