package ui

import (
	"io"
	"os"
	"testing"
	"time"
)

// TestPlaying runs the whole program on a clock that is not the wall's.
func TestPlaying(t *testing.T) {
	live(t, io.Discard, func(t *testing.T) *person { return lesson(t, 80, 24) }, func(p *watcher) {
		p.types(" ")
		p.isAt(1, true)
		p.waits(1050 * time.Millisecond)
		p.isAt(2, true)
		p.types(">")
		p.waits(550 * time.Millisecond)
		p.isAt(3, true)
		p.types(" ")
		p.waits(3 * time.Second)
		p.isAt(3, false)
		p.types("  ")
		p.waits(time.Second)
		p.types(" ")
		p.waits(3 * time.Second)
		p.isAt(4, false) // the question stops it
		p.types("2")
		p.types(" ")
		p.waits(10 * time.Second)
		p.isAt(9, false) // the script ends
	})
}

func (p *watcher) isAt(step int, playing bool) {
	p.t.Helper()
	if got := p.m.run.time.Cursor().Step; got != step || p.m.playing != playing {
		p.t.Errorf("step %d, playing %v; expected %d, %v", got, p.m.playing, step, playing)
	}
}

func TestReplayPlaysByItself(t *testing.T) {
	live(t, io.Discard, func(t *testing.T) *person {
		return reader(t, 80, 24, "testdata/lesson.synod", Options{Replay: true, Speed: 4})
	}, func(p *watcher) {
		p.waits(1100 * time.Millisecond)
		p.isAt(4, true)
		p.waits(3 * time.Second)
		p.isAt(9, false)
	})
}

// A disk that fails ends the recording and nothing else: the screen says so once, and
// the run goes on.
func TestADiskThatFails(t *testing.T) {
	p := lesson(t, 120, 40)
	t.Chdir(t.TempDir())
	p.m.run.record.create = func() (*os.File, error) {
		f, err := os.Create("gone.synod")
		if err == nil {
			err = f.Close() // so that nothing can be written
		}
		return f, err
	}
	p.press("s").press("enter").sees("This run is not kept any more: ", "file already closed. r keeps a copy", "✗ not recorded")
	p.press("enter", "enter").sees("step 3 of").seesNo("already closed")
}
