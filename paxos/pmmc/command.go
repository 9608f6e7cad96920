package pmmc

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// Command is what a client asks of the state machine: the paper's ⟨κ, cid, op⟩.
// The zero Command is none.
type Command struct {
	ID string // client and its own count, such as k1.1
	Op string
}

// String is the command as one word: k1.1:pear; "-" for none.
func (c Command) String() string {
	if c == (Command{}) {
		return "-"
	}
	return c.ID + ":" + c.Op
}

// parseCommand reads back what String wrote.
func parseCommand(s string) Command {
	id, op, found := strings.Cut(s, ":")
	if !found {
		return Command{}
	}
	return Command{id, op}
}

// client is the node that sent the command.
func (c Command) client() engine.NodeID {
	client, _, _ := strings.Cut(c.ID, ".")
	return engine.NodeID(client)
}

// placed is a command in a slot.
type placed struct {
	slot int
	Command
}

// placement is commands in slots, one a slot, in the order of the slots. It is
// never changed in place.
type placement []placed

func (p placement) find(slot int) (int, bool) {
	return slices.BinarySearchFunc(p, slot, func(e placed, slot int) int { return cmp.Compare(e.slot, slot) })
}

// at is the command in a slot; the zero Command if there is none.
func (p placement) at(slot int) Command {
	if i, found := p.find(slot); found {
		return p[i].Command
	}
	return Command{}
}

// with is the same with a command in a slot, instead of what was there.
func (p placement) with(slot int, c Command) placement {
	i, found := p.find(slot)
	if found {
		p = slices.Clone(p)
		p[i].Command = c
		return p
	}
	return slices.Insert(slices.Clone(p), i, placed{slot, c})
}

// without is the same with nothing in a slot.
func (p placement) without(slot int) placement {
	i, found := p.find(slot)
	if !found {
		return p
	}
	return slices.Delete(slices.Clone(p), i, i+1)
}

// slotOf is the first slot that holds the command; 0 if none does.
func (p placement) slotOf(c Command) int {
	for _, e := range p {
		if e.Command == c {
			return e.slot
		}
	}
	return 0
}

// String lists the slots: 1 k1.1:pear, 2 k2.1:fig; "-" if there are none.
func (p placement) String() string {
	if len(p) == 0 {
		return "-"
	}
	parts := make([]string, len(p))
	for i, e := range p {
		parts[i] = strconv.Itoa(e.slot) + " " + e.Command.String()
	}
	return strings.Join(parts, ", ")
}

func (p placement) appendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(p)))
	for _, e := range p {
		b = engine.AppendString(engine.AppendInt(b, int64(e.slot)), e.Command.String())
	}
	return b
}
