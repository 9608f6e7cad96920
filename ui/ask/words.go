package ask

import (
	_ "embed" // the words
	"fmt"
	"strconv"
	"strings"
	"time"

	"synod/engine"
	"synod/engine/explore"
	"synod/engine/script"
	"synod/ui/show"
)

//go:embed words.txt
var wordsText string

var words = engine.MustRules(wordsText)

func say(id string, args ...string) string { return words.Say(id, args...) }

// Answer is a report in words.
type Answer struct {
	Question string   // can agreement break from here?
	Short    string   // the answer with its bounds, on one line
	Against  []string // what progress lacks, where a goal cannot be reached
	More     []string // that, and what else has to be said, such as what was never reached
	Cost     string   // worlds, steps, depth, speed, memory, the odds of a collision
}

// Question is what is asked.
func Question(a About) string { return a.question() }

// Searching says how far a search has come.
func Searching(p explore.Progress) string {
	if p.Level == 0 {
		return say("searching")
	}
	return say("searched", show.Count(p.States), strconv.Itoa(p.Depth), strconv.Itoa(int(p.Share()*100)), show.Count(p.Rate()))
}

// Expanding says how far a search has come, beside a bar.
func Expanding(p explore.Progress) string {
	return say("expanding", show.Count(p.States), strconv.Itoa(int(p.Share()*100)), strconv.Itoa(p.Depth), show.Count(p.Rate()))
}

// barWidth is how many signs a bar of progress has.
const barWidth = 20

// Bar draws how much of something is done, in plain characters.
func Bar(share float64) string {
	n := int(share * barWidth)
	return "[" + strings.Repeat("#", n) + strings.Repeat(".", barWidth-n) + "]"
}

// Walking says how far random runs have come, of so many.
func Walking(p explore.WalkProgress, runs int) string {
	return say("walking", show.Count(p.Runs), show.Count(runs), show.Count(p.Steps), show.Count(p.Rate()))
}

// About names what a search was about.
type About struct {
	Property *engine.Property // nil: any of the promised ones
	Goal     string           // the expression; empty: it was about a property
	Node     engine.NodeID    // who cannot know the expression's value; empty: it is a goal
	// Unrepaired is what a search found that repairs nothing; nil: it was not asked.
	Unrepaired *explore.Report
	Bytes      uint64 // of heap at the end, beyond those at the start; 0: not measured
	Took       time.Duration
}

// Say puts a report into words.
func Say(r *explore.Report, w *engine.World, a About) Answer {
	return Answer{
		Question: a.question(),
		Short:    a.short(r, bounds(w, r)),
		Against:  against(r, w, a),
		More:     more(r, w, a),
		Cost:     a.cost(r),
	}
}

// Reaching says whether something is to be reached rather than to hold.
func (a About) Reaching() bool { return a.Goal != "" || a.Property != nil && a.Property.Sometimes }

func (a About) question() string {
	switch {
	case a.Node != "":
		return say("ask-unknown", string(a.Node), a.Goal)
	case a.Goal != "":
		return say("ask-goal", a.Goal)
	case a.Property == nil:
		return say("ask-any")
	case a.Property.Sometimes:
		return say("ask-goal", a.Property.Name)
	}
	return say("ask-property", a.Property.Name)
}

func (a About) short(r *explore.Report, bounds string) string {
	switch states := show.Count(r.States); {
	case r.Found && a.Node != "":
		return say("unknown", string(a.Node), steps(r.Length), a.Goal, script.Literal(r.There), script.Literal(r.Here))
	case r.Exhausted && a.Node != "":
		return say("known", string(a.Node), states, bounds)
	case r.Found && r.Length == 0:
		return say("there-already")
	case r.Found:
		return say("found", steps(r.Length))
	case r.Broken != nil && r.Length == 0:
		return say("broken-already", r.Why)
	case r.Broken != nil:
		return say("broken", steps(r.Length), r.Why)
	case r.Exhausted:
		return say("no", states, bounds)
	default:
		return say("stopped", r.Stopped, states, bounds)
	}
}

func more(r *explore.Report, w *engine.World, a About) []string {
	var out []string
	if a.Unrepaired != nil && a.Unrepaired.Exhausted && !a.Unrepaired.Found {
		out = append(out, say("unrepaired"))
	}
	if missing := against(r, w, a); len(missing) > 0 {
		out = append(out, say("stuck", strings.Join(missing, "; ")))
	}
	if len(r.Never) > 0 && r.Broken == nil && !r.Found && !a.Reaching() {
		out = append(out, Never(r.Never, r.Exhausted))
	}
	if len(r.Idle) > 0 && r.Exhausted && r.Broken == nil {
		out = append(out, idle(r))
	}
	if !r.Exhausted && r.Broken == nil && !r.Found {
		out = append(out, say("whole", steps(r.Whole)))
	}
	if r.Exhausted && r.Broken == nil && !a.Reaching() {
		out = append(out, say("no-progress"))
	}
	if len(r.Reduced) > 0 {
		out = append(out, say("reduced", strings.Join(r.Reduced, "; ")))
	}
	return out
}

// idle says what the search was about and never put to the test.
func idle(r *explore.Report) string {
	ids := strings.Join(r.Idle, ", ")
	if r.Vacuous() {
		return say("vacuous", ids)
	}
	return say("idle", ids)
}

// against says what stands against a goal: what the declared needs of progress
// lack, if it cannot be reached, or not as things are.
func against(r *explore.Report, w *engine.World, a About) []string {
	switch u := a.Unrepaired; {
	case r.Exhausted && a.Reaching() && a.Node == "" && !r.Found, u != nil && u.Exhausted && !u.Found:
		return w.Stuck()
	}
	return nil
}

// telling is how many worlds there must be for the bytes of one to mean much.
const telling = 10_000

func (a About) cost(r *explore.Report) string {
	parts := []string{
		say("cost", show.Count(r.States), show.Count(r.Steps), strconv.Itoa(r.Depth), show.Count(r.Largest)),
	}
	if s := a.Took.Seconds(); s > 0 {
		parts = append(parts, say("speed", fmt.Sprintf("%.2f", s), show.Count(int(float64(r.States)/s)), show.Count(int(float64(r.Steps)/s))))
	}
	if a.Bytes > 0 && r.States >= telling {
		parts = append(parts, say("memory", show.Count(int(a.Bytes)/r.States)))
	}
	return strings.Join(append(parts, say("odds", fmt.Sprintf("%.1g", r.Collision()))), "; ")
}

// bounds lists what a search took. Where a reply comes with its request, none is
// late enough to meet whoever asked after a crash.
func bounds(w *engine.World, r *explore.Report) string {
	cfg := w.System().Config()
	m := cfg.Menu
	parts := []string{NetworkWords(cfg.Network)}
	faults := []struct {
		n    int
		word string
	}{{m.Crashes, "crash"}, {m.Drops, "loss"}, {m.Dups, "copy"}, {m.Cuts, "cut"}, {m.Ticks, "tick"}}
	for _, f := range faults {
		if cfg.Network != engine.Bag && (f.word == "loss" || f.word == "copy") {
			continue
		}
		if f.n != 0 || f.word == "crash" {
			parts = append(parts, amount(f.n, f.word))
		}
	}
	if m.NoFire {
		parts = append(parts, say("no-timers"))
	}
	if m.NoRepair {
		parts = append(parts, say("no-repair"))
	}
	if m.Crashes != 0 && r.Together {
		parts = append(parts, say("no-late-reply"))
	}
	for _, b := range m.Bounds {
		parts = append(parts, fmt.Sprintf("%s %d", b.Limit, b.N))
	}
	return strings.Join(parts, "; ")
}

// NetworkWords says what a network does to messages.
func NetworkWords(n engine.Network) string { return say("net-" + n.String()) }

func amount(n int, word string) string {
	switch n {
	case engine.Any:
		return say("any-"+word, "")
	case 1:
		return say("one-" + word)
	case 0:
		return say("none-" + word)
	}
	return say("many-"+word, strconv.Itoa(n))
}

func steps(n int) string {
	if n == 1 {
		return say("one-step")
	}
	return say("steps", strconv.Itoa(n))
}

// Never says that something that should be reached sometimes never was, or has
// not been so far if not all was tried.
func Never(ids []string, all bool) string {
	if all {
		return say("never", strings.Join(ids, ", "))
	}
	return say("not-yet", strings.Join(ids, ", "))
}

// Meter says in how many runs something was reached, and in timed ones how long
// it took.
func Meter(m *explore.Meter, runs int, timed bool) string {
	if !timed {
		return say("reached", m.Property.Name, show.Count(len(m.Ticks)), show.Count(runs))
	}
	median, _ := m.Median()
	return say("meter", m.Property.Name, show.Count(len(m.Ticks)), show.Count(runs), show.Count(median), show.Count(m.Ticks[len(m.Ticks)-1]))
}

// Reading says what an observer read off a gauge at the ends of runs.
func Reading(r *explore.Reading) string {
	return say("reading", r.Gauge.Name, show.Count(r.Median()), show.Count(r.Most()))
}
