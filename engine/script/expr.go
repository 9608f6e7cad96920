package script

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	exprparser "github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"

	"synod/engine"
	"synod/engine/timeline"
)

// Expr is a compiled expression.
type Expr struct {
	sys     *engine.System
	program *vm.Program
	calls   []string // the calls in it that stand on their own
	reads   *engine.Reads
}

// The bounds of an expression. With them and view.budget, evaluation ends soon.
const (
	maxNodes = 200
	maxDepth = 2 // of predicates within predicates
)

// builtins are the built-in functions that expressions may use.
var builtins = []string{"len", "all", "any", "none", "one", "filter", "map", "count"}

// Compile checks an expression against the functions that worlds of sys offer.
// The error is an *Error with the column in the expression.
func Compile(expression string, sys *engine.System) (*Expr, error) {
	return compile(expression, sys, expr.AsAny())
}

// compileTest is Compile for what has to be true or false.
func compileTest(expression string, sys *engine.System) (*Expr, error) {
	return compile(expression, sys, expr.AsBool(), expr.WarnOnAny())
}

func compile(expression string, sys *engine.System, more ...expr.Option) (*Expr, error) {
	if len(expression) > maxExpression {
		return nil, &Error{Problem: fmt.Sprintf("the expression has %d bytes; expected at most %d", len(expression), maxExpression)}
	}
	options := []expr.Option{expr.Env(env(&view{})), expr.DisableAllBuiltins(), expr.MaxNodes(maxNodes)}
	for _, name := range builtins {
		options = append(options, expr.EnableBuiltin(name))
	}
	config := conf.CreateNew()
	for _, o := range options {
		o(config)
	}
	tree, err := exprparser.ParseWithConfig(expression, config)
	if err != nil {
		return nil, exprError(err)
	}
	if err := check(tree.Node, sys); err != nil {
		return nil, err
	}
	program, err := expr.Compile(expression, append(options, more...)...)
	if err != nil {
		return nil, exprError(err)
	}
	return &Expr{sys, program, outerCalls(tree.Node), reads(tree.Node, sys)}, nil
}

// exprError keeps the message and the column of an error of the library.
func exprError(err error) *Error {
	var e *file.Error
	if errors.As(err, &e) {
		problem := e.Message
		if cause := errors.Unwrap(e); cause != nil {
			problem = cause.Error()
		}
		problem = strings.Replace(problem, "unexpected token EOF", "the expression ends too early", 1)
		return &Error{Col: e.From + 1, Problem: strings.TrimSpace(firstLine(problem))}
	}
	problem := firstLine(err.Error())
	if other, ok := strings.CutPrefix(problem, "expected bool, but got "); ok {
		problem = "the expression is of type " + other + "; expected true or false"
	}
	return &Error{Col: 1, Problem: problem}
}

// Eval gives the expression's value in a world.
func (x *Expr) Eval(w *engine.World) (any, error) {
	return x.eval(&view{w: w, budget: maxLooks})
}

// EvalAt gives the expression's value at a point of a run. Unlike Eval, it
// knows how the properties stand.
func (x *Expr) EvalAt(p *timeline.Point) (any, error) {
	return x.eval(&view{w: p.World, point: p, budget: maxLooks})
}

func (x *Expr) eval(v *view) (any, error) {
	machine := vm.VM{MemoryBudget: maxLooks}
	out, err := machine.Run(x.program, env(v))
	if err != nil {
		return nil, exprError(err)
	}
	return out, nil
}

// Holds evaluates an expression that is true or false.
func (x *Expr) Holds(w *engine.World) (bool, error) { return x.truth(x.Eval(w)) }

// HoldsAt is Holds at a point of a run.
func (x *Expr) HoldsAt(p *timeline.Point) (bool, error) { return x.truth(x.EvalAt(p)) }

func (x *Expr) truth(value any, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	b, ok := value.(bool)
	if !ok {
		return false, &Error{Problem: fmt.Sprintf("the expression is %s; expected true or false", show(value))}
	}
	return b, nil
}

// Compared says what the calls in the expression are at a point, such as
// chosen() is "apple".
func (x *Expr) Compared(p *timeline.Point) []string {
	var out []string
	for _, call := range x.calls {
		sub, err := Compile(call, x.sys)
		if err != nil {
			continue
		}
		if value, err := sub.EvalAt(p); err == nil {
			out = append(out, call+" is "+show(value))
		}
	}
	return out
}

// Literal is a value of an expression as the language writes it.
func Literal(value any) string {
	switch value := value.(type) {
	case string:
		return strconv.Quote(value)
	case []string:
		return list(len(value), func(i int) any { return value[i] })
	case []any:
		return list(len(value), func(i int) any { return value[i] })
	}
	return fmt.Sprint(value)
}

func list(n int, at func(int) any) string {
	items := make([]string, n)
	for i := range items {
		items[i] = Literal(at(i))
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// Is is the expression that another has a value.
func Is(expression string, value any) string {
	return "(" + expression + ") == " + Literal(value)
}

func show(value any) string {
	switch value := value.(type) {
	case string:
		return fmt.Sprintf("%q", short(value))
	case []string:
		if len(value) > 8 {
			return fmt.Sprintf("%q… (%d)", value[:8], len(value))
		}
		return strings.ReplaceAll(fmt.Sprintf("%q", value), `" "`, `", "`)
	}
	return short(fmt.Sprint(value))
}

// checker refuses what the language does not have, before the library says so
// less clearly.
type checker struct {
	sys       *engine.System
	functions []function
	callees   []ast.Node // the names that are called
	err       *Error
}

func check(root ast.Node, sys *engine.System) error {
	c := &checker{sys: sys, functions: functions()}
	for _, call := range collect[*ast.CallNode](root) {
		c.callees = append(c.callees, call.Callee)
	}
	for _, d := range collect[*ast.VariableDeclaratorNode](root) {
		c.fail(d, "a declaration; expected one expression")
	}
	ast.Walk(&root, c)
	if deeper(root, maxDepth) {
		c.fail(root, "lists within lists within lists; expected at most %d levels", maxDepth)
	}
	if c.err != nil {
		return c.err
	}
	return nil
}

func (c *checker) fail(n ast.Node, format string, args ...any) {
	if c.err == nil {
		c.err = &Error{Col: n.Location().From + 1, Problem: fmt.Sprintf(format, args...)}
	}
}

// Visit sees each node after those below it.
func (c *checker) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.CallNode:
		c.call(n)
	case *ast.IdentifierNode:
		c.name(n)
	case *ast.BuiltinNode:
		if !slices.Contains(builtins, n.Name) {
			c.fail(n, "unknown function '%s'; expected %s", n.Name, engine.Nearest(n.Name, c.names()))
		}
	case *ast.BinaryNode:
		if n.Operator == ".." {
			c.fail(n, "a range '..'; expected a list such as facts(\"chosen\")")
		}
	case *ast.SequenceNode:
		c.fail(n, "several expressions; expected one")
	}
}

func (c *checker) name(n *ast.IdentifierNode) {
	switch f := c.find(n.Value); {
	case f == nil:
		c.fail(n, "unknown name '%s'; expected %s", short(n.Value), engine.Nearest(short(n.Value), c.names()))
	case !slices.Contains(c.callees, ast.Node(n)):
		c.fail(n, "%s is a function; expected %s", f.name, f.usage)
	}
}

func (c *checker) find(name string) *function {
	i := slices.IndexFunc(c.functions, func(f function) bool { return f.name == name })
	if i < 0 {
		return nil
	}
	return &c.functions[i]
}

func (c *checker) names() []string {
	var names []string
	for _, f := range c.functions {
		names = append(names, f.name)
	}
	return append(names, builtins...)
}

func (c *checker) call(n *ast.CallNode) {
	id, ok := n.Callee.(*ast.IdentifierNode)
	if !ok {
		c.fail(n, "a call of what is no function")
		return
	}
	f := c.find(id.Value)
	if f == nil {
		return // its name has been refused
	}
	args := make([]string, len(n.Arguments))
	for i, a := range n.Arguments {
		args[i] = unknown
		if s, ok := a.(*ast.StringNode); ok {
			args[i] = s.Value
		}
	}
	if err := f.check(c.sys, args); err != nil {
		c.fail(n, "%s", err)
	}
}

// collector gathers the nodes of one type.
type collector[T ast.Node] struct{ found []T }

func (c *collector[T]) Visit(node *ast.Node) {
	if n, ok := (*node).(T); ok {
		c.found = append(c.found, n)
	}
}

func collect[T ast.Node](root ast.Node) []T {
	c := &collector[T]{}
	ast.Walk(&root, c)
	return c.found
}

// deeper says whether predicates stand within each other more than depth deep.
func deeper(n ast.Node, depth int) bool {
	if depth < 0 {
		return true
	}
	for _, p := range collect[*ast.PredicateNode](n) {
		if deeper(p.Node, depth-1) {
			return true
		}
	}
	return false
}

// maxCompared bounds how many values a failed expectation shows.
const maxCompared = 4

// outerCalls lists the calls that depend on nothing around them.
func outerCalls(root ast.Node) []string {
	var calls []string
	for _, n := range collect[*ast.CallNode](root) {
		literal := !slices.ContainsFunc(n.Arguments, func(a ast.Node) bool {
			_, ok := a.(*ast.StringNode)
			return !ok
		})
		if s := n.String(); literal && len(calls) < maxCompared && !slices.Contains(calls, s) {
			calls = append(calls, s)
		}
	}
	return calls
}
