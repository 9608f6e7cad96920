package script

import (
	"github.com/goccy/go-yaml/ast"

	"synod/engine"
	"synod/engine/timeline"
)

// howManyHints a head has, if it has any: where to look, which rule, the move.
const howManyHints = 3

// maxPar bounds the steps of an exercise.
const maxPar = 1000

// lessonKeys are the keys of a file that is a part of a course, in the order of
// the canonical form.
func lessonKeys() []headKey {
	return []headKey{
		textKey("lesson", func(h *Head) *string { return &h.Lesson.ID }),
		textKey("aim", func(h *Head) *string { return &h.Lesson.Aim }),
		{"begins", (*headReader).begins, func(h *Head) string { return h.Lesson.Begins }},
		textKey("goal", func(h *Head) *string { return &h.Lesson.Goal }),
		textKey("task", func(h *Head) *string { return &h.Lesson.Task }),
		{"hints", (*headReader).hints, func(h *Head) string { return block("  ", h.Lesson.Hints) }},
		{"par", (*headReader).par, func(h *Head) string { return numberUnlessZero(h.Lesson.Par) }},
		{"solution", (*headReader).solution, printSolution},
		textKey("recap", func(h *Head) *string { return &h.Lesson.Recap }),
		{"sources", (*headReader).sources, func(h *Head) string { return block("  ", h.Lesson.Sources) }},
	}
}

func (r *headReader) begins(n ast.Node) (err error) {
	if r.h.Lesson.Begins, err = r.scalar(n, "begins"); err == nil && !timeline.IsMark(r.h.Lesson.Begins) {
		err = r.fail(n, "'%s' names no mark; expected the NAME of a line mark NAME, where the exercise begins", short(r.h.Lesson.Begins))
	}
	return err
}

func (r *headReader) hints(n ast.Node) (err error) {
	if r.h.Lesson.Hints, _, err = r.list(n, "a hint"); err == nil && len(r.h.Lesson.Hints) != howManyHints {
		err = r.fail(n, "%d hints; expected three: where to look, which rule, the move", len(r.h.Lesson.Hints))
	}
	return err
}

func (r *headReader) sources(n ast.Node) error {
	texts, _, err := r.list(n, "a source")
	if len(texts) > 0 {
		r.h.Lesson.Sources = texts
	}
	return err
}

func (r *headReader) par(n ast.Node) (err error) {
	r.h.Lesson.Par, err = r.number(n, "par", 1, maxPar)
	return err
}

func (r *headReader) solution(n ast.Node) error {
	texts, places, err := r.list(n, "a step of solution")
	for i, t := range texts {
		c, err := engine.ParseChoice(t)
		if err != nil {
			s := err.(*engine.SyntaxError)
			return r.p.fail(places[i].line, places[i].col+max(0, s.Col-1), "%s; expected %s", short(s.Problem), s.Expected)
		}
		r.h.Lesson.Solution = append(r.h.Lesson.Solution, c)
	}
	return err
}

func printSolution(h *Head) string {
	var lines []string
	for _, c := range h.Lesson.Solution {
		lines = append(lines, c.Line())
	}
	return block("  ", lines)
}

// exercise refuses what is a part of an exercise without the rest of it.
func (r *headReader) exercise() error {
	l, of := &r.h.Lesson, r.p.s.places
	missing := func(key, lacks, such string) error {
		return r.p.fail(of[key].line, of[key].col, "%s without %s; expected also a line such as %s", key, lacks, such)
	}
	switch {
	case l.Goal != "" && l.Begins == "":
		return missing("goal", "begins", "begins: begin, the mark at which the exercise begins")
	case l.Goal != "":
		return nil
	case l.Solution != nil:
		return missing("solution", "goal", `goal: chosen() == "pear"`)
	case l.Par > 0:
		return missing("par", "goal", `goal: chosen() == "pear"`)
	case l.Begins != "":
		return missing("begins", "goal", `goal: chosen() == "pear"`)
	}
	return nil
}
