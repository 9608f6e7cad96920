package raster

import (
	"image"

	"synod/ui/glyph"
)

// Lacks says whether a character is drawn as a box with its number.
func Lacks(text string, bold bool) bool {
	m, err := newMasks(1)
	if err != nil {
		panic(err)
	}
	return glyph.Of(text) == nil && !m.letters(image.NewAlpha(image.Rect(0, 0, glyph.W, glyph.H)), character{text, bold, false, 1})
}
