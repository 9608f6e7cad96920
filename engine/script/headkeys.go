package script

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/goccy/go-yaml/ast"

	"synod/engine"
)

const (
	maxBound = 1<<16 - 1
	maxCalls = 64 // a world has one bit for each
)

// textKey is a key with a single line of text.
func textKey(name string, field func(*Head) *string) headKey {
	read := func(r *headReader, n ast.Node) (err error) {
		*field(r.h), err = r.scalar(n, name)
		return err
	}
	return headKey{name, read, func(h *Head) string { return quote(*field(h)) }}
}

// listKey reads a list, and notes where each item of it stands.
func listKey(key, item string, field func(*Head) *[]string) func(*headReader, ast.Node) error {
	return func(r *headReader, n ast.Node) error {
		texts, places, err := r.list(n, item+" of "+key)
		for i, t := range texts {
			r.p.s.places[key+"."+t] = places[i]
		}
		*field(r.h) = texts
		return err
	}
}

func (r *headReader) version(n ast.Node) (err error) {
	text, err := r.scalar(n, "synod")
	if err != nil {
		return err
	}
	if text != strconv.Itoa(LanguageVersion) {
		return r.fail(n, "the file is of version '%s' of the language; expected synod: %d", short(text), LanguageVersion)
	}
	r.h.Version = LanguageVersion
	return nil
}

// pairs reads a mapping in which no name stands twice, and notes where each stands.
func (r *headReader) pairs(n ast.Node, what, key string, read func(name string, v *ast.MappingValueNode) error) error {
	all, err := r.mapping(n, what)
	for _, v := range all {
		name := keyName(v)
		if _, twice := r.p.s.places[key+"."+name]; twice {
			return r.fail(v.Key, "'%s' is given twice", short(name))
		}
		if err := read(name, v); err != nil {
			return err
		}
		r.p.s.places[key+"."+name] = where(v.Key)
	}
	return err
}

func (r *headReader) params(n ast.Node) error {
	return r.pairs(n, "params", "params", func(name string, v *ast.MappingValueNode) error {
		if !engine.IsWord(name) {
			return r.fail(v.Key, "'%s' is no name of a parameter", short(name))
		}
		values, _, err := r.list(v.Value, "'"+name+"'")
		r.h.Config.Settings = append(r.h.Config.Settings, engine.Setting{Name: name, Values: values})
		return err
	})
}

func (r *headReader) network(n ast.Node) error {
	text, err := r.scalar(n, "network")
	if err != nil {
		return err
	}
	if r.h.Config.Network, err = engine.ParseNetwork(short(text)); err != nil {
		return r.fail(n, "%s", err)
	}
	return nil
}

// names reads what nodes are called.
func (r *headReader) names(n ast.Node) error {
	return r.pairs(n, "names", "names", func(id string, v *ast.MappingValueNode) error {
		name, err := r.scalar(v.Value, "the name of "+short(id))
		r.h.Config.Names = append(r.h.Config.Names, engine.Name{ID: id, Name: name})
		return err
	})
}

func (r *headReader) begin(n ast.Node) (err error) {
	r.h.Begin, err = r.number(n, "begin", 0, maxSteps)
	return err
}

func (r *headReader) guided(n ast.Node) (err error) {
	r.h.Guided, err = r.truth(n, "guided")
	return err
}

func (r *headReader) encoding(n ast.Node) (err error) {
	r.h.Encoding, err = r.number(n, "encoding", 1, 1_000_000)
	return err
}

// menuKeys are in the order of the canonical form.
var menuKeys = []string{"crashes", "drops", "dups", "cuts", "ticks", "fire", "repair", "losses", "calls", "limits"}

// MenuKeys lists the keys of a menu.
func MenuKeys() []string { return slices.Clone(menuKeys) }

// menuKey is a key that holds a menu: what a person is offered, or what a
// search may take.
func menuKey(name string, menu func(*Head) *engine.Menu) headKey {
	read := func(r *headReader, n ast.Node) error { return (&menuReader{r, name, menu(r.h)}).read(n) }
	return headKey{name, read, func(h *Head) string { return printMenu(menu(h)) }}
}

// printCheck writes an empty menu too: it says that nothing but deliveries,
// timers and restarts is searched.
func printCheck(h *Head) string {
	if h.Check == nil {
		return ""
	}
	return cmp.Or(printMenu(h.Check), "{}")
}

// theMenu and theCheck are the two menus of a head.
func theMenu(h *Head) *engine.Menu { return &h.Config.Menu }

func theCheck(h *Head) *engine.Menu {
	if h.Check == nil {
		h.Check = &engine.Menu{}
	}
	return h.Check
}

// menuReader reads one menu.
type menuReader struct {
	*headReader
	key  string
	menu *engine.Menu
}

func (r *menuReader) read(n ast.Node) error {
	pairs, err := r.mapping(n, r.key)
	if err != nil {
		return err
	}
	var seen []string
	for _, v := range pairs {
		name := keyName(v)
		switch {
		case !slices.Contains(menuKeys, name):
			return r.fail(v.Key, "unknown key '%s' in %s; expected %s", short(name), r.key, engine.Nearest(short(name), menuKeys))
		case slices.Contains(seen, name):
			return r.fail(v.Key, "'%s' is given twice", name)
		}
		seen = append(seen, name)
		r.p.s.places[r.key+"."+name] = where(v.Value)
		if err := r.item(name, v.Value); err != nil {
			return err
		}
	}
	return nil
}

func (r *menuReader) item(name string, n ast.Node) (err error) {
	if f := menuCount(r.menu, name); f != nil {
		*f, err = r.bound(n, name)
		return err
	}
	switch name {
	case "fire":
		fire, err := r.truth(n, name)
		r.menu.NoFire = !fire
		return err
	case "repair":
		repair, err := r.truth(n, name)
		r.menu.NoRepair = !repair
		return err
	case "losses":
		return listKey(r.key+".losses", "an item", func(*Head) *[]string { return &r.menu.Losses })(r.headReader, n)
	case "calls":
		return r.calls(n)
	}
	return r.limits(n)
}

func menuCount(m *engine.Menu, key string) *int {
	i := slices.Index(menuKeys, key)
	if counts := []*int{&m.Crashes, &m.Drops, &m.Dups, &m.Cuts, &m.Ticks}; i >= 0 && i < len(counts) {
		return counts[i]
	}
	return nil
}

// bound reads a number or any.
func (r *headReader) bound(n ast.Node, name string) (int, error) {
	text, err := r.scalar(n, name)
	if err != nil {
		return 0, err
	}
	if text == "any" {
		return engine.Any, nil
	}
	v, err := strconv.Atoi(text)
	if err != nil || v < 0 || v > maxBound {
		return 0, r.fail(n, "%s is '%s'; expected a number from 0 to %d, or any", name, short(text), maxBound)
	}
	return v, nil
}

func (r *menuReader) calls(n ast.Node) error {
	texts, places, err := r.list(n, "a call")
	if err != nil {
		return err
	}
	if len(texts) > maxCalls {
		return r.fail(n, "%d calls; expected at most %d", len(texts), maxCalls)
	}
	const verb = "call "
	for i, t := range texts {
		c, err := engine.ParseChoice(verb + t)
		if err != nil {
			s := err.(*engine.SyntaxError)
			col := places[i].col + max(0, s.Col-1-len(verb))
			return r.p.fail(places[i].line, col, "%s; expected %s", short(s.Problem), s.Expected)
		}
		r.p.s.places[r.key+".calls."+c.Line()] = places[i]
		r.menu.Calls = append(r.menu.Calls, c)
	}
	return nil
}

func (r *menuReader) limits(n ast.Node) error {
	return r.pairs(n, "limits", r.key+".limits", func(name string, v *ast.MappingValueNode) error {
		if !engine.IsWord(name) {
			return r.fail(v.Key, "'%s' is no name of a limit", short(name))
		}
		most, err := r.number(v.Value, "'"+name+"'", 0, maxBound)
		r.menu.Bounds = append(r.menu.Bounds, engine.Bound{Limit: name, N: most})
		return err
	})
}
