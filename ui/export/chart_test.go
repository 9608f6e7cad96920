package export_test

import (
	"bytes"
	"html"
	"math"
	"regexp"
	"strconv"
	"testing"

	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/export"
	"synod/ui/plain"
)

var (
	pageOf  = regexp.MustCompile(`viewBox="0 0 (\d+) `)
	dotOf   = regexp.MustCompile(`<circle cx="([0-9.]+)" cy="([0-9.]+)"`)
	labelOf = regexp.MustCompile(`<text transform="translate\(([-0-9.]+) ([-0-9.]+)\) rotate\(([-0-9.]+)\)"[^>]*>([^<]*)</text>`)
)

// No message's label leaves the page or covers a step's dot, however long it is and
// wherever it arrives.
func TestLabelsStayOnThePage(t *testing.T) {
	const letter = 5.4
	for _, p := range presets.All() {
		r, err := plain.Play(p.Script, presets.Protocols())
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		line := r.Line()
		if err := (export.Picture{Title: p.Name, Line: line, From: 1, To: len(line) - 1}).SVG(&out); err != nil {
			t.Fatal(err)
		}
		width, _ := strconv.ParseFloat(pageOf.FindStringSubmatch(out.String())[1], 64)
		for _, l := range labelOf.FindAllStringSubmatch(out.String(), -1) {
			x, _ := strconv.ParseFloat(l[1], 64)
			angle, _ := strconv.ParseFloat(l[3], 64)
			end := x + math.Cos(angle*math.Pi/180)*letter*float64(canvas.Width(html.UnescapeString(l[4])))
			y, _ := strconv.ParseFloat(l[2], 64)
			for _, d := range dotOf.FindAllStringSubmatch(out.String(), -1) {
				cx, _ := strconv.ParseFloat(d[1], 64)
				cy, _ := strconv.ParseFloat(d[2], 64)
				if angle == 0 && math.Abs(y-4-cy) < 5 && x+2 < cx && cx < end-2 {
					t.Errorf("%s: %q covers the dot at %.0f, %.0f", p.Name, l[4], cx, cy)
				}
			}
			if x < 0 || end > width-4 {
				t.Errorf("%s: %q reaches from %.0f to %.0f of %.0f", p.Name, l[4], x, end, width)
			}
		}
	}
}
