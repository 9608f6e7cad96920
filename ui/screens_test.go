package ui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"synod/presets"
)

// The screens in testdata/screens, as a person sees them: of a scenario so many
// steps on, or of what is hard to draw.
//
//	screen chosen-but-unknown steps=11 size=80x24 [layout=presenter] [ascii] [keys=(z,v)]
func TestScreens(t *testing.T) {
	datadriven.Walk(t, "testdata/screens", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			p, steps := shown(t, d), 0
			d.MaybeScanArgs(t, "steps", &steps)
			p.times(steps, "right")
			for _, arg := range d.CmdArgs {
				if arg.Key == "keys" {
					p.press(arg.Vals...)
				}
			}
			p.fits(d.Pos)
			return p.screen()
		})
	})
}

// shown opens what a line of the file names.
func shown(t *testing.T, d *datadriven.TestData) *person {
	name, size, w, h := strings.ReplaceAll(d.CmdArgs[0].Key, "_", " "), "", 0, 0
	d.ScanArgs(t, "size", &size)
	if _, err := fmt.Sscanf(size, "%dx%d", &w, &h); err != nil {
		d.Fatalf(t, "%v", err)
	}
	o := Options{ASCII: d.HasArg("ascii")}
	d.MaybeScanArgs(t, "layout", &o.Layout)
	if _, ok := presets.Find(name); ok {
		return scenario(t, w, h, name, o)
	}
	return hardly(t, name, w, h, o)
}
