package quorum

import (
	"cmp"
	"slices"
	"strings"

	"synod/engine"
	"synod/quorum/version"
)

// client stands outside the store. It remembers for each key the vector that
// came with the last answer, and sends it along with its next put, so that the
// store can tell what the client had seen. All of it is volatile.
type client struct {
	*settings
	id       engine.NodeID
	waits    wait
	contexts []context      // sorted by key
	counts   version.Vector // where clients count: its writes, by key
	told     string         // the last answer, for people
}

// wait is the operation a client waits for; the zero value: none.
type wait struct {
	id, key string
	name    string // put, get or delete
	via     engine.NodeID
	over    version.Vector // delete: what it replaces
}

func (w wait) write() bool { return w.name != "get" }

// context is what the client knows of a key.
type context struct {
	key   string
	clock version.Vector
}

// Step is one line a message.
func (c client) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return c.call(in.Op, fx)
	case engine.Fire:
		return c.timeout(fx)
	case engine.Crash:
		return client{settings: c.settings, id: c.id}
	}
	switch m := in.Body.(type) {
	case putOK:
		return c.putOK(in.From, m, fx)
	case getOK:
		return c.getOK(m, fx)
	case noQuorum:
		return c.noQuorum(in.From, m, fx)
	case refused:
		return c.refused(in.From, m, fx)
	}
	return c
}

func (c client) call(op engine.Op, fx *engine.Effects) client {
	if op.Name == "forget" {
		fx.Why("client-forgets")
		fx.Return(op.ID, engine.OK, "", "")
		return client{settings: c.settings, id: c.id}
	}
	o, _ := c.options(op.Name, op.Args)
	c.waits = wait{id: op.ID, key: o.key, name: op.Name, via: o.via}
	fx.Arm(timer)
	if !c.waits.write() {
		fx.Why("client-get", o.key, string(o.via))
		fx.Send(o.via, clientGet{op.ID, o.key, o.level})
		return c
	}
	m := clientPut{id: op.ID, key: o.key, value: o.value, level: o.level, blind: c.Scheme == version.LastWriter}
	if !o.blind && !m.blind {
		m.context = c.context(o.key)
	}
	if c.Scheme == version.Clients {
		c.counts = c.counts.Bump(engine.NodeID(o.key))
		m.count = c.counts.At(engine.NodeID(o.key))
	}
	if op.Name == "delete" {
		c.waits.over = m.context
	}
	c.whyPut(m, o.via, fx)
	fx.Send(o.via, m)
	return c
}

func (c client) whyPut(m clientPut, via engine.NodeID, fx *engine.Effects) {
	rule := "client-put"
	switch {
	case m.value == version.Deleted:
		rule = "client-delete"
	case m.blind:
		rule = "client-put-lww"
	case m.count > 0:
		rule = "client-put-count"
	case len(m.context) == 0:
		rule = "client-put-blind"
	}
	if fx.Explaining() {
		fx.Why(rule, m.key, m.value, string(via), m.context.String())
	}
}

func (c client) putOK(from engine.NodeID, m putOK, fx *engine.Effects) client {
	if m.id != c.waits.id {
		fx.Why("client-late", m.id)
		return c
	}
	if c.Scheme == version.Clients {
		from = c.id
	}
	if c.waits.name == "delete" {
		return c.deleted(m, fx)
	}
	fx.Return(m.id, engine.OK, m.object.Live(), c.Written(m.object, from).String())
	return c.hear(m.object, "put-done", fx)
}

// deleted ends a delete. An observer is told what it replaced: a timestamp, or
// what the client had seen, or where replicas forget all that there was.
func (c client) deleted(m putOK, fx *engine.Effects) client {
	detail := c.waits.over.String()
	switch {
	case c.Scheme == version.LastWriter:
		detail = m.object.Siblings[0].Dot.String()
	case !c.tombstones:
		detail = m.object.Clock.String()
	}
	fx.Return(m.id, engine.OK, version.Nothing, detail)
	return c.hear(m.object, "delete-done", fx)
}

func (c client) getOK(m getOK, fx *engine.Effects) client {
	if m.id != c.waits.id {
		fx.Why("client-late", m.id)
		return c
	}
	fx.Return(m.id, engine.OK, m.object.Live(), m.object.String())
	return c.hear(m.object, "get-done", fx)
}

// hear ends an operation with what the store told of the key.
func (c client) hear(o version.Object, rule string, fx *engine.Effects) client {
	key := c.waits.key
	if fx.Explaining() {
		fx.Why(rule, key, o.Live())
	}
	c.told = c.waits.name + " " + key + ": " + o.Live()
	if c.Scheme != version.LastWriter {
		if fx.Explaining() {
			fx.Why("keep-context", key, o.Clock.String())
		}
		c = c.knowing(key, o.Clock)
	}
	return c.rest(fx)
}

// noQuorum ends an operation that the coordinator gave up.
func (c client) noQuorum(from engine.NodeID, m noQuorum, fx *engine.Effects) client {
	if m.id != c.waits.id {
		fx.Why("client-late", m.id)
		return c
	}
	return c.giveUp(string(from)+" has no quorum", fx)
}

func (c client) timeout(fx *engine.Effects) client {
	if c.waits.id == "" {
		return c
	}
	return c.giveUp("no answer from "+string(c.waits.via), fx)
}

// refused ends an operation that the coordinator did not begin.
func (c client) refused(from engine.NodeID, m refused, fx *engine.Effects) client {
	if m.id != c.waits.id {
		fx.Why("client-late", m.id)
		return c
	}
	rule := "get-failed"
	if c.waits.write() {
		rule = "put-refused"
	}
	return c.failed(rule, engine.Failed, string(from)+" refuses it", fx)
}

// giveUp tells the truth: a read that got no answer has failed, and changed
// nothing; a write may be on some replicas, or still arrive there. This is the
// rule unknown-is-not-failed.
func (c client) giveUp(why string, fx *engine.Effects) client {
	switch {
	case !c.waits.write():
		return c.failed("get-failed", engine.Failed, why, fx)
	case !c.honest:
		return c.failed("put-called-failed", engine.Failed, why, fx)
	}
	return c.failed("put-unknown", engine.Unknown, why, fx)
}

func (c client) failed(rule string, outcome engine.Outcome, why string, fx *engine.Effects) client {
	fx.Why(rule, c.waits.key, why)
	fx.Return(c.waits.id, outcome, "", why)
	c.told = c.waits.name + " " + c.waits.key + ": " + outcome.String()
	return c.rest(fx)
}

func (c client) rest(fx *engine.Effects) client {
	c.waits = wait{}
	fx.Disarm(timer)
	return c
}

func (c client) context(key string) version.Vector {
	for _, k := range c.contexts {
		if k.key == key {
			return k.clock
		}
	}
	return nil
}

func (c client) knowing(key string, clock version.Vector) client {
	i, found := slices.BinarySearchFunc(c.contexts, key, func(k context, s string) int { return cmp.Compare(k.key, s) })
	c.contexts = slices.Clone(c.contexts)
	if found {
		c.contexts[i].clock = clock
	} else {
		c.contexts = slices.Insert(c.contexts, i, context{key, clock})
	}
	return c
}

// AppendTo leaves out the settings, which never change.
func (c client) AppendTo(b []byte) []byte {
	b = engine.AppendString(engine.AppendString(b, c.waits.id), c.waits.key)
	b = engine.AppendString(engine.AppendString(b, c.waits.name), string(c.waits.via))
	b = engine.AppendInt(b, int64(len(c.contexts)))
	for _, k := range c.contexts {
		b = k.clock.AppendTo(engine.AppendString(b, k.key))
	}
	b = c.waits.over.AppendTo(b)
	return engine.AppendString(c.counts.AppendTo(b), c.told)
}

// Fields lists what it waits for, what it was last told, and its contexts.
func (c client) Fields() []engine.Field {
	waits, told, contexts := "-", "-", "-"
	if c.waits.id != "" {
		waits = c.waits.name + " " + c.waits.key + " via " + string(c.waits.via)
	}
	if c.told != "" {
		told = c.told
	}
	var known []string
	for _, k := range c.contexts {
		known = append(known, k.key+" "+k.clock.String())
	}
	if len(known) > 0 {
		contexts = strings.Join(known, ", ")
	}
	fields := []engine.Field{{ID: "waits", Text: waits}, {ID: "told", Text: told}}
	if c.Scheme != version.LastWriter {
		fields = append(fields, engine.Field{ID: "context", Text: contexts})
	}
	if c.Scheme == version.Clients {
		fields = append(fields, engine.Field{ID: "counts", Text: c.counts.String()})
	}
	return fields
}
