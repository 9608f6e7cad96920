package export

import (
	"image/png"
	"io"

	"synod/ui/raster"
)

// sharp is how many pixels a PNG has for one of a GIF, each way.
const sharp = 2

// PNG writes the last frame as a picture in pixels.
func (f *Film) PNG(out io.Writer) error {
	p, err := raster.New(f.W, f.H, sharp, f.Theme)
	if err != nil {
		return err
	}
	for frame := range f.Frames {
		p.Draw(&frame.Shot)
	}
	return png.Encode(out, p.Image)
}
