package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"synod/engine/explore"
	"synod/engine/script"
	"synod/ui"
	"synod/ui/ask"
	"synod/ui/plain"
	"synod/ui/show"
)

func (a *app) walk() *cobra.Command {
	q := &question{}
	cmd := command("walk NAME|FILE|- [flags]", cobra.ExactArgs(1), func(args []string) error { return a.wander(args[0], q) })
	q.addTo(cmd, "all that the file names")
	a.complete(cmd)
	f := cmd.Flags()
	f.IntVar(&q.runs, "runs", 1000, "how many runs")
	f.IntVar(&q.steps, "steps", 200, "the most steps of a run")
	f.BoolVar(&q.timed, "timed", false, "the earliest event happens first, with times that dice draw; no faults")
	f.Uint64Var(&q.seed, "seed", 1, "equal seeds give equal runs")
	return cmd
}

// wander makes random runs. It takes the menu as the file has it: dice need no
// bounds.
func (a *app) wander(arg string, q *question) error {
	if err := q.refuse(); err != nil {
		return err
	}
	if q.runs < 1 || q.steps < 1 {
		return usage("--runs %d --steps %d is not possible; expected numbers from 1", q.runs, q.steps)
	}
	g, err := a.ground(arg, q)
	if err != nil {
		return err
	}
	if g.menu, err = q.menu(g.script.Head.Config.Menu); err != nil {
		return err
	}
	network := g.world.System().Config().Network
	if err := q.fits(network); err != nil {
		return err
	}
	w, err := ask.From(g.world, g.menu, network)
	if err != nil {
		return usage("%w", err)
	}
	ctx, stop := interruptible(q.timeout)
	defer stop()
	o := explore.WalkOptions{Property: q.property, Runs: q.runs, Steps: q.steps, Seed: q.seed, Timed: q.timed}
	if show := a.bar(); show != nil {
		o.Progress = func(p explore.WalkProgress) {
			show(p.Elapsed, float64(p.Runs)/float64(q.runs), ask.Walking(p, q.runs))
		}
	}
	r, err := explore.Walk(ctx, w, o)
	a.clearProgress()
	if err != nil {
		return usage("%w", err)
	}
	var file *script.Script
	if r.Broken != nil {
		title := fmt.Sprintf("run %d of seed %d breaks %s", r.Run, r.Seed, r.Broken.ID)
		file = g.file(title, `!broken("`+r.Broken.ID+`")`, r.Broken, append(slices.Clone(g.before), r.Trace...))
		if err := q.writeTrace(file); err != nil {
			return err
		}
	}
	if err := a.printWalk(g, r, file, q); err != nil {
		return err
	}
	return walked(ctx, r)
}

func walked(ctx context.Context, r *explore.WalkReport) error {
	switch {
	case errors.Is(context.Cause(ctx), errInterrupt):
		return ui.ErrInterrupted
	case r.Broken != nil, r.Stopped == "" && len(r.Never) > 0:
		return silent(exitFailure)
	case r.Stopped != "":
		return silent(exitUnfinished)
	}
	return nil
}

// Walked is what `synod walk --json` prints.
type Walked struct {
	Synod     int                  `json:"synod"`
	OK        bool                 `json:"ok"`
	Runs      int                  `json:"runs"`
	Steps     int                  `json:"steps"`
	Seed      uint64               `json:"seed"`
	StoppedBy string               `json:"stopped_by,omitempty"`
	Property  string               `json:"property,omitempty"`
	Why       string               `json:"why,omitempty"`
	Run       int                  `json:"run,omitempty"`
	Found     int                  `json:"found_steps,omitempty"`
	Trace     []string             `json:"trace"`
	Reached   []string             `json:"reached"`
	Never     []string             `json:"never_reached"`
	Held      []plain.PropertyInfo `json:"properties"`
	Meters    []Metered            `json:"meters"`
	Gauges    []Gauged             `json:"gauges"`
}

// Metered is how long it took, in a timed walk, until something was reached.
type Metered struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Runs    int    `json:"runs"` // that reached it
	Median  int    `json:"median_ticks"`
	Longest int    `json:"longest_ticks"`
}

// Gauged is what an observer read, in a timed walk, when its runs ended.
type Gauged struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Median int    `json:"median"`
	Most   int    `json:"most"`
}

func gauged(readings []explore.Reading) []Gauged {
	out := []Gauged{}
	for i := range readings {
		r := &readings[i]
		out = append(out, Gauged{r.Gauge.ID, r.Gauge.Name, r.Median(), r.Most()})
	}
	return out
}

func metered(meters []explore.Meter) []Metered {
	out := []Metered{}
	for i := range meters {
		m := &meters[i]
		median, _ := m.Median()
		out = append(out, Metered{m.Property.ID, m.Property.Name, len(m.Ticks), median, m.Ticks[len(m.Ticks)-1]})
	}
	return out
}

func (a *app) printWalk(g *ground, r *explore.WalkReport, file *script.Script, q *question) error {
	props := g.world.System().Properties()
	if q.asJSON {
		d := Walked{
			Synod: plain.FormatVersion, OK: r.Broken == nil, Runs: r.Runs, Steps: r.Steps, Seed: r.Seed, StoppedBy: r.Stopped,
			Why: r.Why, Run: r.Run, Found: len(r.Found), Trace: lines(r.Trace), Reached: some(r.Reached), Never: some(r.Never),
			Held: plain.Properties(props, r.Score), Meters: metered(nil), Gauges: gauged(r.Gauges),
		}
		if q.timed {
			d.Meters = metered(r.Meters)
		}
		if r.Broken != nil {
			d.Property = r.Broken.ID
		}
		return plain.JSON(a.out, d)
	}
	out := []string{fmt.Sprintf("%s runs, %s steps, seed %d", show.Count(r.Runs), show.Count(r.Steps), r.Seed)}
	if r.Stopped != "" {
		out[0] += ", stopped by " + r.Stopped
	}
	for i, p := range props {
		out = append(out, "  "+show.Property(p, r.Score[i]))
	}
	for i := range r.Meters {
		out = append(out, ask.Meter(&r.Meters[i], r.Runs, q.timed))
	}
	for i := range r.Gauges {
		out = append(out, ask.Reading(&r.Gauges[i]))
	}
	if len(r.Never) > 0 && r.Broken == nil {
		out = append(out, ask.Never(r.Never, r.Stopped == ""))
	}
	if r.Broken != nil {
		out = append(out, fmt.Sprintf("Run %d broke %s after %d steps: %s", r.Run, r.Broken.Name, len(r.Found), r.Why),
			fmt.Sprintf("Shrunk to %d steps, as a file that fails when it is run:", len(r.Trace)), "")
		out = append(out, strings.Split(strings.TrimRight(file.Print(), "\n"), "\n")...)
	}
	return a.print(out...)
}
