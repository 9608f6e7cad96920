package ui

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/pane"
)

// stands is where a node's box begins on the screen.
func (p *person) stands(id engine.NodeID) (x, y int) {
	p.t.Helper()
	p.m.View()
	for y := range p.m.h {
		for x := range p.m.w {
			if p.m.canvas.At(x, y) == pane.NodeTarget(id) {
				return x, y
			}
		}
	}
	p.t.Fatalf("%s is nowhere:\n%s", id, p.m.canvas.String())
	return 0, 0
}

// moves counts how often each node stands on another line than a step ago.
func (p *person) moves(steps int) map[engine.NodeID]int {
	moved, was := map[engine.NodeID]int{}, map[engine.NodeID]int{}
	for range steps {
		p.press("right")
		for _, n := range p.m.run.view.World.System().Nodes() {
			_, y := p.stands(n.ID)
			if before, seen := was[n.ID]; seen && y != before {
				moved[n.ID]++
			}
			was[n.ID] = y
		}
	}
	return moved
}

// Who looks at a picture looks for what has changed in it: a node stands where it
// stood a step ago, whatever is said below and however many messages are beside it.
func TestNodesStandWhereTheyStood(t *testing.T) {
	for _, size := range [][2]int{{100, 30}, {120, 40}, {200, 60}} {
		for _, shape := range []shape{study, onStage} {
			if p := preset(t, size[0], size[1], "chosen-but-unknown").press("right"); shape == onStage || boxed(p.m.w, p.m.h) {
				p.m.setShape(shape)
				for id, times := range p.moves(14) {
					if times > 2 {
						t.Errorf("%v, %s: %s has moved %d times in 15 steps", size, Layouts[shape], id, times)
					}
				}
			}
		}
	}
}

// What there is much to say of takes lines of the properties and of the timeline, not of
// the picture.
func TestALongSentenceLeavesThePictureWhereItIs(t *testing.T) {
	p := preset(t, 120, 40, "votes-ignored")
	for range 11 {
		p.press("right")
	}
	p.sees("step 11 of 14", "can ‘agreement’ break from here?")
	before := p.m.layout
	p.press("right").sees("step 12 of 14", "✗ P2c is broken since step 12", "● step")
	after := p.m.layout
	if after.main != before.main || after.time.H != before.time.H-1 || after.props.H != before.props.H-1 {
		t.Errorf("the picture had %v and has %v, the timeline %v and %v", before.main, after.main, before.time, after.time)
	}
}

// A picture that once had no room for its boxes does not go back and forth.
func TestAPictureStaysInLines(t *testing.T) {
	for _, name := range []string{"seen-tail", "silent-leader"} {
		p := preset(t, 120, 40, name)
		var forms []bool
		for range 20 {
			p.press("right")
			p.m.View()
			forms = append(forms, p.m.run.calm.inLines)
		}
		if forms = slices.Compact(forms); !slices.Equal(forms, []bool{false, true}) {
			t.Errorf("%s: is it in lines for good? %v", name, forms)
		}
		if p.press("z"); name == "seen-tail" { // whose list leaves the picture room
			p.sees("╭─ cluster")
		}
		p.press("z")
		p.m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
		if p.m.View(); p.m.run.view.Lines {
			t.Errorf("%s: a larger screen has no boxes", name)
		}
	}
}

// A border that is moved asks anew whether there is room for boxes.
func TestAWiderPictureHasItsBoxesAgain(t *testing.T) {
	p := preset(t, 120, 40, "seen-tail")
	for range 20 {
		p.press("right")
		p.m.View()
	}
	if !p.m.run.view.Lines {
		t.Fatal("it has boxes")
	}
	p.press("shift+right", "shift+right", "shift+right")
	if p.m.View(); p.m.run.view.Lines {
		t.Errorf("it has no boxes on %v", p.m.layout.main)
	}
}

// A key that comes and goes with a step moves none of those that stay: those that answer
// a question, that show what is covered and that go back to the script stand at the right.
func TestTheKeysBelowStayWhereTheyAre(t *testing.T) {
	foot := func(p *person) string {
		lines := strings.Split(strings.TrimRight(p.screen(), "\n"), "\n")
		return lines[len(lines)-1]
	}
	p := preset(t, 120, 40, "chosen-but-unknown").press("right")
	usual := foot(p)
	from := strings.Index(usual, "forward")
	for key, word := range map[string]string{"C": "b show", "s": "home script"} {
		line := foot(p.press(key))
		if !strings.Contains(line, word+" ") || strings.Index(line, "forward") != from || strings.Index(line, word) < from {
			t.Errorf("%s moves the keys:\n%s\n%s", key, usual, line)
		}
		p.press(key)
	}
}

// Of what a long question has taken of a small screen the choices get some back.
func TestAQuestionGivesItsLinesBack(t *testing.T) {
	p := preset(t, 80, 24, "chosen-but-unknown").times(9, "right").sees("3) An error", "○ script … 10 more")
	p.times(3, "right").sees("step 12 of 16", "deliver A2▸L2 2b 1.P1 pear", "… 4 above", "> deliver P2▸A1 1a 2.P2", "… 6 more")
}

// Where a screen has no room for panes, moving their borders does nothing and harms nothing.
func TestBordersOfAScreenThatIsTooSmall(t *testing.T) {
	p := preset(t, 120, 40, "chosen-but-unknown").press("right")
	before := p.screen()
	for _, size := range [][2]int{{1, 1}, {2, 3}, {4, 4}} {
		p.m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		p.press("shift+right", "shift+left", "shift+up", "shift+down", "Z")
		p.m.View()
	}
	p.m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	if p.press("esc"); p.screen() != before {
		t.Errorf("it was\n%s\nand is\n%s", before, p.screen())
	}
}

// counter counts the bytes that the program sends to its terminal.
type counter int

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

// stepBytes plays a preset in a whole program, on a clock of its own, and says what
// each of its first steps sends to a terminal of 120×40.
func stepBytes(t *testing.T, name string, steps int) (bytes []int) {
	var sent counter
	live(t, &sent, func(t *testing.T) *person { return preset(t, 120, 40, name) }, func(p *watcher) {
		const frames = 200 * time.Millisecond
		for p.waits(frames); p.m.run.player.Upcoming() != nil && len(bytes) < steps; {
			before := sent
			p.types("l")
			p.waits(frames)
			bytes = append(bytes, int(sent-before))
		}
	})
	return bytes
}

// A line from a lecture hall is slow, and a recording is to be small: hardly any step
// sends more than 4 KB to a terminal of 120×40, and none more than a whole screen. Each third
// preset is played, and with SYNOD_LONG=1 all of them.
func TestAStepSendsLittle(t *testing.T) {
	var all []int
	for i, name := range presets.Names() {
		if i%3 == 0 || os.Getenv("SYNOD_LONG") != "" {
			all = append(all, stepBytes(t, name, 20)...)
		}
	}
	sum, many := 0, 0
	for _, n := range all {
		if sum += n; n > 4096 {
			many++
		}
	}
	t.Logf("%d steps: %d bytes each, the median %d, the most %d; %d send more than 4096", len(all), sum/len(all), median(all), slices.Max(all), many)
	if most := slices.Max(all); many*100 > 10*len(all) || sum/len(all) > 2500 || most > 8000 {
		t.Errorf("of %d steps %d send more than 4096 bytes; they send %d on average, and one %d", len(all), many, sum/len(all), most)
	}
}

func median(of []int) int {
	of = slices.Clone(of)
	slices.Sort(of)
	return of[len(of)/2]
}

// Who has much to say gets more lines than who has little, so a large screen has boxes
// for the servers of a log and their clients, from the first step to the last.
func TestALargeScreenHasBoxesForALog(t *testing.T) {
	p := preset(t, 200, 60, "log-basic")
	for p.m.run.player.Upcoming() != nil {
		p.press("right").sees("─ c2 ", " S2 ", " A1 on S1 ")
		if p.m.run.view.Lines {
			t.Fatalf("there are no boxes at step %d:\n%s", p.m.run.view.Point.Step, p.screen())
		}
		if p.m.run.view.Point.Step == 7 {
			p.sees("put lunch soup, 1 of 2 votes *", "executed up to 0")
		}
	}
}

// A picture with boxes that needs more lines has them of the space-time picture below it,
// which stays, whatever there is to say.
func TestAPictureHasLinesOfTheOneBelow(t *testing.T) {
	for _, name := range []string{"raft-figure-8", "sloppy-quorum", "seen-tail", "naive-paxos"} {
		p := preset(t, 160, 50, name)
		for p.m.run.player.Upcoming() != nil {
			p.press("right").sees("─ space-time · time runs down")
			if p.m.run.view.Lines {
				t.Errorf("%s has no boxes at step %d:\n%s", name, p.m.run.view.Point.Step, p.screen())
			}
		}
	}
}

// One in lines leaves the space-time picture what it does not need.
func TestAPictureInLinesLeavesTheRest(t *testing.T) {
	p := preset(t, 160, 50, "reconfiguration")
	for range 20 {
		p.press("right").screen()
	}
	p.sees("step 20 of")
	if l := &p.m.layout; !p.m.run.view.Lines || l.main.H > 22 || l.below.H < 12 {
		t.Errorf("a picture in lines takes %d lines, and the one below it %d:\n%s", l.main.H, l.below.H, p.screen())
	}
}

// Where the protocol's own picture stands below one in lines it stays, though there is
// more to say.
func TestTheProtocolsPictureStays(t *testing.T) {
	for _, name := range []string{"log-basic", "leader-change", "lease-reads"} {
		p, seen := preset(t, 120, 40, name), false
		for p.m.run.player.Upcoming() != nil {
			screen := p.press("right").screen()
			now := strings.Contains(screen, "─ log: ✓ known to be chosen")
			if seen && !now {
				t.Errorf("%s: the log is gone at step %d:\n%s", name, p.m.run.view.Point.Step, screen)
			}
			seen = seen || now
		}
		if !seen {
			t.Errorf("%s: the log is never seen", name)
		}
	}
}

// box is where the box of a node begins.
func (p *person) box(id engine.NodeID) (at canvas.Rect) {
	p.t.Helper()
	for y := range p.m.h {
		for x := range p.m.w {
			if text, _ := p.m.canvas.Cell(x, y); p.m.canvas.At(x, y) == pane.NodeTarget(id) && strings.Contains("╭┏╔┌", text) {
				return canvas.Rect{X: x, Y: y}
			}
		}
	}
	p.t.Fatalf("%s has no box:\n%s", id, p.m.canvas.String())
	return at
}

// On a ring, too, boxes stand where they stood.
func TestARingHardlyMoves(t *testing.T) {
	for _, x := range []struct {
		name string
		most int // steps at which one has moved
	}{{"sloppy-quorum", 4}, {"hints", 5}, {"concurrent-siblings", 2}} {
		p, moved := preset(t, 160, 50, x.name), 0
		was := map[engine.NodeID]canvas.Rect{}
		for range 24 {
			p.press("right").screen()
			moves := false
			for _, n := range p.m.run.view.World.System().Nodes() {
				if p.m.run.view.Rings() && p.m.run.view.World.System().Role(n.ID).Client {
					continue
				}
				at := p.box(n.ID)
				moves = moves || was[n.ID].W > 0 && (at.X != was[n.ID].X || at.Y != was[n.ID].Y)
				at.W = 1
				was[n.ID] = at
			}
			if moves {
				moved++
			}
		}
		t.Logf("%s: boxes move at %d of 24 steps", x.name, moved)
		if moved > x.most {
			t.Errorf("%s: boxes move at %d of 24 steps", x.name, moved)
		}
	}
}
