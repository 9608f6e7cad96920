package export_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"synod/ui/canvas"
	"synod/ui/export"
)

// terminal is a small one: it knows what a cast may hold, and refuses all else.
type terminal struct {
	t          *testing.T
	w, h, x, y int
	pen        string
	cells      []string // the style, then the character; of a wide one's right half nothing
}

func newTerminal(t *testing.T, w, h int) *terminal {
	return &terminal{t: t, w: w, h: h, cells: make([]string, w*h)}
}

func (v *terminal) write(s string) {
	for len(s) > 0 {
		if s[0] == 0x1b {
			s = v.sequence(s)
			continue
		}
		cluster, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		s = s[len(cluster):]
		if w < 1 || v.x+w > v.w || cluster[0] < ' ' {
			v.t.Fatalf("%q is written at %d,%d", cluster, v.x, v.y)
		}
		v.set(v.x, "")
		for i := range w {
			v.set(v.x+i, "")
		}
		v.cells[v.y*v.w+v.x] = v.pen + cluster
		v.x += w
	}
}

// set empties a cell; half a wide character is none.
func (v *terminal) set(x int, to string) {
	at := v.y*v.w + x
	if x > 0 && v.cells[at] == "" && ansi.StringWidth(v.cells[at-1]) == 2 {
		v.cells[at-1] = " "
	}
	v.cells[at] = to
}

func (v *terminal) sequence(s string) string {
	end := strings.IndexAny(s[2:], "HJmlh") + 3
	body, kind := s[2:end-1], s[end-1]
	switch {
	case kind == 'm' && body == "":
		v.pen = ""
	case kind == 'm':
		v.pen = s[:end]
	case kind == 'H' && body == "":
		v.x, v.y = 0, 0
	case kind == 'H':
		if _, err := fmt.Sscanf(body, "%d;%d", &v.y, &v.x); err != nil {
			v.t.Fatalf("%q: %v", s[:end], err)
		}
		v.x, v.y = v.x-1, v.y-1
	case s[:end] == "\x1b[2J":
		for i := range v.cells {
			v.cells[i] = " "
		}
	case body != "?25":
		v.t.Fatalf("a cast holds %q", s[:end])
	}
	return s[end:]
}

// same fails unless the terminal shows the frame.
func (v *terminal) same(f *export.Frame, theme *canvas.Theme) {
	v.t.Helper()
	for i := range f.Cells {
		g, want := &f.Cells[i], ""
		if g.Width > 0 {
			want = theme.SGR(g.Style) + g.Text
		}
		if v.cells[i] != want {
			v.t.Fatalf("step %d: at %d,%d stands %q, not %q", f.Step, i%v.w, i/v.w, v.cells[i], want)
		}
	}
}

// scribbles are frames of anything.
func scribbles(n, w, h int) *export.Film {
	theme := canvas.Dark()
	return &export.Film{Title: "Scribbles", W: w, H: h, Theme: theme, Count: n, Frames: func(yield func(*export.Frame) bool) {
		dice := rand.New(rand.NewPCG(1, 2))
		c := canvas.New(w, h, theme, false)
		texts := []string{"pear", " ", "世界", "e\u0301", "★", "│", "a\x1b[31mb", "\u202ex", "~"}
		styles := []canvas.Style{canvas.Plain, canvas.Plain, canvas.Danger, canvas.Good.Bold(), canvas.Select.Reverse(), canvas.Hue0.Underline()}
		var frames [2]export.Frame
		for i := range n {
			for range dice.IntN(12) {
				c.Text(dice.IntN(w), dice.IntN(h), texts[dice.IntN(len(texts))], styles[dice.IntN(len(styles))])
			}
			f := &frames[i%2]
			c.Shoot(&f.Shot)
			f.Step, f.Hold, f.Chapter = i, time.Duration(i%3*1500)*time.Millisecond, ""
			if i%10 == 3 {
				f.Chapter = fmt.Sprintf("Chapter %d \"of\" <many> & more", i)
			}
			if !yield(f) {
				return
			}
		}
	}}
}

func cast(t *testing.T, f *export.Film, version int) (header map[string]any, events [][3]any) {
	t.Helper()
	var out bytes.Buffer
	if err := f.Cast(&out, version); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(&out)
	lines.Buffer(nil, 1<<20)
	for first := true; lines.Scan(); first = false {
		var event [3]any
		var err error
		if first {
			err = json.Unmarshal(lines.Bytes(), &header)
		} else {
			err = json.Unmarshal(lines.Bytes(), &event)
			events = append(events, event)
		}
		if err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
	}
	return header, events
}

// A terminal that a cast is played on shows the frames, cell by cell, each at
// its time.
func TestACastPlaysTheFrames(t *testing.T) {
	for _, version := range []int{2, 3} {
		film := scribbles(200, 24, 7)
		header, events := cast(t, film, version)
		screen := newTerminal(t, 24, 7)
		at, now := 0, 0.0
		var clock time.Duration
		for frame := range film.Frames {
			tell := func(code string) string {
				e := events[at]
				if at++; version == 3 {
					now += e[0].(float64)
				} else {
					now = e[0].(float64)
				}
				if e[1] != code || math.Abs(now-clock.Seconds()) > 1e-6 {
					t.Fatalf("version %d, frame %d: event %v, expected %s at %s", version, frame.Step, e[:2], code, clock)
				}
				return e[2].(string)
			}
			if frame.Chapter != "" {
				if title := tell("m"); title != frame.Chapter {
					t.Errorf("the marker of %q is %q", frame.Chapter, title)
				}
			}
			screen.write(tell("o"))
			screen.same(frame, film.Theme)
			clock += frame.Hold
		}
		if last := events[len(events)-1]; at != len(events)-1 || !strings.HasSuffix(last[2].(string), "\x1b[?25h") {
			t.Errorf("version %d ends with %v", version, last)
		}
		if header["version"] != float64(version) || header["title"] != "Scribbles" {
			t.Errorf("the header is %v", header)
		}
	}
}

// A cast sends what has changed, not whole screens.
func TestACastIsSmall(t *testing.T) {
	film := scribbles(100, 120, 40)
	_, events := cast(t, film, 2)
	for _, e := range events[2:] {
		if n := len(e[2].(string)); n > 1200 {
			t.Errorf("a dozen words take %d bytes", n)
		}
	}
}

func BenchmarkCast(b *testing.B) {
	film := scribbles(500, 120, 40)
	for b.Loop() {
		var out bytes.Buffer
		if err := film.Cast(&out, 2); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(500*float64(b.N)/b.Elapsed().Seconds(), "frames/s")
}
