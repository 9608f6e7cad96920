package presets

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
)

// walkSteps is how many random steps are taken, over all presets:
// go test ./presets -run RandomWalks -args -steps 1000000
var walkSteps = flag.Int("steps", 40_000, "random steps over all presets; with SYNOD_LONG=1 four times as many")

const (
	walkLength     = 200    // steps of a run
	walkOn         = 32_000 // more steps over a preset, at most, if a property still waits to be put to the test
	walkOperations = 12     // client operations of a run
)

// In every world that random steps with all faults on reach from the presets:
// a step gives the same world twice and leaves the old one as it was, what can
// be chosen prints and parses back, what is right breaks no property that its
// preset promises, and each of those is put to the test.
func TestRandomWalksOverAllPresets(t *testing.T) {
	all := All()
	if len(all) == 0 {
		t.Fatal("there are no presets")
	}
	steps := *walkSteps/len(all) + 1
	if os.Getenv("SYNOD_LONG") != "" {
		steps *= 4
	}
	for _, p := range all {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			newWalk(t, p.Script).walk(steps)
		})
	}
}

// walker walks over one preset.
type walker struct {
	t     *testing.T
	first *engine.World
	calls []engine.Choice // that the preset's menu and script speak of
	menu  engine.Menu
	shown []bool // by property: the script itself breaks it, or a rule is off
	held  []int  // by property
	dice  *rand.Rand
	// The encodings of the world before a step, of the one after, and of both once more.
	before, after, again []byte
}

func newWalk(t *testing.T, s *script.Script) *walker {
	t.Helper()
	w, err := s.World(Protocols())
	if err != nil {
		t.Fatal(err)
	}
	k := &walker{t: t, first: w, dice: rand.New(rand.NewSource(1))}
	cfg := w.System().Config()
	k.menu = engine.Menu{Crashes: engine.Any, Drops: engine.Any, Dups: engine.Any, Cuts: engine.Any, Ticks: engine.Any, Losses: cfg.Menu.Losses}
	k.calls = append(k.calls, cfg.Menu.Calls...)
	end := k.play(script.NewPlayer(s, w))
	for _, tally := range end.Score {
		k.shown = append(k.shown, len(cfg.Off) > 0 || tally.State() == engine.Broken)
		k.held = append(k.held, 0)
	}
	return k
}

// play plays the script, collects its calls, and gives the point it ends at.
func (k *walker) play(p *script.Player) *timeline.Point {
	k.t.Helper()
	for e, more := p.Next(); more; e, more = p.Next() {
		if e.Err != nil {
			k.t.Fatal(e.Err)
		}
		if e.Entry.Kind == script.Choose && e.Point.Choice.Verb == engine.CallOp {
			k.calls = append(k.calls, e.Point.Choice)
		}
	}
	return p.At()
}

// walk takes so many steps, and goes on for a while if a property still waits to
// be put to the test.
func (k *walker) walk(steps int) {
	for steps > 0 || steps > -walkOn && slices.Contains(k.held, 0) {
		w, score := k.first, make(engine.Score, len(k.held))
		k.before = w.AppendTo(k.before[:0])
		var trace []engine.Choice
		for range walkLength {
			choices := k.choices(w)
			if len(choices) == 0 {
				break
			}
			c := k.pick(choices)
			trace = append(trace, c)
			s, next := k.take(w, c)
			score = s.Judge(score, next)
			if k.broken(score, trace) {
				return
			}
			w = next
		}
		steps -= max(1, len(trace))
		for i, tally := range score {
			k.held[i] += tally.Held
		}
	}
	for i, p := range k.first.System().Properties() {
		if k.held[i] == 0 {
			k.t.Errorf("%s was never put to the test and found to hold", p.ID)
		}
	}
}

// choices lists what may come next, and holds each against its line.
func (k *walker) choices(w *engine.World) []engine.Choice {
	choices := w.Enabled(&k.menu, nil)
	for _, c := range k.calls {
		if w.History().Len() < walkOperations && w.Legal(c) == nil {
			choices = append(choices, c)
		}
	}
	for _, c := range choices {
		if parsed, err := engine.ParseChoice(c.Line()); err != nil || parsed != c {
			k.t.Fatalf("%s is parsed as %#v, %v", c.Line(), parsed, err)
		}
	}
	return choices
}

// weight makes what goes forward more likely than what breaks.
var weight = map[engine.Verb]int{
	engine.DeliverMsg: 60, engine.CallOp: 8, engine.FireTimer: 5, engine.RestartHost: 6, engine.HealLink: 6,
	engine.CrashHost: 2, engine.DropMsg: 3, engine.DupMsg: 3, engine.CutLink: 2, engine.AdvanceClock: 2,
}

// pick throws for the verb first, so that many choices of one sort do not crowd
// out the others.
func (k *walker) pick(choices []engine.Choice) engine.Choice {
	var verbs []engine.Verb
	by := map[engine.Verb][]engine.Choice{}
	sum := 0
	for _, c := range choices {
		if len(by[c.Verb]) == 0 {
			verbs = append(verbs, c.Verb)
			sum += weight[c.Verb]
		}
		by[c.Verb] = append(by[c.Verb], c)
	}
	n := k.dice.Intn(sum)
	for _, v := range verbs {
		if n -= weight[v]; n < 0 {
			return by[v][k.dice.Intn(len(by[v]))]
		}
	}
	panic("the weights do not add up")
}

// take takes the choice twice.
func (k *walker) take(w *engine.World, c engine.Choice) (*engine.Step, *engine.World) {
	next, s, err := w.Take(c)
	if err != nil {
		k.t.Fatal(err)
	}
	twice, _, err := w.Take(c)
	if err != nil {
		k.t.Fatal(err)
	}
	k.after, k.again = next.AppendTo(k.after[:0]), twice.AppendTo(k.again[:0])
	if !bytes.Equal(k.after, k.again) || next.Fingerprint() != twice.Fingerprint() {
		k.t.Fatalf("%s gives two worlds", c.Line())
	}
	if k.again = w.AppendTo(k.again[:0]); !bytes.Equal(k.before, k.again) {
		k.t.Fatalf("%s changed the old world", c.Line())
	}
	k.before, k.after = k.after, k.before
	return s, next
}

// broken says whether what should be right broke a property.
func (k *walker) broken(score engine.Score, trace []engine.Choice) bool {
	for i, p := range k.first.System().Properties() {
		if tally := score[i]; tally.Broken != "" && !k.shown[i] && !p.Sometimes {
			var lines strings.Builder
			for _, c := range trace {
				fmt.Fprintln(&lines, c.Line())
			}
			k.t.Errorf("%s is broken: %s\n%s", p.ID, tally.Broken, lines.String())
			return true
		}
	}
	return false
}
