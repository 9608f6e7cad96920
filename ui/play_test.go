package ui

import (
	"io"
	"os"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"synod/engine/script"
	"synod/presets"
)

// TestPlaying runs the whole program on a clock that is not the wall's.
func TestPlaying(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := lesson(t, 80, 24).m
		in, keys := io.Pipe()
		p := tea.NewProgram(m, tea.WithInput(in), tea.WithOutput(io.Discard), tea.WithWindowSize(80, 24),
			tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler())
		go func() { _, _ = p.Run() }()
		press := func(s string) {
			_, _ = keys.Write([]byte(s))
			synctest.Wait()
		}
		at := func(step int, playing bool) {
			t.Helper()
			synctest.Wait()
			if m.run.time.Cursor().Step != step || m.playing != playing {
				t.Errorf("step %d, playing %v; expected %d, %v", m.run.time.Cursor().Step, m.playing, step, playing)
			}
		}
		press(" ")
		at(1, true)
		time.Sleep(1050 * time.Millisecond)
		at(2, true)
		press(">")
		time.Sleep(550 * time.Millisecond)
		at(3, true)
		press(" ")
		time.Sleep(3 * time.Second)
		at(3, false)
		press("  ")
		time.Sleep(time.Second)
		press(" ")
		time.Sleep(3 * time.Second)
		at(4, false) // the question stops it
		press("2")
		press(" ")
		time.Sleep(10 * time.Second)
		at(9, false) // the script ends
		press("q")
		p.Wait()
		keys.Close()
		time.Sleep(time.Second)
	})
}

func TestReplayPlaysByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src, _ := os.ReadFile("testdata/lesson.synod")
		s, err := script.Parse("lesson.synod", src)
		if err != nil {
			t.Fatal(err)
		}
		m, err := newModel(Options{Open: s, Replay: true, Speed: 4, NoRecord: true}, presets.Protocols())
		if err != nil {
			t.Fatal(err)
		}
		in, keys := io.Pipe()
		p := tea.NewProgram(m, tea.WithInput(in), tea.WithOutput(io.Discard), tea.WithWindowSize(80, 24),
			tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler())
		go func() { _, _ = p.Run() }()
		time.Sleep(1100 * time.Millisecond)
		synctest.Wait()
		if m.run.time.Cursor().Step != 4 {
			t.Errorf("after a second at four steps a second it is at step %d", m.run.time.Cursor().Step)
		}
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if m.run.time.Cursor().Step != 9 || m.playing {
			t.Errorf("in the end it is at step %d, playing %v", m.run.time.Cursor().Step, m.playing)
		}
		_, _ = keys.Write([]byte("q"))
		p.Wait()
		keys.Close()
		time.Sleep(time.Second)
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
