package explore

import (
	"slices"

	"synod/engine"
)

// A timed walk makes the earliest event happen first. Each message takes a time
// on its way, each timer runs for a time, each host that is down stays down for
// a time, all drawn by dice; a timer that is armed for a reading of a clock goes
// off at that reading, and the clocks go with the time. It takes no faults. It
// is for what only makes sense in time: back-off, leases, how long it takes
// until something is decided.

// Times are the ranges, in ticks, that dice draw from.
type Times struct {
	Message [2]int // on the way
	Timer   [2]int // that may fire at any time
	Down    [2]int // until a restart
	Client  [2]int // until a call of the menu
}

// Usual are times with which a message and its answer are well under a timer.
var Usual = Times{Message: [2]int{5, 15}, Timer: [2]int{60, 120}, Down: [2]int{50, 100}, Client: [2]int{0, 20}}

// Meter says how long it took until something that should be reached sometimes
// was first reached.
type Meter struct {
	Property *engine.Property
	Ticks    []int // of the runs that reached it, ascending
}

// Median is the middle of the times; false if no run reached it.
func (m *Meter) Median() (int, bool) {
	if len(m.Ticks) == 0 {
		return 0, false
	}
	return m.Ticks[len(m.Ticks)/2], true
}

// Reading is what an observer read off a gauge at the ends of runs.
type Reading struct {
	Gauge  *engine.Gauge
	Values []int // one for each run, ascending
}

// Median is the reading in the middle.
func (r *Reading) Median() int { return r.Values[len(r.Values)/2] }

// Most is the greatest reading.
func (r *Reading) Most() int { return r.Values[len(r.Values)-1] }

// event is a choice with the time at which it happens.
type event struct {
	choice engine.Choice
	due    int
}

// timed is the time of one run.
type timed struct {
	now    int
	events []event
	marked []bool // by meter: reached in this run
}

// schedule keeps the events that are still possible, and draws a time for those
// that have become so.
func (k *walker) schedule(t *timed, w *engine.World) {
	menu := w.System().Config().Menu
	quiet := engine.Menu{Calls: menu.Calls, NoFire: menu.NoFire, NoRepair: menu.NoRepair, Bounds: menu.Bounds}
	k.choices = w.Enabled(&quiet, k.choices[:0])
	t.events = slices.DeleteFunc(t.events, func(e event) bool { return !slices.Contains(k.choices, e.choice) })
	for _, c := range k.choices {
		if c.Verb == engine.HealLink || slices.ContainsFunc(t.events, func(e event) bool { return e.choice == c }) {
			continue
		}
		t.events = append(t.events, event{c, t.now + k.takes(w, c)})
	}
	slices.SortStableFunc(t.events, func(a, b event) int { return a.due - b.due })
}

// takes draws how long it is until a choice happens. A timer that waited for a
// reading of its clock has waited.
func (k *walker) takes(w *engine.World, c engine.Choice) int {
	if c.Verb == engine.FireTimer && byClock(w, c) {
		return 0
	}
	times := k.o.Times
	span := times.Message
	switch c.Verb {
	case engine.FireTimer:
		span = times.Timer
	case engine.RestartHost:
		span = times.Down
	case engine.CallOp:
		span = times.Client
	}
	return span[0] + k.dice.IntN(max(1, span[1]-span[0]+1))
}

func byClock(w *engine.World, fire engine.Choice) bool {
	return slices.ContainsFunc(w.Timers(fire.From), func(t engine.Timer) bool { return t.Name == fire.Kind && t.At >= 0 })
}

// earliest gives what happens next: the first event, or before it, if a timer
// is armed for a reading of a clock, that time goes by.
func (k *walker) earliest(t *timed, w *engine.World) (engine.Choice, bool) {
	k.schedule(t, w)
	next := -1
	if len(t.events) > 0 {
		next = t.events[0].due
	}
	if at, armed := w.Deadline(); armed && (next < 0 || t.now+at < next) {
		t.now += at
		return engine.Choice{Verb: engine.Wait, N: at}, true
	}
	if next < 0 {
		return engine.Choice{}, false
	}
	if gone := next - t.now; gone > 0 && reads(w) {
		t.now = next
		return engine.Choice{Verb: engine.Wait, N: gone}, true
	}
	t.now = max(t.now, next)
	c := t.events[0].choice
	t.events = t.events[1:]
	return c, true
}

// reads says whether some role reads its clock.
func reads(w *engine.World) bool {
	for _, r := range w.System().Protocol().Roles {
		if r.Clock {
			return true
		}
	}
	return false
}

// meter notes what the step reached for the first time in the run.
func (k *walker) meter(t *timed, reached uint64) {
	for i, p := range k.props {
		if !p.Sometimes || reached>>i&1 == 0 || t.marked[i] {
			continue
		}
		t.marked[i] = true
		j := slices.IndexFunc(k.report.Meters, func(m Meter) bool { return m.Property == p })
		if j < 0 {
			j = len(k.report.Meters)
			k.report.Meters = append(k.report.Meters, Meter{Property: p})
		}
		k.report.Meters[j].Ticks = append(k.report.Meters[j].Ticks, t.now)
	}
}

// withMeters adds what should be reached sometimes although nobody promised it.
func withMeters(w *engine.World, props []*engine.Property) []*engine.Property {
	all := w.System().AllProperties()
	for i := range all {
		p := &all[i]
		if p.Sometimes && len(props) < 64 && !slices.ContainsFunc(props, func(q *engine.Property) bool { return q.ID == p.ID }) {
			props = append(props, p)
		}
	}
	return props
}

// read reads all gauges at the end of a run.
func (k *walker) read(end *engine.World) {
	gauges := end.System().Gauges()
	if !k.o.Timed {
		return
	}
	for i := range gauges {
		if i == len(k.report.Gauges) {
			k.report.Gauges = append(k.report.Gauges, Reading{Gauge: &gauges[i]})
		}
		k.report.Gauges[i].Values = append(k.report.Gauges[i].Values, gauges[i].Read(end))
	}
}
