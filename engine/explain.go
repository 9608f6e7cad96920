package engine

import "slices"

// Explain works a choice out again and says which rules it applies. The step
// is the caller's own.
func (w *World) Explain(c Choice) (*Step, error) {
	s := &Step{Explain: true}
	if err := w.Try(c, s); err != nil {
		return nil, err
	}
	return s, nil
}

// WhyNot says what stands against a choice: why it may not be taken, or why
// taking it would change nothing. Empty: nothing stands against it.
func (w *World) WhyNot(c Choice) string {
	s, err := w.Explain(c)
	if err != nil {
		if r, ok := err.(*Refusal); ok {
			return r.Reason
		}
		return err.Error()
	}
	if !s.Idle() || c.Verb != DeliverMsg {
		return ""
	}
	for _, y := range s.Whys {
		if r := w.sys.protocol.Rule(y.Rule); r != nil {
			return y.Fill(r.Why)
		}
	}
	return string(s.Choice.To) + " would ignore it"
}

// Waiting is a message in flight that cannot be delivered now.
type Waiting struct {
	Envelope
	Reason string
}

// Waiting lists the messages in flight that cannot be delivered now, with the
// reasons, in the order of sending.
func (w *World) Waiting() []Waiting {
	var out []Waiting
	for _, e := range w.flight {
		if reason := w.Blocked(e.Message); reason != "" {
			out = append(out, Waiting{e, reason})
		}
	}
	return out
}

// Stuck lists what progress lacks in this world, one line for each thing.
func (w *World) Stuck() []string {
	var out []string
	for _, n := range w.sys.setup.Needs {
		out = append(out, n.Missing(w)...)
	}
	return out
}

// CallSpecs lists the operations that may be called on a node.
func (sys *System) CallSpecs(id NodeID) []CallSpec {
	if r := sys.Role(id); r != nil {
		return slices.Clone(r.Calls)
	}
	return nil
}

// Deadline is how many ticks it is until the first timer that waits for a
// reading of a clock may fire; false: none waits.
func (w *World) Deadline() (ticks int, waits bool) {
	for _, n := range w.sys.nodes {
		clock := w.Clock(n.Host)
		for _, timer := range w.Timers(n.ID) {
			if left := int(timer.At - clock); w.Up(n.ID) && left > 0 && (!waits || left < ticks) {
				ticks, waits = left, true
			}
		}
	}
	return ticks, waits
}
