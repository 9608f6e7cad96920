package engine

import "slices"

// Match finds the choice of this world that stands for one that is taken in
// another, from, in which a rule, a parameter or the protocol is different: the
// same choice, and for a message the one that is here in its stead. A message
// that is in flight in both worlds word for word stands for itself alone. Of the
// others those of one address, which is sender, receiver, kind and key, stand for
// each other in the order in which they are in flight; and the only one of its
// kind between two nodes stands for the only one there. So none stands for two.
// The error says why nothing can be taken.
func (w *World) Match(from *World, c Choice) (Choice, error) {
	if full, err := from.Resolve(c); err == nil {
		c = full
	}
	if !c.Verb.OfMessage() || w.carries(c) {
		return w.Resolve(c)
	}
	there, here := from.unlike(w, c), w.unlike(from, c)
	alone := len(there) == 1 && len(here) == 1
	elsewhere := func(o Choice) bool { return !o.SameAddress(c) }
	if !alone {
		there, here = slices.DeleteFunc(there, elsewhere), slices.DeleteFunc(here, elsewhere)
	}
	if i := slices.Index(there, c); i >= 0 && i < len(here) {
		return w.Resolve(here[i])
	}
	address := c
	address.Text = ""
	return c, refuse(c, "%s", w.noMessage(address))
}

// SameAddress says whether two choices do the same to messages from the same
// node to the same, of one kind and about one key.
func (c Choice) SameAddress(o Choice) bool {
	c.Text, c.N, o.Text, o.N = "", 0, "", 0
	return c == o
}

// carries says whether a message is in flight word for word.
func (w *World) carries(c Choice) bool { return w.SentAt(c) >= 0 }

// SentAt is the step that sent the message which a choice is about, 0 for the start;
// -1: none that says the same is in flight.
func (w *World) SentAt(c Choice) int {
	for _, e := range w.flight {
		if e.Choice(c.Verb) == c {
			return int(e.Sent)
		}
	}
	return -1
}

// unlike lists what may be done, as c does it, to messages of its kind between
// its two nodes that are not in flight in the other world too.
func (w *World) unlike(other *World, c Choice) []Choice {
	kind := Choice{From: c.From, To: c.To, Kind: c.Kind}
	var out []Choice
	for i, e := range w.flight {
		if o := e.Choice(c.Verb); kind.means(e.Message) && !w.isTwin(i) && !other.carries(o) {
			out = append(out, o)
		}
	}
	return out
}
