package pane

import (
	"synod/engine"
	"synod/ui/canvas"
)

// Print gives a document as text of at most so many cells a line, for where
// there is no screen.
func Print(doc engine.Doc, width int, ascii bool) string {
	c := canvas.New(width, tall(doc, width), canvas.Mono(), ascii)
	Document(c, doc, &View{})
	return c.String()
}

// tall is how many lines a document takes: those that it would draw if there
// was room.
func tall(doc engine.Doc, width int) int {
	p := paper{sheet{c: canvas.New(width, 0, canvas.Mono(), false), s: &scene{v: &View{}}}}
	for i, b := range doc {
		if i > 0 {
			p.y++
		}
		p.block(b)
	}
	return p.y
}
