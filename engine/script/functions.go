package script

import (
	"errors"
	"fmt"
	"slices"

	"synod/engine"
	"synod/engine/timeline"
)

// view is what an expression may look at. It only reads.
type view struct {
	w      *engine.World
	point  *timeline.Point // nil: a world on its own
	budget int             // how much may still be looked at
}

// maxLooks bounds the facts, messages and operations that one evaluation looks at.
const maxLooks = 1_000_000

var errBudget = errors.New("the expression looks at too much")

func (v *view) look(n int) error {
	v.budget -= n + 1
	if v.budget < 0 {
		return errBudget
	}
	return nil
}

// argument says what an argument of a function names.
type argument uint8

const (
	anyWord argument = iota
	aNode
	aHost
	aFact
	aMessage
	aProperty
)

// function is a function of the expression language. All arguments are texts.
type function struct {
	name  string
	usage string
	args  []argument // of which the first least are needed
	least int
	fact  string // the kind of fact that it reads whatever its arguments
	zero  any    // of the type that it gives
	run   func(v *view, args []string) (any, error)
}

// functions is the environment of expressions, in the order of the help.
func functions() []function {
	return []function{
		{"chosen", "chosen([key])", []argument{anyWord}, 0, "chosen", "", chosen},
		{"learnt", "learnt([node])", []argument{aNode}, 0, "learnt", "", learnt},
		{"fact", "fact(kind, [key])", []argument{aFact, anyWord}, 1, "", "", fact},
		{"facts", "facts(kind, [key])", []argument{aFact, anyWord}, 1, "", []string(nil), facts},
		{"values", "values(kind, [key])", []argument{aFact, anyWord}, 1, "", []string(nil), values},
		{"field", "field(node, name)", []argument{aNode, anyWord}, 2, "", "", field},
		{"armed", "armed(node, timer)", []argument{aNode, anyWord}, 2, "", false, armed},
		{"up", "up(host)", []argument{aHost}, 1, "", false, up},
		{"crashed", "crashed(host)", []argument{aHost}, 1, "", false, crashed},
		{"cut", "cut(from, to)", []argument{aHost, aHost}, 2, "", false, isCut},
		{"clock", "clock(host)", []argument{aHost}, 1, "", 0, clock},
		{"flight", "flight([kind])", []argument{aMessage}, 0, "", 0, flight},
		{"inflight", "inflight(from, to, [kind], [key])", []argument{aNode, aNode, aMessage, anyWord}, 2, "", false, inflight},
		{"outcome", "outcome(operation)", []argument{anyWord}, 1, "", "", outcome},
		{"result", "result(operation)", []argument{anyWord}, 1, "", "", result},
		{"steps", "steps()", nil, 0, "", 0, steps},
		{"held", "held(property)", []argument{aProperty}, 1, "", false, held},
		{"broken", "broken(property)", []argument{aProperty}, 1, "", false, broken},
	}
}

// Functions lists the functions of expressions with their arguments.
func Functions() []string {
	var usages []string
	for _, f := range functions() {
		usages = append(usages, f.usage)
	}
	return usages
}

// env gives the functions bound to a view, with the types that the checker reads.
func env(v *view) map[string]any {
	m := map[string]any{}
	for _, f := range functions() {
		switch f.zero.(type) {
		case string:
			m[f.name] = bind[string](v, f)
		case bool:
			m[f.name] = bind[bool](v, f)
		case int:
			m[f.name] = bind[int](v, f)
		default:
			m[f.name] = bind[[]string](v, f)
		}
	}
	return m
}

func bind[T any](v *view, f function) func(args ...string) (T, error) {
	return func(args ...string) (T, error) {
		var none T
		if err := f.check(v.w.System(), args); err != nil {
			return none, err
		}
		if err := v.look(0); err != nil {
			return none, err
		}
		out, err := f.run(v, args)
		if err != nil {
			return none, err
		}
		return out.(T), nil
	}
}

// check holds arguments against what the system has. An argument that is not
// known yet is given as unknown.
func (f *function) check(sys *engine.System, args []string) error {
	if len(args) < f.least || len(args) > len(f.args) {
		return fmt.Errorf("%s takes other arguments; expected %s", f.name, f.usage)
	}
	if f.fact != "" {
		if err := known(sys, aFact, f.fact); err != nil {
			return err
		}
	}
	for i, a := range args {
		if a != unknown {
			if err := known(sys, f.args[i], a); err != nil {
				return err
			}
		}
	}
	return nil
}

// unknown stands for an argument that only the evaluation knows; no word of
// the language can be it.
const unknown = "\x00"

func known(sys *engine.System, kind argument, word string) error {
	what, names := expected(sys, kind)
	if what == "" || slices.Contains(names, word) {
		return nil
	}
	return fmt.Errorf(what+"; expected %s", short(word), engine.Nearest(short(word), names))
}

// expected lists what an argument of a kind may name, and how it is said that
// something is none of it; empty: any word will do.
func expected(sys *engine.System, kind argument) (what string, names []string) {
	switch kind {
	case aNode:
		return "there is no node '%s'", sys.NodeNames()
	case aHost:
		return "there is no host '%s'", sys.HostNames()
	case aFact:
		return "protocol " + sys.Protocol().Name + " has no facts of kind '%s'", factNames(sys)
	case aMessage:
		return "protocol " + sys.Protocol().Name + " has no messages of kind '%s'", sys.Protocol().KindNames()
	case aProperty:
		return "the head promises no property '%s'", propertyNames(sys)
	}
	return "", nil
}

// ArgumentNames lists what the nth argument of a function, from 0, may name in a
// system; nil: any word, or there is no such argument.
func ArgumentNames(sys *engine.System, function string, nth int) []string {
	for _, f := range functions() {
		if f.name == function && nth < len(f.args) {
			_, names := expected(sys, f.args[nth])
			return names
		}
	}
	return nil
}

func factNames(sys *engine.System) (names []string) {
	for _, k := range sys.Protocol().Facts {
		names = append(names, k.ID)
	}
	return names
}

func propertyNames(sys *engine.System) (names []string) {
	for _, p := range sys.Properties() {
		names = append(names, p.ID)
	}
	return names
}
