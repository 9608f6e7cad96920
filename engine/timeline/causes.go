package timeline

import (
	"slices"
)

// Causes knows what could have led to what on one line of a run. An event
// happened before another if both were at one host in that order, if it sent
// what the other took, or by way of others (Lamport). The zero value is ready.
type Causes struct {
	line   []*Point
	events []Event // by step
	last   []int   // by host: the latest of its events
	of     int     // the step that cone is about
	cone   []Relation
}

// Event is a step as one of the events of a run.
type Event struct {
	Host   int   // where it happened, as a place among the system's hosts; below 0: between hosts
	Before int   // the event before it at its host; 0: none
	Sent   int   // the step that sent, or copied, the message that it is about; 0: none
	Clock  []int // the vector clock: for each host, how many of its events it comes after, itself among them
}

// Relation says how an event stands to another.
type Relation uint8

// The relations. Of two concurrent events neither could have led to the other.
const (
	Concurrent Relation = iota
	Past                // it could have led to the other
	Same
	Future // the other could have led to it
)

// Follow makes the line the one that is known. What it shares with the one
// before is not worked out again.
func (c *Causes) Follow(line []*Point) {
	same := min(len(c.line), len(line))
	for same > 0 && c.line[same-1] != line[same-1] {
		same--
	}
	if same == len(line) && same == len(c.line) {
		return
	}
	c.forget(same, len(line[0].World.System().Hosts()))
	c.line = append(c.line[:same], line[same:]...)
	for i := same; i < len(line); i++ {
		c.events = append(c.events, c.event(line[i]))
		if h := c.events[i].Host; h >= 0 {
			c.last[h] = i
		}
	}
}

// forget drops all but the first events.
func (c *Causes) forget(keep, hosts int) {
	if keep == 0 {
		c.last = make([]int, hosts)
	}
	for h := range c.last {
		for c.last[h] >= keep && c.last[h] > 0 {
			c.last[h] = c.events[c.last[h]].Before
		}
	}
	c.events = c.events[:keep]
	c.cone = c.cone[:0]
}

// event is the event of a point whose predecessors are known.
func (c *Causes) event(p *Point) Event {
	e := Event{Host: -1}
	if p.Parent == nil {
		return e
	}
	if p.Choice.Verb.OfMessage() {
		e.Sent = max(0, p.Parent.World.SentAt(p.Choice))
	}
	if h := p.World.System().ActsOn(p.Choice); h >= 0 {
		e.Host, e.Before = h, c.last[h]
	}
	e.Clock = c.clock(e)
	return e
}

// clock is what the vector clock of an event reads: what is known from both
// before it, and one more of its own host. Between hosts nothing is counted.
func (c *Causes) clock(e Event) []int {
	sent := c.events[e.Sent].Clock
	if e.Host < 0 {
		return sent
	}
	out := make([]int, len(c.last))
	copy(out, c.events[e.Before].Clock)
	for h, n := range sent {
		out[h] = max(out[h], n)
	}
	out[e.Host]++
	return out
}

// Event is that of a step of the line.
func (c *Causes) Event(step int) *Event { return &c.events[step] }

// Cone says for each step of the line how it stands to the given one. The caller
// must not change it.
func (c *Causes) Cone(step int) []Relation {
	if len(c.cone) == len(c.events) && c.of == step {
		return c.cone
	}
	c.of, c.cone = step, slices.Grow(c.cone[:0], len(c.events))[:len(c.events)]
	clear(c.cone)
	c.cone[step] = Same
	for i := step; i > 0; i-- {
		if e := &c.events[i]; c.cone[i] != Concurrent {
			c.cone[e.Before] = max(c.cone[e.Before], Past)
			c.cone[e.Sent] = max(c.cone[e.Sent], Past)
		}
	}
	c.cone[0] = Past
	if step == 0 {
		c.cone[0] = Same
	}
	for i := step + 1; i < len(c.events); i++ {
		if e := &c.events[i]; step == 0 || c.cone[e.Before] >= Same || c.cone[e.Sent] >= Same {
			c.cone[i] = Future
		}
	}
	return c.cone
}

// Chain is a way from one step to a later one: each is at the host of the one
// before it, or takes what that one sent. It is empty if the first did not
// happen before the second.
func (c *Causes) Chain(from, to int) []int {
	cone := c.Cone(from)
	if from >= to || cone[to] != Future || from == 0 {
		return nil
	}
	way := []int{to}
	for at := to; at != from; {
		e := &c.events[at]
		if at = e.Before; cone[e.Sent] >= Same {
			at = e.Sent
		}
		way = append(way, at)
	}
	slices.Reverse(way)
	return way
}
