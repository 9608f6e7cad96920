package pane

import (
	"strings"

	"synod/engine"
	"synod/ui/canvas"
)

// palette knows the nodes that have a colour of their own.
type palette struct {
	names  []string // ids
	called []string // what the nodes are called
	styles []canvas.Style
}

// colours gives each node of a role with hues its own, in the order of nodes.
func colours(sys *engine.System) palette {
	var p palette
	for _, n := range sys.Nodes() {
		if sys.Role(n.ID).Hue {
			p.styles = append(p.styles, canvas.Hue(len(p.names)))
			p.names = append(p.names, string(n.ID))
			p.called = append(p.called, sys.Protocol().NodeName(n.ID))
		}
	}
	return p
}

// of is the colour of a node; Plain if it has none.
func (p *palette) of(id engine.NodeID) canvas.Style {
	for i, n := range p.names {
		if n == string(id) {
			return p.styles[i]
		}
	}
	return canvas.Plain
}

// mention is the colour of the first node that a text speaks of: 2.P2 speaks of
// P2, {dev2:1} of dev2.
func (p *palette) mention(word string) (canvas.Style, bool) {
	start := -1
	for i := 0; i <= len(word); i++ {
		if i < len(word) && nameByte(word[i]) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			for k, n := range p.names {
				if word[start:i] == n || word[start:i] == p.called[k] {
					return p.styles[k], true
				}
			}
		}
		start = -1
	}
	return canvas.Plain, false
}

func nameByte(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9' || b == '_' || b == '-'
}

// say draws a sentence within most cells: a word that speaks of a node with a
// colour carries it. A text in any style but Plain keeps that style, apart from
// its weight.
func (p *palette) say(c *canvas.Canvas, x, y, most int, text string, st canvas.Style) int {
	return p.write(c, x, y, most, text, st, false)
}

// label is say for labels and fields: the value behind a ballot carries its
// colour too.
func (p *palette) label(c *canvas.Canvas, x, y, most int, text string, st canvas.Style) int {
	return p.write(c, x, y, most, text, st, true)
}

func (p *palette) write(c *canvas.Canvas, x, y, most int, text string, st canvas.Style, carry bool) int {
	if st.Role() != canvas.Plain || len(p.names) == 0 {
		return c.TextMax(x, y, most, text, st)
	}
	end, cut := x+most, canvas.Width(text) > most
	if cut {
		end--
	}
	carried := false
	hue := st
	for text != "" && x < end {
		word, rest, _ := strings.Cut(text, " ")
		if own, ok := p.mention(word); ok {
			hue, carried = own|st, carry
		} else if carried {
			carried = false
		} else {
			hue = st
		}
		x = clip(c, x, y, end, word, hue)
		if rest != "" && x < end {
			c.Put(x, y, " ", st)
			x++
		}
		if word != "" && strings.IndexByte("),;:", word[len(word)-1]) >= 0 {
			hue, carried = st, false
		}
		text = rest
	}
	if cut {
		c.Put(x, y, "…", st)
		x++
	}
	return x
}

// clip draws as much of a word as fits before end, without an ellipsis.
func clip(c *canvas.Canvas, x, y, end int, word string, st canvas.Style) int {
	if canvas.Width(word) > end-x {
		for canvas.Width(word) > end-x && word != "" {
			word = word[:len(word)-1]
		}
		word = strings.ToValidUTF8(word, "")
	}
	return c.TextMax(x, y, end-x, word, st)
}
