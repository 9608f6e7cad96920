package ui

import (
	"io"
	"strings"
	"testing"

	"synod/engine/script"
	"synod/presets"
	"synod/ui/export"
	"synod/ui/plain"
)

// filmOf is the film of a preset.
func filmOf(t testing.TB, name string, o Options, w, h int) *export.Film {
	t.Helper()
	preset, ok := presets.Find(name)
	if !ok {
		t.Fatal(name)
	}
	r, err := plain.Play(preset.Script, presets.Protocols())
	if err != nil {
		t.Fatal(err)
	}
	if o.Open = preset.Script; o.Speed == 0 {
		o.Speed = 1
	}
	f, err := Film(o, w, h, export.Whole(r))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A film shows what a person sees who goes through the run with the arrow key.
func TestAFilmIsTheScreen(t *testing.T) {
	for _, o := range []Options{{}, {Layout: "presenter"}, {Layout: "log"}} {
		p := scenario(t, 120, 40, "chosen-but-unknown", o)
		shown := 0
		for f := range filmOf(t, "chosen-but-unknown", o, 120, 40).Frames {
			if shown > 0 {
				p.press("right")
			}
			p.m.message = "" // a person is told of keys; nobody is here
			p.m.clean = false
			shown++
			if got, want := screenOf(f), p.screen(); got != want {
				t.Fatalf("layout %q, step %d: the film shows\n%s\nand the screen\n%s", o.Layout, f.Step, got, want)
			}
		}
		if shown != 17 {
			t.Errorf("%d frames, not one for the start and each of 16 steps", shown)
		}
	}
}

func screenOf(f *export.Frame) string {
	var b strings.Builder
	for y := range f.H {
		var line strings.Builder
		for _, g := range f.Row(y) {
			line.WriteString(g.Text)
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}

// BenchmarkFilm films 300 steps at 120×40: a cast is to have more than 2,000 frames
// a second, and a GIF to take less than 5 s.
func BenchmarkFilm(b *testing.B) {
	preset, _ := presets.Find("chosen-but-unknown")
	src := strings.ReplaceAll(string(preset.Source), "  crashes: 2", "  crashes: any")
	src += strings.Repeat("crash A1\nrestart A1\ncrash P1\nrestart P1\n", 71)
	s, err := script.Parse("long.synod", []byte(src))
	if err != nil {
		b.Fatal(err)
	}
	r, err := plain.Play(s, presets.Protocols())
	if err != nil || r.Err != nil || r.End.Step != 300 {
		b.Fatal(err, r.Err, r.End.Step)
	}
	f, err := Film(Options{Open: s, Speed: 1}, 120, 40, export.Whole(r))
	if err != nil {
		b.Fatal(err)
	}
	for name, write := range map[string]func(io.Writer) error{
		"cast": func(w io.Writer) error { return f.Cast(w, 2) }, "gif": f.GIF, "html": f.HTML,
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := write(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(f.Count*b.N)/b.Elapsed().Seconds(), "frames/s")
		})
	}
}
