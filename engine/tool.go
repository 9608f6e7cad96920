package engine

import (
	"fmt"
	"slices"
	"strings"
)

// Tool is a calculation that a protocol offers beside its worlds, such as the
// arithmetic of quorums: parameters in, a document to show and data out. The
// command line makes a subcommand of each.
type Tool struct {
	Name string
	// Help is what the tool says about itself: one line; a text; and, behind a
	// line "Examples:", command lines.
	Help   string
	Params []Param
	// Run answers a call whose settings have been checked against Params. A
	// ConfigError names the parameter that is at fault.
	Run func(ToolCall) (ToolAnswer, error)
}

// ToolCall is what a tool is asked.
type ToolCall struct {
	Config
	// Report says how much of a long calculation is done, from 0 to 1, and
	// learns whether to go on. It is never nil, and may be called by several at
	// once only if the tool sees to it.
	Report func(done float64) bool
}

// ToolAnswer is what a tool found.
type ToolAnswer struct {
	Doc  Doc
	Data any // for programs: it can be written as JSON
	// Stopped says that Report told the tool to stop: what it found is about
	// less than it was asked.
	Stopped bool
}

// Ask runs the tool with settings, once they have been held against Params.
func (t *Tool) Ask(settings []Setting, report func(done float64) bool) (ToolAnswer, error) {
	for i, s := range settings {
		p := t.Param(s.Name)
		if p == nil {
			return ToolAnswer{}, misfit("params", s.Name, "%s has no parameter '%s'; expected %s", t.Name, s.Name, Nearest(s.Name, t.paramNames()))
		}
		if slices.ContainsFunc(settings[:i], func(o Setting) bool { return o.Name == s.Name }) {
			return ToolAnswer{}, misfit("params", s.Name, "it is given twice")
		}
		if err := p.check(s.Values); err != nil {
			return ToolAnswer{}, &ConfigError{"params", s.Name, err}
		}
	}
	if report == nil {
		report = func(float64) bool { return true }
	}
	return t.Run(ToolCall{Config{Settings: settings, params: t.Params}, report})
}

// Param finds a parameter by its name.
func (t *Tool) Param(name string) *Param {
	for i := range t.Params {
		if t.Params[i].Name == name {
			return &t.Params[i]
		}
	}
	return nil
}

func (t *Tool) paramNames() []string {
	var names []string
	for _, p := range t.Params {
		names = append(names, p.Name)
	}
	return names
}

// Topic takes the tool's help apart.
func (t *Tool) Topic() (short, text, examples string) {
	short, rest, _ := strings.Cut(t.Help, "\n")
	text, examples, _ = strings.Cut(rest, "\nExamples:\n")
	return short, strings.Trim(text, "\n"), strings.TrimRight(examples, "\n")
}

// Misfit is a ConfigError about one parameter of a tool.
func (c ToolCall) Misfit(param, format string, args ...any) error {
	return &ConfigError{"params", param, fmt.Errorf(format, args...)}
}

// Tools lists the tools of all protocols, in their order.
func (r Registry) Tools() []*Tool {
	var all []*Tool
	for _, p := range r {
		for i := range p.Tools {
			all = append(all, &p.Tools[i])
		}
	}
	return all
}
