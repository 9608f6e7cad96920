//go:build unix

// Elsewhere a program cannot interrupt itself: os.Process.Signal has no interrupt
// to send there.

package cli

import (
	"bytes"
	"os"
	"os/signal"
	"strings"
	"testing"
	"time"
)

// What was found so far is printed when somebody presses ctrl+c, and the exit
// status says so.
func TestAnInterruptPrintsWhatWasFound(t *testing.T) {
	for _, args := range [][]string{
		{"check", "chosen-but-unknown", "--full", "--crashes", "3"},
		{"walk", "basic-paxos", "--runs", "100000000"},
		{"walk", "basic-paxos", "--runs", "1", "--steps", "1000000000"},
	} {
		var out, errs bytes.Buffer
		status := interrupted(t, args, &out, &errs)
		if status != exitInterrupted || !strings.Contains(out.String(), "stopped by an interrupt") || strings.Contains(out.String(), "No:") {
			t.Errorf("%v: status %d\n%s%s", args, status, &out, &errs)
		}
	}
}

// interrupted runs the program and interrupts it until it ends.
func interrupted(t *testing.T, args []string, out, errs *bytes.Buffer) int {
	t.Helper()
	// So that the test lives on while nobody else listens, and for good, since
	// the last interrupt may arrive late.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	me, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan int)
	go func() { ended <- Main(args, nil, out, errs) }()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case status := <-ended:
			return status
		case <-tick.C:
			if err := me.Signal(os.Interrupt); err != nil {
				t.Error("the program cannot be interrupted:", err)
			}
		}
	}
}
