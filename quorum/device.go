package quorum

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// device is a node of the ring: a replica of some keys, and the coordinator of
// whatever clients ask it.
type device struct {
	*settings
	id     engine.NodeID
	store  []entry     // durable, sorted by key
	taken  []request   // durable: the newest request taken from each client, sorted
	issued int         // durable: the last timestamp given, where the last writer wins
	ops    []operation // volatile: what it coordinates, sorted by request
}

// entry is a key and what is held under it.
type entry struct {
	key    string
	object Object
}

// request is a client and the number of its operation.
type request struct {
	client engine.NodeID
	number int
}

func parseRequest(id string) request {
	client, number, _ := strings.Cut(id, ".")
	n, _ := strconv.Atoi(number)
	return request{engine.NodeID(client), n}
}

// Step is one line a message.
func (d device) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Fire:
		return d.timeout(fx)
	case engine.Crash:
		d.ops = nil
		return d
	}
	switch m := in.Body.(type) {
	case clientPut:
		return d.clientPut(m, in.Now, fx)
	case clientGet:
		return d.clientGet(m, fx)
	case put:
		return d.put(in.From, m, fx)
	case putAck:
		return d.putAck(in.From, m, fx)
	case get:
		return d.get(in.From, m, fx)
	case getReply:
		return d.getReply(in.From, m, fx)
	case repairPut:
		return d.repairPut(in.From, m, fx)
	case repairAck:
		return d.repairAck(in.From, m, fx)
	}
	return d
}

func (d device) held(key string) Object {
	for _, e := range d.store {
		if e.key == key {
			return e.object
		}
	}
	return Object{}
}

func (d device) holding(key string, o Object) device {
	i, found := slices.BinarySearchFunc(d.store, key, func(e entry, k string) int { return cmp.Compare(e.key, k) })
	if found {
		d.store = slices.Clone(d.store)
		d.store[i].object = o
		return d
	}
	d.store = slices.Insert(slices.Clone(d.store), i, entry{key, o})
	return d
}

// took says whether the request, or a later one of its client, was taken before.
func (d device) took(id string) bool {
	r := parseRequest(id)
	return slices.ContainsFunc(d.taken, func(t request) bool { return t.client == r.client && t.number >= r.number })
}

func (d device) taking(id string) device {
	r := parseRequest(id)
	i, found := slices.BinarySearchFunc(d.taken, r, func(a, b request) int { return cmp.Compare(a.client, b.client) })
	d.taken = slices.Clone(d.taken)
	if found {
		d.taken[i] = r
	} else {
		d.taken = slices.Insert(d.taken, i, r)
	}
	return d
}

// AppendTo leaves out the settings, which never change.
func (d device) AppendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(d.store)))
	for _, e := range d.store {
		b = e.object.appendTo(engine.AppendString(b, e.key))
	}
	b = engine.AppendInt(b, int64(len(d.taken)))
	for _, r := range d.taken {
		b = engine.AppendInt(engine.AppendString(b, string(r.client)), int64(r.number))
	}
	b = engine.AppendInt(b, int64(d.issued))
	b = engine.AppendInt(b, int64(len(d.ops)))
	for i := range d.ops {
		b = d.ops[i].appendTo(b)
	}
	return b
}

// Fields lists the keys it holds and then what it coordinates. Which requests
// it has taken is left out: it stands for the clients' connections.
func (d device) Fields() []engine.Field {
	var fields []engine.Field
	for _, e := range d.store {
		fields = append(fields, engine.Field{ID: e.key, Text: e.object.String(), Durable: true})
	}
	if len(fields) == 0 {
		fields = append(fields, engine.Field{ID: "store", Text: "-", Durable: true})
	}
	if d.Versioning == LastWriter {
		fields = append(fields, engine.Field{ID: "issued", Text: strconv.Itoa(d.issued), Durable: true})
	}
	for i := range d.ops {
		fields = append(fields, engine.Field{ID: d.ops[i].id, Text: d.ops[i].text(d.settings)})
	}
	return fields
}

// names lists what nodes a list speaks of.
func names[T any](list []T, id func(T) engine.NodeID) string {
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = string(id(x))
	}
	return strings.Join(words, " ")
}

func join(ids []engine.NodeID) string {
	return names(ids, func(id engine.NodeID) engine.NodeID { return id })
}
