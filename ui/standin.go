package ui

import (
	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/pane"
)

func paneNode(c *canvas.Canvas, v *pane.View) {
	for i, f := range v.World.Node(v.Node).Fields() {
		c.Text(0, i, f.ID+" "+f.Text, 0)
	}
}
func paneDocument(c *canvas.Canvas, d engine.Doc, v *pane.View) { c.Text(0, 0, "soon", 0) }
