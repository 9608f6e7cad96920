package zab

import (
	"slices"

	"synod/engine"
	"synod/paxos/members"
)

// AppendTo leaves out the cluster, which never changes.
func (k locker) AppendTo(b []byte) []byte {
	for _, s := range []string{string(k.via), k.op.ID, k.op.Name, k.session, k.lock, k.mine.guid, k.other, k.told} {
		b = engine.AppendString(b, s)
	}
	for _, n := range []int{int(k.step), k.sent, k.tries, k.mine.number} {
		b = engine.AppendInt(b, int64(n))
	}
	return engine.AppendBool(b, k.locked)
}

// Fields lists what it waits for, and what it believes to have.
func (k locker) Fields() []engine.Field {
	fields := []engine.Field{{ID: "waits", Text: "-"}, {ID: "session", Text: "-"}, {ID: "node", Text: "-"}, {ID: "told", Text: "-"}}
	switch {
	case k.step == waiting:
		fields[0].Text = "for " + k.other + " to go"
	case k.step == storing:
		fields[0].Text = k.op.Name + " at D1"
	case k.step != idle:
		fields[0].Text = k.op.Name + " at " + string(k.via)
	}
	if k.session != "" {
		fields[1].Text = k.session
	}
	if k.mine.number > 0 {
		fields[2].Text = k.mine.path()
	}
	if k.locked {
		fields[2].Text += ", has the lock"
	}
	if k.told != "" {
		fields[3].Text = k.told
	}
	return fields
}

// split reads a call: lock door via p2; without a peer it stays with the one that
// it is connected to.
func (k locker) split(name string, args []string) (word string, via engine.NodeID, problem string) {
	if name == opLock || name == opStore {
		word, args = args[0], args[1:]
	}
	if len(args) == 0 {
		return word, k.via, ""
	}
	via, problem = k.peers.Via(args, "peer")
	return word, via, problem
}

// refuse says why it cannot take an operation; empty: it can.
func (k locker) refuse(name string, args []string) string {
	_, _, problem := k.split(name, args)
	switch {
	case problem != "":
		return problem
	case name == opConnect && k.session != "":
		return "it has a session"
	case name != opConnect && k.session == "":
		return "it has no session"
	case name == opLock && k.mine.number > 0:
		return "it has a node for the lock already"
	case name == opUnlock && k.mine.number == 0:
		return "it has no node for a lock"
	case name == opStore && !k.resource:
		return "there is nothing to write to; set resource: true"
	case name == opStore && !k.locked:
		return "it holds no lock"
	}
	return ""
}

// lockCalls are the operations where there is a tree.
func lockCalls() (out []engine.CallSpec) {
	words := map[bool][]engine.ArgSpec{true: {{Name: "word"}}}
	for _, o := range []struct {
		name, help string
		word       bool
	}{
		{opLock, "get a lock, through p1 or via p2, and wait for it if somebody has it", true},
		{opUnlock, "give the lock back", false},
		{opStore, "write to the resource D1, with the lock that it has", true},
		{opConnect, "open a session, where the last one has expired", false},
	} {
		out = append(out, engine.CallSpec{Name: o.name, Help: o.help,
			Args: append(slices.Clone(words[o.word]), members.ViaArgs("peer")...),
			Refuse: func(n engine.Node, args []string) string {
				k, is := n.(locker)
				if !is {
					return "there are no locks; set tree: true"
				}
				return k.refuse(o.name, args)
			}})
	}
	return out
}
