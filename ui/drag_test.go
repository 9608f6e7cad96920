package ui

import (
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"synod/ui/canvas"
)

// finds is where a text stands on the screen: the cell of its first character.
func (p *person) finds(text string) (x, y int) {
	p.t.Helper()
	for y, line := range strings.Split(p.screen(), "\n") {
		if before, _, found := strings.Cut(line, text); found {
			return canvas.Width(before), y
		}
	}
	p.t.Fatalf("no %q on the screen:\n%s", text, p.screen())
	return 0, 0
}

// clicks presses where a text begins.
func (p *person) clicks(text string) *person {
	p.t.Helper()
	x, y := p.finds(text)
	p.m.Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	return p
}

// drags presses at a cell, moves to another one, cell by cell, and lets go.
func (p *person) drags(x0, y0, x1, y1 int) *person {
	p.m.View()
	p.m.Update(tea.MouseClickMsg{X: x0, Y: y0, Button: tea.MouseLeft})
	for x, y := x0, y0; x != x1 || y != y1; {
		x, y = x+sign(x1-x), y+sign(y1-y)
		p.m.Update(tea.MouseMotionMsg{X: x, Y: y, Button: tea.MouseLeft})
	}
	p.m.Update(tea.MouseReleaseMsg{X: x1, Y: y1, Button: tea.MouseLeft})
	return p
}

func sign(n int) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}

func (p *person) rightClicks(x, y int) *person {
	p.m.View()
	p.m.Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseRight})
	return p
}

func TestPanesAreMadeLargerAndSmallerByKeys(t *testing.T) {
	p := lesson(t, 120, 40).times(3, "right")
	x0, y0 := p.finds("─ > next")
	if x, _ := p.times(3, "shift+right").finds("─ > next"); x != x0+6 {
		t.Errorf("the list begins at column %d, not %d", x, x0+6)
	}
	if x, _ := p.times(40, "shift+left").finds("─ > next"); x != leastPicture+1 {
		t.Errorf("the picture is %d wide, not the least, %d", x-1, leastPicture)
	}
	p.sees("It cannot go further.").times(2, "shift+up")
	if _, y := p.finds("─ > next"); y != y0-2 {
		t.Errorf("the list begins at line %d, not %d", y, y0-2)
	}
	if x, y := p.press("Z").sees("where they stood at first").finds("─ > next"); x != x0 || y != y0 {
		t.Errorf("the list is at %d,%d; it was at %d,%d", x, y, x0, y0)
	}
	small := lesson(t, 80, 24).times(3, "right")
	_, y0 = small.finds("─ > next")
	if _, y := small.times(2, "shift+up").finds("─ > next"); y >= y0 {
		t.Errorf("the list begins at line %d still", y)
	}
	small.press("z", "shift+up").sees("There are no borders to move here.")
}

func TestBordersAreDragged(t *testing.T) {
	p := lesson(t, 120, 40).times(3, "right")
	x, y := p.finds("─ > next")
	p.drags(x-1, y+3, x-9, y+3)
	if got, _ := p.finds("─ > next"); got != x-8 {
		t.Errorf("the column begins at %d, not %d", got, x-8)
	}
	_, said := p.finds("─ what just happened")
	p.drags(30, said, 30, said-3)
	if _, got := p.finds("─ what just happened"); got != said-3 {
		t.Errorf("what is said begins at line %d, not %d", got, said-3)
	}
	p.seesNo("switches ·") // that was no click on it
	wide := lesson(t, 200, 60).times(3, "right")
	x, y = wide.finds("─ timeline")
	wide.drags(x-1, y+2, x+9, y+2)
	if got, _ := wide.finds("─ timeline"); got != x+10 {
		t.Errorf("the timeline begins at %d, not %d", got, x+10)
	}
}

// A node that is dragged takes the place of another; it stays there, also when
// the run starts over, until it is put back.
func TestNodesAreDragged(t *testing.T) {
	p := preset(t, 120, 40, "chosen-but-unknown").steps(3)
	x, a1 := p.finds("─ A1 ─")
	_, a3 := p.finds("─ A3")
	p.drags(x+4, a1, x+4, a3+1).sees("A1 stands there now; Z puts all back.")
	order := func() string {
		var all []string
		for _, line := range strings.Split(p.screen(), "\n") {
			for _, n := range []string{"A1", "A2", "A3"} {
				if strings.Contains(line, "─ "+n) && len(line) > 40 && !strings.Contains(line, "cluster") || strings.Contains(line, "━ "+n) || strings.Contains(line, "╌ "+n) || strings.Contains(line, "═ "+n) {
					all = append(all, n)
				}
			}
		}
		return strings.Join(all, " ")
	}
	if got := order(); !strings.HasPrefix(got, "A2 A3 A1") {
		t.Errorf("they stand as %s:\n%s", got, p.screen())
	}
	p.press("R").steps(3)
	if got := order(); !strings.HasPrefix(got, "A2 A3 A1") {
		t.Errorf("after starting over they stand as %s", got)
	}
	p.press("Z")
	if got := order(); !strings.HasPrefix(got, "A1 A2 A3") {
		t.Errorf("put back they stand as %s", got)
	}
}

// The lifelines of the space-time picture stand as the nodes do, and can be taken by
// their names, too.
func TestLifelinesAreDragged(t *testing.T) {
	lanes := regexp.MustCompile(`(?m)^│? +P1 +P2 +(A.) +(A.) +(A.) +L1 +L2 `)
	p := preset(t, 200, 60, "chosen-but-unknown").steps(3)
	order := func() string {
		t.Helper()
		found := lanes.FindStringSubmatch(p.screen())
		if found == nil {
			t.Fatalf("no names above the lifelines:\n%s", p.screen())
		}
		return strings.Join(found[1:], " ")
	}
	x, a1 := p.finds("─ A1 ─")
	_, a3 := p.finds("─ A3")
	p.drags(x+4, a1, x+4, a3+1)
	if got := order(); got != "A2 A3 A1" {
		t.Errorf("the lifelines stand as %s:\n%s", got, p.screen())
	}
	a2, y := p.press("v").finds("A2     ")
	x, _ = p.finds("A1     ")
	p.drags(x, y, a2, y).sees("A1 stands there now; Z puts all back.")
	if got := order(); got != "A1 A2 A3" {
		t.Errorf("dragged back, the lifelines stand as %s:\n%s", got, p.screen())
	}
	if _, y := p.press("esc").finds("━ A1 ━"); y != a1 {
		t.Errorf("A1 is at line %d, and stood at %d:\n%s", y, a1, p.screen())
	}
}

// On a ring the order means something: it can only be turned.
func TestARingIsTurned(t *testing.T) {
	p := preset(t, 120, 40, "concurrent-siblings")
	x1, y1 := p.finds("━ dev1")
	x3, y3 := p.finds("─ dev3")
	p.drags(x1+2, y1, x3+2, y3).sees("The ring is turned; Z turns it back. Its order stays.")
	if x, y := p.finds("━ dev1"); x != x3 || y != y3 {
		t.Errorf("dev1 is at %d,%d, not %d,%d:\n%s", x, y, x3, y3, p.screen())
	}
	if x, y := p.finds("─ dev2"); x != x1 || y != y1 {
		t.Errorf("dev2, which follows dev1, is at %d,%d, not %d,%d:\n%s", x, y, x1, y1, p.screen())
	}
}

func TestTheTimelineIsScrubbed(t *testing.T) {
	p := lesson(t, 120, 40).times(6, "right")
	x, y := p.finds("◉")
	p.drags(x, y, x-8, y).sees("step 2 of 9")
}

func TestTheMenuOfAMessage(t *testing.T) {
	p := lesson(t, 120, 40).times(3, "right")
	x, y := p.finds("deliver P1▸A3 1a")
	p.rightClicks(x+2, y).sees("╭─ P1▸A3 ─", "d       drop", "cut or heal its link", "what is this?")
	dx, dy := p.finds("d       drop")
	p.m.Update(tea.MouseClickMsg{X: dx, Y: dy, Button: tea.MouseLeft})
	p.sees("The network loses 1a 1.P1")
	x, y = p.finds("─ A1")
	p.rightClicks(x+3, y).sees("╭─ A1 ─", "crash or restart the node").press("x").sees("A1 goes down")
	x, y = p.finds("◉")
	p.rightClicks(x-4, y).sees("─ step 3 ─").press("enter").sees("step 3 of")
}

// The mark under the mouse is explained, and the others that are seen with it.
func TestWhatIsThis(t *testing.T) {
	p := preset(t, 120, 40, "chosen-but-unknown").steps(11)
	x, y := p.finds("□")
	p.rightClicks(x, y).press("?").sees("Under the mouse: □ in memory: a crash takes it.", "▼ down", "★ chosen, as an observer knows").seesNo("╳ cut")
	p.press("q")
	x, y = p.finds("★ chosen:")
	p.rightClicks(x, y).press("?").sees("Under the mouse: ★ chosen")
	p.press("q")
	x, y = p.finds("▼")
	plain := scenario(t, 120, 40, "chosen-but-unknown", Options{ASCII: true}).steps(11).rightClicks(x, y).press("?")
	plain.sees("Under the mouse: V down")
}

// A picture in lines leaves the log its lower part.
func TestTheLogStandsBelowAPictureInLines(t *testing.T) {
	p := preset(t, 120, 40, "log-basic").steps(10).sees("╭─ cluster", "log: ✓ known to be chosen", "S1 leads", "╭─ timeline")
	p.press("p").sees("╭─ log: ✓").seesNo("╭─ cluster")
	preset(t, 80, 24, "log-basic").steps(10).seesNo("log: ✓ known")
}
