package ui

import (
	"slices"
	"strconv"
	"testing"

	"synod/engine/script"
	"synod/presets"
)

// right is the number of the right answer to the open question.
func (p *person) right() string {
	p.t.Helper()
	q := p.m.run.question()
	if q == nil {
		p.t.Fatalf("nothing is asked:\n%s", p.screen())
	}
	return strconv.Itoa(1 + slices.IndexFunc(q.Answers, func(a script.Answer) bool { return a.Right }))
}

func TestGoingOnWithoutAnAnswer(t *testing.T) {
	p := scenario(t, 80, 24, "basic-paxos", Options{}).press("right", "Q", "enter").sees("What will", "step 1 of")
	p.press("enter").sees("step 1 of").press("right").sees("step 2 of").seesNo("predicted")
	p.press("space").sees("What will happen?", "step 2 of")
}

// Off the script a step is asked about once: enter again takes it.
func TestAStepOffTheScriptIsAskedAboutOnce(t *testing.T) {
	p := scenario(t, 80, 24, "basic-paxos", Options{}).press("right", "s", "down", "enter").sees("step 2 of 2", "sandbox")
	p.press("Q", "up", "up", "enter").sees("What will", "step 2 of 2").press("enter").sees("step 3 of 3")
}

// In scenarios of every group a question about a step has one right answer, which is what
// happens, and no two answers alike; and some are drawn from a rule switched off.
func TestWhatIsAskedIsWhatHappens(t *testing.T) {
	asked, rules := 0, 0
	for i, preset := range presets.All() {
		if i%4 != 0 && preset.Name != "snapshot" {
			continue
		}
		p := sit(t, 100, 30, Options{Open: preset.Script, Name: preset.Name, NoRecord: true}).press("Q")
		for range 25 {
			if p.press("right"); p.m.run.predicted.entry == nil || p.m.run.predicted.at != p.m.run.time.Cursor() {
				continue
			}
			s, q := p.m.run, p.m.run.predicted
			asked++
			if len(q.entry.Answers) < 2 {
				t.Errorf("%s: one answer to %s", preset.Name, q.entry.Text)
			}
			for _, o := range s.twins(q.choice) {
				if step, _ := q.at.World.Explain(q.choice); !alike(o, step) {
					rules++
					break
				}
			}
			p.press("right")
			if s.time.Cursor() == q.at {
				t.Fatalf("%s: → does not go on", preset.Name)
			}
			right := q.entry.Answers[slices.IndexFunc(q.entry.Answers, func(a script.Answer) bool { return a.Right })].Text
			step := s.time.Cursor().Explain()
			if is := known(step); right != sentenceOf(s) && right != is && (right != noteNothingNew || is != "") {
				t.Errorf("%s: %q is called right; %q happens", preset.Name, right, sentenceOf(s))
			}
		}
	}
	if asked < 100 || rules < 20 {
		t.Errorf("%d questions, %d with an answer from a rule switched off", asked, rules)
	}
}
