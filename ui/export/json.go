package export

import (
	"io"
	"slices"

	"synod/ui/plain"
)

// JSON writes a stretch of a run as the document that synod run --json prints,
// with the events of the stretch alone.
func JSON(out io.Writer, r *plain.Run, s Stretch) error {
	d := r.Document()
	if s.From > 1 || s.To < r.End.Step {
		line, at := r.Line(), map[string]bool{}
		for _, p := range line[max(0, s.From-1) : min(s.To, r.End.Step)+1] {
			at[p.ID()] = true
		}
		d.Events = slices.DeleteFunc(d.Events, func(e plain.EventInfo) bool {
			return !at[e.Point] || e.Step > 0 && e.Step < s.From
		})
	}
	return plain.JSON(out, d)
}
