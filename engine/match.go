package engine

// Match finds the choice of this world that stands for one that was taken in
// another, in which a rule or a parameter was different: the same choice; else
// the message of the same address, whatever it says; else the only one of its
// kind between the two. False: there is none that may be taken.
func (w *World) Match(c Choice) (Choice, bool) {
	if full, err := w.Resolve(c); err == nil {
		return full, true
	}
	switch c.Verb {
	case DeliverMsg, DropMsg, DupMsg:
	default:
		return c, false
	}
	address, kind := c, c
	address.Text, address.N = "", 0
	first := address
	first.N = 1
	kind.Key, kind.Text, kind.N = "", "", 0
	for _, looser := range [...]Choice{address, first, kind} {
		if full, err := w.Resolve(looser); err == nil {
			return full, true
		}
	}
	return c, false
}
