package raster_test

import (
	"testing"

	"synod/presets"
	"synod/ui"
	"synod/ui/export"
	"synod/ui/plain"
	"synod/ui/raster"
)

// Every scenario has a film with each of its moments, and what its screens show
// can be drawn: narration may be in any language, but the program's is not.
func TestTheScreensOfAllScenariosCanBeDrawn(t *testing.T) {
	known := map[string]bool{"水": true} // 水 is a value in one of them
	for _, p := range presets.All() {
		r, err := plain.Play(p.Script, presets.Protocols())
		if err != nil {
			t.Fatal(err)
		}
		whole := export.Whole(r)
		film, err := ui.Film(ui.Options{Open: p.Script, Layout: "presenter", Speed: 1}, 64, 20, whole)
		if err != nil {
			t.Fatal(err)
		}
		frames := 0
		var last *export.Frame
		for f := range film.Frames {
			frames++
			last = f
			for i := range f.Cells {
				text := f.Cells[i].Text
				if f.Cells[i].Width == 0 || known[text] {
					continue
				}
				if known[text] = true; raster.Lacks(text, false) || raster.Lacks(text, true) {
					t.Errorf("%s, step %d: %q is drawn as a box", p.Name, f.Step, text)
				}
			}
		}
		if frames != film.Count || last.Step != r.End.Step || last.Branch != r.End.Branch.Name {
			t.Errorf("%s: %d of %d frames, the last at %s%d", p.Name, frames, film.Count, last.Branch, last.Step)
		}
	}
}
