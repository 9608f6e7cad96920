package main_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// The rules of the house, held by a test: who may import whom, which outside
// libraries a room may use, what pure rooms must not do, how long things get.

const module = "synod"

// rooms says what each package may import of this module and of others. The
// longest prefix of a package's path counts.
var rooms = map[string]struct{ inside, outside []string }{
	".":                 {[]string{"ui", "ui/"}, []string{"github.com/spf13/cobra"}},
	"engine":            {},
	"engine/enginetest": {[]string{"engine"}, []string{"github.com/cockroachdb/datadriven"}},
	"engine/timeline":   {inside: []string{"engine"}},
	"engine/script":     {[]string{"engine", "engine/timeline"}, []string{"github.com/goccy/go-yaml", "github.com/expr-lang/expr"}},
	"engine/explore":    {inside: []string{"engine"}},
	// It is apart from enginetest, which the tests inside engine/explore use: they could not, if it imported what they test.
	"engine/explore/exploretest": {inside: []string{"engine", "engine/explore", "engine/enginetest"}},
	"engine/history":             {[]string{"engine"}, []string{"github.com/anishathalye/porcupine"}},
	"paxos":                      {inside: []string{"engine", "quorum/sets", "quorum/arithmetic", "paxos/"}},
	"quorum":                     {inside: []string{"engine", "quorum/"}},
	"quorum/ring":                {inside: []string{"engine"}, outside: []string{"github.com/cespare/xxhash"}},
	"quorum/merkle":              {inside: []string{"quorum/version"}},
	"quorum/sets":                {},
	"quorum/version":             {inside: []string{"engine"}},
	"quorum/arithmetic":          {[]string{"engine", "quorum/sets"}, []string{"gonum.org/v1/gonum/"}},
	"quorum/staleness":           {[]string{"engine"}, []string{"gonum.org/v1/gonum/"}},
	"presets":                    {inside: []string{"engine", "engine/", "paxos", "paxos/", "quorum", "quorum/"}},
	"ui/cli":                     {[]string{"engine", "engine/", "presets", "ui", "ui/"}, []string{"github.com/spf13/cobra", "github.com/spf13/pflag", "golang.org/x/term", "github.com/aymanbagabas/go-udiff"}},
	"ui/config":                  {[]string{"engine"}, []string{"github.com/goccy/go-yaml", "github.com/adrg/xdg"}},
	"ui/glyph":                   {},
	"ui/raster":                  {[]string{"ui/canvas", "ui/glyph"}, []string{"golang.org/x/image/", "github.com/go-fonts/dejavu/"}},
	"ui": {[]string{"engine", "engine/", "presets", "ui/"}, []string{
		"charm.land/", "github.com/charmbracelet/", "github.com/spf13/cobra", "github.com/adrg/xdg", "golang.org/x/term",
	}},
}

// forTests are the rooms that only tests import, and one another.
var forTests = []string{"engine/enginetest", "engine/explore/exploretest"}

// pure lists the rooms that are pure inside, and unpure what nobody there may
// import. The dice and workers of dicey rooms are the exceptions.
var (
	pure   = []string{"engine", "paxos", "quorum", "presets"}
	dicey  = []string{"engine/explore", "quorum/staleness"}
	unpure = []string{
		"time", "math/rand", "math/rand/v2", "crypto/rand", "os", "os/exec", "os/signal", "os/user", "sync", "sync/atomic",
		"net", "net/http", "syscall", "unsafe", "runtime", "runtime/debug", "context", "log", "log/slog", "flag", "plugin",
	}
)

const (
	maxFunction = 60
	maxFile     = 400
)

// source is one file that is not a test.
type source struct {
	name, pkg string // the file's path; its package's path in the module, "." for the root
	file      *ast.File
	lines     int
}

var fset = token.NewFileSet()

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	walk(t, func(name string, text []byte) {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return
		}
		f, err := parser.ParseFile(fset, name, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, source{name, path.Dir(name), f, bytes.Count(text, []byte("\n"))})
	})
	return out
}

// walk visits the files of the project.
func walk(t *testing.T, visit func(name string, text []byte)) {
	t.Helper()
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Name() == ".git" && d.IsDir(): // elsewhere it is a file, and to skip that would skip its neighbours
			return fs.SkipDir
		case d.Name() == ".git":
			return nil
		case !d.Type().IsRegular():
			return nil
		}
		text, err := os.ReadFile(name)
		if err == nil {
			visit(filepath.ToSlash(name), text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// within says whether p is one of the paths or lies below one of them.
func within(p string, paths []string) bool {
	return slices.ContainsFunc(paths, func(q string) bool { return p == q || strings.HasPrefix(p, q+"/") })
}

func isPure(pkg string) bool { return within(pkg, pure) && !within(pkg, dicey) }

func room(pkg string) string {
	for p := pkg; p != "."; p = path.Dir(p) {
		if _, ok := rooms[p]; ok {
			return p
		}
	}
	return "."
}

// allowed says whether a path is in a list; an entry that ends in a slash
// allows all that begins with it.
func allowed(p string, list []string) bool {
	return slices.ContainsFunc(list, func(a string) bool {
		return p == a || strings.HasPrefix(p, strings.TrimSuffix(a, "/")+"/") && (strings.HasSuffix(a, "/") || strings.Contains(a, "."))
	})
}

func TestRoomsImportOnlyWhatTheyMay(t *testing.T) {
	for _, s := range sources(t) {
		r := rooms[room(s.pkg)]
		for _, imp := range s.file.Imports {
			p, _ := strconv.Unquote(imp.Path.Value)
			first, _, _ := strings.Cut(p, "/")
			switch {
			case first == module:
				if own := strings.TrimPrefix(p, module+"/"); !allowed(own, r.inside) || slices.Contains(forTests, own) && !slices.Contains(forTests, s.pkg) {
					t.Errorf("%s: %s may not import %s", s.name, s.pkg, p)
				}
			case strings.Contains(first, "."):
				if !allowed(p, r.outside) {
					t.Errorf("%s: %s is no library of %s", s.name, p, s.pkg)
				}
			case isPure(s.pkg) && slices.Contains(unpure, p):
				t.Errorf("%s: %s in a room that is pure", s.name, p)
			}
		}
	}
}

func TestOnlyMainAndUIOpenFiles(t *testing.T) {
	for _, s := range sources(t) {
		for _, imp := range s.file.Imports {
			if imp.Path.Value == `"os"` && s.pkg != "." && !within(s.pkg, []string{"ui"}) && !slices.Contains(forTests, s.pkg) {
				t.Errorf("%s imports os", s.name)
			}
		}
	}
}

func TestFunctionsAndFilesAreShort(t *testing.T) {
	for _, s := range sources(t) {
		if s.lines > maxFile {
			t.Errorf("%s has %d lines; %d are the most", s.name, s.lines, maxFile)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			from, to := fset.Position(f.Pos()), fset.Position(f.End())
			if n := to.Line - from.Line + 1; n > maxFunction {
				t.Errorf("%s: %s has %d lines; %d are the most", from, f.Name.Name, n, maxFunction)
			}
		}
	}
}

// spoken are methods whose names say what they are for wherever they stand.
var spoken = []string{"String", "Error", "Unwrap", "Kind", "Key", "Text", "AppendTo", "Fields", "Step"}

func TestExportedNamesAreDocumented(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range sources(t) {
		documented[s.pkg] = documented[s.pkg] || s.file.Doc.Text() != ""
		group, end := "", 0 // a comment may speak of several functions, a line each
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if from := fset.Position(d.Pos()).Line; !ok || f.Doc != nil || from != end+1 {
				group = ""
			}
			end = fset.Position(d.End()).Line
			if ok && f.Doc != nil {
				group = f.Doc.Text()
			}
			for _, name := range undocumented(d) {
				if !strings.Contains(group, name) {
					t.Errorf("%s: %s has no comment", fset.Position(d.Pos()), name)
				}
			}
		}
	}
	for pkg, ok := range documented {
		if !ok {
			t.Errorf("package %s has no comment", pkg)
		}
	}
}

func undocumented(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Doc == nil && d.Name.IsExported() && !(d.Recv != nil && (slices.Contains(spoken, d.Name.Name) || !exportedReceiver(d.Recv))) {
			names = append(names, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if spec.Name.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
					names = append(names, spec.Name.Name)
				}
			case *ast.ValueSpec:
				for _, n := range spec.Names {
					if n.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
						names = append(names, n.Name)
					}
				}
			}
		}
	}
	return names
}

func exportedReceiver(r *ast.FieldList) bool {
	name := ""
	ast.Inspect(r.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name
		}
		return name == ""
	})
	return ast.IsExported(name)
}

// machine finds paths that exist on one machine only.
var machine = regexp.MustCompile(`(^|[\s"'(=])/(home|root|Users|mnt|work)/\w`)

func TestNothingNamesAMachine(t *testing.T) {
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	walk(t, func(name string, text []byte) {
		if !utf8.Valid(text) {
			return
		}
		for i, line := range strings.Split(string(text), "\n") {
			if machine.MatchString(line) || strings.Contains(line, here) {
				t.Errorf("%s:%d names a path of one machine: %s", name, i+1, strings.TrimSpace(line))
			}
		}
	})
}
