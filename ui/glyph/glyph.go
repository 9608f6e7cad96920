package glyph

import "slices"

// Of is the shape of a character of one cell; nil: it has none, and a font draws it.
func Of(text string) Path { return shapes[text] }

// Joins says whether a character is a line that meets those of the cells around.
func Joins(text string) bool {
	_, corner := corners()[text]
	return corner || bars[text] != nil
}

// Has lists the characters that have a shape.
func Has() []string {
	var all []string
	for text := range shapes {
		all = append(all, text)
	}
	slices.Sort(all)
	return all
}

var shapes = all()

func all() map[string]Path {
	m := map[string]Path{}
	for text := range bars {
		for _, b := range bars[text] {
			m[text] = append(m[text], Rect(b.X0, b.Y0, b.X1, b.Y1)...)
		}
	}
	for _, more := range []map[string]Path{corners(), marks(), heads(), blocks()} {
		for text, p := range more {
			m[text] = p
		}
	}
	return m
}

// corners are the round ones, which join ─ and │.
func corners() map[string]Path {
	const k = 0.5523
	const outer, inner = 4.5, 3.5
	down := Path{}. // ╭
			then(Move, Point{4, H}).then(Line, Point{4, 12.5}).
			then(Curve, Point{4, 12.5 - k*outer}, Point{8.5 - k*outer, 8}, Point{8.5, 8}).
			then(Line, Point{W, 8}).then(Line, Point{W, 9}).then(Line, Point{8.5, 9}).
			then(Curve, Point{8.5 - k*inner, 9}, Point{5, 12.5 - k*inner}, Point{5, 12.5}).
			then(Line, Point{5, H}).then(Close)
	up := Path{}. // ╰
			then(Move, Point{4, 0}).then(Line, Point{4, 4.5}).
			then(Curve, Point{4, 4.5 + k*outer}, Point{8.5 - k*outer, 9}, Point{8.5, 9}).
			then(Line, Point{W, 9}).then(Line, Point{W, 8}).then(Line, Point{8.5, 8}).
			then(Curve, Point{8.5 - k*inner, 8}, Point{5, 4.5 + k*inner}, Point{5, 4.5}).
			then(Line, Point{5, 0}).then(Close)
	return map[string]Path{"╭": down, "╮": down.mirror(), "╰": up, "╯": up.mirror()}
}

func marks() map[string]Path {
	cross := append(stroke(1.6, Point{1.6, 5}, Point{7.4, 12.6}), stroke(1.6, Point{7.4, 5}, Point{1.6, 12.6})...)
	tick := append(stroke(1.6, Point{1.1, 9.2}, Point{3.9, 12.6}), stroke(1.6, Point{3.4, 12.6}, Point{7.9, 4.4})...)
	rise, fall := stroke(1.1, Point{0, H}, Point{W, 0}), stroke(1.1, Point{0, 0}, Point{W, H})
	return map[string]Path{
		"●": circle(3.4), "○": ring(3.5, 2.5), "◉": append(ring(4.1, 3.2), circle(1.9)...),
		"◆": diamond(4.2, 5), "◇": append(diamond(4.2, 5), diamond(2.9, -3.5)...),
		"◈": append(append(diamond(4.4, 5.4), diamond(3.4, -4.2)...), diamond(2, 2.5)...),
		"★": star(5, 4.7, 1.9), "✓": tick, "✗": cross,
		"╱": rise, "╲": fall, "╳": append(append(Path{}, rise...), fall...),
		"⚿": append(append(Frame(0.5, 3.5, 8.5, 14.5), circle(2)...), append(Rect(4, 10, 5, 13.5), Rect(4, 12, 6.5, 13)...)...),
		"■": Rect(1, 5, 8, 12), "□": Frame(1, 5, 8, 12),
	}
}

// heads are triangles and the heads of arrows.
func heads() map[string]Path {
	right := polygon(Point{1, 4.5}, Point{8.4, 8.5}, Point{1, 12.5})
	large := polygon(Point{0.5, 3}, Point{8.8, 8.5}, Point{0.5, 14})
	left := polygon(Point{8.6, 3.5}, Point{8.6, 13.5}, Point{0.4, 8.5})
	hole := polygon(Point{7.6, 5.1}, Point{2.4, 8.5}, Point{7.6, 11.9})
	double := append(append(Rect(0.5, 6.5, 6.5, 7.5), Rect(0.5, 9.5, 6.5, 10.5)...), stroke(1.2, Point{4.6, 4.4}, Point{8.6, 8.5})...)
	return map[string]Path{
		"▸": right, "◂": right.mirror(), "▶": large, "◀": large.mirror(),
		"▲": polygon(Point{4.5, 4.2}, Point{8.5, 12.2}, Point{0.5, 12.2}),
		"▼": polygon(Point{0.5, 4.8}, Point{8.5, 4.8}, Point{4.5, 12.8}),
		"⇒": append(double, stroke(1.2, Point{8.6, 8.5}, Point{4.6, 12.6})...),
		"⊲": append(left, hole...),
	}
}

// blocks fill a part of the cell.
func blocks() map[string]Path {
	m := map[string]Path{"▏": Rect(0, 0, 1, H)}
	for i, text := range []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"} {
		m[text] = Rect(0, H-float64(i+1)*H/8, W, H)
	}
	var dots Path
	for y := 1.0; y < H; y += 3 {
		for x := 1.0; x < W; x += 3 {
			dots = append(dots, Rect(x, y, x+1, y+1)...)
		}
	}
	m["░"] = dots
	return m
}
