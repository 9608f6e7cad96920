package pane

import "synod/ui/canvas"

// Watch is an expression that a person watches, with its value at the cursor.
type Watch struct {
	Text, Value string
	Fresh       bool // the last step changed it
}

// watches draws what is watched on the last lines, and gives how many it takes.
func watches(c *canvas.Canvas, v *View) int {
	w, h := c.Size()
	n := min(WatchesHeight(v, w), max(1, h-1))
	if len(v.Watches) == 0 || h < 1 {
		return 0
	}
	flowWatches(c.In(canvas.Rect{Y: h - n, W: w, H: n}), v, w)
	return n
}

// WatchesHeight is the number of lines of a width that what is watched takes.
func WatchesHeight(v *View, w int) int {
	if len(v.Watches) == 0 {
		return 0
	}
	return flowWatches(nil, v, w)
}

// flowWatches draws them one behind the other and gives the lines it takes; on
// no canvas it only counts them. What does not fit is counted.
func flowWatches(c *canvas.Canvas, v *View, w int) int {
	x, y := 0, 0
	for i, it := range v.Watches {
		text := it.Text + " = " + it.Value
		if it.Fresh {
			text += " *"
		}
		n := min(w, canvas.Width(text)+2)
		if x > 0 && x+2+n > w {
			x, y = 0, y+1
		} else if x > 0 {
			x += 2
		}
		if c != nil && v.beyond(c, y, len(v.Watches)-i) {
			return y
		}
		if c != nil {
			drawWatch(c, x, y, &it)
		}
		x += n
	}
	return y + 1
}

func drawWatch(c *canvas.Canvas, x, y int, it *Watch) {
	x = c.Text(x, y, "= ", canvas.Select.Bold())
	x = c.Text(x, y, it.Text+" ", canvas.Frame)
	st := canvas.Plain
	if it.Fresh {
		st = canvas.Fresh.Bold()
	}
	x = c.Text(x, y, "= "+it.Value, st)
	if it.Fresh {
		c.Text(x, y, " *", st)
	}
}
