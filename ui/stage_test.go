package ui

import (
	"strings"
	"testing"

	"synod/engine/script"
	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/show"
)

// scenario is a person who has opened a preset, unrecorded.
func scenario(t *testing.T, w, h int, name string, o Options) *person {
	t.Helper()
	preset, ok := presets.Find(name)
	if !ok {
		t.Fatal(name)
	}
	o.Open, o.Name, o.NoRecord = preset.Script, name, true
	return sit(t, w, h, o)
}

func (p *person) times(n int, keys ...string) *person {
	for range n {
		p.press(keys...)
	}
	return p
}

func TestTheLastRowReadsWhatHappened(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {64, 20}} {
		p := scenario(t, size[0], size[1], "chosen-but-unknown", Options{Layout: "presenter"}).times(7, "pgdown")
		p.sees("7  A2 votes for pear in 1.P1.", "★ chosen: pear in 1.P1", "proposers", "A2").seesNo("╭─ timeline", "? help", "step 7 of")
		p.press("pgup").sees("6  A1 votes for pear in 1.P1.")
	}
}

// On the stage no step of any scenario is said only in part, and no cell is faint.
func TestTheStageSaysEveryStepWhole(t *testing.T) {
	for _, preset := range presets.All() {
		p := sit(t, 64, 20, Options{Open: preset.Script, Name: preset.Name, NoRecord: true, Layout: "presenter"})
		for range 12 {
			p.press("right")
			screen := p.screen()
			did := p.m.run.view.Point.Explain()
			if did == nil {
				continue
			}
			words := strings.Fields(sentenceOf(p.m.run))
			if last := words[len(words)-1]; !strings.Contains(screen, last) {
				t.Errorf("%s, step %d: no %q on the stage:\n%s", preset.Name, p.m.run.view.Point.Step, last, screen)
			}
		}
	}
	bright := canvas.Dark().Bright()
	c := canvas.New(10, 1, bright, false)
	c.Text(0, 0, "waits", canvas.Muted)
	if strings.Contains(c.Encode(), "\x1b[") {
		t.Error("something is faint on the stage")
	}
}

func TestTheLayoutsOneAfterTheOther(t *testing.T) {
	p := lesson(t, 80, 24).times(3, "right")
	p.sees("timeline").press("P").seesNo("timeline").sees("━━━━").press("P").sees("log").seesNo("timeline").press("P").sees("timeline")
	lesson(t, 40, 10).press("P").sees("too small")
}

func TestAskingTheRoomFirst(t *testing.T) {
	p := scenario(t, 80, 24, "chosen-but-unknown", Options{}).press("C").times(7, "right")
	p.sees("What just happened, and why?", "Which properties", "if taken: what will happen?", "what do we know").seesNo("A2 votes", "★ chosen", "Pear is chosen", "· chosen")
	p.press("b").sees("A2 votes for pear in 1.P1.").seesNo("observer ★")
	p.press("b").sees("observer ★ chosen: pear").seesNo("✓ agreement")
	p.press("b").sees("✓ agreement").sees("if taken: what")
	p.press("b").sees("if taken: L1").press("b").sees("Nothing is covered here")
	p.press("right").sees("What just happened, and why?")
	p = scenario(t, 120, 40, "chosen-but-unknown", Options{}).press("C").times(7, "right").seesNo("a7 chosen", "[chosen]")
	p.press("C").sees("Nothing is covered any more").seesNo("What just happened, and why?  ·")
}

// What the program has to say hides nothing of a question.
func TestAQuestionToTheRoomIsWhole(t *testing.T) {
	p := scenario(t, 64, 20, "basic-paxos", Options{Layout: "presenter"}).times(6, "right").press("Q")
	p.sees("1) P1 would", "2) Nothing would", "3) P1 would", "Say what will happen")
}

func TestAClickerIsEnough(t *testing.T) {
	p := scenario(t, 80, 24, "chosen-but-unknown", Options{Layout: "presenter"}).press("C").times(7, "pgdown")
	p.seesNo("★ chosen").press(".").sees("★ chosen").press(".").sees("observer ★ chosen")
	if p.press("."); strings.TrimSpace(p.screen()) != "" {
		t.Error("the screen is not empty")
	}
	p.press("pgdown").sees("A2 votes")
	p.press("pgdown").seesNo("A2 votes").sees("What just happened")
}

func TestPlayingStopsWhereAChapterBegins(t *testing.T) {
	s, err := script.Parse("x.synod", []byte("synod: 1\nprotocol: paxos\n---\ncall P1 propose pear\n== The second half\ndeliver P1>A1\n"))
	if err != nil {
		t.Fatal(err)
	}
	p := sit(t, 80, 24, Options{Open: s, NoRecord: true}).press("space").sees("A chapter begins")
	if p.m.playing {
		t.Error("it plays on")
	}
	p.press("space").sees("A1 promises 1.P1 to P1")
}

// Starting over is for the next class: no answer is given, nothing is revealed.
func TestTheNextClass(t *testing.T) {
	p := lesson(t, 80, 24).times(4, "right").sees("1)").press("2").sees("· right")
	p.press("C", "b", "R").sees("Started over").times(4, "right").sees("1)", "What just happened").seesNo("· right")
}

func sentenceOf(s *session) string { return show.Step(s.view.Point.Explain()).Did }

// Who receives a message is seen, however much it says, and between peers who sent it.
func TestALongMessageDoesNotHideItsEnds(t *testing.T) {
	scenario(t, 64, 20, "raft-figure-8", Options{Layout: "presenter"}).times(11, "right").sees("◂App 4 after 2…━S1", "◂App 5─S5")
	scenario(t, 64, 20, "reconfiguration", Options{Layout: "presenter"}).times(12, "right").sees("in flight S1━rep c2.1 soup━▸c2")
	scenario(t, 200, 60, "raft-figure-8", Options{Layout: "presenter"}).times(8, "right").sees("◂─App 4 after 2 of term 2: nothing, committed 0─S1").seesNo("in flight")
}

// Where fields have no room for their names, one line has them; where a ring has
// none for what is in flight, it becomes lines; and no node is left out for want
// of a line that something else could do without.
func TestSmallPicturesLoseBoxesNotFacts(t *testing.T) {
	scenario(t, 64, 20, "raft-figure-8", Options{Layout: "presenter"}).times(11, "right").sees("         log      commit  role", ">S5 ■5")
	scenario(t, 64, 20, "sloppy-quorum", Options{Layout: "presenter"}).times(5, "right").sees("dev5━RpbPutResp c2.1", "━▸c2", "held by dev5 for dev2, dev6 for dev3").seesNo("……")
	scenario(t, 80, 24, "raft-figure-8", Options{}).times(8, "right").sees("  S4 ■5", "  S5 ■5", "◂Vote 5 last 2 of…━S5").seesNo("(z: zoom)")
}

// On a ring that is drawn in lines everybody is there at 80×24: the clients, what
// is in flight and what is cut, too.
func TestNobodyIsMissingAt80By24(t *testing.T) {
	for name, steps := range map[string]int{"sloppy-quorum": 9, "one-key-whole-life": 20, "unseen-tail": 5, "last-in-sync": 8, "fast-collision": 8, "leader-change": 10} {
		p := scenario(t, 80, 24, name, Options{}).times(steps, "right").seesNo("(z: zoom)")
		for _, n := range p.m.run.view.World.System().Nodes() {
			p.sees(string(n.ID))
		}
	}
}

// What an observer knows is cut, rather than the count of what has no room.
func TestTheCountOfWhatIsKnownIsWhole(t *testing.T) {
	for _, w := range []int{64, 70, 80} {
		p := scenario(t, w, 24, "lock-herd", Options{Layout: "presenter"})
		for p.m.run.player.Upcoming() != nil {
			for line := range strings.Lines(p.press("right").screen()) {
				if before, after, _ := strings.Cut(line, "★"); strings.TrimSpace(before) == "" && strings.Contains(after, "  … ") && !strings.Contains(after, " more") {
					t.Errorf("at step %d of %d cells a count is cut: %s", p.m.run.view.Point.Step, w, line)
				}
			}
		}
	}
}
