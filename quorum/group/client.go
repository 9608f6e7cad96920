package group

import (
	"fmt"
	"slices"
	"strconv"

	"synod/engine"
)

// client stands outside. It remembers what it was told last of the group, and
// asks whoever led then. All of it is volatile.
type client struct {
	*settings
	id    engine.NodeID
	knows config
	waits wait
	told  string // the last answer, for people
}

// wait is the operation a client waits for; the zero value: none.
type wait struct {
	id, name, value string
	via             engine.NodeID
}

const timeout = "timeout"

// Names of the operations.
const (
	opAppend = "append"
	opRead   = "read"
	opLocate = "locate"
)

// Step is one line a message.
func (c client) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return c.call(in.Op, fx)
	case engine.Fire:
		return c.timeout(fx)
	case engine.Crash:
		return client{settings: c.settings, id: c.id, knows: c.first()}
	}
	if !told(in.Body) {
		return c
	}
	if in.Body.Key() != c.waits.id {
		fx.Why("client-late", in.Body.Key())
		return c
	}
	switch b := in.Body.(type) {
	case appended:
		fx.Why("append-done", c.waits.value, strconv.Itoa(b.place))
		return c.end(engine.OK, "at "+strconv.Itoa(b.place), strconv.Itoa(b.place), fx)
	case incomplete:
		fx.Why("append-incomplete", c.waits.value, strconv.Itoa(b.place), string(b.who))
		return c.end(engine.Unknown, "", "error: "+string(b.who)+" did not take it", fx)
	case readOK:
		fx.Why("read-done", b.log.String(), string(in.From))
		return c.end(engine.OK, newest(b.log), b.log.String(), fx)
	case located:
		fx.Why("locate-done", b.config.number(), b.config.text(c.settings))
		c.knows = b.config
		return c.end(engine.OK, leaderName(b.config.leader), b.config.text(c.settings), fx)
	case refused:
		return c.refused(in.From, b, fx)
	}
	return c
}

// newest is what a read of the log as one register returns: the last record.
func newest(log entries) string {
	if len(log) == 0 {
		return "nothing"
	}
	return log[len(log)-1].value
}

func (c client) call(op engine.Op, fx *engine.Effects) client {
	value, via, _ := c.options(op.Name, op.Args)
	c.waits = wait{op.ID, op.Name, value, via}
	fx.Arm(timeout)
	switch op.Name {
	case opAppend:
		fx.Why("client-append", value, string(via))
		fx.Send(via, clientAppend{op.ID, value})
	case opRead:
		fx.Why("client-read", string(via), strconv.Itoa(c.knows.epoch))
		fx.Send(via, clientRead{op.ID, c.knows.epoch})
	default:
		fx.Why("client-locate", c.knows.number())
		fx.Send(c.authority, locate{op.ID})
	}
	return c
}

// refused ends an operation that was certainly not done. The client remembers
// what the refusing member believes, if that is news.
func (c client) refused(from engine.NodeID, b refused, fx *engine.Effects) client {
	fx.Why("client-refused", string(from), b.why)
	if b.config.newer(c.knows) {
		c.knows = b.config
	}
	return c.end(engine.Failed, "", b.why, fx)
}

// timeout gives up. An append may have been taken, or still be; a read has
// changed nothing.
func (c client) timeout(fx *engine.Effects) client {
	outcome, rule := engine.Failed, "read-failed"
	if c.waits.name == opAppend {
		outcome, rule = engine.Unknown, "append-unknown"
	}
	fx.Why(rule, c.waits.name, c.waits.value, string(c.waits.via))
	return c.end(outcome, "", "no answer", fx)
}

func (c client) end(outcome engine.Outcome, value, detail string, fx *engine.Effects) client {
	fx.Return(c.waits.id, outcome, value, detail)
	c.told = c.waits.name + ": " + outcome.String()
	if value != "" {
		c.told = c.waits.name + ": " + value
	}
	c.waits = wait{}
	fx.Disarm(timeout)
	return c
}

// options reads a call: append VALUE [via NODE], read [via NODE], locate. The
// problem is empty if the call can be made.
func (c client) options(name string, args []string) (value string, via engine.NodeID, problem string) {
	via = c.knows.leader
	if name == opAppend {
		value, args = args[0], args[1:]
	}
	switch {
	case value == "nothing":
		return "", "", "'nothing' is what a read says of an empty log; append another value"
	case name == opLocate:
		return "", c.authority, ""
	case len(args) == 0 && via == "":
		return "", "", "the client knows of no leader; write via and a member, or call locate first"
	case len(args) == 0:
		return value, via, ""
	case args[0] != "via":
		return "", "", "'" + args[0] + "' is not understood; expected 'via' and a member"
	case len(args) < 2 || !slices.Contains(c.members, engine.NodeID(args[1])):
		return "", "", "via names no member; expected " + engine.Nearest(lastWord(args[1:]), words(c.members))
	}
	return value, engine.NodeID(args[1]), ""
}

func lastWord(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[len(args)-1]
}

func words(ids []engine.NodeID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

func refuseCall(name string) func(engine.Node, []string) string {
	return func(n engine.Node, args []string) string {
		_, _, problem := n.(client).options(name, args)
		return problem
	}
}

func calls() []engine.CallSpec {
	via := []engine.ArgSpec{{Name: "via", Optional: true}, {Name: "node", Optional: true}}
	return []engine.CallSpec{
		{Name: opAppend, Args: append([]engine.ArgSpec{{Name: "value"}}, via...), Refuse: refuseCall(opAppend),
			Help: "append a record; it goes to the leader that the client knows of, or via R2 to another member"},
		{Name: opRead, Args: via, Refuse: refuseCall(opRead),
			Help: "read what is committed; via R2 asks another member"},
		{Name: opLocate, Help: "ask the authority who leads and who is in sync"},
	}
}

// AppendTo leaves out the settings, which never change.
func (c client) AppendTo(b []byte) []byte {
	b = engine.AppendString(engine.AppendString(c.knows.appendTo(b), c.waits.id), c.waits.name)
	b = engine.AppendString(engine.AppendString(b, c.waits.value), string(c.waits.via))
	return engine.AppendString(b, c.told)
}

// Fields lists what it waits for, what it was last told, and whom it knows.
func (c client) Fields() []engine.Field {
	waits, last := "-", "-"
	if c.waits.id != "" {
		waits = fmt.Sprintf("%s at %s", c.waits.name, c.waits.via)
		if c.waits.value != "" {
			waits = fmt.Sprintf("%s %s at %s", c.waits.name, c.waits.value, c.waits.via)
		}
	}
	if c.told != "" {
		last = c.told
	}
	return []engine.Field{
		{ID: "waits", Text: waits},
		{ID: "told", Text: last},
		{ID: "knows", Text: leaderName(c.knows.leader) + " leads " + c.knows.number()},
	}
}
