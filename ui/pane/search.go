package pane

import (
	"synod/engine"
	"synod/ui/canvas"
)

// search draws what the search was asked here in the last lines of the pane,
// or where there is room, that it can be asked; it gives the lines taken.
func search(c *canvas.Canvas, v *View) int {
	w, h := c.Size()
	switch {
	case v.Asked == nil && (h < 2 || settled(v)):
		return 0
	case v.Asked == nil:
		x := c.Text(0, h-1, v.key("check"), canvas.Select.Bold())
		c.Text(x+2, h-1, subject(v), canvas.Frame)
		return 1
	}
	x := c.Text(0, h-1, v.key("check"), canvas.Select.Bold())
	st := canvas.Plain.Bold()
	if v.Asked.Run {
		st = canvas.Danger.Bold()
	}
	hint := ""
	if v.Asked.Run {
		hint = "  " + v.key("take") + ": walk it"
	}
	text := v.Asked.Question + "  " + v.Asked.Answer
	if canvas.Width(text)+x+2+canvas.Width(hint) > w {
		text = v.Asked.Answer
	}
	at := c.TextMax(x+2, h-1, w-x-2-canvas.Width(hint), text, st)
	c.Text(at, h-1, hint, canvas.Select.Bold())
	return 1
}

// settled says whether the property that the scenario is about is broken already,
// or was reached.
func settled(v *View) bool {
	for i, p := range v.World.System().Properties() {
		if p.ID == v.World.System().Config().About {
			state := v.Point.Score[i].State()
			return state == engine.Broken || state == engine.Held && p.Sometimes
		}
	}
	return false
}

// subject is the question that the scenario is about.
func subject(v *View) string {
	sys := v.World.System()
	for _, p := range sys.Properties() {
		switch {
		case p.ID != sys.Config().About:
		case p.Sometimes:
			return "can ‘" + p.Name + "’ be reached from here?"
		default:
			return "can ‘" + p.Name + "’ break from here?"
		}
	}
	return "can any property break from here?"
}
