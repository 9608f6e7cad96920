package raster

import (
	"image/color"

	"synod/ui/canvas"
)

// levels are how much of a pixel is ink: none, all, and what is between.
const levels = 16

// Clear is the colour of pixels that stay as they were before.
const Clear = 1

// palette is the ground, nothing, and the levels of each ink on the ground.
func palette(t *canvas.Theme) color.Palette {
	ground := t.Ground()
	all := color.Palette{ground, color.RGBA{}}
	for _, role := range canvas.Roles() {
		ink := t.Ink(role)
		for level := 1; level < levels; level++ {
			all = append(all, mix(ground, ink, level))
		}
	}
	return all
}

func mix(ground, ink color.RGBA, level int) color.RGBA {
	part := func(a, b uint8) uint8 { return uint8((int(a)*(levels-1-level) + int(b)*level) / (levels - 1)) }
	return color.RGBA{part(ground.R, ink.R), part(ground.G, ink.G), part(ground.B, ink.B), 0xff}
}

// shades gives, for each level of a mask, the colour of a style.
func shades(st canvas.Style) (out [levels]uint8) {
	for level := range out {
		ink := level
		if st.IsReverse() {
			ink = levels - 1 - level
		}
		if ink > 0 {
			out[level] = uint8(2 + int(st.Role())*(levels-1) + ink - 1)
		}
	}
	return out
}
