package ui

import (
	"os"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
	"synod/ui/store"
)

// pupil is a person who has opened a lesson, in a home of their own.
func pupil(t *testing.T, w, h int, id string, o Options) *person {
	t.Helper()
	if os.Getenv("XDG_DATA_HOME") == "" {
		t.Setenv("XDG_DATA_HOME", t.TempDir())
		xdg.Reload()
		t.Cleanup(xdg.Reload)
	}
	scenes, at := CourseScenes(id)
	if at < 0 {
		t.Fatalf("there is no lesson %s", id)
	}
	o.Open, o.Name, o.Playlist, o.Scene = scenes[at].Script, scenes[at].Name, scenes, at
	return sit(t, w, h, o)
}

// kept is what is kept of a person's progress.
func kept(t *testing.T) store.Progress {
	t.Helper()
	p, err := store.ReadProgress()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// solves takes the solution of the lesson's exercise.
func (p *person) solves(id string) *person {
	l, _ := presets.FindLesson(id)
	for _, c := range l.Exercise().Head.Lesson.Solution {
		p.press(":").types(c.Line())
	}
	return p
}

// Where a script went back, and one goes on along the run it left, the steps are counted to the end of that.
func TestStepsAreCountedBeyondWhereTheScriptEnds(t *testing.T) {
	p := pupil(t, 80, 24, "L5", Options{NoRecord: true}).press("enter")
	p.m.message = p.m.run.playTo(AtEnd)
	p.press("left").sees("step 5 of 6").press("right").sees("step 6 of 6").press("right", "right").sees("step 8 of 11")
}

// A lesson from its aim to the next one: the run, a question answered wrongly, the
// exercise with hints, and what is kept of it.
func TestALessonFromAimToTheNext(t *testing.T) {
	p := pupil(t, 80, 24, "L1", Options{})
	p.sees("Lesson L1 · One voter is not enough", "what a majority is").press("enter").seesNo("what a majority is")
	p.press("right", "right").sees("Does C1 know it?").press("1").sees("Not quite", "· wrong")
	if missed := kept(t).Missed; len(missed) != 1 || missed[0].Lesson != "L1" {
		t.Errorf("missed: %v", missed)
	}
	p.press("right", "right", "right", "3", "right", "right", "right").sees("on to the exercise").press("right").sees("Three voters", "step 0", "The exercise: stop N1").press("enter")
	p.press("right").sees("how many may be down").press("2").sees("Your turn: stop N1", "H gives a hint")
	p.press("H").sees("Hint 1 of 3, where to look").seesNo("Hint 2").press("H", "H").sees("Hint 3 of 3, the move").press("esc")
	p.press(":").types("drop C1>N1").sees("1 step so far; par is 5")
	p.press("left").solves("L1").sees("★ Reached in 5 steps", "There is no shorter way", "Paxos Made Simple", "enter: lesson L2")
	if d := kept(t).Lessons["L1"]; d.Steps != 5 {
		t.Errorf("kept: %+v", d)
	}
	p.press("enter").sees("Lesson L2 · The first value wins", "missed and that wait: 1. U asks")
	p.press("U").sees("Does C1 know it?", "step 2 of").press("2").sees("Right. That was the last question.")
	if missed := kept(t).Missed; len(missed) != 0 {
		t.Errorf("still missed: %v", missed)
	}
	p.press("U").sees("No question of the course waits")
}

// Looking at the run that the script left is no step of the exercise; taking one of
// its steps is.
func TestAnExerciseCountsWhatThePersonDid(t *testing.T) {
	p := pupil(t, 80, 24, "L5", Options{}).press("enter")
	p.m.message = p.m.run.playTo(AtEnd)
	p.sees("Your turn: get pear chosen", "lesson L5", "L1 □heard").press("right", "right").sees("step 8 of 11", "does not count: home goes back").seesNo("steps so far")
	p.press("home").sees("step 6 of 6", "Your turn: get pear chosen")
	p.press(":").types("deliver P1>A2 accept").press("3").sees("step 7 of", "1 step so far").seesNo("does not count")
	p.press("home", "right").sees("1 step so far").press("right").sees("does not count")
	p.press("home").solves("L5").sees("★ Reached in 11 steps")
}

// What a lesson says stands on a small screen whole, at the latest when the question in it is answered.
func TestWhatALessonSaysIsOnTheScreen(t *testing.T) {
	plain := func(text string) string {
		return strings.Join(strings.Fields(strings.ReplaceAll(text, "│", " ")), " ")
	}
	for _, l := range presets.Course() {
		for k, scene := range l.Scenes {
			p := pupil(t, 80, 24, l.ID, Options{NoRecord: true}).press("enter")
			for range k {
				p.press(")", "enter")
			}
			read := map[*script.Entry]bool{}
			for p.m.run.script.Head.Title == scene.Script.Head.Title {
				open, at := p.m.run.question(), p.m.run.time.Cursor()
				for _, e := range p.m.run.view.Script {
					if e == open {
						break
					}
					read[e] = read[e] || e.Kind != script.Narrate || strings.Contains(plain(p.screen()), plain(e.Text))
				}
				if open != nil {
					p.press("1")
					continue
				}
				for _, e := range p.m.run.view.Script {
					if !read[e] {
						t.Errorf("%s, step %d: %s\n%s", scene.Name, at.Step, e.Text, p.screen())
					}
				}
				if p.press("right"); p.m.run.time.Cursor() == at {
					break
				}
			}
		}
	}
}

// A question shows all its answers on the smallest screen that there is.
func TestAQuestionShowsItsAnswersOnTheSmallestScreen(t *testing.T) {
	p := pupil(t, leastW, leastH, "L5", Options{NoRecord: true}).press("enter").times(4, "right").press("2").times(3, "right").press("3").times(4, "right")
	p.sees("What would have become of pear?", "3) Nothing could ever be decided again").press("2").sees("which reports its vote")
}

// Who has answered sees what is right and why, also on a small screen and in a room.
func TestTheReasonOfAnAnswerIsOnTheScreen(t *testing.T) {
	for _, l := range presets.Course() {
		for _, scene := range l.Scenes {
			for i := range scene.Script.Entries {
				e := &scene.Script.Entries[i]
				if e.Kind != script.Ask {
					continue
				}
				for _, o := range []Options{{}, {Layout: "presenter"}} {
					w, h := 80, 24
					if o.Layout != "" {
						w, h = 64, 20
					}
					pupil(t, w, h, l.ID, Options{})
					o.NoRecord, o.Playlist = true, []Scene{{Name: scene.Name, Script: scene.Script, Until: e}}
					o.Open, o.Name = scene.Script, scene.Name
					p := sit(t, w, h, o)
					words := strings.Fields(e.Because)
					p.seesNo("Nothing can happen here by itself")
					seen := strings.Join(strings.Fields(p.press("1").screen()), " ")
					if !strings.Contains(seen, "· right") || !strings.Contains(seen, words[len(words)-1]) {
						t.Errorf("%s at %d×%d: %s\n%s", scene.Name, w, h, e.Text, p.screen())
					}
				}
			}
		}
	}
}

// Who opens a run that was solved before, and went on, is not told again, and
// nothing is kept of it.
func TestASolvedRunIsNotSolvedAgain(t *testing.T) {
	pupil(t, 80, 24, "L1", Options{})
	l, _ := presets.FindLesson("L1")
	text := l.Exercise().Print()
	for _, c := range append(l.Exercise().Head.Lesson.Solution, engine.Choice{Verb: engine.RestartHost, From: "N1"}) {
		text += c.Line() + "\n"
	}
	s, err := script.Parse("mine.synod", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	p := sit(t, 80, 24, Options{Open: s, Name: "mine", At: AtEnd})
	p.sees("Reached in 5 steps", "7  N1 is up again").seesNo("enter: lesson L2")
	if len(kept(t).Lessons) != 0 {
		t.Errorf("kept: %+v", kept(t))
	}
}

// What the exercise does not allow counts for nothing, and is said.
func TestAStepThatTheExerciseDoesNotAllow(t *testing.T) {
	p := pupil(t, 120, 40, "L1", Options{NoRecord: true}).press("enter", ")", "enter", "right", "2")
	p.press(":").types("crash N1").press(":").types("crash N2").sees("does not allow the step crash N2: ← goes back")
	p.press(":").types("deliver C1>N3").sees("does not allow the step crash N2")
	p.press("left", "left").sees("Goal, 1 step so far")
}

// Every lesson can be done: its solution ends on the page of success, in a room too.
func TestEveryLessonIsSolvedOnTheScreen(t *testing.T) {
	for _, l := range presets.Course() {
		p := pupil(t, 80, 24, l.ID, Options{NoRecord: true}).press("enter")
		for range l.Scenes[1:] {
			p.press(")", "enter")
		}
		p.m.message = p.m.run.playTo(AtEnd)
		p.solves(l.ID).sees("solved", "★ Reached in")
	}
	pupil(t, 64, 20, "L1", Options{NoRecord: true, Layout: "presenter"}).sees("what a majority is").press("pgdown").seesNo("what a majority is").press("pgdown").sees("C1 asks all nodes")
}

// The list has the course, and what was done of it; the palette opens a lesson.
func TestTheListHasTheCourse(t *testing.T) {
	pupil(t, 80, 24, "L1", Options{}).press("enter", ")", "enter", "right", "2").solves("L1")
	p := sit(t, 120, 40, Options{})
	p.press("g").sees("> L1", "One voter is not enough ✓", "best run has 5 steps").press("enter").sees("One voter", "Done: your best run")
	p.press("esc", "q").sees("> L1").press("ctrl+p").types("open L2").sees("Lesson L2 · The first value wins")
}

// Line by line, with the aim, hints, the goal, and what to keep.
func TestALessonLineByLine(t *testing.T) {
	l, _ := presets.FindLesson("L1")
	var out strings.Builder
	lines := "\n\n\n1\n" + strings.Repeat("\n", 6) + "next\n\nanswer 2\nhint\nhint\n"
	for _, c := range l.Exercise().Head.Lesson.Solution {
		lines += c.Line() + "\n"
	}
	scenes, _ := CourseScenes("L1")
	err := Talk(Options{Open: scenes[0].Script, Name: "L1", Playlist: scenes, NoRecord: true}, strings.NewReader(lines+"quit\n"), &out, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"there is nothing to choose here", "Hint 1 of 3, where to look", "Hint 2 of 3", "Goal, 1 step so far; par is 5", "Reached in 5 steps; par is 5.", "To keep: One machine", "next goes on to: Three voters, one of them stops.", "next goes on to: The first value wins."} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no '%s' in\n%s", want, &out)
		}
	}
}
