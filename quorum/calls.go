package quorum

import (
	"slices"

	"synod/engine"
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
		if o.value == Nothing {
			return o, "'nothing' is what a get says of a key that holds nothing; write another value"
		}
	}
	o.via = s.replicas(o.key)[0]
	if len(args) > 0 && args[0] == "via" {
		if len(args) < 2 || !slices.Contains(s.ring, engine.NodeID(args[1])) {
			return o, "via names no node of the ring; expected " + engine.Nearest(second(args), s.ring.names())
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

func (r ring) names() []string {
	out := make([]string, len(r))
	for i, id := range r {
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
