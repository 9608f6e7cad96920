package quorum

import (
	"slices"

	"synod/engine"
	"synod/quorum/version"
)

// options is what the words of a call say.
type options struct {
	key, value string
	via        engine.NodeID // by default the first node of the key's preference list
	blind      bool          // the put says that it has seen nothing
}

// options reads a call: put KEY VALUE [via NODE] [blind], get KEY [via NODE].
// The problem is empty if the call can be made.
func (s *settings) options(name string, args []string) (o options, problem string) {
	o.key, args = args[0], args[1:]
	if name == "put" {
		o.value, args = args[0], args[1:]
		if o.value == version.Nothing {
			return o, "'nothing' is what a get says of a key that holds nothing; write another value"
		}
	}
	o.via = s.seats(o.key)[0].Node
	if len(args) > 0 && args[0] == "via" {
		if len(args) < 2 || !slices.Contains(s.shape.Nodes, engine.NodeID(args[1])) {
			return o, "via names no node of the ring; expected " + engine.Nearest(second(args), nodeNames(s.shape.Nodes))
		}
		o.via, args = engine.NodeID(args[1]), args[2:]
	}
	if name == "put" && len(args) > 0 && args[0] == "blind" {
		o.blind, args = true, args[1:]
	}
	if len(args) > 0 {
		return o, "'" + args[0] + "' is not understood; expected " + engine.Nearest(args[0], extras(name))
	}
	return o, ""
}

func extras(name string) []string {
	if name == "put" {
		return []string{"via", "blind"}
	}
	return []string{"via"}
}

func second(args []string) string {
	if len(args) < 2 {
		return ""
	}
	return args[1]
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
	via := []engine.ArgSpec{{Name: "via", Optional: true}, {Name: "node", Optional: true}}
	return []engine.CallSpec{
		{Name: "put", Args: append([]engine.ArgSpec{{Name: "key"}, {Name: "value"}}, append(via, engine.ArgSpec{Name: "blind", Optional: true})...),
			Help:   "write a value; via dev2 names the coordinator, blind leaves the context out",
			Refuse: refuse("put")},
		{Name: "get", Args: append([]engine.ArgSpec{{Name: "key"}}, via...),
			Help:   "read a key; via dev2 names the coordinator",
			Refuse: refuse("get")},
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
