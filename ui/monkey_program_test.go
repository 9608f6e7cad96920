package ui

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"synod/presets"
)

// TestTheWholeProgram gives the program itself what a terminal sends, bytes and
// all, with its searches, its ticks and its motions. However it is left, nothing of
// it goes on: a bubble of synctest does not end before all that began in it has.
func TestTheWholeProgram(t *testing.T) {
	t.Chdir(t.TempDir())
	rounds, events := 10, 300
	if os.Getenv("SYNOD_LONG") != "" {
		rounds, events = 30, 1000
	}
	for seed := range rounds {
		synctest.Test(t, func(t *testing.T) { anyBytes(t, uint64(seed), events) })
	}
}

// anyBytes runs the program until so many events have come, and leaves it.
func anyBytes(t *testing.T, seed uint64, events int) {
	dice := rand.New(rand.NewPCG(seed, 11))
	o := Options{NoRecord: true, Motion: true}
	if seed%2 == 0 {
		all := presets.All()
		o.Open = all[dice.IntN(len(all))].Script
	}
	m, err := newModel(o, presets.Protocols())
	if err != nil {
		t.Fatal(err)
	}
	in, keys := io.Pipe()
	last := make(chan bool) // closed when all that was sent has come
	sober := func(_ tea.Model, msg tea.Msg) tea.Msg {
		switch msg := msg.(type) {
		case tea.KeyPressMsg:
			if msg.Code == tea.KeyF12 {
				close(last)
				return nil
			}
		case tea.QuitMsg, tea.InterruptMsg, tea.SuspendMsg:
			select {
			case <-last:
			default:
				return nil // else what is still to come would have no reader
			}
		}
		return msg
	}
	p := tea.NewProgram(m, tea.WithInput(in), tea.WithOutput(io.Discard), tea.WithWindowSize(80, 24), tea.WithColorProfile(colorprofile.ANSI256),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler(), tea.WithFilter(sober))
	ended := make(chan error, 1)
	go func() {
		_, err := p.Run()
		m.stop()
		ended <- err
	}()
	for range events {
		if dice.IntN(30) == 0 {
			p.Send(tea.WindowSizeMsg{Width: 1 + dice.IntN(220), Height: 1 + dice.IntN(70)})
		}
		_, _ = io.WriteString(keys, typed(dice))
	}
	_, _ = io.WriteString(keys, f12)
	<-last
	_, _ = io.WriteString(keys, "\x03")
	if err := <-ended; !errors.Is(err, tea.ErrInterrupted) {
		t.Errorf("seed %d: %v", seed, err)
	}
	keys.Close()
	time.Sleep(time.Minute) // ticks that nobody waits for run out
}

// Keys as terminals send them that leave no doubt.
const (
	esc = "\x1b[27u"
	f12 = "\x1b[24~"
)

// typed is what a terminal sends for something that a person does.
func typed(dice *rand.Rand) string {
	switch dice.IntN(12) {
	case 0:
		return fmt.Sprintf("\x1b[<%d;%d;%d%c", []int{0, 2, 32, 35, 64, 65}[dice.IntN(6)], 1+dice.IntN(220), 1+dice.IntN(70), "Mm"[dice.IntN(2)])
	case 1:
		return []string{"\x1b[200~drop P1>A1\x1b[201~", "\x1b[200~\x1b[2J水\x1b[201~", "\x1b[200~chosen() == \"pear\"\x1b[201~", "é", "水", "\x1b[I", "\x1b[O", "\x1b]11;rgb:ffff/ffff/ffff\a"}[dice.IntN(8)]
	case 2:
		return []string{"\r", "\t", "\x1b[Z", "\x7f", "\x10", "\x15", "\x04", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1a"}[dice.IntN(12)]
	case 3, 4, 5:
		return []string{esc, "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[C", "\x1b[C", "\x1b[D", "\r", "\r"}[dice.IntN(9)]
	case 6:
		return "wWK:"[dice.IntN(4):][:1] // the search, and what asks for it
	}
	return string(rune(' ' + dice.IntN('~'-' '+1)))
}
