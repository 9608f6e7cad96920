package ui

import (
	"strings"
	"testing"

	"synod/engine/script"
	"synod/engine/timeline"
	"synod/presets"
)

// steps goes on until the run has come to a step.
func (p *person) steps(to int) *person {
	for p.m.run.time.Cursor().Step < to {
		p.press("right")
	}
	return p
}

// puts writes what is to stand beside the run.
func (p *person) puts(words string) *person { return p.press("B", "ctrl+u").types(words) }

// A rule that is off, with the same steps beside it where it is on.
func TestARuleOnAndOffInStep(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}} {
		p := preset(t, size[0], size[1], "promise-lost").steps(11).press("B")
		p.sees("beside +persist-promise").press("enter")
		p.sees("this run · A promise lost in a crash", "beside · same steps, +persist-promise", "No difference so far", "the two worlds are the same")
		p.press("right").sees("step 12, crash A2. This run: A2 goes down and forgets", "promised – ≠", "promised 2.P2 ≠")
		p.press("left").sees("No difference so far")
		p.press("right", "right", "right", "right", "right").sees("step 12, crash A2", "✗ broken in this run only: agreement", "≠2b")
		p.press("B").sees("cluster").seesNo("≠")
	}
}

// What was done in one world and cannot be done in the other is said.
func TestAStepWithoutCounterpartIsMarked(t *testing.T) {
	p := preset(t, 120, 40, "promise-lost").puts("acceptors=5")
	p.sees("They differ from the start: in the run beside only: A4 A5").press("B")
	p.puts("+persist-promise").steps(16).press(":").types("deliver A2>P1 accepted 1.P1")
	p.sees("beside · same steps, +persist-promise · stands still", "Nothing: no accepted 1.P1 from A2 to P1 is in flight.")
}

// Two branches: what was chosen in each, and where they part.
func TestTwoBranchesInStep(t *testing.T) {
	p := preset(t, 120, 40, "duelling-proposers").steps(3).press("left", "left", "down", "enter", "enter", "enter", "enter")
	if p.m.run.time.Cursor().Branch.Name != "b" {
		t.Fatal("no second branch")
	}
	p.press("B").sees("beside a").press("enter")
	p.sees("beside · branch a", "step 2: this run takes ", "; beside, ", "≠")
	p.sees("The run has ended.") // a has three steps only
	for range 4 {
		p.press("left")
	}
	p.sees("No difference so far").press("left", "left")
}

// A run beside that is longer goes on alone, and comes back.
func TestTheLongerRunGoesOnAlone(t *testing.T) {
	p := preset(t, 80, 24, "chosen-but-unknown").puts("basic-paxos").sees("beside · Basic Paxos, phase by phase", "They differ from the start")
	end := p.steps(16).m.run.time.Cursor()
	p.press("right", "right").sees("step 18", "The run has ended.")
	p.press("left", "left", "left")
	if at := p.m.run.time.Cursor(); at != end.Parent {
		t.Errorf("three steps back from two beyond the end lead to step %d", at.Step)
	}
}

func TestWhatCannotStandBeside(t *testing.T) {
	for words, said := range map[string]string{
		"nonsense":          "'nonsense' is no branch, no preset and no change",
		"-nonsense":         "has no rule 'nonsense' that can be switched off",
		"network=wet":       "unknown network 'wet'; expected",
		"protocol=nonsense": "unknown protocol 'nonsense'; expected",
		"acceptors=lots":    "parameter 'acceptors'",
		"":                  "'' is no branch",
		"-persist-promise":  "persist-promise is off already",
	} {
		preset(t, 200, 60, "promise-lost").puts(words).sees(said).press("esc").sees("cluster")
	}
}

// z gives what differs the whole screen, where a small one counts it.
func TestAllThatDiffersCanBeRead(t *testing.T) {
	p := preset(t, 80, 24, "promise-lost").steps(16).press("B", "enter").sees("· z")
	p.press("z").sees("in flight in this", "A2▸P1 2b 1.P1 pear, A2▸L1 2b").seesNo("· z").press("z", "B").sees("cluster")
}

func TestOpenedWithAnotherBeside(t *testing.T) {
	other, _ := presets.Find("naive-paxos-right")
	one, _ := presets.Find("naive-paxos")
	p := sit(t, 120, 40, Options{Open: one.Script, Name: "naive-paxos", NoRecord: true, Beside: &Beside{Words: "naive-paxos-right", Open: other.Script}})
	p.sees("this run · "+one.Script.Head.Title, "beside · "+other.Script.Head.Title)
	if _, err := newModel(Options{Open: one.Script, NoRecord: true, Beside: &Beside{Words: "-x"}}, presets.Protocols()); err == nil || !strings.Contains(err.Error(), "'x'") {
		t.Errorf("a change that is none: %v", err)
	}
}

// The same schedule in the same world is the same run, for every scenario.
func TestEveryScenarioIsItsOwnShadow(t *testing.T) {
	for _, preset := range presets.All() {
		w, err := preset.Script.World(presets.Protocols())
		if err != nil {
			t.Fatal(err)
		}
		player := script.NewPlayer(preset.Script, w)
		for _, more := player.Next(); more; _, more = player.Next() {
		}
		ps := timeline.Shadow(player.Timeline().Start(), w)
		for _, b := range player.Timeline().Branches() {
			if beat := ps.At(b.Tip()); beat.First != nil || beat.Missed != nil || beat.Right.World.Fingerprint() != b.Tip().World.Fingerprint() {
				t.Errorf("%s, branch %s: the shadow is elsewhere", preset.Name, b.Name)
			}
		}
	}
}

func BenchmarkRuns(b *testing.B) {
	set, _ := presets.Find("promise-lost")
	for name, keys := range map[string][]string{"beside": {"B", "enter"}, "tree": {"T"}, "fog": {"f"}} {
		b.Run(name, func(b *testing.B) {
			m, err := newModel(Options{Open: set.Script, NoRecord: true, At: AtEnd}, presets.Protocols())
			if err != nil {
				b.Fatal(err)
			}
			m.resize(200, 60)
			for _, k := range keys {
				m.Update(keyOf(k))
			}
			b.ReportAllocs()
			for b.Loop() {
				m.clean = false
				m.View()
			}
		})
	}
}
