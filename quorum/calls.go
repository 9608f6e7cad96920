package quorum

import (
	"slices"
	"strings"

	"synod/engine"
	"synod/quorum/version"
)

// options is what the words of a call say.
type options struct {
	key, value string
	via        engine.NodeID // by default the first node of the key's preference list
	level      string        // how many have to answer; empty: W or R
	blind      bool          // the put says that it has seen nothing
}

// options reads a call: put KEY VALUE, get KEY, delete KEY, and behind that
// [via NODE] [at LEVEL] and for writes [blind]. The problem is empty if the call
// can be made.
func (s *settings) options(name string, args []string) (o options, problem string) {
	write := name != "get"
	o.key, args = args[0], args[1:]
	o.via = s.seats(o.key)[0].Node
	switch {
	case name == "put":
		o.value, args = args[0], args[1:]
	case write:
		o.value = version.Deleted
	}
	if name == "put" && (o.value == version.Nothing || o.value == version.Deleted) {
		return o, "'" + o.value + "' is what the store says of a key; write another value"
	}
	for len(args) > 0 && problem == "" {
		switch {
		case args[0] == "via":
			o.via, problem = s.node(args[1:])
		case args[0] == "at" && len(args) > 1:
			o.level, problem = args[1], s.refuseLevel(args[1], write)
		case args[0] == "at":
			problem = "at names no level; expected one of " + strings.Join(levels, ", ")
		case args[0] == "blind" && write:
			o.blind, args = true, args[1:]
			continue
		default:
			return o, "'" + args[0] + "' is not understood; expected " + engine.Nearest(args[0], extras(write))
		}
		args = args[min(2, len(args)):]
	}
	return o, problem
}

// node is the node that a list of words begins with.
func (s *settings) node(words []string) (id engine.NodeID, problem string) {
	if len(words) > 0 && slices.Contains(s.shape.Nodes, engine.NodeID(words[0])) {
		return engine.NodeID(words[0]), ""
	}
	word := ""
	if len(words) > 0 {
		word = words[0]
	}
	return "", "via names no node of the ring; expected " + engine.Nearest(word, nodeNames(s.shape.Nodes))
}

func extras(write bool) []string {
	if write {
		return []string{"via", "at", "blind"}
	}
	return []string{"via", "at"}
}

func nodeNames(nodes []engine.NodeID) []string {
	out := make([]string, len(nodes))
	for i, id := range nodes {
		out[i] = string(id)
	}
	return out
}

func refuse(name string) func(engine.Node, []string) string {
	return func(n engine.Node, args []string) string {
		_, problem := n.(client).options(name, args)
		return problem
	}
}

func calls() []engine.CallSpec {
	more := func(words ...string) (args []engine.ArgSpec) {
		for _, w := range words {
			args = append(args, engine.ArgSpec{Name: w, Optional: true})
		}
		return args
	}
	key := engine.ArgSpec{Name: "key"}
	return []engine.CallSpec{
		{Name: "put", Args: append([]engine.ArgSpec{key, {Name: "value"}}, more("via", "node", "at", "level", "blind")...),
			Help:   "write a value; via dev2 names the coordinator, at QUORUM the level, blind leaves the context out",
			Refuse: refuse("put")},
		{Name: "get", Args: append([]engine.ArgSpec{key}, more("via", "node", "at", "level")...),
			Help:   "read a key; via dev2 names the coordinator, at QUORUM the level",
			Refuse: refuse("get")},
		{Name: "forget", Help: "start afresh: forget what it has seen, and what it has counted"},
	}
}

// nodeCalls are what an operator, or a detector of failures, tells a node.
func nodeCalls() []engine.CallSpec {
	node := engine.ArgSpec{Name: "node", Optional: true}
	several := []engine.ArgSpec{{Name: "node"}, node, node, node, node, node, node, node}
	return []engine.CallSpec{
		{Name: "suspect", Args: several, Help: "believe nodes down", Refuse: refuseBelief},
		{Name: "trust", Args: several, Help: "believe nodes up", Refuse: refuseBelief},
	}
}

func refuseBelief(n engine.Node, args []string) string {
	d := n.(device)
	if !d.believes() {
		return "with stand-in: none it makes no difference who is believed down; expected stand-in: fallback or hint"
	}
	for _, a := range args {
		if !slices.Contains(d.shape.Nodes, engine.NodeID(a)) {
			return "there is no node '" + a + "'; expected " + engine.Nearest(a, nodeNames(d.shape.Nodes))
		}
	}
	return ""
}

// call takes what an operator tells the node.
func (d device) call(op engine.Op, fx *engine.Effects) device {
	for _, a := range op.Args {
		n := engine.NodeID(a)
		if op.Name == "suspect" {
			d = d.suspect([]engine.NodeID{n}, "told-down", fx)
		} else {
			d = d.trust(n)
			fx.Why("told-up", a)
		}
	}
	fx.Return(op.ID, engine.OK, orDash(join(d.down)), "")
	return d
}
