package quorum

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/version"
)

// options is what the words of a call say.
type options struct {
	key, value string
	via        engine.NodeID // by default the first of the key's preference list: a client hears of no other ring
	level      string        // how many have to answer; empty: W or R
	blind      bool          // the put says that it has seen nothing
}

// options reads a call: put KEY VALUE, get KEY, delete KEY, and behind that
// [via NODE] [at LEVEL] and for writes [blind]. The problem is empty if the call
// can be made.
func (s *settings) options(name string, args []string) (o options, problem string) {
	write := name != "get"
	o.key, args = args[0], args[1:]
	o.via = s.seats(o.key, s.start)[0].Node
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
			Help:   "write a value; via dev2 names the coordinator, at QUORUM the level, at pw:2 counts of its own, blind leaves the context out",
			Refuse: refuse("put")},
		{Name: "get", Args: append([]engine.ArgSpec{key}, more("via", "node", "at", "level")...),
			Help:   "read a key; via dev2 names the coordinator, at QUORUM the level, at pr:2 counts of its own",
			Refuse: refuse("get")},
		{Name: "delete", Args: append([]engine.ArgSpec{key}, more("via", "node", "at", "level", "blind")...),
			Help:   "delete a key; via, at and blind are as for put",
			Refuse: refuse("delete")},
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
		{Name: "exchange", Args: several[:1], Help: "compare hash trees with another replica", Refuse: refuseExchange},
		{Name: "join", Help: "take a share of the ring", Refuse: refuseJoin},
		{Name: "leave", Help: "give up its share of the ring", Refuse: refuseLeave},
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

func refuseExchange(n engine.Node, args []string) string {
	d := n.(device)
	if with := engine.NodeID(args[0]); with == d.id || !slices.Contains(d.shape.Nodes, with) {
		return "'" + args[0] + "' is no other node; expected " + engine.Nearest(args[0], nodeNames(d.view.without(d.id).members))
	}
	return ""
}

func refuseJoin(n engine.Node, _ []string) string {
	switch d := n.(device); {
	case slices.Contains(d.view.members, d.id):
		return string(d.id) + " has a share of the ring already"
	case d.change.pending():
		return string(d.id) + " is joining"
	}
	return ""
}

func refuseLeave(n engine.Node, _ []string) string {
	switch d := n.(device); {
	case !slices.Contains(d.view.members, d.id):
		return string(d.id) + " has no share of the ring"
	case d.change.pending():
		return string(d.id) + " is leaving"
	case len(d.view.members) <= d.n:
		return "a key needs n = " + strconv.Itoa(d.n) + " nodes, and there are no more"
	}
	return ""
}

// call takes what an operator tells the node. It is done at once; what comes of
// it goes on by messages.
func (d device) call(op engine.Op, fx *engine.Effects) device {
	switch op.Name {
	case "exchange":
		d.exchange(op.ID, engine.NodeID(op.Args[0]), fx)
	case "join":
		d = d.join(op.ID, fx)
	case "leave":
		d = d.leave(fx)
	default:
		d = d.believe(op, fx)
	}
	fx.Return(op.ID, engine.OK, "", "")
	return d
}

// believe is told who is down, or up.
func (d device) believe(op engine.Op, fx *engine.Effects) device {
	for _, a := range op.Args {
		if op.Name == "suspect" {
			d = d.suspect([]engine.NodeID{engine.NodeID(a)}, "told-down", fx)
		} else {
			d = d.trust(engine.NodeID(a))
			fx.Why("told-up", a)
		}
	}
	return d
}
