package export

import (
	"iter"
	"strings"
	"time"

	"synod/ui/canvas"
)

// Film is a run as it goes over the screen. All that it is made of comes from
// the run: it is the same film each time.
type Film struct {
	Title  string // may hold anything
	W, H   int
	Theme  *canvas.Theme
	Auto   bool // nobody asked for the theme: a page begins with the reader's ground
	ASCII  bool
	Count  int              // of the frames
	Frames iter.Seq[*Frame] // may be gone through any number of times
}

// Frame is the screen at one moment. Its cells are used again for the frame
// after the next.
type Frame struct {
	canvas.Shot
	Step    int
	Branch  string
	Chapter string   // the title of the one that begins here; empty: none does
	Did     string   // what just happened; empty at the start
	Why     string   // its reason
	Said    []string // what the script says here
	Hold    time.Duration
}

// Stays says how long a moment stays on the screen at so many steps a second:
// long enough to read what the script says for the first time.
func Stays(said []string, speed float64) time.Duration {
	const step, word = time.Second, 200 * time.Millisecond
	words := 0
	for _, s := range said {
		words += len(strings.Fields(s))
	}
	ms := float64((step + time.Duration(words)*word).Milliseconds()) / speed
	return time.Duration(ms) * time.Millisecond
}
