package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/engine/explore"
	"synod/engine/script"
	"synod/ui/ask"
	"synod/ui/plain"
	"synod/ui/store"
)

// menu is the file's menu with what the flags say otherwise.
func (q *question) menu(m engine.Menu) (engine.Menu, error) {
	for i, n := range []*int{&m.Crashes, &m.Drops, &m.Dups, &m.Cuts, &m.Ticks} {
		text := q.bounds[i]
		if text == "" {
			continue
		}
		v, err := strconv.Atoi(text)
		switch {
		case text == "any":
			v = engine.Any
		case err != nil || v < 0 || v > 1<<16-1:
			return m, usage("--%s %s is not possible; expected a number from 0, or any", boundFlags[i], text)
		}
		*n = v
	}
	m.NoRepair = m.NoRepair || q.noRepair
	m.Bounds = slices.Clone(m.Bounds)
	for _, l := range q.limits {
		name, text, _ := strings.Cut(l, "=")
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			return m, usage("--limit %s is not possible; expected NAME=N, such as ballots=2", l)
		}
		m.Bounds = slices.DeleteFunc(m.Bounds, func(b engine.Bound) bool { return b.Limit == name })
		m.Bounds = append(m.Bounds, engine.Bound{Limit: name, N: n})
	}
	return m, nil
}

// size reads an amount of memory.
func size(text string) (uint64, error) {
	if text == "" {
		return 0, nil
	}
	units := []struct {
		name string
		n    uint64
	}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"B", 1}}
	for _, u := range units {
		if digits, ok := strings.CutSuffix(text, u.name); ok {
			if n, err := strconv.ParseUint(digits, 10, 32); err == nil && n > 0 {
				return n * u.n, nil
			}
		}
	}
	return 0, usage("--max-memory %s is not possible; expected such as 500MiB or 4GiB", text)
}

func (q *question) writeTrace(s *script.Script) error {
	if q.trace == "" {
		return nil
	}
	if err := store.Replace(q.trace, store.Text(s.Print())); err != nil {
		return usage("%w", err)
	}
	return nil
}

// Checked is an answer as `synod check --json` prints it.
type Checked struct {
	Synod     int      `json:"synod"`
	Question  string   `json:"question"`
	Answer    string   `json:"answer"` // no, yes or unfinished
	Text      string   `json:"text"`
	Property  string   `json:"property,omitempty"`
	Goal      string   `json:"goal,omitempty"`
	Node      string   `json:"node,omitempty"`    // who cannot know
	Unknown   string   `json:"unknown,omitempty"` // the value of this
	Here      any      `json:"here,omitempty"`    // which is
	There     any      `json:"there,omitempty"`   // and in the world that was found
	Why       string   `json:"why,omitempty"`
	Against   []string `json:"against,omitempty"` // what progress lacks, where a goal cannot be reached
	Network   string   `json:"network"`
	Exhausted bool     `json:"exhausted"`
	StoppedBy string   `json:"stopped_by,omitempty"`
	Worlds    int      `json:"worlds"`
	Steps     int      `json:"steps"`
	Depth     int      `json:"depth"`
	Whole     int      `json:"whole_depth"` // every run of up to so many steps was tried
	Largest   int      `json:"largest_level"`
	Workers   int      `json:"workers"`
	Seconds   float64  `json:"seconds"`
	Bytes     int      `json:"bytes_per_world"`
	Odds      float64  `json:"collision_odds"`
	Reduced   []string `json:"reductions"`
	Reached   []string `json:"reached"`
	Never     []string `json:"never_reached"`
	Idle      []string `json:"never_tested"` // of what it was about
	Length    int      `json:"length,omitempty"`
	Trace     []string `json:"trace"`
}

func (a *app) printAnswer(r *explore.Report, i *inquiry, run []engine.Choice, q *question) error {
	answer := ask.Say(r, i.world, i.about)
	if q.asJSON {
		return plain.JSON(a.out, checked(r, answer, i.about, run))
	}
	lines := append([]string{answer.Question, answer.Short}, answer.More...)
	for i, c := range run {
		lines = append(lines, fmt.Sprintf("%4d  %s", i+1, c.Line()))
	}
	if q.trace != "" && (r.Broken != nil || r.Found) {
		lines = append(lines, "The run is in "+q.trace+".")
	}
	return a.print(append(lines, answer.Cost)...)
}

func checked(r *explore.Report, answer ask.Answer, about ask.About, run []engine.Choice) Checked {
	c := Checked{
		Synod: plain.FormatVersion, Question: answer.Question, Answer: answered(r, about), Text: answer.Short, Goal: about.Goal, Why: r.Why, Against: answer.Against,
		Network: r.Network.String(), Exhausted: r.Exhausted, StoppedBy: r.Stopped, Worlds: r.States, Steps: r.Steps,
		Depth: r.Depth, Whole: r.Whole, Largest: r.Largest, Workers: r.Workers, Seconds: about.Took.Seconds(), Odds: r.Collision(),
		Bytes:   int(about.Bytes) / max(1, r.States),
		Reduced: some(r.Reduced), Reached: some(r.Held), Never: some(r.Never), Idle: some(r.Idle), Length: r.Length, Trace: lines(run),
	}
	switch {
	case about.Node != "":
		c.Goal, c.Node, c.Unknown, c.Here, c.There = "", string(about.Node), about.Goal, r.Here, r.There
	case r.Broken != nil:
		c.Property = r.Broken.ID
	case about.Goal == "" && about.Property != nil:
		c.Property = about.Property.ID
	}
	return c
}

// answered is yes, no or unfinished. That a world which looks the same was
// found means no: the node cannot know.
func answered(r *explore.Report, about ask.About) string {
	found := r.Broken != nil || r.Found
	switch {
	case !found && !r.Exhausted:
		return "unfinished"
	case found == (about.Node == ""):
		return "yes"
	}
	return "no"
}

func some(list []string) []string { return append([]string{}, list...) }

func lines(run []engine.Choice) []string {
	out := []string{}
	for _, c := range run {
		out = append(out, c.Line())
	}
	return out
}
