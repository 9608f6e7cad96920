package enginetest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"synod/engine"
)

// catalogue holds the rules that the code of a folder names against those of the
// protocol: each rule of the catalogue has all its sentences, a switch is asked
// for, and each rule that the code applies, or asks to be on, is in the catalogue.
// It gives the switches that the code only asks for: what they do has names of its
// own.
func catalogue(t *testing.T, p *engine.Protocol, folder string) (switches []string) {
	t.Helper()
	named, applied, asked := rulesNamed(t, folder)
	for _, r := range p.Rules {
		if r.Name == "" || r.Source == "" || r.Did == "" || r.Why == "" || r.Switch != (r.Off != "") {
			t.Errorf("rule %s lacks a sentence, a name or a source", r.ID)
		}
		if r.Switch && !slices.Contains(asked, r.ID) {
			t.Errorf("no code asks whether %s is on", r.ID)
		}
	}
	for _, id := range applied {
		if p.Rule(id) == nil {
			t.Errorf("rule %s is applied and is not in the catalogue", id)
		}
	}
	for _, id := range asked {
		if r := p.Rule(id); r == nil || !r.Switch {
			t.Errorf("the code asks whether %s is on, which cannot be switched off", id)
		}
		if count(named, id) == count(asked, id) {
			switches = append(switches, id)
		}
	}
	return switches
}

// Phases holds each rule to saying in which phase of the protocol it is applied.
func Phases(t *testing.T, p *engine.Protocol) {
	t.Helper()
	for _, r := range p.Rules {
		if r.Phase == "" {
			t.Errorf("rule %s has no phase", r.ID)
		}
	}
}

func count(list []string, id string) (n int) {
	for _, x := range list {
		if x == id {
			n++
		}
	}
	return n
}

// rulesNamed lists the texts in the code of a folder: all; those that stand where
// a rule is applied, in a call of Why or of a helper whose name begins with why,
// or given to a variable called rule; and those that On is asked for.
func rulesNamed(t *testing.T, folder string) (named, applied, asked []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				named = append(named, texts(n)...)
			case *ast.AssignStmt:
				if id, ok := n.Lhs[0].(*ast.Ident); ok && len(n.Lhs) == 1 && id.Name == "rule" {
					applied = append(applied, texts(n.Rhs...)...)
				}
			case *ast.CallExpr:
				switch name := called(n); {
				case name == "Why":
					applied = append(applied, texts(n.Args[0])...)
				case strings.HasPrefix(name, "why"):
					applied = append(applied, texts(n.Args...)...)
				case name == "On":
					asked = append(asked, texts(n.Args...)...)
				}
			}
			return true
		})
	}
	return named, applied, asked
}

func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

// texts gives the literal texts among expressions.
func texts(list ...ast.Expr) (out []string) {
	for _, e := range list {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, _ := strconv.Unquote(lit.Value); text != "" {
				out = append(out, text)
			}
		}
	}
	return out
}
