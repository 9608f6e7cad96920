package main_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// exports finds compiled packages, so that types can be checked without
// reading every library's source.
func exports(t *testing.T) types.Importer {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-export", "-deps", "-f", "{{if .Export}}{{.ImportPath}} {{.Export}}{{end}}",
		"./engine/...", "./paxos/...", "./quorum/...", "./presets/...")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	files := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if p, file, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			files[p] = file
		}
	}
	return importer.ForCompiler(fset, "gc", func(p string) (io.ReadCloser, error) {
		if files[p] == "" {
			return nil, fmt.Errorf("%s is not compiled", p)
		}
		return os.Open(files[p])
	})
}

func TestPureRoomsArePure(t *testing.T) {
	imports := exports(t)
	packages := map[string][]*ast.File{}
	for _, s := range sources(t) {
		if isPure(s.pkg) {
			packages[s.pkg] = append(packages[s.pkg], s.file)
		}
	}
	for _, room := range pure {
		if len(packages[room]) == 0 {
			t.Errorf("%s is empty", room)
		}
	}
	for pkg, files := range packages {
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
		conf := types.Config{Importer: imports}
		if _, err := conf.Check(module+"/"+pkg, fset, files, info); err != nil {
			t.Errorf("%s: %v", pkg, err)
			continue
		}
		for _, f := range files {
			for _, sin := range sins(f, info) {
				t.Error(sin)
			}
		}
	}
}

// sins lists what makes a file impure.
func sins(f *ast.File, info *types.Info) (out []string) {
	sin := func(n ast.Node, what string) { out = append(out, fmt.Sprintf("%s: %s", fset.Position(n.Pos()), what)) }
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			sin(n, "a goroutine")
		case *ast.SelectStmt, *ast.SendStmt, *ast.ChanType:
			sin(n, "a channel")
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" {
				sin(n, "func init")
			}
		case *ast.RangeStmt:
			if _, ok := info.TypeOf(n.X).Underlying().(*types.Map); ok {
				sin(n, "range over a map, whose order is not fixed")
			}
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				if v := packageVariable(left, info); v != "" {
					sin(n, "the package variable "+v+" is changed")
				}
			}
		case *ast.IncDecStmt:
			if v := packageVariable(n.X, info); v != "" {
				sin(n, "the package variable "+v+" is changed")
			}
		case *ast.UnaryExpr:
			if v := packageVariable(n.X, info); n.Op == token.AND && v != "" {
				sin(n, "the address of the package variable "+v+" gets out")
			}
		}
		return true
	})
	return out
}

// packageVariable names the package variable that an expression is a part of.
func packageVariable(e ast.Expr, info *types.Info) string {
	switch e := e.(type) {
	case *ast.Ident:
		if v, ok := info.Uses[e].(*types.Var); ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
			return v.Name()
		}
	case *ast.SelectorExpr:
		if v := packageVariable(e.Sel, info); v != "" {
			return v
		}
		return packageVariable(e.X, info)
	case *ast.IndexExpr:
		return packageVariable(e.X, info)
	case *ast.StarExpr:
		return packageVariable(e.X, info)
	case *ast.ParenExpr:
		return packageVariable(e.X, info)
	}
	return ""
}

// The judge itself is put to the test: each sin is seen.
func TestTheHouseSeesSins(t *testing.T) {
	const src = `package p
var count int
var table = map[string]int{}
func init() {}
func f() {
	go f()
	count++
	table["x"] = 1
	p := &count
	*p = 2
	for range table {}
	for range []int{} {}
	var c chan int
	c <- 1
}`
	f, err := parser.ParseFile(fset, "sins.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	if _, err := new(types.Config).Check("p", fset, []*ast.File{f}, info); err != nil {
		t.Fatal(err)
	}
	if got := sins(f, info); len(got) != 8 {
		t.Errorf("%d sins: %s", len(got), strings.Join(got, "; "))
	}
	if allowed("synod/paxos", rooms["ui"].inside) || allowed("paxos", rooms["ui"].inside) || allowed("engine/script", rooms["paxos"].inside) {
		t.Error("the table of rooms lets everything in")
	}
}
