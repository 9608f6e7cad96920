package plain

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
	"synod/ui/show"
)

// FormatVersion is that of the JSON documents. Fields may be added under the
// same version; none is taken away or changes its meaning.
const FormatVersion = 1

// Document is a run as `synod run --json` prints it; the README describes it.
type Document struct {
	Synod      int            `json:"synod"`          // FormatVersion
	Name       string         `json:"name,omitempty"` // of the preset, where there are several runs
	OK         bool           `json:"ok"`
	Problem    string         `json:"problem,omitempty"`
	Title      string         `json:"title"`
	Protocol   string         `json:"protocol"`
	Params     map[string]any `json:"params"`
	Off        []string       `json:"off"`
	Network    string         `json:"network"`
	Nodes      []NodeInfo     `json:"nodes"`
	Events     []EventInfo    `json:"events"`
	Properties []PropertyInfo `json:"properties"`
	End        EndInfo        `json:"end"`
}

// NodeInfo is one node as it is placed.
type NodeInfo struct {
	ID   string `json:"id"`
	Role string `json:"role"`
	Host string `json:"host"`
}

// EventInfo is one entry of the script as it was played. Which fields there
// are depends on the kind.
type EventInfo struct {
	Kind        string     `json:"kind"`
	Line        int        `json:"line"`
	Point       string     `json:"point"`
	Text        string     `json:"text,omitempty"`
	OK          *bool      `json:"ok,omitempty"`
	Problem     string     `json:"problem,omitempty"`
	Notice      string     `json:"notice,omitempty"`
	Answers     []Answer   `json:"answers,omitempty"`
	Because     string     `json:"because,omitempty"`
	Step        int        `json:"step,omitempty"`
	Parent      string     `json:"parent,omitempty"`
	Choice      string     `json:"choice,omitempty"`
	Did         string     `json:"did,omitempty"`
	Why         string     `json:"why,omitempty"`
	Phase       string     `json:"phase,omitempty"`
	Source      string     `json:"source,omitempty"`
	Rules       []string   `json:"rules,omitempty"`
	Sent        []string   `json:"sent,omitempty"`
	Facts       []FactInfo `json:"facts,omitempty"`
	Fingerprint string     `json:"fingerprint,omitempty"`
}

// Answer is one answer of a question.
type Answer struct {
	Text  string `json:"text"`
	Right bool   `json:"right"`
}

// FactInfo is something that became known in a step.
type FactInfo struct {
	Kind  string `json:"kind"`
	Node  string `json:"node,omitempty"`
	Key   string `json:"key,omitempty"`
	Value string `json:"value,omitempty"`
	Says  string `json:"says"`
}

// PropertyInfo is how a promised property has fared up to the end.
type PropertyInfo struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Sometimes bool   `json:"sometimes"`
	State     string `json:"state"` // held, not exercised, broken
	Held      int    `json:"held"`  // how often it was put to the test and held
	Because   string `json:"because,omitempty"`
	Step      int    `json:"step,omitempty"` // where it was first broken
}

// EndInfo is the world in which the run ended.
type EndInfo struct {
	Point       string      `json:"point"`
	Step        int         `json:"step"`
	Fingerprint string      `json:"fingerprint"`
	Nodes       []NodeState `json:"nodes"`
	InFlight    []string    `json:"inFlight"`
	Cut         []string    `json:"cut"`
	Operations  []OpInfo    `json:"operations"`
}

// NodeState is a node at the end.
type NodeState struct {
	ID     string      `json:"id"`
	Up     bool        `json:"up"`
	Fields []FieldInfo `json:"fields"`
}

// FieldInfo is one field of a node.
type FieldInfo struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Durable bool   `json:"durable"`
}

// OpInfo is one client operation.
type OpInfo struct {
	ID      string   `json:"id"`
	Client  string   `json:"client"`
	Name    string   `json:"name"`
	Args    []string `json:"args"`
	Outcome string   `json:"outcome"` // pending, ok, failed, unknown
	Value   string   `json:"value,omitempty"`
}

// JSON prints a value as an indented document, without control characters.
func JSON(out io.Writer, v any) error {
	var doc bytes.Buffer
	enc := json.NewEncoder(&doc)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	for line := range strings.Lines(doc.String()) {
		w.WriteString(show.Clean(strings.TrimSuffix(line, "\n")))
		w.WriteByte('\n')
	}
	return w.Flush()
}

// Document gives the run as a document.
func (r *Run) Document() Document {
	sys := r.Start.System()
	d := Document{
		Synod: FormatVersion, OK: r.Err == nil, Title: r.Script.Head.Title,
		Protocol: sys.Protocol().Name, Params: params(sys), Off: some(sys.Config().Off),
		Network: sys.Config().Network.String(), Nodes: []NodeInfo{}, Events: []EventInfo{},
		End: end(r.End),
	}
	if r.Err != nil {
		d.Problem = r.Err.Error()
	}
	for _, n := range sys.Nodes() {
		d.Nodes = append(d.Nodes, NodeInfo{string(n.ID), n.Role, string(n.Host)})
	}
	for i := range r.Events {
		if e, told := event(&r.Events[i]); told {
			d.Events = append(d.Events, e)
		}
	}
	d.Properties = Properties(sys.Properties(), r.End.Score)
	return d
}

// Properties says how properties have fared.
func Properties(props []engine.Property, score engine.Score) []PropertyInfo {
	out := []PropertyInfo{}
	for i, p := range props {
		t := score[i]
		out = append(out, PropertyInfo{p.ID, p.Name, p.Sometimes, t.State().String(), t.Held, t.Broken, t.At})
	}
	return out
}

func some(list []string) []string { return append([]string{}, list...) }

// params gives every parameter, also those that the file leaves out.
func params(sys *engine.System) map[string]any {
	out := map[string]any{}
	cfg := sys.Config()
	for _, p := range sys.Protocol().Params {
		switch p.Kind {
		case engine.Int:
			out[p.Name] = cfg.Int(p.Name)
		case engine.Float:
			out[p.Name] = cfg.Float(p.Name)
		case engine.Bool:
			out[p.Name] = cfg.Bool(p.Name)
		case engine.Words:
			out[p.Name] = some(cfg.Words(p.Name))
		default:
			out[p.Name] = cfg.Word(p.Name)
		}
	}
	return out
}

// kindWords names what a document tells; comments, blank lines and the
// speaker's notes are not told.
var kindWords = map[script.EntryKind]string{
	script.Choose: "step", script.Narrate: "narration", script.Expect: "expectation", script.Ask: "question",
	script.Mark: "mark", script.Back: "back", script.Chapter: "chapter", script.Unlock: "unlock",
	script.Evidence: "evidence",
}

func event(ev *script.Event) (EventInfo, bool) {
	e := ev.Entry
	if e == nil {
		return EventInfo{Kind: "notice", Notice: ev.Notice}, ev.Notice != ""
	}
	out := EventInfo{Kind: kindWords[e.Kind], Line: e.Line, Notice: ev.Notice, Because: e.Because}
	if ev.Point != nil {
		out.Point = ev.Point.ID()
	}
	if ev.Err != nil {
		out.Problem = ev.Err.Error()
	}
	switch e.Kind {
	case script.Choose:
		out.step(ev)
	case script.Expect:
		held := ev.Err == nil
		out.OK = &held
	case script.Unlock:
		out.Text = e.Text + times(e.N)
	case script.Back:
		out.Text = back(e)
	}
	if out.Text == "" {
		out.Text = e.Text
	}
	for _, a := range e.Answers {
		out.Answers = append(out.Answers, Answer{a.Text, a.Right})
	}
	return out, out.Kind != ""
}

func times(n int) string {
	if n == engine.Any {
		return ""
	}
	return " " + strconv.Itoa(n)
}

func back(e *script.Entry) string {
	if e.Text != "" {
		return e.Text
	}
	return strconv.Itoa(e.N)
}

func (out *EventInfo) step(ev *script.Event) {
	out.Choice = ev.Entry.Choice.Line()
	if ev.Err != nil {
		return
	}
	step := ev.Point.Explain()
	if step == nil {
		return
	}
	said := show.Step(step)
	out.Step, out.Parent, out.Choice = ev.Point.Step, ev.Point.Parent.ID(), step.Choice.Line()
	out.Did, out.Why, out.Phase, out.Source = said.Did, said.Why, said.Phase, said.Source
	for _, y := range step.Whys {
		out.Rules = append(out.Rules, y.Rule)
	}
	for _, m := range step.Sent {
		out.Sent = append(out.Sent, m.Line())
	}
	p := step.From.System().Protocol()
	for _, f := range step.Facts {
		out.Facts = append(out.Facts, FactInfo{f.Kind, string(f.Node), f.Key, f.Value, show.Fact(p, f)})
	}
	out.Fingerprint = hex(ev.Point.World)
}

func hex(w *engine.World) string { return fmt.Sprintf("%016x", w.Fingerprint()) }

func end(p *timeline.Point) EndInfo {
	w := p.World
	out := EndInfo{
		Point: p.ID(), Step: p.Step, Fingerprint: hex(w),
		Nodes: []NodeState{}, InFlight: []string{}, Cut: []string{}, Operations: []OpInfo{},
	}
	for _, n := range w.System().Nodes() {
		s := NodeState{ID: string(n.ID), Up: w.Up(n.ID), Fields: []FieldInfo{}}
		for _, f := range w.Node(n.ID).Fields() {
			s.Fields = append(s.Fields, FieldInfo{f.ID, f.Text, f.Durable})
		}
		out.Nodes = append(out.Nodes, s)
	}
	for _, m := range w.Flight() {
		out.InFlight = append(out.InFlight, m.Line())
	}
	for _, c := range w.Cuts() {
		out.Cut = append(out.Cut, string(c[0])+">"+string(c[1]))
	}
	for _, op := range w.History().Ops() {
		out.Operations = append(out.Operations, OpInfo{op.ID, string(op.Client), op.Name, some(op.Args), op.Outcome.String(), op.Value})
	}
	return out
}
