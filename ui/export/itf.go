package export

import (
	"encoding/json"
	"io"
	"slices"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/plain"
	"synod/ui/show"
)

// What the Informal Trace Format has for a set, a map and a bag: sets and maps are
// objects of one key.
type (
	itfSet struct {
		Set []any `json:"#set"`
	}
	itfMap struct {
		Map [][2]any `json:"#map"`
	}
)

type itfTrace struct {
	Meta   map[string]string `json:"#meta"`
	Vars   []string          `json:"vars"`
	States []itfState        `json:"states"`
}

// itfState is a world: what was done to come to it, the fields of each node, who
// is up, which messages are how often in flight, which links are cut, and what an
// observer knows.
type itfState struct {
	Meta   map[string]int `json:"#meta"`
	Action string         `json:"action"`
	Nodes  itfMap         `json:"nodes"`
	Up     itfSet         `json:"up"`
	Flight itfMap         `json:"flight"`
	Cuts   itfSet         `json:"cuts"`
	Facts  itfSet         `json:"facts"`
}

type itfFact struct {
	Kind  string `json:"kind"`
	Node  string `json:"node"`
	Key   string `json:"key"`
	Value string `json:"value"`
}

// ITF writes a stretch of a run in the Informal Trace Format, a state for each
// world, with the one before the first step.
func ITF(out io.Writer, r *plain.Run, s Stretch) error {
	t := itfTrace{
		Meta: map[string]string{"format": "ITF", "description": show.Clean(r.Script.Head.Title), "source": show.Clean(r.Script.File)},
		Vars: []string{"action", "nodes", "up", "flight", "cuts", "facts"},
	}
	for _, p := range r.Line()[max(0, s.From-1) : min(s.To, r.End.Step)+1] {
		t.States = append(t.States, itfOf(p, len(t.States)))
	}
	enc := json.NewEncoder(out)
	enc.SetIndent("", " ")
	return enc.Encode(t)
}

func itfOf(p *timeline.Point, index int) itfState {
	w := p.World
	st := itfState{Meta: map[string]int{"index": index}, Nodes: itfMap{[][2]any{}}, Up: itfSet{[]any{}}, Flight: itfFlight(w), Cuts: itfSet{[]any{}}, Facts: itfSet{[]any{}}}
	if p.Parent != nil {
		st.Action = show.Clean(p.Choice.Line())
	}
	for _, n := range w.System().Nodes() {
		fields := itfMap{[][2]any{}}
		for _, f := range w.Node(n.ID).Fields() {
			fields.Map = append(fields.Map, [2]any{f.ID, show.Clean(f.Text)})
		}
		st.Nodes.Map = append(st.Nodes.Map, [2]any{string(n.ID), fields})
		if w.Up(n.ID) {
			st.Up.Set = append(st.Up.Set, string(n.ID))
		}
	}
	for _, c := range w.Cuts() {
		st.Cuts.Set = append(st.Cuts.Set, string(c[0])+">"+string(c[1]))
	}
	for _, k := range w.System().Protocol().Facts {
		for f := range w.Facts().Of(k.ID) {
			st.Facts.Set = append(st.Facts.Set, itfFact{f.Kind, string(f.Node), show.Clean(f.Key), show.Clean(f.Value)})
		}
	}
	return st
}

// itfFlight is the bag of the messages in flight.
func itfFlight(w *engine.World) itfMap {
	out := itfMap{[][2]any{}}
	for _, e := range w.Flight() {
		line := show.Clean(e.Line())
		if i := slices.IndexFunc(out.Map, func(pair [2]any) bool { return pair[0] == line }); i >= 0 {
			out.Map[i][1] = out.Map[i][1].(int) + 1
			continue
		}
		out.Map = append(out.Map, [2]any{line, 1})
	}
	return out
}
