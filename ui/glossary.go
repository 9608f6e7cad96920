package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/show"
)

// glossary says what the words of the screen mean.
type glossary struct{ picker[show.Meaning] }

// Glossary lists the words of the screen and those of all protocols, each meaning
// once.
func Glossary() []show.Meaning {
	all := show.General()
	for _, p := range presets.Protocols() {
		all = append(all, show.Words(p, p)...)
	}
	return distinct(all)
}

// distinct sorts meanings by their words, and keeps each once.
func distinct(all []show.Meaning) []show.Meaning {
	slices.SortStableFunc(all, func(a, b show.Meaning) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Word), strings.ToLower(b.Word)), strings.Compare(a.Says, b.Says))
	})
	return slices.CompactFunc(all, func(a, b show.Meaning) bool { return a.Word == b.Word && a.Says == b.Says })
}

// MeaningsOf are those that have some words in their own, or else in what they say. The word
// itself comes first.
func MeaningsOf(all []show.Meaning, words string) []show.Meaning {
	var exact, named, said []show.Meaning
	for _, m := range all {
		switch {
		case strings.EqualFold(m.Word, words):
			exact = append(exact, m)
		case hasWords(m.Word, words):
			named = append(named, m)
		case hasWords(m.Kind+" "+m.Says, words):
			said = append(said, m)
		}
	}
	return slices.Concat(exact, named, said)
}

// glossary shows the glossary: of what is on the screen, or else of everything.
func (m *Model) glossary() tea.Cmd {
	all := Glossary()
	if m.run != nil {
		sys := m.run.view.World.System()
		all = distinct(slices.Concat(show.General(), show.Words(sys.Protocol(), presets.Protocols().Find(sys.Protocol().Name)), show.Stated(sys)))
	}
	return m.lay(&glossary{newPicker(all, MeaningsOf)})
}

func (g *glossary) key(m *Model, msg tea.KeyPressMsg) tea.Cmd {
	if m.pressed == "esc" || m.pressed == "enter" {
		return m.closeOver()
	}
	g.feed(m, msg)
	return nil
}

func (g *glossary) click(m *Model, on canvas.Target) tea.Cmd {
	line, is := on.(lineTarget)
	if !is {
		return m.closeOver()
	}
	g.selected = int(line)
	return nil
}

// Room for words, and for what the selected one means.
const (
	wordWidth = 26
	saysRows  = 5
)

func (g *glossary) draw(m *Model, c *canvas.Canvas) {
	in, r := m.middle(c, "words · type to find one · esc", min(m.w-4, 84), min(m.h-2, 26))
	w, h := in.Size()
	rows := max(1, h-2-saysRows)
	g.picker.draw(m, in, r, rows, func(c *canvas.Canvas, it *show.Meaning, st canvas.Style) {
		c.TextMax(2, 0, wordWidth-1, it.Word, st)
		c.TextMax(2+wordWidth, 0, w-3-wordWidth, cmp.Or(it.Kind, it.Says), canvas.Plain)
	})
	in.HLine(0, 1+rows, w, "─", canvas.Frame)
	in.Text(1, 1+rows, fmt.Sprintf(" %d of %d ", len(g.fits), len(g.all)), canvas.Frame)
	if g.selected < len(g.fits) {
		for i, l := range upTo(h-2-rows, saysWhole(g.fits[g.selected]), w-2, "") {
			in.Text(1, 2+rows+i, l, canvas.Plain)
		}
	}
}

// saysWhole is a meaning with its source.
func saysWhole(m show.Meaning) string {
	if m.Source == "" {
		return m.Says
	}
	return m.Says + " (" + m.Source + ")"
}
