package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/spf13/cobra"

	"synod/engine"
	"synod/ui/ask"
)

// question is what the flags of check and walk have in common.
type question struct {
	property, goal, net, trace string
	unknown, node, at          string
	off, limits                []string
	bounds                     [5]string // as menus have them
	asJSON                     bool
	timeout                    time.Duration
	depth, maxStates, workers  int
	memory                     string
	rpc, full, timed, symmetry bool
	noRepair                   bool
	runs, steps                int
	seed                       uint64
}

var boundFlags = [...]string{"crashes", "drops", "dups", "cuts", "ticks"}

// addTo adds the flags; usual is the property that is meant without --property.
func (q *question) addTo(cmd *cobra.Command, usual string) {
	f := cmd.Flags()
	for i, name := range boundFlags {
		f.StringVar(&q.bounds[i], name, "", "how many "+name+" there may be, or any; without it, as the file says")
	}
	f.BoolVar(&q.noRepair, "no-repair", false, "what is down stays down, and what is cut stays cut")
	f.StringArrayVar(&q.limits, "limit", nil, "NAME=N: a bound of what the protocol can count")
	f.StringArrayVar(&q.off, "off", nil, "a rule to switch off")
	f.StringVar(&q.property, "property", "", "the property in question, or all; without it, "+usual)
	f.StringVar(&q.trace, "trace", "", "write the run that was found to this file")
	f.BoolVar(&q.asJSON, "json", false, "print one JSON document")
	f.StringVar(&q.at, "at", "", "the point to ask at: a step, a mark, a point such as b7, or end; without it, the start of a\nscenario and the end of a recording")
	f.DurationVar(&q.timeout, "timeout", 0, "stop after this time, such as 30s")
	cmd.ValidArgsFunction = named
}

// mostWorkers bounds --workers: more than a machine has processors is of no use.
const mostWorkers = 256

// faults lists the flags that bound faults and were given.
func (q *question) faults() []string {
	var given []string
	for i, text := range q.bounds {
		if text != "" {
			given = append(given, boundFlags[i])
		}
	}
	return given
}

// fits says which bounds mean nothing on a network.
func (q *question) fits(n engine.Network) error {
	if n == engine.Bag {
		return nil
	}
	for _, fault := range q.faults() {
		if fault == "drops" || fault == "dups" {
			return usage("--%s is for --net bag; %s has %s", fault, n, ask.NetworkWords(n))
		}
	}
	return nil
}

// refuse says which flags do not go together.
func (q *question) refuse() error {
	about := q.goal != "" || q.unknown != ""
	switch {
	case q.workers > mostWorkers:
		return usage("--workers %d is too many; %d are the most", q.workers, mostWorkers)
	case q.timed && q.bounds != [len(q.bounds)]string{}:
		return usage("--timed takes no faults; leave --%s out", q.faults()[0])
	case q.depth < 0 || q.maxStates < 0 || q.workers < 0 || q.timeout < 0:
		return usage("--depth, --max-states, --workers and --timeout cannot be below 0")
	case (q.unknown == "") != (q.node == ""):
		return usage("--unknown EXPR and --node NODE go together")
	case q.goal != "" && q.unknown != "":
		return usage("--goal and --unknown are two questions; leave one out")
	case about && q.property != "":
		return usage("--property is another question; leave it out")
	case about && (q.rpc || q.symmetry):
		return usage("--rpc and --symmetry leave out worlds that an expression may be true in; leave them out")
	}
	return nil
}

var errInterrupt = errors.New("an interrupt")

// interruptible ends after a time, if that is not 0, or at ctrl+c.
func interruptible(after time.Duration) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	go func() {
		if _, ok := <-signals; ok {
			cancel(errInterrupt)
		}
	}()
	stop := func() { signal.Stop(signals); close(signals); cancel(nil) }
	if after > 0 {
		timed, end := context.WithTimeoutCause(ctx, after, fmt.Errorf("the time limit of %s", after))
		return timed, func() { end(); stop() }
	}
	return ctx, stop
}
