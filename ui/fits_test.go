package ui

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/pane"
)

// Screens that are hard to draw: words of wide characters,
// long values, many nodes, many messages.
var hard = map[string]string{
	"wide words":    "params: {proposers: 2, acceptors: 3, learners: 2}\n---\n> 二人の提案者が競い合う。水は選ばれるか、それとも誰も選ばれないか。これは長い文で、行の終わりを越える。日本語の文には空白がない。\ncall P1 propose 水\ncall P2 propose お茶漬け\n> 水\n",
	"long values":   "params: {proposers: 2, acceptors: 3, learners: 2}\n---\ncall P1 propose a-pear-of-a-kind-unknown\ncall P2 propose apple\n",
	"nine":          "params: {proposers: 2, acceptors: 9, learners: 2}\n---\ncall P1 propose pear\ncall P2 propose apple\n",
	"sixty":         "params: {proposers: 4, acceptors: 5, learners: 2}\n---\ncall P1 propose pear\ncall P2 propose apple\ncall P3 propose plum\ncall P4 propose fig\nfire P1 retry\nfire P2 retry\nfire P3 retry\nfire P4 retry\nfire P1 retry\nfire P2 retry\nfire P3 retry\nfire P4 retry\n",
	"nine on links": "params: {proposers: 3, acceptors: 9, learners: 3}\n---\ncall P1 propose pear\ncrash A9\ncut P1 A2\ncut P2 A1\ncall P2 propose apple\n",
}

// hardly opens a screen that is hard to draw, a few deliveries on.
func hardly(t *testing.T, name string, w, h int, o Options) *person {
	t.Helper()
	s, err := script.Parse(name+".synod", []byte("synod: 1\ntitle: "+name+" 値\nprotocol: paxos\nmenu: {crashes: any, drops: any, dups: any, cuts: any}\n"+hard[name]))
	if err != nil {
		t.Fatal(err)
	}
	o.Open, o.Name, o.NoRecord, o.At = s, name, true, AtEnd
	p := sit(t, w, h, o)
	for n := range 14 {
		flight := p.m.run.time.Cursor().World.Flight()
		for k := range flight {
			c := flight[(n*7+k)%len(flight)].Choice(engine.DeliverMsg)
			if p.m.run.time.Cursor().World.Legal(c) == nil {
				p.m.run.choose(c)
				break
			}
		}
	}
	return p
}

var (
	sweepSizes   = [][2]int{{76, 20}, {80, 24}, {100, 30}, {120, 40}, {200, 60}}
	stageSizes   = [][2]int{{64, 20}, {80, 24}, {120, 40}}
	keysOfLooks  = []string{"", "z", "v", "L", "p", "tab", "T", "f", "ctrl+p", "?"}
	choices      = regexp.MustCompile(`next [·.] (\d+) choices?(?:, (\d+) not now)?`)
	counted      = regexp.MustCompile(`[….] ([\d,]+) (more|above)( ·)?`) // lines of a text have their key behind them
	sweepLayouts = []string{"study", "presenter", "log"}
)

// Whatever is hard to draw, at each size and in each layout nothing overlaps, and
// nothing is left out without being counted.
func TestWhatIsHardToDrawFits(t *testing.T) {
	for name := range hard {
		for _, layout := range sweepLayouts {
			sizes := sweepSizes
			if layout == "presenter" {
				sizes = stageSizes
			}
			for _, size := range sizes {
				p := hardly(t, name, size[0], size[1], Options{Layout: layout})
				p.looksAround(fmt.Sprintf("%s, %s at %d×%d", name, layout, size[0], size[1]))
			}
		}
	}
}

// Every scenario is looked at in one of the sizes, and with SYNOD_LONG=1 in all of
// them, in one layout after the other.
func TestEveryScenarioFits(t *testing.T) {
	for i, preset := range presets.All() {
		for k, layout := range sweepLayouts {
			for j, size := range sweepSizes {
				if os.Getenv("SYNOD_LONG") == "" && i%len(sweepSizes) != j || (i+j)%len(sweepLayouts) != k {
					continue
				}
				p := sit(t, size[0], size[1], Options{Open: preset.Script, Name: preset.Name, NoRecord: true, Layout: layout})
				for step := range 3 {
					p.looksAround(fmt.Sprintf("%s, %s at %d×%d, look %d", preset.Name, layout, size[0], size[1], step))
					p.times(7, "right")
				}
			}
		}
	}
}

// looksAround opens one view after the other, and checks each.
func (p *person) looksAround(where string) {
	p.t.Helper()
	for _, key := range keysOfLooks {
		if key != "" {
			p.press(key)
		}
		p.fits(where + " " + key)
		if key != "" && key != "z" && key != "tab" {
			p.press("esc")
		}
		if key == "z" {
			p.press("z")
		}
	}
}

// fits checks that the frame is as large as the screen, that no box is drawn over
// another, and that what is left out is counted.
func (p *person) fits(where string) {
	p.t.Helper()
	fitsTheScreen(p.t, p)
	screen := p.screen()
	if p.m.over == nil {
		borders := []string{"╔╗╚╝"}
		if !p.m.run.view.Rings() { // boxes lie on the line of a ring, also on its corners
			borders = append(borders, "╭╮╰╯")
		}
		if p.m.main == onPicture && p.m.layout.below.H == 0 { // a bar of the space-time picture begins as a heavy frame does
			borders = append(borders, "┏┓┗┛")
		}
		if p.m.o.ASCII {
			borders = nil // there all corners are a +
		}
		for _, corners := range borders {
			n := -1
			for _, corner := range corners {
				if k := strings.Count(screen, string(corner)); n >= 0 && k != n {
					p.t.Errorf("%s: a box has lost a corner %c:\n%s", where, corner, screen)
					return
				} else {
					n = k
				}
			}
		}
		p.countsRows(where)
		p.countsNodes(where)
	}
}

// countsRows checks that the choices that are seen and those that are counted are
// all there are.
func (p *person) countsRows(where string) {
	p.t.Helper()
	r := p.m.layout.next
	if r.H < 2 || p.m.shaped() || p.m.main == onFog || p.m.main == onBeside || p.m.run.view.Covered != 0 || len(p.m.run.view.Rows) == 0 {
		return
	}
	if r.Y+r.H > p.m.h || r.X+r.W > p.m.w {
		p.t.Errorf("%s: the list stands at %v, over the edge:\n%s", where, r, p.screen())
		return
	}
	seen, more, title := map[any]bool{}, 0, 0
	for y := r.Y; y < r.Y+r.H; y++ {
		line := ""
		for x := r.X; x < r.X+r.W; x++ {
			if t, ok := p.m.canvas.At(x, y).(pane.RowTarget); ok {
				seen[t] = true
			}
			text, _ := p.m.canvas.Cell(x, y)
			line += text
		}
		if n := choices.FindStringSubmatch(line); y == r.Y && n != nil {
			can, _ := strconv.Atoi(n[1])
			not, _ := strconv.Atoi(n[2])
			title = can + not
		}
		more += counts(line)
	}
	all := len(p.m.run.view.Rows)
	if title != all {
		p.t.Errorf("%s: %d choices are in the title, and there are %d:\n%s", where, title, all, p.screen())
	}
	if len(seen)+more != all {
		p.t.Errorf("%s: %d choices are seen, %d are counted, and there are %d:\n%s", where, len(seen), more, all, p.screen())
	}
}

func counts(line string) (n int) {
	for _, m := range counted.FindAllStringSubmatch(line, -1) {
		if k, _ := strconv.Atoi(strings.ReplaceAll(m[1], ",", "")); m[3] == "" {
			n += k
		}
	}
	return n
}

// countsNodes checks that no node and no message is missing from the picture
// without a count there.
func (p *person) countsNodes(where string) {
	p.t.Helper()
	r := p.m.layout.main
	if r.H < 2 || p.m.main != onPicture || p.m.shape == logOnly || p.m.zoomed && p.m.run.view.Focus == pane.OnTimeline {
		return
	}
	nodes, rows, more := map[any]canvas.Rect{}, map[any]bool{}, 0
	for y := r.Y; y < r.Y+r.H; y++ {
		line := ""
		for x := r.X; x < r.X+r.W; x++ {
			switch t := p.m.canvas.At(x, y).(type) {
			case pane.NodeTarget:
				b, known := nodes[t]
				if !known {
					b = canvas.Rect{X: x, Y: y}
				}
				b.X, b.W, b.H = min(b.X, x), max(b.W, x), max(b.H, y)
				nodes[t] = b
			case pane.RowTarget:
				rows[t] = true
			}
			text, _ := p.m.canvas.Cell(x, y)
			line += text
		}
		more += counts(line)
	}
	for id, b := range nodes {
		p.isWhole(where, id, b)
	}
	if all := len(p.m.run.view.World.System().Nodes()); len(nodes) < all && more == 0 {
		p.t.Errorf("%s: %d of %d nodes are seen, and no more are spoken of:\n%s", where, len(nodes), all, p.screen())
	}
	wires := 0
	for _, row := range p.m.run.view.Rows {
		if row.Choice.Verb == engine.DeliverMsg {
			wires++
		}
	}
	if len(rows) < wires && more == 0 {
		p.t.Errorf("%s: %d of %d messages are seen, and no more are spoken of:\n%s", where, len(rows), wires, p.screen())
	}
}

// isWhole checks that the box of a node, if it has one between two of its corners, has
// all four.
func (p *person) isWhole(where string, id any, b canvas.Rect) {
	p.t.Helper()
	corner := func(x, y int) bool {
		text, _ := p.m.canvas.Cell(x, y)
		return p.m.canvas.At(x, y) == id && text != "" && strings.Contains("╭╮╰╯┏┓┗┛╔╗╚╝┌┐└┘", text)
	}
	n := 0
	for _, y := range []int{b.Y, b.H} {
		for _, x := range []int{b.X, b.W} {
			if corner(x, y) {
				n++
			}
		}
	}
	if n != 0 && n != 4 {
		p.t.Errorf("%s: the box of %v is not whole:\n%s", where, id, p.screen())
	}
}
