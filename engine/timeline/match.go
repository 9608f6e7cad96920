package timeline

import (
	"fmt"
	"strings"

	"synod/engine"
)

// Counterpart finds what a choice that was taken in one world is in another:
// the same choice, or for a message the one with the same address, which is
// sender, receiver, kind and key, though it says something else; else what
// World.Match finds. It knows where the choice was taken, and so does not take a
// message that is there too for another. The error says why nothing can be taken.
func Counterpart(from *engine.World, c engine.Choice, in *engine.World) (engine.Choice, error) {
	if !ofMessage(c.Verb) {
		return in.Resolve(c)
	}
	best, found := c, false
	for _, e := range in.Flight() {
		other := e.Choice(c.Verb)
		switch {
		case !SameAddress(other, c):
			continue
		case other.Text == c.Text:
			return in.Resolve(other)
		case found || paired(from, other):
			continue
		}
		best, found = other, true
	}
	if found {
		return in.Resolve(best)
	}
	if full, ok := in.Match(c); ok && !paired(from, full) {
		return full, nil
	}
	return c, &engine.Refusal{Choice: c, Reason: nothingAt(c, in)}
}

// paired says whether a message is in flight in a world word for word: then it
// is the counterpart of that one, and of no other.
func paired(w *engine.World, c engine.Choice) bool {
	for _, e := range w.Flight() {
		if e.Choice(c.Verb) == c {
			return true
		}
	}
	return false
}

// SameAddress says whether two choices do the same to messages from the same
// node to the same, of one kind and about one key.
func SameAddress(a, b engine.Choice) bool {
	a.Text, a.N, b.Text, b.N = "", 0, "", 0
	return a == b
}

func ofMessage(v engine.Verb) bool {
	return v == engine.DeliverMsg || v == engine.DropMsg || v == engine.DupMsg
}

// nothingAt says what is in flight where a message was looked for.
func nothingAt(c engine.Choice, in *engine.World) string {
	var near []string
	for _, e := range in.Flight() {
		if e.From == c.From && e.To == c.To {
			near = append(near, e.Line())
		}
	}
	what := fmt.Sprintf("no %s from %s to %s is in flight", strings.TrimSpace(c.Kind+" "+c.Key), c.From, c.To)
	if len(near) == 0 {
		return what
	}
	return what + ", only " + strings.Join(near, "; ")
}
