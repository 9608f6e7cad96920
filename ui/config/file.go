package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"synod/engine"
)

// File is a file of settings as it was read.
type File struct {
	Path   string
	There  bool
	Keys   []Binding
	Themes []Theme

	settings []entry
}

// Binding gives an action other keys.
type Binding struct {
	Action string   `json:"action"`
	Keys   []string `json:"keys"`
	Line   int      `json:"line"`
}

// Theme is a theme of the person's own: roles and their colours, upon another.
type Theme struct {
	Name, Base string
	Line       int
	Colours    []Colour
}

// Colour is the colour of a role, such as danger: 203 or danger: "#ff5f5f".
type Colour struct {
	Role, Value string
	Line        int
}

type entry struct {
	name, text string
	line       int
	node       ast.Node
}

// Path is where the file is looked for.
func Path() string { return filepath.Join(xdg.ConfigHome, "synod", "config.yaml") }

// most bounds what is read of the file.
const most = 1 << 20

// Load reads the file, if there is one. It takes the settings of those names.
func Load(path string, names []string) (*File, error) {
	f := &File{Path: path}
	src, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f, nil
	case err != nil:
		return nil, err
	case len(src) > most:
		return nil, fmt.Errorf("%s is too long; expected at most %d bytes", path, most)
	}
	f.There = true
	return f, f.parse(src, names)
}

func (f *File) parse(src []byte, names []string) error {
	doc, err := parser.ParseBytes(src, 0)
	if err != nil {
		return f.syntax(err)
	}
	if len(doc.Docs) == 0 || doc.Docs[0].Body == nil {
		return nil
	}
	all, err := f.entries(doc.Docs[0].Body, "settings, one a line, such as theme: dark")
	if err != nil {
		return err
	}
	for _, e := range all {
		switch e.name {
		case "keys":
			err = f.readKeys(e)
		case "themes":
			err = f.readThemes(e)
		default:
			err = f.readSetting(e, names)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// syntax is an error of the library on one line.
func (f *File) syntax(err error) error {
	var bad yaml.Error
	if errors.As(err, &bad) {
		return f.at(bad.GetToken().Position.Line, errors.New(bad.GetMessage()))
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	return f.at(1, errors.New(line))
}

func (f *File) at(line int, err error) error { return fmt.Errorf("%s:%d: %w", f.Path, line, err) }

func (f *File) find(name string) (entry, bool) {
	for _, e := range f.settings {
		if e.name == name {
			return e, true
		}
	}
	return entry{}, false
}

// entries reads a mapping; what stands there twice is refused.
func (f *File) entries(n ast.Node, what string) ([]entry, error) {
	m, ok := n.(ast.MapNode)
	if !ok {
		return nil, f.at(n.GetToken().Position.Line, fmt.Errorf("expected %s", what))
	}
	var out []entry
	seen := map[string]int{}
	for each := m.MapRange(); each.Next(); {
		t := each.Key().GetToken()
		e := entry{name: t.Value, line: t.Position.Line, node: each.Value()}
		if before := seen[e.name]; before > 0 {
			return nil, f.at(e.line, fmt.Errorf("%s stands in line %d already; expected it once", e.name, before))
		}
		seen[e.name] = e.line
		if s, ok := e.node.(ast.ScalarNode); ok {
			e.text = s.GetToken().Value
		}
		out = append(out, e)
	}
	return out, nil
}

func (f *File) readSetting(e entry, names []string) error {
	for _, name := range names {
		if name == e.name {
			if _, ok := e.node.(ast.ScalarNode); !ok {
				return f.at(e.line, fmt.Errorf("%s takes one value", e.name))
			}
			f.settings = append(f.settings, e)
			return nil
		}
	}
	return f.at(e.line, fmt.Errorf("there is no setting '%s'; expected %s", e.name, engine.Nearest(e.name, append([]string{"keys", "themes"}, names...))))
}

func (f *File) readKeys(e entry) error {
	all, err := f.entries(e.node, "actions with their keys, such as drop: D")
	if err != nil {
		return err
	}
	for _, k := range all {
		b := Binding{Action: k.name, Line: k.line}
		switch n := k.node.(type) {
		case *ast.SequenceNode:
			for _, v := range n.Values {
				b.Keys = append(b.Keys, v.GetToken().Value)
			}
		case ast.ScalarNode:
			b.Keys = []string{k.text}
		}
		if len(b.Keys) == 0 {
			return f.at(k.line, fmt.Errorf("%s has no key; expected one, or a list such as [D, ctrl+d]", k.name))
		}
		f.Keys = append(f.Keys, b)
	}
	return nil
}

func (f *File) readThemes(e entry) error {
	all, err := f.entries(e.node, "themes by name")
	if err != nil {
		return err
	}
	for _, t := range all {
		roles, err := f.entries(t.node, "roles with their colours, such as danger: 203")
		if err != nil {
			return err
		}
		theme := Theme{Name: t.name, Base: "dark", Line: t.line}
		for _, r := range roles {
			if r.name == "base" {
				theme.Base = r.text
				continue
			}
			theme.Colours = append(theme.Colours, Colour{r.name, r.text, r.line})
		}
		f.Themes = append(f.Themes, theme)
	}
	return nil
}

// Refuse makes an error of something that stands in a line.
func (f *File) Refuse(line int, err error) error { return f.at(line, err) }

// ThemeNames are the names of the person's own themes.
func (f *File) ThemeNames() (names []string) {
	for _, t := range f.Themes {
		names = append(names, t.Name)
	}
	return names
}
