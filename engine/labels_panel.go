package engine

import "slices"

// rewordedPanels are pictures whose titles, heads and paragraphs have a system's
// own words. What stands in a cell is a value, and stays as it is.
func rewordedPanels(panels []Panel, words *rewording) []Panel {
	panels = slices.Clone(panels)
	for i := range panels {
		p, draw := &panels[i], panels[i].Draw
		p.Title = words.of(p.Title)
		p.Draw = func(w *World, selected NodeID) Doc {
			doc := slices.Clone(draw(w, selected))
			for i := range doc {
				doc[i] = rewordedBlock(doc[i], words)
			}
			return doc
		}
	}
	return panels
}

func rewordedBlock(b Block, words *rewording) Block {
	switch b := b.(type) {
	case Text:
		b = slices.Clone(b)
		for i := range b {
			if b[i].Node == "" {
				b[i].Text = words.of(b[i].Text)
			}
		}
		return b
	case Table:
		b.Head = rewordAll(b.Head, words)
		return b
	case Grid:
		b.Columns = rewordAll(b.Columns, words)
		return b
	}
	return b
}
