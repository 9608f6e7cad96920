package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"synod/engine"
	"synod/engine/explore"
	"synod/engine/script"
	"synod/presets"
	"synod/ui"
	"synod/ui/ask"
	"synod/ui/plain"
)

// question is what the flags of check and walk have in common.
type question struct {
	property, goal, net, trace string
	off, limits                []string
	bounds                     [5]string // as menus have them
	asJSON                     bool
	timeout                    time.Duration
	depth, maxStates, workers  int
	memory                     string
	rpc, full, timed, symmetry bool
	runs, steps                int
	seed                       uint64
}

var boundFlags = [...]string{"crashes", "drops", "dups", "cuts", "ticks"}

func (q *question) addTo(cmd *cobra.Command) {
	f := cmd.Flags()
	for i, name := range boundFlags {
		f.StringVar(&q.bounds[i], name, "", "how many "+name+" there may be, or any; without it, as the file says")
	}
	f.StringArrayVar(&q.limits, "limit", nil, "NAME=N: a bound of what the protocol can count")
	f.StringArrayVar(&q.off, "off", nil, "a rule to switch off")
	f.StringVar(&q.property, "property", "", "the property in question, or all; without it, the one that the file is about")
	f.StringVar(&q.trace, "trace", "", "write the run that was found to this file")
	f.BoolVar(&q.asJSON, "json", false, "print one JSON document")
	f.DurationVar(&q.timeout, "timeout", 0, "stop after this time, such as 30s")
	cmd.ValidArgsFunction = named
}

func (a *app) check() *cobra.Command {
	q := &question{}
	cmd := command("check NAME|FILE|- [flags]", cobra.ExactArgs(1), func(args []string) error { return a.ask(args[0], q) })
	q.addTo(cmd)
	f := cmd.Flags()
	f.StringVar(&q.goal, "goal", "", "an expression: look for a world where it is true")
	f.StringVar(&q.net, "net", "", "bag, set or fifo; without it, set for files that use a bag")
	f.IntVar(&q.depth, "depth", 0, "the most steps of a run")
	f.IntVar(&q.maxStates, "max-states", 0, "stop at the end of the level that has so many worlds")
	f.StringVar(&q.memory, "max-memory", "4GiB", "stop at so much memory")
	f.IntVar(&q.workers, "workers", 0, "how many search side by side; without it, one for each processor")
	f.BoolVar(&q.rpc, "rpc", false, "a request and its reply are one step")
	f.BoolVar(&q.symmetry, "symmetry", false, "worlds that differ only in the names of nodes that are alike are one")
	f.BoolVar(&q.full, "full", false, "without the reductions that the protocol declares")
	return cmd
}

// ground is the world that a question is asked about.
type ground struct {
	script *script.Script
	world  *engine.World   // as a person would go on from it
	before []engine.Choice // that led there from the start
	menu   engine.Menu
}

// ground loads what an argument names. A scenario is asked about at its start,
// a recording at its end.
func (a *app) ground(arg string, q *question) (*ground, error) {
	s, _, err := a.load(arg)
	if err != nil {
		return nil, err
	}
	s.Head.Config.Off = append(s.Head.Config.Off, q.off...)
	g := &ground{script: s}
	if s.Head.Encoding != 0 && len(q.off) == 0 {
		err = g.end(s)
	} else {
		g.world, err = s.World(presets.Protocols())
	}
	if err != nil {
		return nil, err
	}
	g.menu, err = q.menu(ask.Menu(s.Head, g.world.System().Protocol()))
	return g, err
}

func (g *ground) end(s *script.Script) error {
	r, err := plain.Play(s, presets.Protocols())
	if err == nil {
		err = r.Err
	}
	if err != nil {
		return err
	}
	g.world = r.End.World
	for _, p := range r.Line()[1:] {
		g.before = append(g.before, p.Choice)
	}
	return nil
}

func (a *app) ask(arg string, q *question) error {
	g, err := a.ground(arg, q)
	if err != nil {
		return err
	}
	w, o, about, err := a.searchOf(g, q)
	if err != nil {
		return err
	}
	ctx, stop := q.context()
	defer stop()
	start := heap()
	began := time.Now()
	r, err := explore.Search(ctx, w, o)
	if err != nil {
		return usage("%w", err)
	}
	about.Took, about.Bytes = time.Since(began), heap()-min(start, heap())
	a.clearProgress()
	run, err := ask.Run(g.world, r.Trace)
	if err != nil {
		return err
	}
	expect := q.goal
	if r.Broken != nil {
		expect = `!broken("` + r.Broken.ID + `")`
	}
	if err := a.writeTrace(g, ask.Say(r, w, about).Question, expect, run, q); err != nil {
		return err
	}
	if err := a.printAnswer(r, w, about, run, q); err != nil {
		return err
	}
	return verdict(ctx, r, q.goal != "" || about.Property != nil && about.Property.Sometimes)
}

// searchOf makes the world and the options of a search.
func (a *app) searchOf(g *ground, q *question) (*engine.World, explore.Options, ask.About, error) {
	o := explore.Options{
		Property: q.property, Depth: q.depth, MaxStates: q.maxStates, Workers: q.workers, Progress: a.progress(),
		Reduce: explore.Reductions{RPC: q.rpc, Symmetry: q.symmetry, Advisory: !q.full && q.goal == "", Sinks: !q.full && q.goal == ""},
	}
	about := ask.About{Goal: q.goal}
	network := ask.Network(g.world)
	var err error
	if q.net != "" {
		if network, err = engine.ParseNetwork(q.net); err != nil {
			return nil, o, about, usage("--net: %w", err)
		}
	}
	if o.MaxMemory, err = size(q.memory); err != nil {
		return nil, o, about, err
	}
	w, err := ask.From(g.world, g.menu, network)
	if err != nil {
		return nil, o, about, usage("%w", err)
	}
	if q.goal != "" {
		x, err := script.Compile(q.goal, w.System())
		if err != nil {
			return nil, o, about, usage("--goal: %w", err)
		}
		o.Goal = x.Holds
	}
	about.Property = ask.Property(w.System(), q.property)
	return w, o, about, nil
}

// verdict is the exit status of a search.
func verdict(ctx context.Context, r *explore.Report, goal bool) error {
	switch {
	case errors.Is(context.Cause(ctx), errInterrupt):
		return ui.ErrInterrupted
	case goal && r.Found:
		return nil
	case r.Broken != nil, r.Exhausted && (goal || len(r.Never) > 0):
		return silent(exitFailure)
	case !r.Exhausted:
		return silent(exitUnfinished)
	}
	return nil
}

var errInterrupt = errors.New("an interrupt")

// context ends with the timeout, or at ctrl+c.
func (q *question) context() (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	go func() {
		if _, ok := <-signals; ok {
			cancel(errInterrupt)
		}
	}()
	stop := func() { signal.Stop(signals); close(signals); cancel(nil) }
	if q.timeout > 0 {
		timed, end := context.WithTimeoutCause(ctx, q.timeout, fmt.Errorf("the time limit of %s", q.timeout))
		return timed, func() { end(); stop() }
	}
	return ctx, stop
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// progress prints how far a search has come on one line of a terminal.
func (a *app) progress() func(explore.Progress) {
	if f, ok := a.errs.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return func(p explore.Progress) {
		a.showing = true
		fmt.Fprintf(a.errs, "\r%s worlds, depth %d \x1b[K", ask.Count(p.States), p.Depth)
	}
}

func (a *app) clearProgress() {
	if a.showing {
		fmt.Fprint(a.errs, "\r\x1b[K")
	}
}
