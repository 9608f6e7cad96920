package pane

import (
	"slices"
	"testing"
)

// What a picture has had stays as long as that costs nothing of what is to be seen now:
// a column that was wide once takes no cell that another needs.
func TestWhatHasBeenCostsNothing(t *testing.T) {
	now := needs{left: span{0, 12, 14}, leftGutter: span{0, 14, 20}, hub: span{0, 16, 30}, rightGutter: span{0, 10, 16}, right: span{0, 12, 18}}
	has := now
	has.left.best = 40
	for _, x := range []struct {
		w     int
		stays bool
	}{{98, false}, {123, false}, {124, true}, {160, true}} {
		alone, _ := now.fit(x.w)
		kept, ok := has.most(now).fit(x.w)
		if stays := ok && kept.serve(&now, &alone); stays != x.stays {
			t.Errorf("of %d cells the parts have %v, and alone %v: does it stay? %v", x.w, kept, alone, stays)
		}
		if x.stays && kept.left != 40 {
			t.Errorf("of %d cells the column that was 40 wide has %d", x.w, kept.left)
		}
	}
}

// A picture that was tall stays so, and each node keeps the lines that it had for its
// messages, as long as all have room.
func TestAPictureStaysAsTallAsItWas(t *testing.T) {
	var k still
	if a, b, c := k.height(20), k.height(12), k.height(25); a != 20 || b != 20 || c != 25 {
		t.Errorf("20, then 12, then 25 lines are %d, %d, %d", a, b, c)
	}
	for _, x := range []struct {
		now  []int
		h    int
		want []int
	}{{[]int{5, 2, 2}, 12, []int{5, 2, 2}}, {[]int{2, 5, 2}, 12, []int{5, 5, 2}}, {[]int{2, 2, 2}, 12, []int{5, 5, 2}},
		{[]int{2, 2, 6}, 12, []int{2, 2, 6}}, {[]int{3, 2, 2}, 12, []int{3, 2, 6}}, {[]int{1, 1}, 12, []int{1, 1}}} {
		if got := held(&k.rows, x.now, x.h); !slices.Equal(got, x.want) {
			t.Errorf("in %d lines %v has %v, want %v", x.h, x.now, got, x.want)
		}
	}
}

// The list of choices is scrolled when what is selected would leave it, and not before.
func TestTheListStaysWhereItIs(t *testing.T) {
	v := &View{Cache: &Cache{}}
	const h = 8
	for _, x := range []struct{ selected, rows, first int }{
		{0, 30, 0}, {5, 30, 0}, {6, 30, 0}, {7, 30, 3}, {6, 30, 3}, {4, 30, 3}, {3, 30, 0}, {29, 30, 22}, {25, 26, 18}, {3, 4, 0}, {0, 1, 0},
	} {
		v.Selected = x.selected
		if first := v.firstRow(h, x.rows); first != x.first {
			t.Errorf("with %d of %d selected the first row is %d, want %d", x.selected, x.rows, first, x.first)
		}
	}
}
