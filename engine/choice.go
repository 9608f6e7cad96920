package engine

import (
	"strconv"
	"strings"
)

// Verb is what a choice does.
type Verb uint8

// The verbs of the language.
const (
	NoVerb Verb = iota
	DeliverMsg
	DropMsg
	DupMsg
	CrashHost
	RestartHost
	FireTimer
	CutLink
	HealLink
	PartitionHosts
	AdvanceClock
	CallOp
	Wait
)

var verbWords = [...]string{"", "deliver", "drop", "dup", "crash", "restart", "fire", "cut", "heal", "partition", "clock", "call", "wait"}

// String is the word of the language.
func (v Verb) String() string { return verbWords[v] }

// Verbs lists the words of the language.
func Verbs() []string { return verbWords[1:] }

// OfMessage says whether what is done is done to a message in flight.
func (v Verb) OfMessage() bool { return v == DeliverMsg || v == DropMsg || v == DupMsg }

// Choice is one thing that may happen next. It is comparable, and it says
// what it means by content, never by a serial number, so that it survives
// branching, shrinking and editing by hand.
type Choice struct {
	Verb Verb
	From NodeID // message: sender. Otherwise the node or host acted on, if one
	To   NodeID // message: receiver. Link: the other host
	Kind string // message: kind. Timer or operation: its name. Crash: the loss, "" for what is volatile
	Key  string // message: key. Operation: its arguments. Partition: its groups
	Text string // message: what else it says
	N    int    // message: which of several that fit, from 1; 0 if it does not matter. Clock: ticks. Link: 1 if one way only
}

// OneWay marks a cut or heal of one direction in Choice.N.
const OneWay = 1

// Line is the form of the language; ParseChoice reads it back.
func (c Choice) Line() string {
	switch c.Verb {
	case DeliverMsg, DropMsg, DupMsg:
		return c.Verb.String() + " " + string(c.From) + ">" + string(c.To) + c.says()
	case CrashHost:
		if c.Kind != "" {
			return "crash " + string(c.From) + " lose=" + c.Kind
		}
	case FireTimer:
		return "fire " + string(c.From) + " " + c.Kind
	case CutLink, HealLink:
		return c.Verb.String() + c.link()
	case PartitionHosts:
		return "partition " + c.Key
	case AdvanceClock:
		return "clock " + string(c.From) + " +" + strconv.Itoa(c.N)
	case Wait:
		return "wait " + strconv.Itoa(c.N)
	case CallOp:
		return strings.TrimRight("call "+string(c.From)+" "+c.Kind+" "+c.Key, " ")
	}
	return c.Verb.String() + " " + string(c.From)
}

func (c Choice) says() string {
	s := ""
	if c.Kind != "" {
		s = " " + c.Kind
	}
	if c.Key != "" {
		s += " " + c.Key
	}
	if c.Text != "" {
		s += " (" + c.Text + ")"
	}
	if c.N > 0 {
		s += " ~" + strconv.Itoa(c.N)
	}
	return s
}

func (c Choice) link() string {
	switch {
	case c.From == "":
		return ""
	case c.N == OneWay:
		return " " + string(c.From) + ">" + string(c.To)
	}
	return " " + string(c.From) + " " + string(c.To)
}

// Actor is the node or host that a choice is about: who receives what is delivered,
// else who is named first.
func (c Choice) Actor() NodeID {
	if c.Verb == DeliverMsg {
		return c.To
	}
	return c.From
}

// Args are the arguments of a call.
func (c Choice) Args() []string { return strings.Fields(c.Key) }

// Groups are the groups of a partition; hosts that stand in none form one more.
func (c Choice) Groups() [][]HostID {
	var groups [][]HostID
	for part := range strings.SplitSeq(c.Key, "|") {
		var group []HostID
		for name := range strings.FieldsSeq(part) {
			group = append(group, HostID(name))
		}
		groups = append(groups, group)
	}
	return groups
}

// SyntaxError says where a line is wrong and what would be right.
type SyntaxError struct {
	Col      int    // from 1
	Problem  string // what was found
	Expected string // what would be right
}

func (e *SyntaxError) Error() string {
	return "column " + strconv.Itoa(e.Col) + ": " + e.Problem + "; expected " + e.Expected
}
