package export

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"

	"synod/ui/canvas"
	"synod/ui/show"
)

// The colours of the picture; a node that has a hue carries it everywhere.
const (
	ink     = "#1b1f24"
	pale    = "#8a939e"
	line    = "#c3cad2"
	danger  = "#c62828"
	good    = "#1b7f3b"
	goodBed = "#e6f4ea"
	badBed  = "#fdecea"
	noteBed = "#f1f3f5"
)

var hues = [...]string{"#1f5fbf", "#c25e00", "#7a3fa8", "#00796b", "#b02a5b"}

func hue(n int) string {
	if n < 0 || n >= len(hues) {
		return ink
	}
	return hues[n]
}

// drawing collects shapes in layers, so that what matters lies on top.
type drawing struct {
	below, lines, above strings.Builder
	halo                strings.Builder // labels, with a white rim
	room
	ascii bool
}

func (d *drawing) escape(s string) string {
	if s = show.Clean(s); d.ascii {
		s = canvas.ASCII(s)
	}
	return escapeXML(s)
}

// escapeXML makes text fit for XML, without control characters.
func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(show.Clean(s))) // a strings.Builder does not fail
	return b.String()
}

func (d *drawing) line(x1, y1, x2, y2 float64, colour, extra string) {
	fmt.Fprintf(&d.lines, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s"%s/>`+"\n", x1, y1, x2, y2, colour, extra)
}

// arrow is a line with a head of its own colour at its end.
func (d *drawing) arrow(x1, y1, x2, y2 float64, colour, extra string) {
	d.line(x1, y1, x2, y2, colour, extra)
	d.head(x1, y1, x2, y2, colour)
}

func (d *drawing) dot(x, y float64, colour string) {
	fmt.Fprintf(&d.above, `<circle cx="%.1f" cy="%.1f" r="3.2" fill="%s"/>`+"\n", x, y, colour)
}

func (d *drawing) cross(x, y float64, colour string) {
	fmt.Fprintf(&d.above, `<path d="M%.1f %.1fl8 8m0 -8l-8 8" stroke="%s" stroke-width="2" fill="none"/>`+"\n", x-4, y-4, colour)
}

// triangle points down for a crash and up for a restart.
func (d *drawing) triangle(x, y float64, down bool, colour string) {
	top, tip := y-5, y+5
	if !down {
		top, tip = tip, top
	}
	fmt.Fprintf(&d.above, `<path d="M%.1f %.1fL%.1f %.1fL%.1f %.1fZ" fill="%s"/>`+"\n", x-6, top, x+6, top, x, tip, colour)
}

func (d *drawing) band(x, y, w, h float64, colour string) {
	fmt.Fprintf(&d.below, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="3" fill="%s"/>`+"\n", x, y, w, h, colour)
}

// rimmed is bold text with a rim in the colour of its bed.
func (d *drawing) rimmed(x, y float64, bed, colour, text string) {
	d.take(points(x, y-4, 0, wide(text)*1.15))
	fmt.Fprintf(&d.halo, `<text x="%.1f" y="%.1f" fill="%s" class="l m" style="stroke: %s">%s</text>`+"\n", x, y, colour, bed, d.escape(text))
}

// label is text with a white rim, so that lines below it do not disturb.
func (d *drawing) label(x, y float64, anchor, colour, text string) {
	d.take(points(x-wide(text)*map[string]float64{"middle": 0.5, "end": 1}[anchor], y-4, 0, wide(text)))
	fmt.Fprintf(&d.halo, `<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s" class="l">%s</text>`+"\n", x, y, anchor, colour, d.escape(text))
}

func (d *drawing) text(x, y float64, class, anchor, colour, text string) {
	fmt.Fprintf(&d.above, `<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s" class="%s">%s</text>`+"\n", x, y, anchor, colour, class, d.escape(text))
}

const frame = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img">
<title>%s</title>
<style>
text { font: 11px Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif }
.t { font-size: 15px; font-weight: bold }
.n { font-size: 12px; font-weight: bold }
.s { font-size: 10px }
.l { font-size: 10.5px; paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round }
.m { font-weight: bold }
</style>
<rect width="100%%" height="100%%" fill="#fff"/>
`

func (d *drawing) write(out io.Writer, title string, w, h float64) error {
	_, err := fmt.Fprintf(out, frame+"%s<g stroke-width=\"1.3\">\n%s</g>\n%s%s</svg>\n",
		w, h, w, h, d.escape(title), d.below.String(), d.lines.String(), d.halo.String(), d.above.String())
	return err
}

// wide is about how wide a label is.
func wide(s string) float64 { return float64(canvas.Width(s)) * 5.4 }

// slanted is a label at a spot.
func (d *drawing) slanted(at spot, colour, text string) {
	fmt.Fprintf(&d.halo, `<text transform="translate(%.1f %.1f) rotate(%.1f)" fill="%s" class="l">%s</text>`+"\n",
		at.x, at.y, at.angle*180/math.Pi, colour, d.escape(text))
}
