package script

import (
	"fmt"
	"iter"
	"slices"

	"synod/engine"
)

// oldest gives the values of facts, oldest first, of which keep says yes.
func (v *view) oldest(all iter.Seq[engine.Fact], keep func(engine.Fact) bool) ([]string, error) {
	values := []string{}
	for f := range all {
		if err := v.look(1); err != nil {
			return nil, err
		}
		if keep == nil || keep(f) {
			values = append(values, f.Value)
		}
	}
	slices.Reverse(values)
	return values, nil
}

func facts(v *view, args []string) (any, error) {
	if len(args) > 1 {
		return v.oldest(v.w.Facts().With(args[0], args[1]), nil)
	}
	return v.oldest(v.w.Facts().Of(args[0]), nil)
}

func fact(v *view, args []string) (any, error) {
	all, err := facts(v, args)
	return firstOf(all, err)
}

func firstOf(all any, err error) (any, error) {
	if list, _ := all.([]string); err == nil && len(list) > 0 {
		return list[0], nil
	}
	return "", err
}

func values(v *view, args []string) (any, error) {
	all, err := facts(v, args)
	if err != nil {
		return nil, err
	}
	distinct := []string{}
	for _, s := range all.([]string) {
		if err := v.look(len(distinct)); err != nil {
			return nil, err
		}
		if !slices.Contains(distinct, s) {
			distinct = append(distinct, s)
		}
	}
	return distinct, nil
}

func chosen(v *view, args []string) (any, error) {
	return fact(v, append([]string{"chosen"}, args...))
}

func learnt(v *view, args []string) (any, error) {
	keep := func(f engine.Fact) bool { return len(args) == 0 || string(f.Node) == args[0] }
	return firstOf(v.oldest(v.w.Facts().Of("learnt"), keep))
}

func field(v *view, args []string) (any, error) {
	var names []string
	for _, f := range v.w.Node(engine.NodeID(args[0])).Fields() {
		if f.ID == args[1] {
			return f.Text, nil
		}
		names = append(names, f.ID)
	}
	return nil, fmt.Errorf("%s has no field '%s'; expected %s", args[0], short(args[1]), engine.Nearest(short(args[1]), names))
}

func armed(v *view, args []string) (any, error) {
	named := func(t engine.Timer) bool { return t.Name == args[1] }
	return slices.ContainsFunc(v.w.Timers(engine.NodeID(args[0])), named), nil
}

func up(v *view, args []string) (any, error) { return v.w.HostUp(engine.HostID(args[0])), nil }

func crashed(v *view, args []string) (any, error) { return !v.w.HostUp(engine.HostID(args[0])), nil }

func isCut(v *view, args []string) (any, error) {
	return v.w.Cut(engine.HostID(args[0]), engine.HostID(args[1])), nil
}

func clock(v *view, args []string) (any, error) { return int(v.w.Clock(engine.HostID(args[0]))), nil }

func flight(v *view, args []string) (any, error) {
	all := v.w.Flight()
	n := 0
	for _, e := range all {
		if len(args) == 0 || e.Kind == args[0] {
			n++
		}
	}
	return n, v.look(len(all))
}

func inflight(v *view, args []string) (any, error) {
	all := v.w.Flight()
	fits := func(e engine.Envelope) bool {
		has := []string{string(e.From), string(e.To), e.Kind, e.Key}
		return slices.Equal(has[:len(args)], args)
	}
	return slices.ContainsFunc(all, fits), v.look(len(all))
}

// operation gives a client operation by its name, such as c1.2, or nil.
func (v *view) operation(id string) (*engine.Op, error) {
	ops := v.w.History().Ops()
	for _, op := range ops {
		if op.ID == id {
			return op, v.look(len(ops))
		}
	}
	return nil, v.look(len(ops))
}

func outcome(v *view, args []string) (any, error) {
	op, err := v.operation(args[0])
	if op == nil {
		return "", err
	}
	return op.Outcome.String(), err
}

func result(v *view, args []string) (any, error) {
	op, err := v.operation(args[0])
	if op == nil {
		return "", err
	}
	return op.Value, err
}

func steps(v *view, _ []string) (any, error) { return v.w.Steps(), nil }

func held(v *view, args []string) (any, error) { return v.stands(args[0], engine.Held) }

func broken(v *view, args []string) (any, error) { return v.stands(args[0], engine.Broken) }

func (v *view) stands(property string, state engine.State) (any, error) {
	if v.point == nil {
		return nil, fmt.Errorf("how a property stands is known in a run, and not of a world alone")
	}
	i := slices.Index(propertyNames(v.w.System()), property)
	return v.point.Score[i].State() == state, nil
}
