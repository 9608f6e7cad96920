package engine

import "slices"

// Effects is what a node asks for while it handles an input. The engine
// performs it after Step returns; nothing happens inside Step.
type Effects struct {
	explain bool
	self    NodeID
	sends   []send
	timers  []timerChange
	facts   []Fact
	returns []result
	whys    []Why
	quorums []Quorum
}

type send struct {
	to   NodeID
	body Body
}

type timerChange struct {
	name string
	at   int64 // anyTime, or the reading of the host's own clock
	off  bool
}

type result struct {
	op      string
	outcome Outcome
	value   string
	detail  string
}

// anyTime marks a timer that may fire whenever the scheduler likes.
const anyTime = -1

// Send asks for a message to one node. A message to a node of the same host is
// taken in the same step; any other goes into flight.
func (fx *Effects) Send(to NodeID, body Body) { fx.sends = append(fx.sends, send{to, body}) }

// Broadcast asks for the same message to each of the nodes, in their order.
func (fx *Effects) Broadcast(to []NodeID, body Body) {
	for _, id := range to {
		fx.Send(id, body)
	}
}

// Arm asks for a timer that may fire at any time from now on. Arming an armed
// timer changes nothing but its time.
func (fx *Effects) Arm(name string) {
	fx.timers = append(fx.timers, timerChange{name: name, at: anyTime})
}

// ArmAt asks for a timer that may fire once the host's own clock reads at least t.
func (fx *Effects) ArmAt(name string, t int64) {
	fx.timers = append(fx.timers, timerChange{name: name, at: t})
}

// Disarm takes a timer away.
func (fx *Effects) Disarm(name string) {
	fx.timers = append(fx.timers, timerChange{name: name, off: true})
}

// Fact records something that only an observer sees. Nodes never read facts.
func (fx *Effects) Fact(kind, key, value string) {
	fx.facts = append(fx.facts, Fact{Kind: kind, Node: fx.self, Key: key, Value: value})
}

// Return ends a client operation. Value is what the client is told; detail is
// what only an observer may read of it (a version, a ballot).
func (fx *Effects) Return(op string, outcome Outcome, value, detail string) {
	fx.returns = append(fx.returns, result{op, outcome, value, detail})
}

// Why names the rule that is being applied and what was compared. It costs
// nothing unless somebody asked for an explanation.
func (fx *Effects) Why(rule string, args ...string) {
	if fx.explain {
		// The copy keeps args on the caller's stack when nobody asked.
		fx.whys = append(fx.whys, Why{Rule: rule, Node: fx.self, Args: slices.Clone(args)})
	}
}

// Explaining says whether Why is recorded; use it around arguments that are
// costly to make, never to decide what happens.
func (fx *Effects) Explaining() bool { return fx.explain }

func (fx *Effects) reset(self NodeID) {
	fx.self = self
	fx.sends = fx.sends[:0]
	fx.timers = fx.timers[:0]
	fx.facts = fx.facts[:0]
	fx.returns = fx.returns[:0]
}
