package naive

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/version"
)

// next is the timer with which a front writes to the next node.
const next = "next"

// front is where puts and gets are called. All that it knows is in its memory.
type front struct {
	c    *cluster
	op   string // the operation that it works on
	put  bool
	pair        // of a put; of a get the key
	done int    // put: so many nodes have been written to
	says []pair // get: by node, what it has replied
}

// Step is one line an input.
func (f front) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return f.call(in.Op, fx)
	case engine.Fire:
		return f.writeNext(fx)
	case engine.Crash:
		return front{c: f.c}
	case engine.Deliver:
		if m, ok := in.Body.(reply); ok {
			return f.reply(in.From, m, fx)
		}
	}
	return f
}

func (f front) call(op engine.Op, fx *engine.Effects) front {
	f = front{c: f.c, op: op.ID, put: op.Name == "put", pair: pair{key: op.Args[0]}}
	if f.put {
		f.value = op.Args[1]
		return f.writeNext(fx)
	}
	fx.Why("ask-all", f.key)
	fx.Broadcast(f.c.nodes, read{f.op, f.key})
	return f
}

// writeNext writes to one node more. After the last the put is done: nobody has
// said that anything arrived.
func (f front) writeNext(fx *engine.Effects) front {
	to := f.c.nodes[f.done]
	fx.Send(to, write(f.pair))
	f.done++
	if f.done < len(f.c.nodes) {
		fx.Why("write-one", f.key, f.value, string(to), strconv.Itoa(f.done), strconv.Itoa(len(f.c.nodes)))
		fx.Arm(next)
		return f
	}
	fx.Why("write-last", f.key, f.value, string(to))
	fx.Disarm(next)
	fx.Fact("finished", f.key, f.value)
	fx.Return(f.op, engine.OK, f.value, "")
	return front{c: f.c}
}

// reply takes the first value that comes, or once all nodes have replied the one
// with the smallest hash.
func (f front) reply(from engine.NodeID, m reply, fx *engine.Effects) front {
	if m.id != f.op || f.said(from) {
		fx.Why("reply-late", string(from))
		return f
	}
	i, _ := slices.BinarySearchFunc(f.says, string(from), func(p pair, n string) int { return cmp.Compare(p.key, n) })
	f.says = slices.Insert(slices.Clone(f.says), i, pair{string(from), m.value})
	all := len(f.says) == len(f.c.nodes)
	switch {
	case f.c.smallest && !all:
		fx.Why("wait-for-all", string(from), m.value, strconv.Itoa(len(f.says)), strconv.Itoa(len(f.c.nodes)))
		return f
	case f.c.smallest:
		value := smallest(f.says)
		fx.Why("smallest-hash", value, said(f.says))
		return f.answer(value, fx)
	case m.value != nothing:
		fx.Why("first-value", m.value, string(from))
		return f.answer(m.value, fx)
	case all:
		fx.Why("nobody-has-it", f.key)
		return f.answer(nothing, fx)
	}
	fx.Why("ask-on", string(from))
	return f
}

func (f front) answer(value string, fx *engine.Effects) front {
	fx.Fact("answered", f.key, f.op+" "+value)
	fx.Return(f.op, engine.OK, value, "")
	return front{c: f.c}
}

func (f front) said(n engine.NodeID) bool {
	return slices.ContainsFunc(f.says, func(p pair) bool { return p.key == string(n) })
}

// smallest is the value whose hash is smallest; nothing has none.
func smallest(says []pair) string {
	best := nothing
	for _, p := range says {
		if p.value != nothing && (best == nothing || hash(p.value) < hash(best)) {
			best = p.value
		}
	}
	return best
}

func hash(value string) string { return version.Digest([]byte(value)) }

// said lists what was replied, with the hashes.
func said(says []pair) string {
	var parts []string
	for _, p := range says {
		part := p.key + " " + p.value
		if p.value != nothing {
			part += " (" + hash(p.value) + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

// AppendTo leaves out the cluster, which never changes.
func (f front) AppendTo(b []byte) []byte {
	b = engine.AppendBool(engine.AppendString(b, f.op), f.put)
	b = engine.AppendString(engine.AppendString(b, f.key), f.value)
	return appendPairs(engine.AppendInt(b, int64(f.done)), f.says)
}

// Fields says what it works on.
func (f front) Fields() []engine.Field {
	work := "-"
	switch {
	case f.put:
		work = "put " + f.key + " " + f.value + ", written to " + strconv.Itoa(f.done) + " of " + strconv.Itoa(len(f.c.nodes))
	case f.op != "":
		work = "get " + f.key + ", replies of " + strconv.Itoa(len(f.says))
	}
	return []engine.Field{{ID: "work", Text: work}}
}
