package explore_test

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/explore"
)

// stairs is a node that goes up a step at a time, and may fall down about as
// far as there are levels that a byte can tell apart.
type stairs int

func (n stairs) AppendTo(b []byte) []byte { return engine.AppendInt(b, int64(n)) }
func (n stairs) Fields() []engine.Field   { return []engine.Field{{ID: "n", Text: strconv.Itoa(int(n))}} }
func (n stairs) Step(in engine.Input, fx *engine.Effects) engine.Node {
	fx.Arm(in.Timer)
	by, _ := strconv.Atoi(in.Timer)
	return min(max(0, n+stairs(by)), 600)
}

func TestALongRunIsFoundThroughManyWaysBack(t *testing.T) {
	p := &engine.Protocol{Name: "stairs", Roles: []engine.Role{{ID: "n"}}, Build: func(engine.Config) (engine.Setup, error) {
		arm := []string{"1", "-253", "-254", "-255", "-256", "-257"}
		return engine.Setup{Nodes: []engine.NodeSpec{{ID: "n1", Role: "n", Node: stairs(0), Arm: arm}}}, nil
	}}
	w, err := engine.New(p, engine.Config{})
	if err != nil {
		t.Fatal(err)
	}
	top := func(w *engine.World) (bool, error) { return w.Node("n1").(stairs) == 600, nil }
	r := search(t, w, explore.Options{Goal: top})
	if !r.Found || r.Length != 600 || r.States != 601 {
		t.Errorf("found %v in %d steps, %d worlds", r.Found, r.Length, r.States)
	}
}

// A level that takes long can be watched, and ended, before it is done: here
// one level of the yardstick, whose worlds are looked at by hand.
func TestProgressComesWithinALevel(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	var within, told explore.Progress
	o := explore.Options{Workers: 2, Property: "CONSISTENT", Progress: func(p explore.Progress) {
		if told.States > p.States || told.Steps > p.Steps || p.Share() < 0 || p.Share() > 1 {
			t.Errorf("after %+v comes %+v", told, p)
		}
		if told = p; p.Done > 0 && p.Done < p.Level && within.Level == 0 {
			within = p
			cancel(errors.New("that is enough"))
		}
	}}
	r, err := explore.Search(ctx, twoPhase(t, 10), o)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case within.Level == 0:
		t.Error("no progress came within a level")
	case r.Exhausted || r.Passed() || r.Stopped != "that is enough":
		t.Errorf("exhausted %v, stopped by %q", r.Exhausted, r.Stopped)
	case r.States < within.States || r.Whole != within.Depth-1:
		t.Errorf("%d worlds, whole to %d; it was told of %+v", r.States, r.Whole, within)
	}
}

// What looks at whole worlds can take its time over a few of them; the search
// is ended all the same before the level is.
func TestASlowGoalDoesNotHoldUpTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	looked := 0
	r, err := explore.Search(ctx, twoPhase(t, 8), explore.Options{Workers: 1, Goal: func(*engine.World) (bool, error) {
		if looked++; looked == 5000 {
			cancel(errors.New("the end"))
			<-ctx.Done()
		}
		return false, nil
	}})
	if err != nil || r.Stopped != "the end" || r.Exhausted {
		t.Errorf("%+v, %v", r, err)
	}
	if looked > 1_000_000 { // of 1,745,408

		t.Errorf("it looked at %d worlds after 5,000", looked)
	}
}

// An error of a goal ends the search, whoever meets it.
func TestAnErrorEndsTheSearch(t *testing.T) {
	for workers := 1; workers <= 3; workers++ {
		_, err := explore.Search(context.Background(), twoPhase(t, 6), explore.Options{Workers: workers, Goal: func(w *engine.World) (bool, error) {
			if w.Facts().Count("aborted") == 3 {
				return false, errors.New("nobody aborts three times")
			}
			return false, nil
		}})
		if err == nil || !strings.Contains(err.Error(), "three times") {
			t.Errorf("%d workers: %v", workers, err)
		}
	}
}
