package script

import (
	"github.com/expr-lang/expr/ast"

	"synod/engine"
)

// Reads says which parts of worlds the expression looks at, so that a search
// need not evaluate it anew for worlds that have them in common.
func (x *Expr) Reads() *engine.Reads { return x.reads }

// reads goes through the calls of an expression.
func reads(root ast.Node, sys *engine.System) *engine.Reads {
	r := &engine.Reads{}
	for _, call := range collect[*ast.CallNode](root) {
		name, ok := call.Callee.(*ast.IdentifierNode)
		if !ok {
			continue
		}
		switch name.Value {
		case "chosen", "learnt", "fact", "facts", "values":
			r.Facts = true
		case "field", "armed", "up", "crashed", "clock":
			readsHost(r, call, sys)
		case "cut":
			r.Links = true
		case "flight", "inflight":
			r.Flight = true
		case "outcome", "result":
			r.History = true
		default: // of a run, not of a world
			everything(r, sys)
		}
	}
	return r
}

// readsHost adds the host that the first argument names; all, if only the
// evaluation knows it.
func readsHost(r *engine.Reads, call *ast.CallNode, sys *engine.System) {
	if len(call.Arguments) > 0 {
		if s, ok := call.Arguments[0].(*ast.StringNode); ok {
			r.Host(sys, engine.NodeID(s.Value))
			return
		}
	}
	r.AllHosts(sys)
}

func everything(r *engine.Reads, sys *engine.System) {
	r.Facts, r.History, r.Links, r.Flight = true, true, true, true
	r.AllHosts(sys)
}
