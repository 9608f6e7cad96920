package export

import (
	"bufio"
	"compress/lzw"
	"encoding/binary"
	"image"
	"image/color"
	"io"
	"math"
	"time"

	"synod/ui/raster"
)

// GIF writes a moving picture that begins anew at its end. Of each frame it holds
// the part that differs from the one before. The library's own encoder would need
// all frames at once.
func (f *Film) GIF(out io.Writer) error {
	p, err := raster.New(f.W, f.H, 1, f.Theme)
	if err != nil {
		return err
	}
	g := &moving{out: bufio.NewWriterSize(out, 1<<16)}
	g.head(p.Image.Rect, p.Image.Palette)
	var pixels []uint8
	var now time.Duration
	for frame := range f.Frames {
		changed, where := p.Draw(&frame.Shot)
		if where.Empty() { // there is no frame without a pixel
			where = image.Rect(0, 0, 1, 1)
			pixels = append(pixels[:0], raster.Clear)
		} else {
			pixels = p.Change(pixels, changed, where)
		}
		g.frame(where, pixels, hundredths(now+frame.Hold)-hundredths(now))
		now += frame.Hold
	}
	g.out.WriteByte(0x3b)
	return g.out.Flush()
}

func hundredths(t time.Duration) int { return int(t / (10 * time.Millisecond)) }

// moving writes the parts of a GIF.
type moving struct {
	out   *bufio.Writer
	lzw   *lzw.Writer
	words [8]byte
}

// short writes numbers of two bytes.
func (g *moving) short(numbers ...int) {
	for _, n := range numbers {
		binary.LittleEndian.PutUint16(g.words[:], uint16(n))
		g.out.Write(g.words[:2])
	}
}

// head writes the size, the colours that all frames share, and that it never ends.
func (g *moving) head(size image.Rectangle, colours color.Palette) {
	const table256 = 0xf7
	g.out.WriteString("GIF89a")
	g.short(size.Dx(), size.Dy())
	g.out.Write([]byte{table256, 0, 0})
	for i := range 256 {
		var r, gr, b uint32
		if i < len(colours) {
			r, gr, b, _ = colours[i].RGBA()
		}
		g.out.Write([]byte{byte(r >> 8), byte(gr >> 8), byte(b >> 8)})
	}
	g.out.WriteString("\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")
}

// Players take a shorter pause for a mistake.
const leastPause = 2

func (g *moving) frame(at image.Rectangle, pixels []uint8, pause int) {
	const keepWithClear = 0x05
	g.out.Write([]byte{0x21, 0xf9, 4, keepWithClear})
	g.short(max(leastPause, min(pause, math.MaxUint16)))
	g.out.Write([]byte{raster.Clear, 0, 0x2c})
	g.short(at.Min.X, at.Min.Y, at.Dx(), at.Dy())
	g.out.Write([]byte{0, 8})
	b := &blocks{out: g.out}
	if g.lzw == nil {
		g.lzw = lzw.NewWriter(b, lzw.LSB, 8).(*lzw.Writer)
	} else {
		g.lzw.Reset(b, lzw.LSB, 8)
	}
	g.lzw.Write(pixels)
	g.lzw.Close()
	b.close()
}

// blocks parts data into the blocks of a GIF, each with its length before it.
type blocks struct {
	out  *bufio.Writer
	data [255]byte
	n    int
}

func (b *blocks) Write(p []byte) (int, error) {
	for _, c := range p {
		if b.data[b.n], b.n = c, b.n+1; b.n == len(b.data) {
			b.flush()
		}
	}
	return len(p), nil
}

func (b *blocks) flush() {
	if b.n > 0 {
		b.out.WriteByte(byte(b.n))
		b.out.Write(b.data[:b.n])
		b.n = 0
	}
}

func (b *blocks) close() {
	b.flush()
	b.out.WriteByte(0)
}
