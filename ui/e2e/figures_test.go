package e2e

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	"github.com/creack/pty"
)

// line is the program at the end of a terminal line that is read byte by byte.
type line struct {
	b   *testing.B
	cmd *exec.Cmd
	tty *os.File
	got chan []byte // what the program writes, as it comes; closed when it ends
}

// dial starts the program on a terminal of its own.
func dial(b *testing.B, w, h int, args ...string) *line {
	b.Helper()
	cmd := exec.Command(program, args...)
	home := b.TempDir()
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "HOME="+home, "XDG_DATA_HOME="+home, "XDG_CONFIG_HOME="+home)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(h), Cols: uint16(w)})
	if err != nil {
		b.Fatal(err)
	}
	l := &line{b, cmd, tty, make(chan []byte, 64)}
	go l.listen()
	return l
}

func (l *line) listen() {
	defer close(l.got)
	for {
		buf := make([]byte, 64<<10)
		n, err := l.tty.Read(buf)
		if err != nil {
			return
		}
		l.got <- buf[:n]
	}
}

// until reads up to where a text has come, and gives all of it.
func (l *line) until(text string) []byte {
	l.b.Helper()
	var all []byte
	for late := time.After(patience); ; {
		select {
		case more, open := <-l.got:
			if all = append(all, more...); bytes.Contains(all, []byte(text)) {
				return all
			}
			if !open {
				l.b.Fatalf("it ended without %q", text)
			}
		case <-late:
			l.b.Fatalf("no %q in %q", text, all)
		}
	}
}

// quiet is how long nothing comes from a program that has nothing more to say:
// longer than any message travels.
const quiet = 1200 * time.Millisecond

// rest counts the bytes up to where nothing more comes.
func (l *line) rest() (n int) {
	for {
		select {
		case more := <-l.got:
			n += len(more)
		case <-time.After(quiet):
			return n
		}
	}
}

func (l *line) types(keys string) {
	l.b.Helper()
	if _, err := io.WriteString(l.tty, keys); err != nil {
		l.b.Fatal(err)
	}
}

func (l *line) hangUp() {
	l.types("\x03")
	for range l.got { // so that it can say its last words
	}
	_ = l.cmd.Wait()
	_ = l.tty.Close()
}

// BenchmarkFirstFrame is from the start of the process to the last line of its
// first frame on the terminal: the median of twenty starts.
func BenchmarkFirstFrame(b *testing.B) {
	const starts = 20
	for _, c := range []struct {
		name string
		args []string
	}{{"list", nil}, {"run", []string{"open", "chosen-but-unknown"}}} {
		b.Run(c.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				took = took[:0]
				for range starts {
					began := time.Now()
					l := dial(b, 120, 40, c.args...)
					l.until(" help")
					took = append(took, time.Since(began))
					l.hangUp()
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[starts/2].Microseconds())/1000, "ms-median")
			b.ReportMetric(float64(took[starts-1].Microseconds())/1000, "ms-worst")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkBytesOfAStep is what one step sends to a terminal of 120×40: in the
// worst of the first ten of a run, at once and with the message seen to travel.
func BenchmarkBytesOfAStep(b *testing.B) {
	for name, args := range map[string][]string{
		"at once":    {"open", "chosen-but-unknown", "--no-motion"},
		"travelling": {"open", "chosen-but-unknown"},
	} {
		b.Run(name, func(b *testing.B) {
			worst, sum := 0, 0
			const steps = 10
			for b.Loop() {
				worst, sum = 0, 0
				l := dial(b, 120, 40, args...)
				l.until(" help")
				l.rest()
				for range steps {
					l.types("l")
					n := l.rest()
					worst, sum = max(worst, n), sum+n
				}
				l.hangUp()
			}
			b.ReportMetric(float64(worst), "bytes-worst")
			b.ReportMetric(float64(sum)/steps, "bytes-mean")
			b.ReportMetric(0, "ns/op")
		})
	}
}
