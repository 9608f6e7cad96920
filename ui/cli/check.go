package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"synod/engine"
	"synod/engine/explore"
	"synod/engine/script"
	"synod/ui"
	"synod/ui/ask"
)

func (a *app) check() *cobra.Command {
	q := &question{}
	cmd := command("check NAME|FILE|- [flags]", cobra.ExactArgs(1), func(args []string) error { return a.ask(args[0], q) })
	q.addTo(cmd, "the one that the file is about")
	f := cmd.Flags()
	f.StringVar(&q.goal, "goal", "", "an expression: look for a world where it is true")
	f.StringVar(&q.unknown, "unknown", "", "an expression: can --node know its value at the end of the script, or --at a point? Look for\na world that is the same to the node, and where it differs")
	f.StringVar(&q.node, "node", "", "the node that --unknown is about")
	f.StringVar(&q.net, "net", "", "bag, set or fifo; without it, set for files that use a bag")
	f.IntVar(&q.depth, "depth", 0, "the most steps of a run")
	f.IntVar(&q.maxStates, "max-states", 0, "stop at the end of the level that has so many worlds")
	f.StringVar(&q.memory, "max-memory", "4GiB", "stop at so much memory")
	f.IntVar(&q.workers, "workers", 0, "how many search side by side; without it, one for each processor")
	f.BoolVar(&q.rpc, "rpc", false, "a request and its reply are one step")
	f.BoolVar(&q.symmetry, "symmetry", false, "worlds that differ only in the names of nodes that are alike are one")
	f.BoolVar(&q.full, "full", false, "without the reductions that the protocol declares")
	a.complete(cmd)
	return cmd
}

// inquiry is a search that is ready to begin.
type inquiry struct {
	world   *engine.World // that it begins in
	options explore.Options
	about   ask.About
	search  func(context.Context, *engine.World, explore.Options) (*explore.Report, error)
	from    *engine.World                // the run that is found can be taken from here
	before  []engine.Choice              // what leads there from the file's start
	expect  func(*explore.Report) string // behind the run that is found
}

func (a *app) ask(arg string, q *question) error {
	if err := q.refuse(); err != nil {
		return err
	}
	g, err := a.ground(arg, q)
	if err != nil {
		return err
	}
	i, err := a.inquiry(g, q)
	if err != nil {
		return err
	}
	ctx, stop := interruptible(q.timeout)
	defer stop()
	start := heap()
	began := time.Now()
	r, err := i.search(ctx, i.world, i.options)
	if err != nil {
		return usage("%w", err)
	}
	end := heap()
	i.about.Took, i.about.Bytes = time.Since(began), end-min(start, end)
	a.clearProgress()
	run, err := ask.Run(i.from, r.Trace)
	if err != nil {
		return err
	}
	if r.Broken != nil || r.Found {
		whole := append(slices.Clone(i.before), run...)
		if err := q.writeTrace(g.file(ask.Say(r, i.world, i.about).Question, i.expect(r), cmp.Or(r.Broken, i.about.Property), whole)); err != nil {
			return err
		}
	}
	if err := a.printAnswer(r, i, run, q); err != nil {
		return err
	}
	return verdict(ctx, r, i.about.Reaching())
}

// inquiry makes the world and the options of a search.
func (a *app) inquiry(g *ground, q *question) (*inquiry, error) {
	i := &inquiry{from: g.world, before: g.before}
	i.expect = func(r *explore.Report) string {
		switch {
		case r.Broken != nil:
			return `!broken("` + r.Broken.ID + `")`
		case q.goal == "":
			return `held("` + i.about.Property.ID + `")`
		}
		return q.goal
	}
	i.about = ask.About{Goal: q.goal}
	if q.unknown != "" {
		i.about = ask.About{Goal: q.unknown, Node: engine.NodeID(q.node)}
		i.from, i.before = g.start, nil
	}
	every := i.about.Goal == "" // a goal may look at what reductions leave out
	i.options = explore.Options{
		Property: q.property, Depth: q.depth, MaxStates: q.maxStates, Workers: q.workers, Progress: a.progress(),
		Reduce: explore.Reductions{RPC: q.rpc, Symmetry: q.symmetry, Advisory: !q.full && every, Sinks: !q.full && every},
	}
	var err error
	if i.options.MaxMemory, err = size(q.memory); err != nil {
		return nil, err
	}
	network := ask.Network(g.world)
	if q.net != "" {
		if network, err = engine.ParseNetwork(q.net); err != nil {
			return nil, usage("--net: %w", err)
		}
	}
	if err = q.fits(network); err != nil {
		return nil, err
	}
	if i.world, err = ask.From(i.from, g.menu, network); err != nil {
		return nil, usage("%w", err)
	}
	i.about.Property = ask.Property(i.world.System(), q.property)
	return i, i.look(g, q)
}

// look says how to search, and compiles what an observer is asked to look at.
func (i *inquiry) look(g *ground, q *question) error {
	if i.about.Goal == "" {
		i.search = func(ctx context.Context, w *engine.World, o explore.Options) (*explore.Report, error) {
			return ask.Break(ctx, g.at, i.about.Property, w, o)
		}
		return nil
	}
	flag := "goal"
	if q.unknown != "" {
		flag = "unknown"
	}
	x, err := script.Compile(i.about.Goal, i.world.System())
	if err != nil {
		return usage("--%s: %w", flag, err)
	}
	i.options.Goal, i.options.Reads = x.Holds, x.Reads()
	i.search = func(ctx context.Context, w *engine.World, o explore.Options) (r *explore.Report, err error) {
		r, i.about.Unrepaired, err = ask.Reach(ctx, w, o)
		return r, err
	}
	if q.unknown != "" {
		i.search = func(ctx context.Context, w *engine.World, o explore.Options) (*explore.Report, error) {
			return explore.Unknown(ctx, w, g.world, i.about.Node, x.Eval, o)
		}
		i.expect = func(r *explore.Report) string { return script.Is(q.unknown, r.There) }
	}
	return nil
}

// verdict is the exit status of a search.
func verdict(ctx context.Context, r *explore.Report, goal bool) error {
	switch {
	case errors.Is(context.Cause(ctx), errInterrupt):
		return ui.ErrInterrupted
	case goal && r.Found:
		return nil
	case r.Broken != nil, r.Exhausted && (goal || !r.Passed()):
		return silent(exitFailure)
	case !r.Exhausted:
		return silent(exitUnfinished)
	}
	return nil
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// bar gives what shows on one line of a terminal how far something has come;
// nil: errors go to no terminal. It shows nothing for what is done at once.
func (a *app) bar() func(elapsed time.Duration, share float64, text string) {
	f, ok := a.errs.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	var last time.Duration
	return func(elapsed time.Duration, share float64, text string) {
		if elapsed-last < 150*time.Millisecond {
			return
		}
		last, a.showing = elapsed, true
		line := ask.Bar(share) + " " + text
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && len(line) > w-1 {
			line = line[:max(0, w-1)]
		}
		fmt.Fprintf(a.errs, "\r%s\x1b[K", line)
	}
}

// progress shows how far a search has come.
func (a *app) progress() func(explore.Progress) {
	show := a.bar()
	if show == nil {
		return nil
	}
	return func(p explore.Progress) { show(p.Elapsed, p.Share(), ask.Expanding(p)) }
}

func (a *app) clearProgress() {
	if a.showing {
		fmt.Fprint(a.errs, "\r\x1b[K")
	}
}
