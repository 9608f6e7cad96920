package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/pane"
)

// branches shows the timeline as a tree of branches, or closes it.
func (m *Model) branches() tea.Cmd {
	m.toStudy()
	m.show(onBranches)
	if m.main == onBranches {
		v := &m.run.view
		v.Focus, v.Branch = pane.OnLog, m.run.time.Cursor().Branch
		m.message = msgBranches
	}
	return nil
}

// selectBranch moves the selection in the tree.
func (s *session) selectBranch(by int) {
	all := pane.Tree(s.time)
	i := slices.Index(all, s.view.Branch)
	s.view.Branch = all[max(0, min(len(all)-1, i+by))]
}

// goToBranch goes to the selected branch: where one was last on it, else to its
// end.
func (m *Model) goToBranch() tea.Cmd {
	s, b := m.run, m.run.view.Branch
	if at := s.time.Cursor(); at.Branch != b {
		s.places[at.Branch] = at
		to := s.places[b]
		if to == nil {
			to = b.Tip()
		}
		s.jump(to)
	}
	m.show(onBranches)
	return m.tell("branch " + b.Name)
}

// inTree says whether the keys speak to the tree of branches.
func (m *Model) inTree() bool { return m.main == onBranches && m.run.view.Focus == pane.OnLog }

// prune asks whether to cut a branch off: the selected one of the tree, else
// the one that one is on.
func (m *Model) prune() tea.Cmd {
	s := m.run
	b := s.time.Cursor().Branch
	if m.inTree() {
		b = s.view.Branch
	}
	if why := s.keeps(b); why != "" {
		return m.tell(why)
	}
	gone, lost := s.time.With(b), 0
	names := make([]string, len(gone))
	for i, g := range gone {
		names[i], lost = g.Name, lost+len(g.Points)
	}
	what := "branch " + names[0]
	if len(gone) > 1 {
		what = "branches " + strings.Join(names, " ")
	}
	m.ask("prune "+what+", "+steps(lost)+"? ", "", hintPrune, func(line string) (string, string) {
		if line != "y" && line != "yes" {
			return "Nothing was pruned.", ""
		}
		return s.cutOff(b), ""
	})
	return nil
}

// keeps says why a branch cannot be pruned; empty: it can.
func (s *session) keeps(b *timeline.Branch) string {
	if b.Fork == nil {
		return "Branch " + b.Name + " is the one that all others leave: it stays."
	}
	for _, g := range s.time.With(b) {
		if slices.ContainsFunc(g.Points, func(p *timeline.Point) bool { return s.scripted[p] }) {
			return "Branch " + g.Name + " is the script's own: it stays."
		}
	}
	return ""
}

// cutOff prunes a branch. The recording keeps it.
func (s *session) cutOff(b *timeline.Branch) string {
	s.forget()
	gone := s.time.With(b)
	if err := s.time.Prune(b); err != nil {
		return err.Error()
	}
	if q := s.asked; q != nil && (slices.Contains(gone, q.at.Branch) || slices.Contains(gone, q.from.Branch)) {
		s.asked = nil
	}
	for _, g := range gone {
		delete(s.places, g)
	}
	if slices.Contains(gone, s.view.Branch) {
		s.view.Branch = b.Fork.Branch
	}
	s.beside = nil
	s.follows = s.scripted[s.time.Cursor()]
	s.refresh()
	return "Branch " + b.Name + " is pruned. The recording still has it."
}

// drawBranches draws the tree in place of the picture.
func (m *Model) drawBranches(c *canvas.Canvas, r canvas.Rect) {
	n := len(m.run.time.Branches())
	title := fmt.Sprintf("branches · %d", n)
	m.pane(c, r, title, m.inTree(), pane.Branches)
}

// timeTitle names the timeline, and says where its branches are told apart.
func (m *Model) timeTitle() string {
	if n := len(m.run.time.Branches()); n > 1 {
		return fmt.Sprintf("timeline · %d branches · {tree}: as a tree", n)
	}
	return "timeline"
}

// toStudy leaves a layout that has no room for more than a picture or a log.
func (m *Model) toStudy() {
	if m.shape != study {
		m.setShape(study)
		m.main = onPicture
	}
}
