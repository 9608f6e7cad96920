package explore

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"synod/engine"
)

// WalkOptions say how many random runs are made, and how.
type WalkOptions struct {
	Property string // that it is about; empty or all: every promised one
	Runs     int    // 0: 1,000
	Steps    int    // of a run at most; 0: 200
	Seed     uint64 // equal seeds give equal runs
	Timed    bool   // the earliest event happens first
	Times    Times  // of a timed walk; zero: Usual
	// Progress, if set, is called now and then, between steps.
	Progress func(WalkProgress)
}

// WalkProgress is how far random runs have come.
type WalkProgress struct {
	Runs, Steps int
	Elapsed     time.Duration
}

// Rate is how many steps were taken a second.
func (p WalkProgress) Rate() int { return int(float64(p.Steps) / max(p.Elapsed.Seconds(), 1e-3)) }

// WalkReport is what random runs found.
type WalkReport struct {
	Runs, Steps int // the last run may have been cut short
	Seed        uint64
	Score       engine.Score // how the promised properties fared, over all runs
	Stopped     string       // what ended the walk before all runs were made; empty: nothing

	Broken  *engine.Property
	Why     string
	Run     int             // the run that broke it, from 1
	Found   []engine.Choice // as the dice had it
	Trace   []engine.Choice // shrunk
	Reached []string        // properties that should be reached sometimes, and were
	Never   []string        // and that were not
	Meters  []Meter         // of a timed walk: how long it took to reach what was reached
	Gauges  []Reading       // of a timed walk: what an observer read when its runs ended
}

// weights are how often dice pick a choice of a verb, against the others.
var weights = [...]int{
	engine.DeliverMsg: 24, engine.FireTimer: 4, engine.CallOp: 8, engine.RestartHost: 6, engine.HealLink: 4,
	engine.DropMsg: 1, engine.DupMsg: 1, engine.CrashHost: 1, engine.CutLink: 1, engine.PartitionHosts: 1,
	engine.AdvanceClock: 4, engine.Wait: 4,
}

// Walk makes random runs from w under the menu of its configuration, and stops
// at the first that breaks what it is about. That run is shrunk.
func Walk(ctx context.Context, w *engine.World, o WalkOptions) (*WalkReport, error) {
	so := Options{Property: o.Property}
	if so.Property == "" {
		so.Property = allProperties
	}
	props, target, _, err := judged(w, &so)
	if err != nil {
		return nil, err
	}
	promised := len(props)
	if o.Timed {
		props = withMeters(w, props)
	}
	k := &walker{o: o, start: w, props: props, promised: promised, target: target, dice: rand.New(rand.NewPCG(o.Seed, 0x73796e6f64))}
	if k.o.Runs == 0 {
		k.o.Runs = 1000
	}
	if k.o.Steps == 0 {
		k.o.Steps = 200
	}
	if o.Times == (Times{}) {
		k.o.Times = Usual
	}
	k.began = time.Now()
	k.report = &WalkReport{Seed: o.Seed, Score: make(engine.Score, len(w.System().Properties()))}
	k.walk(ctx)
	return k.finish(ctx), nil
}

type walker struct {
	o        WalkOptions
	start    *engine.World
	props    []*engine.Property
	target   uint64
	promised int // how many of the properties are; the others are only metered
	dice     *rand.Rand
	report   *WalkReport
	reached  uint64
	step     engine.Step
	choices  []engine.Choice
	run      []engine.Choice
	began    time.Time
	told     time.Time // of the progress
}

func (k *walker) walk(ctx context.Context) {
	for k.report.Runs < k.o.Runs && k.goesOn(ctx) {
		k.report.Runs++
		if k.once(ctx) {
			return
		}
	}
}

// goesOn tells how far the walk has come, and says whether it should go on.
func (k *walker) goesOn(ctx context.Context) bool {
	if ctx.Err() != nil {
		k.report.Stopped = context.Cause(ctx).Error()
		return false
	}
	if now := time.Now(); k.o.Progress != nil && now.Sub(k.told) >= 5*pulse {
		k.told = now
		k.o.Progress(WalkProgress{k.report.Runs, k.report.Steps, now.Sub(k.began)})
	}
	return true
}

// once makes one run and says whether it broke what the walk is about.
func (k *walker) once(ctx context.Context) bool {
	w := k.start
	defer func() { k.read(w) }()
	menu := w.System().Config().Menu
	k.run = k.run[:0]
	t := &timed{marked: make([]bool, len(k.props))}
	for n := range k.o.Steps {
		c, more := k.next(t, w, &menu)
		if !more || n%checkEvery == checkEvery-1 && !k.goesOn(ctx) {
			return false
		}
		if err := w.Try(c, &k.step); err != nil {
			panic(err) // Enabled lists only what is legal
		}
		next := k.step.World()
		k.report.Steps++
		k.run = append(k.run, c)
		k.report.Score = k.step.Judge(k.report.Score, next)
		if k.judge(t, next) {
			return true
		}
		w = next
	}
	return false
}

// next draws the choice that comes next; false: there is none.
func (k *walker) next(t *timed, w *engine.World, menu *engine.Menu) (engine.Choice, bool) {
	if k.o.Timed {
		return k.earliest(t, w)
	}
	if k.choices = w.Enabled(menu, k.choices[:0]); len(k.choices) == 0 {
		return engine.Choice{}, false
	}
	return k.pick(), true
}

func (k *walker) judge(t *timed, next *engine.World) bool {
	var reached uint64
	defer func() { k.reached |= reached; k.meter(t, reached) }()
	for i, p := range k.props {
		switch v := k.step.Verdict(p, next); {
		case v.State == engine.Held:
			reached |= 1 << i
		case v.State == engine.Broken && k.target>>i&1 != 0:
			k.report.Broken, k.report.Why, k.report.Run = p, v.Why, k.report.Runs
			k.report.Found = slices.Clone(k.run)
			return true
		}
	}
	return false
}

// pick draws a choice, each with the weight of its verb.
func (k *walker) pick() engine.Choice {
	total := 0
	for _, c := range k.choices {
		total += weights[c.Verb]
	}
	n := k.dice.IntN(total)
	for _, c := range k.choices {
		if n -= weights[c.Verb]; n < 0 {
			return c
		}
	}
	return k.choices[0]
}

func (k *walker) finish(ctx context.Context) *WalkReport {
	r := k.report
	for i := range r.Meters {
		slices.Sort(r.Meters[i].Ticks)
	}
	for i := range r.Gauges {
		slices.Sort(r.Gauges[i].Values)
	}
	for i, p := range k.props[:k.promised] {
		switch {
		case !p.Sometimes:
		case k.reached>>i&1 != 0:
			r.Reached = append(r.Reached, p.ID)
		default:
			r.Never = append(r.Never, p.ID)
		}
	}
	if r.Broken != nil {
		r.Trace = Shrink(ctx, k.start, r.Found, r.Broken)
	}
	return r
}
