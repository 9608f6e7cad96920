package raft

import (
	"cmp"
	"slices"
	"strings"

	"synod/engine"
	"synod/paxos/members"
)

// Names of the operations; opWatch and opOwn are asked for by the recipe of a
// lock alone.
const (
	opAppend  = "append"
	opRead    = "read"
	opPut     = "put"
	opGet     = "get"
	opPeek    = "peek"
	opGrant   = "grant"
	opLock    = "lock"
	opUnlock  = "unlock"
	opWatch   = "watch"
	opOwn     = "own"
	opPublish = "publish"
	opConsume = "consume"
	opAck     = "ack"
	opNack    = "nack"
	opWrite   = "write"
	opAdd     = "add-member"
	opRemove  = "remove-member"
)

// reads lists the operations that change nothing.
var reads = []string{opRead, opGet, opPeek}

// operation says what one takes, and where there is one.
type operation struct {
	name, machine string // empty: with every machine
	words         []string
	also          string // a last word that there may be
	help          string
}

var operations = []operation{
	{opAppend, machineLast, []string{"value"}, "", "append a value, through S1 or via S2"},
	{opRead, machineLast, nil, "", "read the last committed value, through S1 or via S2"},
	{opPut, machineKeys, []string{"key", "value"}, "owner", "let a key hold a value; owner: if one's key for the lock is still there"},
	{opGet, machineKeys, []string{"key"}, "", "ask what a key holds"},
	{opPeek, machineKeys, []string{"key"}, "", "ask any server what a key holds, as far as it knows"},
	{opGrant, machineKeys, nil, "", "get a lease"},
	{opLock, machineKeys, []string{"lock"}, "", "get a lock, and wait for it if somebody has it"},
	{opUnlock, machineKeys, nil, "", "give the lock back"},
	{opPublish, machineQueue, []string{"message"}, "", "put a message into the queue"},
	{opConsume, machineQueue, nil, "", "be given messages, one at a time"},
	{opAck, machineQueue, nil, "", "be done with the message that one has"},
	{opNack, machineQueue, nil, "", "give the message back that one has"},
	{opWrite, "", []string{"value"}, "", "write to the resource, with the lock or the message that one has"},
	{opAdd, "", []string{"server"}, "", "let a server be a member"},
	{opRemove, "", []string{"server"}, "", "let a server be no member any more"},
}

func calls() (out []engine.CallSpec) {
	for _, o := range operations {
		spec := engine.CallSpec{Name: o.name, Help: o.help, Refuse: func(n engine.Node, args []string) string {
			_, _, problem := n.(client).options(o.name, args)
			return problem
		}}
		for _, word := range o.words {
			spec.Args = append(spec.Args, engine.ArgSpec{Name: word})
		}
		if o.also != "" {
			spec.Args = append(spec.Args, engine.ArgSpec{Name: o.also, Optional: true})
		}
		if o.name != opWrite {
			spec.Args = append(spec.Args, members.ViaArgs("server")...)
		}
		out = append(out, spec)
	}
	return out
}

// options reads a call: put fruit pear via S2; without a server it is S1.
func (c client) options(name string, args []string) (words []string, via engine.NodeID, problem string) {
	o := operations[slices.IndexFunc(operations, func(o operation) bool { return o.name == name })]
	n := len(o.words)
	words, args = args[:n:n], args[n:]
	if o.also != "" && len(args) > 0 && args[0] == o.also {
		words, args = append(words, o.also), args[1:]
	}
	switch {
	case o.machine != "" && o.machine != c.machine:
		return nil, "", "there is no such operation; set machine: " + o.machine
	case name == opAppend && strings.HasPrefix(words[0], entryMembers):
		return nil, "", "'" + words[0] + "' would change the members; append another value"
	case slices.Contains(words, nobody) || slices.Contains(words, nothing):
		return nil, "", "'" + words[len(words)-1] + "' says nothing here; choose another word"
	}
	via, problem = c.servers.Via(args, "server")
	return words, via, cmp.Or(problem, c.cannot(name, words))
}

// cannot says what an operation needs that the client has not got; empty: nothing.
func (c client) cannot(name string, words []string) string {
	switch {
	case name == opGrant && c.lease != "":
		return "it has a lease"
	case name == opLock && c.lease == "":
		return "it has no lease; grant it one first"
	case name == opLock && c.key != "":
		return "it has a key for a lock already"
	case name == opUnlock && c.key == "":
		return "it has no key for a lock"
	case name == opPut && len(words) > 2 && !c.locked:
		return "it has no lock"
	case (name == opAck || name == opNack) && c.message == "":
		return "it has no message"
	case (name == opAdd || name == opRemove) && !c.changes:
		return "the members stay who they are; set members: 3"
	case (name == opAdd || name == opRemove) && !slices.Contains(c.servers, engine.NodeID(words[0])):
		return "there is no server " + words[0] + "; expected " + engine.Nearest(words[0], c.servers.Words(c.servers.All()))
	case name == opWrite && !c.resource:
		return "there is nothing to write to; set resource: true"
	case name == opWrite && c.token() == 0:
		return "it has no lock and no message"
	}
	return ""
}
