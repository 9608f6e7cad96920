package quorum

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
	"synod/quorum/version"
)

// start is a state to begin from: what start lines say of nodes and clients, and
// what an observer knows of it.
type start struct {
	devices []device
	clients []client
	facts   []engine.Fact
}

const startLines = "a line such as 'dev2 holds lunch soup {dev2:1}', 'dev5 suspects dev2 dev3' or 'c1 saw lunch {dev2:1}'"

// read takes the lines under start. Whether a run leads to the state is not
// checked: showing what may not happen is a use of it.
func (st *start) read(s *settings, lines []string) error {
	for _, line := range lines {
		if problem := st.line(s, strings.Fields(line)); problem != "" {
			return &engine.ConfigError{Key: "start", Item: line, Err: fmt.Errorf("'%s': %s", line, problem)}
		}
	}
	return nil
}

func (st *start) line(s *settings, words []string) (problem string) {
	if len(words) < 3 {
		return "expected " + startLines
	}
	i := slices.IndexFunc(st.devices, func(d device) bool { return d.id == engine.NodeID(words[0]) })
	j := slices.IndexFunc(st.clients, func(c client) bool { return c.id == engine.NodeID(words[0]) })
	switch verb := words[1]; {
	case i >= 0 && verb == "holds" && len(words) > 3:
		return st.holds(s, i, words[2], strings.Join(words[3:], " "))
	case i >= 0 && verb == "suspects":
		if problem := refuseBelief(st.devices[i], words[2:]); problem != "" {
			return problem
		}
		for _, n := range words[2:] {
			st.devices[i] = st.devices[i].suspect([]engine.NodeID{engine.NodeID(n)}, "", &engine.Effects{})
		}
	case j >= 0 && verb == "saw" && len(words) > 3:
		clock := version.ParseVector(strings.Join(words[3:], " "))
		st.clients[j] = st.clients[j].knowing(words[2], clock)
	default:
		return "expected " + startLines
	}
	return ""
}

// holds puts a version on a node's disk. What its vector counts has been
// written, and the node has seen it.
func (st *start) holds(s *settings, i int, key, text string) (problem string) {
	o := version.ParseObject(s.Scheme, text)
	if o.String() != text || o.Empty() || !s.whole(o) {
		return "'" + text + "' is no version; expected one as the screen shows it, such as " + s.example()
	}
	d := st.devices[i]
	d.store = d.store.with(entry{key: key, object: o})
	if !d.persistFirst {
		d.disk = d.store
	}
	st.devices[i] = d
	st.facts = append(st.facts, engine.Fact{Kind: "took", Node: d.id, Key: key, Value: o.String()})
	writes := o.Clock
	for _, x := range o.Siblings {
		if s.Scheme == version.LastWriter {
			writes = append(writes, x.Dot)
		}
	}
	for _, dot := range writes {
		st.wrote(key, dot, o)
		st.issue(dot)
	}
	return ""
}

// wrote notes, once, that a write was made before the start.
func (st *start) wrote(key string, dot version.Dot, o version.Object) {
	value := o.Siblings[0].Value
	for _, x := range o.Siblings {
		if x.Dot == dot {
			value = x.Value
		}
	}
	f := engine.Fact{Kind: "put", Node: dot.Node, Key: key, Value: "start " + dot.String() + " " + value}
	if !slices.ContainsFunc(st.facts, func(g engine.Fact) bool {
		return g.Kind == f.Kind && g.Key == f.Key && strings.Fields(g.Value)[1] == dot.String()
	}) {
		st.facts = append(st.facts, f)
	}
}

// issue lets nobody give a timestamp again.
func (st *start) issue(dot version.Dot) {
	for i := range st.devices {
		if d := &st.devices[i]; d.id == dot.Node && d.Scheme == version.LastWriter {
			d.issued = max(d.issued, dot.Count)
		}
	}
}

// whole says whether an object names the writes that the scheme needs.
func (s *settings) whole(o version.Object) bool {
	if s.Scheme == version.LastWriter {
		return o.Clock == nil && len(o.Siblings) == 1 && o.Siblings[0].Dot.Count > 0
	}
	if s.Scheme == version.Latest {
		return len(o.Clock) > 0 && len(o.Siblings) == 1 && o.Siblings[0].Time > 0
	}
	return len(o.Clock) > 0 && !slices.ContainsFunc(o.Siblings, func(x version.Sibling) bool {
		return s.Scheme != version.Vectors && x.Dot.Count == 0
	})
}

func (s *settings) example() string {
	switch s.Scheme {
	case version.LastWriter:
		return "soup@dev2:1"
	case version.Latest:
		return "soup@1 {dev2:1}"
	}
	return "soup {dev2:1}"
}
