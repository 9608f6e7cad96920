package cli

import (
	"io"
	"time"

	"github.com/spf13/cobra"

	"synod/engine"
	"synod/engine/explore"
	"synod/engine/script"
	"synod/engine/timeline"
	"synod/ui/store"
)

// shrink reduces a recording to the steps that matter for something.
func (a *app) shrink() *cobra.Command {
	var keep, to string
	q := &question{}
	cmd := command("shrink NAME|FILE|- [--keep EXPR] [--at WHERE] [--timeout D] [-o OUT]", cobra.ExactArgs(1), func(args []string) error {
		if q.at == "" {
			q.at = "end"
		}
		g, err := a.ground(args[0], q)
		if err != nil {
			return err
		}
		return a.shorten(g, keep, to, q)
	})
	f := cmd.Flags()
	f.StringVar(&keep, "keep", "", "the expression that has to stay true; without it, that the property is broken that the file is about")
	f.StringVar(&q.at, "at", "", "where the run ends: a step, a mark, a point such as b7, or end, which it is without the flag")
	f.DurationVar(&q.timeout, "timeout", time.Minute, "how long to try at most")
	f.StringVarP(&to, "output", "o", "", "the file to write; without it, standard output")
	cmd.ValidArgsFunction = named
	return cmd
}

func (a *app) shorten(g *ground, keep, to string, q *question) error {
	if about := g.script.Head.Config.About; keep == "" && about != "" {
		keep = `broken("` + about + `")`
	}
	if keep == "" {
		return usage(`what has to stay? write such as --keep 'chosen() == "pear"'`)
	}
	x, err := script.Compile(keep, g.start.System())
	if err != nil {
		return usage("--keep: %w", err)
	}
	if held, err := holds(g.start, g.before, x); err != nil || held == nil {
		if err != nil {
			return usage("--keep: %w", err)
		}
		return usage("--keep %s is never true on the way to step %d, so there is nothing to keep", keep, len(g.before))
	}
	ctx, stop := interruptible(q.timeout)
	defer stop()
	run := explore.Shorten(ctx, g.before, func(run []engine.Choice) []engine.Choice {
		kept, _ := holds(g.start, run, x)
		return kept
	})
	s := g.file(g.script.Head.Title, keep, nil, run)
	s.Entries = evident(s.Entries, g.script.Entries)
	a.complain("%d of %d steps are left%s", len(run), len(g.before), unsaid(g.script.Entries))
	return a.put(to, s)
}

// unsaid says what of a script goes when it is shortened beside steps, if there is
// any: what it says is about a run that had those steps.
func unsaid(all []script.Entry) string {
	for i := range all {
		switch all[i].Kind {
		case script.Choose, script.Evidence, script.Back:
		default:
			return "; what the script says, asks and expects is left out"
		}
	}
	return ""
}

// evident puts behind the steps that are left how each is known, if the script
// says so.
func evident(left, all []script.Entry) (out []script.Entry) {
	for i, kept := 0, false; i < len(all); i++ {
		switch e := &all[i]; {
		case e.Kind == script.Evidence && kept:
			out = append(out, *e)
		case e.Kind != script.Choose:
		case len(left) > 0 && left[0].Kind == script.Choose && explore.Address(left[0].Choice) == explore.Address(e.Choice):
			out, left, kept = append(out, left[0]), left[1:], true
		default:
			kept = false
		}
	}
	return append(out, left...)
}

// holds takes what can be taken of a run, and gives the choices taken until an
// expression was true; nil: it never was.
func holds(w *engine.World, run []engine.Choice, x *script.Expr) ([]engine.Choice, error) {
	t := timeline.New(w)
	taken := []engine.Choice{}
	for _, c := range run {
		if ok, err := x.HoldsAt(t.Cursor()); ok || err != nil {
			return taken, err
		}
		p, err := t.Take(c)
		if err != nil {
			p, err = t.Take(explore.Address(c))
		}
		if err == nil {
			taken = append(taken, p.Choice)
		}
	}
	if ok, err := x.HoldsAt(t.Cursor()); !ok {
		return nil, err
	}
	return taken, nil
}

// put writes a script to a new file, or to standard output if none is named.
func (a *app) put(to string, s *script.Script) error {
	if to == "" || to == "-" {
		_, err := io.WriteString(a.out, s.Print())
		return err
	}
	if err := store.WriteNew(to, s.Print()); err != nil {
		return usage("cannot write: %w", err)
	}
	return nil
}
