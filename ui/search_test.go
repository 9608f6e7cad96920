package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"synod/presets"
)

// waits lets what a key began come to its end: commands are run, and what they
// bring is handed to the program. Only answers count; ticks are left out.
func (p *person) waits(key string) *person {
	_, cmd := p.m.Update(keyOf(key))
	p.settle(cmd)
	return p
}

func (p *person) settle(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		p.settle(msg[0]) // the search; the other is the tick that looks at it
	case nil:
	default:
		p.m.Update(msg)
	}
}

func TestAskingWhetherItCanGoWrong(t *testing.T) {
	p := preset(t, 120, 40, "promise-lost").press("enter", "enter", "enter")
	p.sees("w  can ‘agreement’ break from here?")
	p.waits("w").sees("YES, in 13 steps: ", "enter: walk it")
	p.press("enter").sees("The run that was found is ahead", "step 3 of 16").seesNo("walk it")
	for range 13 {
		p.press("right")
	}
	p.sees("✗ agreement is broken since step 16")
}

func TestTheRightRuleCannotBeBroken(t *testing.T) {
	p := preset(t, 120, 40, "first-steps")
	p.waits("w").sees("No: exhausted, ", "any loss, duplication, reordering")
}

func TestAStepEndsTheQuestion(t *testing.T) {
	p := preset(t, 80, 24, "promise-lost")
	_, cmd := p.m.Update(keyOf("w"))
	p.sees("searching")
	p.press("enter").seesNo("searching")
	p.settle(cmd) // comes too late
	p.seesNo("YES", "No: ")
}

func TestAskingForAGoal(t *testing.T) {
	p := preset(t, 120, 40, "basic-paxos").press("W")
	for _, r := range `chosen() == "pear"` {
		if r == ' ' {
			p.press("space")
		} else {
			p.press(string(r))
		}
	}
	p.waits("enter").sees("YES, in 7 steps", "enter: walk it")
	p.press("W").types("chosn()").sees("unknown")
}

// preset is a person who has opened a preset, unrecorded.
func preset(t *testing.T, w, h int, name string) *person {
	t.Helper()
	p, ok := presets.Find(name)
	if !ok {
		t.Fatalf("no preset %s", name)
	}
	return sit(t, w, h, Options{Open: p.Script, Name: name, NoRecord: true})
}

func TestWhatANodeCannotKnow(t *testing.T) {
	p := preset(t, 120, 40, "chosen-but-unknown")
	for p.m.run.time.Cursor().Step < 7 {
		p.press("right")
	}
	p.sees("★ chosen: pear in 1.P1")
	p.m.run.view.Node = "P2"
	p.press("K").sees("what P2 cannot know")
	p.waits("enter").sees("NO: a world 0 steps from the start looks the same to P2")
}

func TestAskingWhy(t *testing.T) {
	p := preset(t, 120, 40, "chosen-but-unknown")
	for p.m.run.time.Cursor().Step < 11 {
		p.press("right")
	}
	p.press(":").types("why deliver P2>A3").sees("Not now, deliver P2>A3: A3 is down")
	p.press(":").types("why deliver P2>A1").sees("Nothing stands against it")
	p.press(":").types("why deliver A1>P2 promise").sees("no promise from A1 to P2 is in flight")
	p.press(":").types("why jump A1").sees("column 5: unknown verb 'jump'")
	p.press("esc", ":").types("crash A1")
	p.press(":").types("why").sees("What progress lacks: ")
}

func TestARefusalNamesWhatWasPromised(t *testing.T) {
	p := preset(t, 120, 40, "basic-paxos")
	for _, line := range []string{"call P1 propose pear", "call P2 propose apple", "deliver P2>A2", "sandbox"} {
		p.press(":").types(line)
		if line == "sandbox" {
			p.press("esc")
		}
	}
	p.press(":").types("why deliver P1>A2 prepare 1.P1").sees("1.P2")
}

func TestWhyItIsStuck(t *testing.T) {
	p := preset(t, 120, 40, "basic-paxos")
	for _, line := range []string{"call P1 propose pear", "crash A2", "crash A3"} {
		p.press(":").types(line)
	}
	p.press("W")
	for _, r := range `chosen()=="pear"` {
		p.press(string(r))
	}
	p.waits("enter").sees("YES, in 7 steps", "enter: walk it", "What progress lacks here: P1 needs 2 of A1, A2, A3 up", "A2,")
}
