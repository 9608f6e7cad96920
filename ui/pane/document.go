package pane

import (
	"strconv"
	"strings"

	"synod/engine"
	"synod/ui/canvas"
)

// Document draws what a protocol gives a screen to draw, block below block.
func Document(c *canvas.Canvas, doc engine.Doc, v *View) {
	s := &scene{v: v}
	if v.World != nil {
		s.palette = colours(v.World.System())
	}
	p := paper{sheet{c: c, s: s, y: -max(0, v.Scroll)}}
	for i, b := range doc {
		if i > 0 {
			p.y++
		}
		p.block(b)
	}
	p.rest(v.keyFor(OnLog, "panels"))
}

// paper draws blocks.
type paper struct{ sheet }

func (p *paper) block(b engine.Block) {
	switch b := b.(type) {
	case engine.Text:
		p.text(b)
	case engine.Table:
		p.table(b.Head, len(b.Rows), func(i int) (engine.Span, []engine.Span) { return engine.Span{}, b.Rows[i] }, 0)
	case engine.Grid:
		p.table(b.Columns, len(b.Rows), func(i int) (engine.Span, []engine.Span) { return b.Rows[i].Label, b.Rows[i].Cells }, 1)
	case engine.Tree:
		p.tree(b, "", "")
	case engine.Plot:
		p.plot(b)
	case engine.Bars:
		p.bars(b)
	}
}

// span draws one span within most cells: in the colour of its node, and a
// click on it selects the node.
func (p *paper) span(x, most int, sp engine.Span) int {
	c, st := p.c, canvas.Plain
	if sp.Node != "" {
		c, st = c.Aim(NodeTarget(sp.Node)), p.s.palette.of(sp.Node)
	}
	if sp.Bold {
		st = st.Bold()
	}
	if sp.Mark {
		st = st.Reverse()
	}
	if st == canvas.Plain {
		return p.s.palette.say(c, x, p.y, most, sp.Text, st)
	}
	return c.TextMax(x, p.y, most, sp.Text, st)
}

// text flows the words of its spans.
func (p *paper) text(t engine.Text) {
	w, _ := p.c.Size()
	x, blank := 0, false
	for _, sp := range t {
		for rest := sp.Text; rest != ""; {
			word := rest[:wordEnd(rest)]
			rest = rest[len(word):]
			if strings.TrimSpace(word) == "" {
				blank = true
				continue
			}
			switch n := canvas.Width(word); {
			case blank && x > 0 && x+1+n > w:
				x, p.y = 0, p.y+1
			case blank && x > 0:
				x++
			}
			one := sp
			one.Text, blank = word, false
			x = p.span(x, w-x, one)
		}
	}
	p.y++
}

// wordEnd is where a word, or the blanks between two, end.
func wordEnd(s string) int {
	blank := s[0] == ' ' || s[0] == '\n'
	i := strings.IndexFunc(s, func(r rune) bool { return (r == ' ' || r == '\n') != blank })
	if i < 0 {
		return len(s)
	}
	return i
}

// table draws a head, a rule, and n rows in columns as wide as they must be. The
// first so many columns, none or one, hold the labels of the rows.
func (p *paper) table(head []string, n int, row func(int) (label engine.Span, cells []engine.Span), labels int) {
	widths := make([]int, labels+len(head))
	for i, h := range head {
		widths[labels+i] = canvas.Width(h)
	}
	for k := range n {
		label, cells := row(k)
		if labels > 0 {
			widths[0] = max(widths[0], canvas.Width(label.Text))
		}
		for i := range min(len(cells), len(head)) {
			widths[labels+i] = max(widths[labels+i], canvas.Width(cells[i].Text))
		}
	}
	p.narrow(widths)
	p.head(head, widths, labels)
	_, h := p.c.Size()
	for k := range n {
		if p.y >= 0 && p.y < h { // else it is not on the screen
			label, cells := row(k)
			p.row(label, cells, widths, labels)
		}
		p.y++
	}
}

const between = 2 // columns of a table

// narrow takes cells from the widest columns until all fit.
func (p *paper) narrow(widths []int) {
	w, _ := p.c.Size()
	for {
		total, widest := 0, 0
		for i, n := range widths {
			total += n + between
			if n > widths[widest] {
				widest = i
			}
		}
		if len(widths) == 0 || total-between <= w || widths[widest] <= 4 {
			return
		}
		widths[widest]--
	}
}

func (p *paper) head(head []string, widths []int, labels int) {
	if strings.Join(head, "") == "" {
		return
	}
	x := 0
	if labels > 0 {
		x = widths[0] + between
	}
	for i, h := range head {
		st := p.s.palette.of(engine.NodeID(h))
		if st == canvas.Plain {
			st = canvas.Frame
		}
		p.c.TextMax(x, p.y, widths[labels+i], h, st.Bold())
		x += widths[labels+i] + between
	}
	p.c.HLine(0, p.y+1, x-between, "─", canvas.Frame)
	p.y += 2
}

func (p *paper) row(label engine.Span, cells []engine.Span, widths []int, labels int) {
	x := 0
	if labels > 0 {
		p.span(0, widths[0], label)
		x = widths[0] + between
	}
	for i := range min(len(cells), len(widths)-labels) {
		p.span(x, widths[labels+i], cells[i])
		x += widths[labels+i] + between
	}
}

// tree draws a label with what hangs below it.
func (p *paper) tree(t engine.Tree, first, rest string) {
	w, _ := p.c.Size()
	x := p.c.Text(0, p.y, first, canvas.Frame)
	p.span(x, w-x, t.Label)
	p.y++
	for i, b := range t.Below {
		if i == len(t.Below)-1 {
			p.tree(b, rest+"└─ ", rest+"   ")
		} else {
			p.tree(b, rest+"├─ ", rest+"│  ")
		}
	}
}

var eighths = [...]string{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}

const plotHeight = 6

// plot draws values as columns from zero, with the greatest at the top.
func (p *paper) plot(g engine.Plot) {
	w, _ := p.c.Size()
	if g.Title != "" {
		p.c.Text(0, p.y, g.Title, canvas.Plain.Bold())
		p.y++
	}
	top := 0.0
	for _, v := range g.Values {
		top = max(top, v)
	}
	label := number(top)
	p.c.Text(0, p.y, label, canvas.Frame)
	p.c.Text(max(0, len(label)-1), p.y+plotHeight-1, "0", canvas.Frame)
	x := len(label) + 1
	points := min(len(g.Values), w-x)
	for i := range points {
		p.bar(x+i, peak(g.Values, i, points), top)
	}
	p.y += plotHeight
	if g.From != "" || g.To != "" {
		p.c.Text(x, p.y, g.From, canvas.Frame)
		p.c.Text(max(x+canvas.Width(g.From)+1, x+points-canvas.Width(g.To)), p.y, g.To, canvas.Frame)
		p.y++
	}
}

// peak is the greatest of the values that share column i of n.
func peak(values []float64, i, n int) float64 {
	v := 0.0
	for _, u := range values[i*len(values)/n : (i+1)*len(values)/n] {
		v = max(v, u)
	}
	return v
}

func (p *paper) bar(x int, v, top float64) {
	if top <= 0 {
		return
	}
	n := int(v / top * plotHeight * 8)
	for y := range plotHeight {
		fill := min(8, max(0, n-8*y))
		p.c.Put(x, p.y+plotHeight-1-y, eighths[fill], canvas.Plain)
	}
}

// bars draws labelled amounts, each as long as it is large.
func (p *paper) bars(g engine.Bars) {
	w, _ := p.c.Size()
	if g.Title != "" {
		p.c.Text(0, p.y, g.Title, canvas.Plain.Bold())
		p.y++
	}
	label, top := 0, 0.0
	for _, b := range g.Bars {
		label, top = max(label, canvas.Width(b.Label.Text)), max(top, b.Value)
	}
	label = min(label, w/3)
	room := w - label - 10
	for _, b := range g.Bars {
		p.span(0, label, b.Label)
		n := 0
		if top > 0 && room > 0 {
			n = int(b.Value/top*float64(room) + 0.5)
		}
		p.c.HLine(label+1, p.y, n, "█", p.s.palette.of(b.Label.Node))
		p.c.Text(label+2+n, p.y, number(b.Value), canvas.Plain)
		p.y++
	}
}

// number writes an amount without needless digits.
func number(v float64) string { return strconv.FormatFloat(v, 'g', 5, 64) }
