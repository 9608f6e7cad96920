package presets_test

import (
	"slices"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
	"synod/engine/script"
	"synod/presets"
)

// Every file of the course is in canonical form, belongs to a lesson, and plays to
// its end as it says.
func TestTheFilesOfTheCourse(t *testing.T) {
	for _, l := range presets.Course() {
		for _, p := range l.Scenes {
			if got := p.Script.Print(); got != string(p.Source) {
				t.Errorf("%s is not in canonical form: synod fmt --write", p.Name)
			}
			if h := p.Script.Head; !h.Guided || h.Title == "" || h.Summary == "" || h.Group != "The course" || !strings.HasPrefix(p.Name, lessonFile(l.ID)) {
				t.Errorf("%s: title '%s', group '%s', lesson %s", p.Name, h.Title, h.Group, l.ID)
			}
			w, err := p.Script.World(presets.Protocols())
			if err != nil {
				t.Error(err)
				continue
			}
			player := script.NewPlayer(p.Script, w)
			for ev, more := player.Next(); more; ev, more = player.Next() {
				if ev.Err != nil {
					t.Error(ev.Err)
				}
			}
		}
	}
}

// lessonFile is how the files of a lesson begin: L03 for L3.
func lessonFile(id string) string {
	if len(id) == 2 {
		return "L0" + id[1:] + "-"
	}
	return id + "-"
}

// Each lesson has an aim, questions with three answers each of which one is right
// and a reason, and an exercise with hints, a solution, and something to keep.
func TestWhatALessonHas(t *testing.T) {
	for _, l := range presets.Course() {
		if l.Aim() == "" {
			t.Errorf("%s has no aim", l.ID)
		}
		qs := l.Questions()
		if len(qs) < 2 {
			t.Errorf("%s has %d questions", l.ID, len(qs))
		}
		for _, q := range qs {
			rightOnes := slices.DeleteFunc(slices.Clone(q.Answers), func(a script.Answer) bool { return !a.Right })
			if len(q.Answers) < 3 || len(rightOnes) != 1 || q.Because == "" {
				t.Errorf("%s: '%s' has %d answers, %d of them right, because '%s'", l.ID, q.Text, len(q.Answers), len(rightOnes), q.Because)
			}
		}
		x := l.Exercise().Head.Lesson
		if x.Goal == "" || x.Task == "" || len(x.Hints) != 3 || x.Par == 0 || len(x.Solution) != x.Par || x.Recap == "" || len(x.Sources) == 0 {
			t.Errorf("%s: the exercise lacks something: %+v", l.ID, x)
		}
	}
}

// The goal of each exercise is not reached where it begins, nor by the narrated
// run; the solution reaches it with its last step, and no shorter run does.
func TestThePar(t *testing.T) {
	for _, l := range presets.Course() {
		t.Run(l.ID, func(t *testing.T) {
			s := l.Exercise()
			x, err := s.Exercise(presets.Protocols())
			if err != nil {
				t.Fatal(err)
			}
			if s, _, err := x.At(x.Start()); err != nil || s.Reached != nil {
				t.Fatalf("where it begins: reached %v, %v", s.Reached != nil, err)
			}
			if g, err := script.GradeRun(s, s, presets.Protocols()); err != nil || g.Solved {
				t.Errorf("by the script itself: %+v, %v", g, err)
			}
			shortest(t, x, s.Head.Lesson)
			played := *s
			for _, c := range s.Head.Lesson.Solution {
				played.Entries = append(slices.Clone(played.Entries), script.Entry{Kind: script.Choose, Choice: c})
			}
			if last := s.Entries[len(s.Entries)-1]; last.Kind != script.Mark || last.Text != s.Head.Lesson.Begins {
				played.Entries = slices.Insert(played.Entries, len(s.Entries), script.Entry{Kind: script.Back, Text: s.Head.Lesson.Begins})
			}
			g, err := script.GradeRun(s, &played, presets.Protocols())
			if err != nil || !g.Solved || g.Steps != s.Head.Lesson.Par {
				t.Errorf("by the solution: %+v, %v", g, err)
			}
		})
	}
}

// onBag are the lessons that are shorter where every message may arrive again.
var onBag = map[string]bool{}

// longSearches are the lessons whose search are larger than the others, with their worlds.
var longSearches = map[string]int{"L19": 111_422, "L20": 181_285}

func shortest(t *testing.T, x *script.Exercise, l script.Lesson) {
	t.Helper()
	if exploretest.Long(longSearches[l.ID]) {
		return
	}
	w := x.Start().World
	if w.System().Config().Network == engine.Bag && !onBag[l.ID] {
		w = w.On(engine.SentSet) // where nothing takes longer, and there are fewer worlds
	}
	r := exploretest.Search(t, w, explore.Options{Goal: x.Goal().Holds, Reads: x.Goal().Reads(), Depth: l.Par})
	t.Logf("%d worlds\n%s", r.States, enginetest.Lines(r.Trace))
	if !r.Found || r.Length != l.Par {
		t.Errorf("found %v in %d; par is %d", r.Found, r.Length, l.Par)
	}
}
