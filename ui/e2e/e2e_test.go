// Package e2e drives the built program in a real terminal. It runs only with
// SYNOD_E2E=1, and needs tmux.
package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long a screen may take; it is never waited for when all is well.
const patience = 20 * time.Second

var program string

func TestMain(m *testing.M) {
	if os.Getenv("SYNOD_E2E") == "" {
		fmt.Println("SYNOD_E2E is not set: the end-to-end tests are left out")
		os.Exit(0)
	}
	dir, err := os.MkdirTemp("", "synod-e2e")
	if err != nil {
		panic(err)
	}
	program = filepath.Join(dir, "synod")
	if out, err := exec.Command("go", "build", "-o", program, "../..").CombinedOutput(); err != nil {
		fmt.Printf("%s\n", out)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// terminal is a shell in a terminal of its own.
type terminal struct {
	t      *testing.T
	socket string
	home   string
}

func open(t *testing.T, w, h int) *terminal {
	t.Helper()
	home := t.TempDir()
	x := &terminal{t, filepath.Join(home, "tmux"), home}
	x.tmux("new-session", "-d", "-s", "e2e", "-c", home, "-x", fmt.Sprint(w), "-y", fmt.Sprint(h),
		"env", "HOME="+home, "XDG_DATA_HOME="+home, "TERM=tmux-256color", "PS1=ready> ", "HISTFILE=", "PATH="+filepath.Dir(program)+":"+os.Getenv("PATH"),
		"bash", "--norc", "--noprofile", "-i")
	t.Cleanup(func() { _ = exec.Command("tmux", "-S", x.socket, "kill-server").Run() })
	x.sees("ready>")
	return x
}

func (x *terminal) tmux(args ...string) string {
	x.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-S", x.socket, "-f", os.DevNull}, args...)...).CombinedOutput()
	if err != nil {
		x.t.Fatalf("tmux %v: %v: %s", args, err, out)
	}
	return string(out)
}

func (x *terminal) screen() string { return x.tmux("capture-pane", "-p", "-t", "e2e") }

// press presses keys as tmux names them.
func (x *terminal) press(keys ...string) *terminal {
	x.t.Helper()
	for _, k := range keys {
		x.tmux("send-keys", "-t", "e2e", k)
	}
	return x
}

// types types text as it stands.
func (x *terminal) types(text string) *terminal {
	x.t.Helper()
	x.tmux("send-keys", "-t", "e2e", "-l", text)
	return x
}

// runs types a command line.
func (x *terminal) runs(line string) *terminal { return x.types(line).press("Enter") }

// until polls until the screen is as it should be.
func (x *terminal) until(what string, good func(screen string) bool) *terminal {
	x.t.Helper()
	var last string
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if last = x.screen(); good(last) {
			return x
		}
	}
	x.t.Fatalf("%s; the screen is:\n%s", what, last)
	return x
}

func (x *terminal) sees(texts ...string) *terminal {
	x.t.Helper()
	for _, text := range texts {
		x.until(fmt.Sprintf("no %q", text), func(s string) bool { return strings.Contains(s, text) })
	}
	return x
}

func (x *terminal) gone(text string) *terminal {
	x.t.Helper()
	return x.until(fmt.Sprintf("%q stays", text), func(s string) bool { return !strings.Contains(s, text) })
}

// restored checks that the terminal is as the shell had it: the first screen,
// a cursor that is seen, no mouse, echo.
func (x *terminal) restored() *terminal {
	x.t.Helper()
	const want = "0 1 0 0"
	x.until("the terminal is not restored", func(string) bool {
		return strings.TrimSpace(x.tmux("display-message", "-p", "-t", "e2e", "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{mouse_sgr_flag}")) == want
	})
	return x.runs("stty -a | grep -cw -- -echo; echo echoed").sees("\n0\n", "echoed")
}

func TestARunByKeysAlone(t *testing.T) {
	x := open(t, 120, 40).runs("synod").sees("duelling-proposers", "? help")
	x.press("/").types("duelling").gone("first-steps").press("Enter", "Enter").sees("step 0 of")
	for i := 1; i <= 6; i++ {
		x.press("Right").sees(fmt.Sprintf("step %d of", i))
	}
	x.press("Tab", "Down").sees("acceptor ─").press("x").sees("▼ down", "step 7 of", "● rec").press("Tab", "Tab")
	for i := 6; i >= 2; i-- {
		x.press("Left").sees(fmt.Sprintf("step %d of", i))
	}
	x.press("Down", "Enter").sees("step 3 of")
	x.press("r", "C-u").types("mine.synod").press("Enter").sees("Kept as mine.synod")
	x.press("q").sees("> duelling-proposers").press("G").sees("Your last runs").press("q").sees("ready>").restored()
	x.runs("clear; synod run mine.synod > out; echo status $?").sees("status 0")
	out, err := os.ReadFile(filepath.Join(x.home, "out"))
	if err != nil || !strings.Contains(string(out), "goes down") {
		t.Errorf("the run does not show the crash: %v\n%s", err, out)
	}
}

func TestResizeAndTooSmall(t *testing.T) {
	x := open(t, 120, 40).runs("synod open stale-read").sees("╭─ properties", "step 0 of")
	x.tmux("resize-window", "-t", "e2e", "-x", "80", "-y", "24")
	x.sees("─ properties ───").gone("╭─ properties").sees("step 0 of")
	x.tmux("resize-window", "-t", "e2e", "-x", "50", "-y", "10")
	x.sees("too small", "50×10", "76×20")
	x.tmux("resize-window", "-t", "e2e", "-x", "200", "-y", "60")
	x.sees("space-time", "step 0 of").press("Right").sees("step 1 of")
	x.tmux("resize-window", "-t", "e2e", "-x", "40", "-y", "10")
	x.sees("too small").press("q").sees("ready>").restored()
}

func TestSuspendAndResume(t *testing.T) {
	x := open(t, 100, 30).runs("synod open stale-read").sees("step 0 of").press("Right").sees("step 1 of")
	x.press("C-z").sees("Stopped").restored()
	x.runs("fg").sees("step 1 of").press("Right").sees("step 2 of").press("q").sees("ready>").restored()
}

func TestSignalsRestoreTheTerminal(t *testing.T) {
	for _, c := range []struct {
		signal syscall.Signal
		status string
	}{{syscall.SIGTERM, "status 0"}, {syscall.SIGHUP, "status 0"}, {syscall.SIGINT, "status 130"}} {
		t.Run(c.signal.String(), func(t *testing.T) {
			x := open(t, 100, 30).runs("clear; synod open stale-read; echo status $?").sees("step 0 of")
			if err := syscall.Kill(x.child(), c.signal); err != nil {
				t.Fatal(err)
			}
			x.sees(c.status).restored()
		})
	}
}

// child is the program that the terminal's shell runs.
func (x *terminal) child() int {
	x.t.Helper()
	shell := strings.TrimSpace(x.tmux("display-message", "-p", "-t", "e2e", "#{pane_pid}"))
	out, err := exec.Command("pgrep", "-P", shell, "synod").Output()
	if err != nil {
		x.t.Fatalf("pgrep: %v", err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(out)))
	if err != nil {
		x.t.Fatal(err)
	}
	return pid
}

func TestAKilledRunIsContinued(t *testing.T) {
	x := open(t, 100, 30).runs("clear; synod open stale-read").sees("step 0 of").press("Right", "Right", "Right").sees("step 3 of")
	if err := syscall.Kill(x.child(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	x.sees("Killed").runs("reset; stty sane; clear; synod open --last").sees("step 3 of")
	x.press("Left").sees("step 2 of").press("q").sees("ready>").restored()
}

func TestInterruptByKey(t *testing.T) {
	x := open(t, 100, 30).runs("clear; synod open stale-read; echo status $?").sees("step 0 of")
	x.press("C-c").sees("status 130").restored()
}

func TestAscii(t *testing.T) {
	x := open(t, 120, 40).runs("clear; synod open stale-read --ascii").sees("+- properties", "step 0 of")
	x.press("Right", "Right", "v").sees("space-time")
	for _, r := range x.screen() {
		if r > '~' {
			t.Fatalf("%q on an ASCII screen:\n%s", r, x.screen())
		}
	}
}

func TestNoColor(t *testing.T) {
	x := open(t, 120, 40).runs("clear; NO_COLOR=yes synod open stale-read").sees("step 0 of").press("Right").sees("step 1 of")
	cells := x.tmux("capture-pane", "-e", "-p", "-t", "e2e")
	if found := regexp.MustCompile(`\x1b\[([0-9]+;)*[34][0-8](;[0-9]+)*m`).FindString(cells); found != "" {
		t.Errorf("a colour on the screen: %q", found)
	}
	if !strings.Contains(cells, "\x1b[1m") {
		t.Error("nothing is bold")
	}
}

// The console of Linux has sixteen colours, and fonts without most of the marks.
func TestTheConsole(t *testing.T) {
	x := open(t, 120, 40).runs("clear; env -u TMUX -u COLORTERM TERM=linux synod open stale-read").sees("step 0 of").press("Right").sees("step 1 of", "+- properties", "right forward")
	cells := x.tmux("capture-pane", "-e", "-p", "-t", "e2e")
	if found := regexp.MustCompile(`\x1b\[([0-9]+;)*[34]8;[0-9;]*m`).FindString(cells); found != "" {
		t.Errorf("a colour that the console does not have: %q", found)
	}
	if !regexp.MustCompile(`\x1b\[([0-9]+;)*9[1-6]m`).MatchString(cells) {
		t.Error("nothing has a colour")
	}
	for _, r := range x.screen() {
		if r > '~' {
			t.Fatalf("%q on the console:\n%s", r, x.screen())
		}
	}
	x.press("q").sees("ready>").runs("clear; TERM= synod open stale-read").sees("Enter goes on with the script")
	x.runs("quit").sees("ready>").restored()
}

// A search shows on a terminal how far it has come, and ctrl+c ends it with what
// was found so far; through a pipe there is nothing but the answer.
func TestASearchShowsHowFarItIs(t *testing.T) {
	x := open(t, 100, 30)
	x.runs("synod check literal-paxos --full --crashes 2; echo status $?").sees("[", "of depth", "worlds/s")
	x.press("C-c").sees("stopped by an interrupt", "Every run of up to", "status 130").gone("% of depth")
	x.runs("clear; synod check first-steps 2>err | cat; wc -c err").sees("No: exhausted", "0 err")
}
