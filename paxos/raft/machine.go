package raft

import (
	"strings"

	"synod/engine"
)

// machine is the replicated state machine: what the committed part of a log led
// to. Servers that executed the same log have the same. It is never changed in
// place. Where there is none the state is the last entry that says something.
type machine interface {
	// apply executes the entry at an index, and says what it gave.
	apply(index int, value string) (machine, string)
	// read is what a read gives.
	read(op string, args []string) string
	// leased lists the clients that the leader would miss, each once.
	leased() []engine.NodeID
	// table is what a panel shows of it.
	table() engine.Table
	// String is what a person sees of it, and appendTo all of it.
	String() string
	appendTo(b []byte) []byte
}

// Names of the machines.
const (
	machineLast  = "last"
	machineKeys  = "keys"
	machineQueue = "queue"
)

var machines = []string{machineLast, machineKeys, machineQueue}

// command is an entry's value as a machine reads it: put:fruit:pear.
type command []string

func parseCommand(value string) command { return strings.Split(value, ":") }

// arg is the i-th word after the operation's name; empty if there is none.
func (c command) arg(i int) string {
	if i+1 < len(c) {
		return c[i+1]
	}
	return ""
}

// commandOf is the value of the entry that a request asks for.
func (c *cluster) commandOf(m request) string {
	if c.start == nil {
		return m.args
	}
	return strings.Join(append([]string{m.op}, strings.Fields(m.args)...), ":")
}

// execute gives the next committed entry to the machine.
func (s server) execute(index int, fx *engine.Effects) (server, string) {
	value := s.log[index-1].value
	if s.state == nil {
		return s, value
	}
	after, result := s.state.apply(index, value)
	if s.role == leader {
		s.observeState(s.state, after, fx)
	}
	s.state = after
	return s, result
}

// observeState lets an observer see what an entry did to the state.
func (s server) observeState(before, after machine, fx *engine.Effects) {
	switch after := after.(type) {
	case keys:
		for _, p := range after.owners() {
			fx.Fact(factOwner, tokenOf(p), p.key)
		}
	case queue:
		s.observeQueue(before.(queue), after, fx)
	}
}

// effects is what a leader alone does about a change of the state: it minds who
// may be missed, and delivers what has been given out.
func (s server) effects(before machine, fx *engine.Effects) {
	if s.state == nil || s.role != leader {
		return
	}
	s.mind(before, s.state, fx)
	if q, is := s.state.(queue); is {
		s.deliver(before.(queue), q, fx)
	}
}
