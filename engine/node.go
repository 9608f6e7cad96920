package engine

// NodeID names one role instance, such as A1, P2 or dev3.
type NodeID string

// HostID names the process a node lives in. By default each node has a host
// of its own, of the same name.
type HostID string

// Node is the state of one role instance: an immutable value.
//
// Implement it on a struct with a value receiver, so that Step edits its own
// copy. Hold no maps, and replace slices instead of appending to them in place.
type Node interface {
	// AppendTo appends the canonical encoding. Two values of the same node are
	// equal exactly when their encodings are.
	AppendTo(b []byte) []byte
	// Step handles one input and returns the next value. It depends on nothing
	// but the receiver and the input; what it wants done it asks of fx.
	Step(in Input, fx *Effects) Node
	// Fields lists what a person may see of the node, in a fixed order.
	Fields() []Field
}

// Field is one line of a node's state as people see it.
type Field struct {
	ID      string // label id, such as "promised"
	Text    string // canonical ASCII text; "-" when there is nothing yet
	Durable bool   // survives a crash that loses what is volatile
}

// Body is what a message says. Kind and Key are part of the message's address;
// Text is the rest. Together they must say everything: two bodies with the same
// kind, key and text are the same message.
type Body interface {
	Kind() string // declared in Protocol.Kinds, such as "promise"
	Key() string  // ballot, slot or request; one word, may be empty
	Text() string // what else it says, canonical ASCII, may be empty
}

// InputKind says what happens to a node.
type InputKind uint8

// The kinds of input.
const (
	Deliver InputKind = iota // a message arrives: From and Body
	Fire                     // a timer that the node armed goes off: Timer
	Call                     // a client calls an operation: Op
	Crash                    // the host goes down: Loss says what is lost. Effects are ignored
	Restart                  // the host is back, with what the crash left
)

// Input is one thing that happens to a node.
type Input struct {
	Kind  InputKind
	Self  NodeID
	From  NodeID // Deliver
	Body  Body   // Deliver
	Timer string // Fire
	Op    Op     // Call
	Loss  string // Crash: the id of a declared Loss
	Now   int64  // the host's clock, if the role declares that it reads it; else 0
}

// AppendString appends s with its length, so that encodings never run together.
func AppendString(b []byte, s string) []byte {
	return append(AppendInt(b, int64(len(s))), s...)
}

// AppendInt appends n in a form of its own length.
func AppendInt(b []byte, n int64) []byte {
	u := uint64(n)<<1 ^ uint64(n>>63)
	for u >= 0x80 {
		b = append(b, byte(u)|0x80)
		u >>= 7
	}
	return append(b, byte(u))
}

// AppendBool appends one byte.
func AppendBool(b []byte, v bool) []byte {
	if v {
		return append(b, 1)
	}
	return append(b, 0)
}
