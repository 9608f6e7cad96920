package glyph

// Bar is a straight part of a line. Those of neighbouring cells meet, so that a
// picture may draw them as one.
type Bar struct{ X0, Y0, X1, Y1 float64 }

// Level says whether the bar goes on into the cells left and right of it.
func (b Bar) Level() bool { return b.X1-b.X0 > b.Y1-b.Y0 }

// Bars are the straight parts of a character that is nothing but lines; nil: it
// is another. They count as long as they meet others, or as they are.
func Bars(text string) []Bar { return bars[text] }

// The lines of a cell: light ones lie on 4 to 5 and on 8 to 9, heavy ones are
// twice as thick, double ones lie beside them.
var (
	left, right = Bar{0, 8, 5, 9}, Bar{4, 8, W, 9}
	up, down    = Bar{4, 0, 5, 9}, Bar{4, 8, 5, H}
	level, tall = Bar{0, 8, W, 9}, Bar{4, 0, 5, H}

	thickRight, thickLeft = Bar{4, 8, W, 10}, Bar{0, 8, 6, 10}
	thickUp, thickDown    = Bar{4, 0, 6, 10}, Bar{4, 8, 6, H}
)

var bars = map[string][]Bar{
	"─": {level}, "│": {tall},
	"┌": {right, down}, "┐": {left, down}, "└": {right, up}, "┘": {left, up},
	"├": {tall, right}, "┤": {tall, left}, "┬": {level, down}, "┴": {level, up}, "┼": {level, tall},
	"━": {{0, 8, W, 10}}, "┃": {{4, 0, 6, H}},
	"┏": {thickRight, thickDown}, "┓": {thickLeft, thickDown}, "┗": {thickRight, thickUp}, "┛": {thickLeft, thickUp},
	"╌": {{1, 8, 4, 9}, {5, 8, 8, 9}}, "╎": {{4, 2, 5, 8}, {4, 11, 5, 17}},
	"═": {{0, 7, W, 8}, {0, 9, W, 10}}, "║": {{3, 0, 4, H}, {5, 0, 6, H}},
	"╔": {{3, 7, W, 8}, {3, 7, 4, H}, {5, 9, W, 10}, {5, 9, 6, H}},
	"╗": {{0, 7, 6, 8}, {5, 7, 6, H}, {0, 9, 4, 10}, {3, 9, 4, H}},
	"╚": {{3, 9, W, 10}, {3, 0, 4, 10}, {5, 7, W, 8}, {5, 0, 6, 8}},
	"╝": {{0, 9, 6, 10}, {5, 0, 6, 10}, {0, 7, 4, 8}, {3, 0, 4, 8}},
}
