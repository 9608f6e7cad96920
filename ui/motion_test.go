package ui

import (
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"synod/ui/canvas"
)

// watcher is a person in front of a screen on which messages travel.
type watcher struct {
	*person
	keys io.Writer
}

// live runs the whole program for a person who takes a seat, on a clock of its own, with
// what it sends to its terminal in out, and ends it.
func live(t *testing.T, out io.Writer, seat func(t *testing.T) *person, do func(p *watcher)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		who := seat(t)
		in, keys := io.Pipe()
		p := tea.NewProgram(who.m, tea.WithInput(in), tea.WithOutput(out), tea.WithWindowSize(who.m.w, who.m.h),
			tea.WithColorProfile(colorprofile.ANSI256), tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler())
		go func() { _, _ = p.Run() }()
		synctest.Wait()
		defer func() {
			_, _ = keys.Write([]byte("q"))
			p.Wait()
			keys.Close()
			time.Sleep(time.Second)
		}()
		do(&watcher{who, keys})
	})
}

// watching is live in front of a lesson.
func watching(t *testing.T, w, h int, do func(p *watcher)) {
	t.Helper()
	live(t, io.Discard, func(t *testing.T) *person { return reader(t, w, h, "testdata/lesson.synod", Options{Motion: true}) }, do)
}

func (p *watcher) types(keys string) {
	_, _ = p.keys.Write([]byte(keys))
	synctest.Wait()
}

func (p *watcher) waits(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// moving is where the message is seen on a line of the screen that says a text:
// the column of the middle of its block; below 0: it is not there.
func (p *watcher) moving(text string) int {
	c := p.m.canvas
	for y, line := range strings.Split(c.String(), "\n") {
		if !strings.Contains(line, text) {
			continue
		}
		sum, n := 0, 0
		for x := range p.m.w {
			if _, st := c.Cell(x, y); st == canvas.Select.Bold().Reverse() && x > 4 {
				sum, n = sum+x, n+1
			}
		}
		if n > 0 {
			return sum / n
		}
	}
	return -1
}

// A message is seen to go from its sender to its receiver, and what it does
// there is seen when it has arrived, not before.
func TestAMessageTravelsAndThenItArrives(t *testing.T) {
	for _, size := range [...][2]int{{80, 24}, {120, 40}, {200, 60}} {
		watching(t, size[0], size[1], func(p *watcher) {
			p.types("l")
			p.sees("step 1 of 9") // a call moves nothing
			p.types("l")
			p.sees("step 1 of 9", "if taken: A1 promises 1.P1").seesNo("A1 promises 1.P1 to P1.\n")
			last := -1
			for range 6 {
				p.waits(60 * time.Millisecond)
				at := p.moving("1a 1.P1")
				if at <= last {
					t.Fatalf("%v: from column %d the message goes to %d; it should go right\n%s", size, last, at, p.m.canvas.String())
				}
				last = at
				if p.m.run.time.Cursor().Step != 2 || strings.Contains(p.m.canvas.String(), "step 2 of 9") {
					t.Fatal("the run is at step 2 already, the screen at step 1")
				}
			}
			p.waits(150 * time.Millisecond)
			p.sees("step 2 of 9", "A1 promises 1.P1 to P1")
			if at := p.moving("1a 1.P1"); at >= 0 {
				t.Errorf("the message still moves, at %d", at)
			}
		})
	}
}

// Whoever holds a key down sees each step at once: the next key ends what moves,
// and nothing waits in a queue.
func TestTheNextKeyEndsWhatMoves(t *testing.T) {
	watching(t, 80, 24, func(p *watcher) {
		p.types("lll")
		p.sees("step 2 of 9") // the last of the three is on its way
		p.waits(500 * time.Millisecond)
		p.sees("step 3 of 9")
		began := time.Now()
		p.types("hll")
		p.types("h")
		p.sees("step 3 of 9")
		if time.Since(began) > 0 {
			t.Error("keys waited for what moved")
		}
	})
}

// Nothing is drawn, and no clock runs, when nothing moves.
func TestNoTicksWhenNothingMoves(t *testing.T) {
	watching(t, 80, 24, func(p *watcher) {
		p.types("ll")
		p.waits(time.Second)
		moves := p.m.moves
		if p.m.motion != nil || moves == 0 {
			t.Fatalf("after %d motions one still goes on", moves)
		}
		if m, cmd := p.m.Update(glide{moves, time.Now()}); cmd != nil || !m.(*Model).clean {
			t.Error("a frame that nobody waits for is drawn, or leads to another")
		}
	})
}

// At a high speed there is no time to see anything travel; while playing at a
// low one, each message arrives before the next one leaves.
func TestTravelKeepsToTheSpeed(t *testing.T) {
	watching(t, 80, 24, func(p *watcher) {
		p.types("l ")
		p.sees("step 1 of 9", "playing 1/s")
		p.waits(600 * time.Millisecond)
		p.sees("step 2 of 9", "playing 1/s")
		p.waits(500 * time.Millisecond)
		p.sees("step 2 of 9")
		p.waits(500 * time.Millisecond)
		p.sees("step 3 of 9")
		p.types(" ")
		p.types(">>>")
		p.types("h")
		p.types("l")
		p.sees("step 3 of 9")
		if p.m.motion != nil {
			t.Error("at 8 steps a second nothing can be seen to travel")
		}
	})
}

// Where the wire of a message cannot be seen, the step is shown at once.
func TestNothingToSeeIsNotWaitedFor(t *testing.T) {
	watching(t, 80, 24, func(p *watcher) {
		p.types("l")
		p.types("L")
		p.types("l")
		p.sees("◉ 2")
	})
}
