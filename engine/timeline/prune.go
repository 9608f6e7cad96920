package timeline

import (
	"fmt"
	"slices"
)

// Prune cuts a branch off, with all that leave it. A cursor on one of them goes
// to where the branch left. The first branch stays, and letters are not given
// out again.
func (t *Timeline) Prune(b *Branch) error {
	if b.Fork == nil {
		return fmt.Errorf("branch %s is the one that all others leave; it cannot be pruned", b.Name)
	}
	gone := t.With(b)
	for _, g := range gone {
		for _, p := range g.Points {
			if p.Name != "" {
				delete(t.names, p.Name)
			}
		}
	}
	b.Fork.next = slices.DeleteFunc(b.Fork.next, func(p *Point) bool { return p.Branch == b })
	t.branches = slices.DeleteFunc(t.branches, func(o *Branch) bool { return slices.Contains(gone, o) })
	if slices.Contains(gone, t.cursor.Branch) {
		t.cursor = b.Fork
	}
	if i := slices.IndexFunc(t.line, func(p *Point) bool { return slices.Contains(gone, p.Branch) }); i >= 0 {
		t.line = append(t.line[:i], b.Fork.Branch.after(b.Fork)...)
	}
	return nil
}

// With lists a branch and all that leave it, also by way of others.
func (t *Timeline) With(b *Branch) []*Branch {
	out := []*Branch{b}
	for _, o := range t.branches { // a branch is opened after the one that it leaves
		if o.Fork != nil && o != b && slices.Contains(out, o.Fork.Branch) {
			out = append(out, o)
		}
	}
	return out
}
