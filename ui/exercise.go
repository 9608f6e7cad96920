package ui

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"synod/engine/script"
	"synod/ui/show"
	"synod/ui/store"
)

// exercise is the one that a script sets, and where the cursor is in it.
type exercise struct {
	set    *script.Exercise // nil: none is set, or the script has not come to it
	here   script.Standing
	inside bool  // the cursor is in it
	shown  bool  // at a step that the script did before it began
	wrong  error // why the goal cannot be judged
	told   bool  // that it was solved
	hints  int   // that were given
}

// judge works out where the cursor is in the exercise, and what there is to say.
func (s *session) judge() {
	x := &s.exercise
	if x.set == nil {
		x.set, x.wrong = s.player.Exercise()
	}
	x.inside, s.view.Goal = false, ""
	if x.set == nil || x.wrong != nil {
		return
	}
	if x.here, x.inside, x.wrong = x.set.At(s.time.Cursor()); x.inside {
		if x.shown = x.set.Shown(s.time.Cursor()); x.shown {
			x.here = script.Standing{}
		}
		s.view.Goal = fill(s.goalLine(), func(action string) string { return s.view.Keys[action] })
	}
}

// goalLine says what is to be reached, and how far one is.
func (s *session) goalLine() string {
	x, l := &s.exercise, &s.script.Head.Lesson
	task := strings.TrimSuffix(show.Clean(cmp.Or(l.Task, l.Goal)), ".")
	switch {
	case x.wrong != nil:
		return show.Clean(x.wrong.Error())
	case x.here.Solved():
		return fmt.Sprintf(noteReached, steps(x.here.Reached.Step-x.set.Start().Step), ofPar(l.Par))
	case x.here.Beyond != nil:
		return fmt.Sprintf(noteBeyond, show.Clean(x.here.Beyond.Choice.Line()))
	case x.shown:
		return noteShown
	case x.here.Steps == 0:
		return fmt.Sprintf(noteYourTurn, task, ofPar(l.Par))
	}
	return fmt.Sprintf(noteNotYet, steps(x.here.Steps), ofPar(l.Par), task)
}

func ofPar(par int) string {
	if par == 0 {
		return ""
	}
	return fmt.Sprintf("; par is %d", par)
}

func steps(n int) string {
	if n == 1 {
		return "1 step"
	}
	return fmt.Sprintf("%d steps", n)
}

// solved says once that the exercise is solved at the cursor, and keeps that.
func (s *session) solved() bool {
	x := &s.exercise
	if !x.inside || x.told || !x.here.Solved() || x.here.Reached != s.time.Cursor() {
		return false
	}
	x.told = true
	s.progress.change(func(p *store.Progress) { p.Solved(s.progress.lesson, x.here.Steps, time.Now()) })
	return true
}

// hint gives the next hint; false: there are no more.
func (s *session) hint() (string, bool) {
	x, all := &s.exercise, s.script.Head.Lesson.Hints
	if x.hints >= len(all) {
		return "", false
	}
	x.hints++
	return s.hintLine(x.hints), true
}

// hintNames say what each of the hints is.
var hintNames = [...]string{"where to look", "which rule", "the move"}

func (s *session) hintLine(n int) string {
	return fmt.Sprintf("Hint %d of %d, %s: %s", n, len(hintNames), hintNames[n-1], show.Clean(s.script.Head.Lesson.Hints[n-1]))
}

// progress keeps how far a person has come.
type progress struct {
	lesson string // empty: this is none, or nothing is to be kept
	wrong  error  // the first thing that went wrong
}

func (p *progress) change(do func(*store.Progress)) {
	if p.lesson == "" {
		return
	}
	if err := store.ChangeProgress(do); err != nil && p.wrong == nil {
		p.wrong = err
	}
}
