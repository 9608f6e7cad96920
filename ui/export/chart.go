package export

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/show"
)

// Picture is a stretch of a run to be drawn.
type Picture struct {
	Title    string
	Line     []*timeline.Point // of the run, from its start on
	From, To int               // the steps to draw, both included; the first is 1
	ASCII    bool              // write nothing but plain ASCII
}

// Sizes, in pixels of a page 720 wide: A4 with margins at 96 to the inch.
const (
	pageWidth = 720.0
	gutter    = 40.0 // for the steps' numbers
	rightEdge = 40.0
	laneLeast = 62.0
	rowHeight = 27.0
	bandLine  = 14.0
	headY     = 58.0
)

// chart is a picture while it is being drawn.
type chart struct {
	drawing
	Picture
	sys    *engine.System
	lanes  map[engine.NodeID]float64
	hues   map[engine.NodeID]string
	steps  []*engine.Step // by step, from From on
	rows   []float64      // the y of each of them
	copies map[int][2]float64
	bottom float64
}

// SVG draws the space-time view: time runs down, one row a step, one line for
// each node, and an arrow from where a message was sent to where it arrived.
func (p Picture) SVG(out io.Writer) error {
	c := &chart{Picture: p, sys: p.Line[0].World.System(), copies: map[int][2]float64{}}
	c.ascii = c.ASCII
	c.From = max(1, c.From)
	c.To = min(c.To, len(c.Line)-1)
	c.place()
	c.measure()
	c.lifelines()
	for i, s := range c.steps {
		c.step(s, c.From+i)
	}
	c.underway()
	foot := c.foot()
	return c.write(out, c.Title, c.width, foot)
}

// place gives every node its lane, in the order of the columns.
func (c *chart) place() {
	nodes := slices.Clone(c.sys.Nodes())
	column := func(n engine.NodeSpec) int { return c.sys.Role(n.ID).Column }
	slices.SortStableFunc(nodes, func(a, b engine.NodeSpec) int { return column(a) - column(b) })
	gap := max(laneLeast, (pageWidth-gutter-rightEdge)/float64(len(nodes)))
	c.width = max(pageWidth, gutter+rightEdge+gap*float64(len(nodes)))
	c.lanes, c.hues = map[engine.NodeID]float64{}, map[engine.NodeID]string{}
	for i, n := range nodes {
		c.lanes[n.ID] = gutter + gap*(float64(i)+0.5)
		if c.sys.Role(n.ID).Hue {
			c.hues[n.ID] = hue(len(c.hues))
		}
	}
}

// measure gives every step its row; what became known in a step has a band
// below it.
func (c *chart) measure() {
	y := headY + 14
	for i := c.From; i <= c.To; i++ {
		s := c.Line[i].Explain()
		y += rowHeight
		c.steps, c.rows = append(c.steps, s), append(c.rows, y)
		bands := c.bands(s, i)
		for _, b := range bands {
			y += 5 + bandLine*float64(len(b.lines))
		}
		if len(bands) > 0 {
			y += 22
		}
	}
	c.bottom = y + 16
}

func (c *chart) row(step int) float64 {
	if step < c.From {
		return headY
	}
	return c.rows[step-c.From]
}

// band is what became known in a step, or went wrong.
type band struct {
	lines       []string
	bed, colour string
}

func (c *chart) bands(s *engine.Step, step int) []band {
	var out []band
	add := func(text, bed, colour string) {
		out = append(out, band{c.wrap(text), bed, colour})
	}
	for _, m := range show.Milestones(s) {
		bed, colour := noteBed, ink
		if m.Glyph == "★" || m.Glyph == "✓" {
			bed, colour = goodBed, good
		}
		add(m.String(), bed, colour)
	}
	for _, o := range show.Outcomes(s.From, c.Line[step].World) {
		add("→ "+o, noteBed, ink)
	}
	for _, b := range show.Breaks(c.Line[step].World, c.Line[step].Score) {
		add(b, badBed, danger)
	}
	return out
}

func (c *chart) wrap(text string) []string {
	columns := int((c.width - gutter - 30) / 5.6)
	return strings.Split(ansi.Wordwrap(show.Clean(text), columns, ""), "\n")
}

// lifelines draws the nodes' names and lines, broken while a node is down.
func (c *chart) lifelines() {
	c.text(8, 22, "t", "start", ink, c.Title)
	for _, n := range c.sys.Nodes() {
		x := c.lanes[n.ID]
		c.text(x, headY-8, "n", "middle", c.colourOf(n.ID), c.sys.Protocol().NodeName(n.ID))
		from, up := headY, c.Line[c.From-1].World.Up(n.ID)
		for i := c.From; i <= c.To; i++ {
			if now := c.Line[i].World.Up(n.ID); now != up {
				c.lifeline(x, from, c.row(i), up)
				from, up = c.row(i), now
			}
		}
		c.lifeline(x, from, c.bottom, up)
	}
}

func (c *chart) lifeline(x, from, to float64, up bool) {
	extra := ""
	if !up {
		extra = ` stroke-dasharray="2 5"`
	}
	fmt.Fprintf(&c.below, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s" stroke-width="1.2"%s/>`+"\n", x, from, x, to, line, extra)
}

func (c *chart) colourOf(id engine.NodeID) string {
	if h, ok := c.hues[id]; ok {
		return h
	}
	return ink
}

// colour is that of the node which a message speaks for: the one its key or
// text names, else the one that sends or receives it.
func (c *chart) colour(m *engine.Message) string {
	for _, text := range []string{m.Key, string(m.From), string(m.To), m.Text} {
		for _, n := range c.sys.Nodes() {
			if h, ok := c.hues[n.ID]; ok && names(text, string(n.ID)) {
				return h
			}
		}
	}
	return ink
}

// names says whether a text holds the name as a whole word.
func names(text, name string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return false
		}
		end := at + i + len(name)
		if (at+i == 0 || !letter(text[at+i-1])) && (end == len(text) || !letter(text[end])) {
			return true
		}
		at = end
	}
}

func letter(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9'
}
