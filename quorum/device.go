package quorum

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/ring"
	"synod/quorum/version"
)

// device is a node of the ring: a replica of some keys, and the coordinator of
// whatever clients ask it.
type device struct {
	*settings
	id     engine.NodeID
	store  entries         // durable, unless acks are given before it is on disk
	disk   entries         // durable: what is on disk, where that may be less
	owed   []putAck        // volatile: acks to give once it is on disk, sorted
	gone   version.Vector  // durable: how far it had counted for keys that are gone here, by key
	taken  []request       // durable: the newest request taken from each client, sorted
	issued int             // durable: the last timestamp given, where writes have one
	view   view            // durable: who has a share of the ring
	change changing        // durable: the change of the ring that it makes
	down   []engine.NodeID // volatile: whom it believes down, sorted
	ops    []operation     // volatile: what it coordinates, sorted by request
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
	case engine.Call:
		return d.call(in.Op, fx)
	case engine.Fire:
		return d.fire(in.Timer, in.Now, fx)
	case engine.Restart:
		return d.restart(fx)
	case engine.Crash:
		return d.crash(in.Loss)
	}
	d = d.hears(in.From, fx)
	switch m := in.Body.(type) {
	case clientPut:
		return d.clientPut(m, in.Now, fx)
	case clientGet:
		return d.clientGet(m, fx)
	case put:
		return d.put(in.From, m, in.Now, fx)
	case putAck:
		return d.putAck(in.From, m, fx)
	case get:
		return d.get(in.From, m, fx)
	case getReply:
		return d.getReply(in.From, m, fx)
	case getDigest:
		return d.getDigest(in.From, m, fx)
	case digestReply:
		return d.digestReply(in.From, m, fx)
	case repairPut:
		return d.repairPut(in.From, m, in.Now, fx)
	case repairAck:
		return d.repairAck(in.From, m, fx)
	case remove:
		return d.remove(in.From, m, fx)
	case reap:
		return d.reaped(m, fx)
	}
	return d.nodeMessage(in, fx)
}

// nodeMessage is one line a message too, for what no client is behind.
func (d device) nodeMessage(in engine.Input, fx *engine.Effects) device {
	switch m := in.Body.(type) {
	case tree:
		return d.tree(in.From, m, fx)
	case swap:
		return d.swap(in.From, m, in.Now, fx)
	case pull:
		return d.pull(in.From, m, fx)
	case pulled:
		return d.pulled(in.From, m, in.Now, fx)
	case ringUpdate:
		return d.ringUpdate(in.From, m.view, fx)
	case handoff:
		return d.handoff(in.From, m, in.Now, fx)
	case handoffAck:
		return d.handoffAck(in.From, m, fx)
	}
	return d
}

func (d device) fire(timer string, now int64, fx *engine.Effects) device {
	switch timer {
	case handoffTimer:
		return d.handOff(now, fx)
	case speculateTimer:
		return d.speculate(fx)
	case flushTimer:
		return d.flush(fx)
	case reapTimer:
		return d.reapOld(now, fx)
	}
	return d.timeout(now, fx)
}

// crash loses what is in memory, and with the disk all that was ever kept.
func (d device) crash(loss string) device {
	if loss == diskLoss {
		return device{settings: d.settings, id: d.id, taken: d.taken, view: d.view}
	}
	d.down, d.ops, d.owed = nil, nil, nil
	if !d.persistFirst {
		d.store = d.disk
	}
	return d
}

// restart arms what the disk calls for.
func (d device) restart(fx *engine.Effects) device {
	d.armHandoff(fx)
	d.armReap(fx)
	return d
}

func (d device) held(key string) version.Object { return d.store.held(key, "") }

// seat is the first seat of the node on a list.
func (d device) seat(list []ring.Seat) (ring.Seat, bool) {
	i := slices.IndexFunc(list, func(x ring.Seat) bool { return x.Node == d.id })
	if i < 0 {
		return ring.Seat{}, false
	}
	return list[i], true
}

// counted is how far the node has counted its writes of a key, wherever it
// keeps them, and also if it keeps them no more: no write may get the name of
// another.
func (d device) counted(key string) int {
	n := d.gone.At(engine.NodeID(key))
	for _, e := range d.store {
		if e.key == key {
			n = max(n, e.object.Clock.At(d.id))
		}
	}
	return n
}

// drop removes an entry, and remembers how far it had counted.
func (d device) drop(key, seat string) device {
	if n := d.counted(key); n > 0 && d.Scheme != version.LastWriter {
		d.gone = d.gone.With(version.Dot{Node: engine.NodeID(key), Count: n})
	}
	d.store = d.store.without(key, seat)
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
	b = d.gone.AppendTo(d.store.appendTo(b))
	b = engine.AppendInt(d.disk.appendTo(b), int64(len(d.owed)))
	for _, m := range d.owed {
		b = engine.AppendString(engine.AppendString(b, m.id), m.seat)
	}
	b = engine.AppendInt(b, int64(len(d.taken)))
	for _, r := range d.taken {
		b = engine.AppendInt(engine.AppendString(b, string(r.client)), int64(r.number))
	}
	b = engine.AppendInt(b, int64(d.issued))
	b = d.view.appendTo(appendIDs(b, d.down))
	if d.change.pending() {
		b = engine.AppendString(d.change.next.appendTo(b), strings.Join(d.change.waits, ","))
	}
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
		fields = append(fields, engine.Field{ID: e.field(), Text: e.object.String(), Durable: d.onDisk(e)})
	}
	if len(fields) == 0 {
		fields = append(fields, engine.Field{ID: "store", Text: "-", Durable: true})
	}
	if d.Stamps() {
		fields = append(fields, engine.Field{ID: "issued", Text: strconv.Itoa(d.issued), Durable: true})
	}
	if d.believes() {
		fields = append(fields, engine.Field{ID: "down", Text: orDash(join(d.down))})
	}
	if d.view.epoch > 0 || !slices.Contains(d.view.members, d.id) {
		fields = append(fields, engine.Field{ID: "ring", Text: join(d.view.members), Durable: true})
	}
	if d.change.pending() {
		fields = append(fields, engine.Field{ID: "moving", Text: "waits for " + strings.Join(d.change.waits, ", "), Durable: true})
	}
	for i := range d.ops {
		fields = append(fields, engine.Field{ID: d.ops[i].id, Text: d.ops[i].text(d.settings)})
	}
	return fields
}

func appendIDs(b []byte, ids []engine.NodeID) []byte {
	b = engine.AppendInt(b, int64(len(ids)))
	for _, id := range ids {
		b = engine.AppendString(b, string(id))
	}
	return b
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
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
