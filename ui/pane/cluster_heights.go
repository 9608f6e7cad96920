package pane

import (
	"slices"

	"synod/engine"
)

// least is the lowest box of width w that shows all fields: at least half of them with
// their names. Beside the hub few are known without, and none is folded small; what a node
// was heard of is said whole.
func (a *actor) least(w int) int {
	bare := 0
	for i := range a.fields {
		f := &a.fields[i]
		long := f.width(tight)-1 > w-2
		if long {
			bare++
		}
		if long && f.hearsay || !a.role.Hub && f.lines(w-2) > mostFolded {
			return tooTall
		}
	}
	if 2*bare > len(a.fields) && (a.role.Hub || len(a.fields) > few) {
		return tooTall
	}
	return max(3, 2+min(len(a.fields), a.rows(w-2, tight)))
}

const (
	few        = 3
	mostFolded = 3       // lines
	tooTall    = 1 << 16 // more lines than any screen has
)

// taller is the next height beyond h at which a box of width w shows its fields better:
// with air between them, then one a line, then each in full. It is h if there is none.
func (a *actor) taller(w, h int) int {
	for _, better := range [...]int{2 + a.rows(w-2, roomy), 2 + len(a.fields), a.tall(w)} {
		if better > h {
			return better
		}
	}
	return h
}

// within is the height of a box of width w, of at most h lines.
func (a *actor) within(w, h int) int {
	tall := a.least(w)
	for to := a.taller(w, tall); to > tall && to <= h; to = a.taller(w, tall) {
		tall = to
	}
	return tall
}

// legible says whether boxes of width w in a column that is h high can name all
// their fields.
func (s *scene) legible(nodes []int, w, h int) bool {
	for _, i := range nodes {
		h -= s.actors[i].least(w)
	}
	return h >= 0
}

// heights shares h lines out among boxes of width w that are legible there: the lowest
// that have a use for more get it, all of a role together, as long as there is enough.
func (s *scene) heights(nodes []int, w, h int) []int {
	tall := make([]int, len(nodes))
	for k, i := range nodes {
		tall[k] = s.actors[i].least(w)
		h -= tall[k]
	}
	for {
		lowest, cost := -1, 0
		for k, i := range nodes {
			if lowest >= 0 && tall[k] >= tall[lowest] {
				continue
			}
			if more := s.grown(nodes, s.actors[i].role, tall, w, false); more > 0 && more <= h {
				lowest, cost = k, more
			}
		}
		if lowest < 0 {
			return tall
		}
		h -= cost
		s.grown(nodes, s.actors[nodes[lowest]].role, tall, w, true)
	}
}

// rooms shares h lines out among boxes, which keep what they had: all of it, if there are
// lines enough for that, or else as long as they are legible there.
func (s *scene) rooms(kept *[]int, nodes []int, w, h int) []int {
	now, was, most := s.heights(nodes, w, h), *kept, 0
	if len(was) != len(now) {
		*kept = now
		return now
	}
	serve := h
	for k, i := range nodes {
		if most += max(now[k], was[k]); was[k] < s.actors[i].least(w) {
			serve = -1
		}
		serve -= was[k]
	}
	switch {
	case most <= h:
		for k := range was {
			was[k] = max(was[k], now[k])
		}
	case serve < 0:
		*kept = now
	}
	return *kept
}

// grown is how many lines the boxes of a role take more at their next heights, and gives
// them these if that is to be.
func (s *scene) grown(nodes []int, r *engine.Role, tall []int, w int, give bool) (more int) {
	for k, i := range nodes {
		if a := &s.actors[i]; a.role == r {
			to := a.taller(w, tall[k])
			if more += to - tall[k]; give {
				tall[k] = to
			}
		}
	}
	return more
}

// top is where the k-th of some boxes stands in h lines, one below the other: in the
// middle of an equal share, if that is enough for all, so that none moves for another;
// else with the same air between all.
func top(tall []int, k, h int) int {
	n := len(tall)
	if slices.Max(tall)*n <= h {
		y, end := k*h/n, (k+1)*h/n
		return y + (end-y-tall[k])/2
	}
	above, air := 0, h
	for j, t := range tall {
		if air -= t; j < k {
			above += t
		}
	}
	return above + air*(2*k+1)/(2*n)
}

// joined is the width, of at least so much, at which boxes in a column that is h high are
// legible, with a cell of air.
func (s *scene) joined(nodes []int, w, h int) int {
	if s.legible(nodes, w, h) || h < 3*len(nodes) {
		return w
	}
	most := w
	for _, i := range nodes {
		most = max(most, s.actors[i].total())
	}
	for w < most {
		if mid := (w + most) / 2; s.legible(nodes, mid, h) {
			most = mid
		} else {
			w = mid + 1
		}
	}
	return w + 1
}

// total is the width of a box that has all fields on one line.
func (a *actor) total() int {
	w := 2
	for i := range a.fields {
		w += a.fields[i].width(tight) + 1
	}
	return w
}
