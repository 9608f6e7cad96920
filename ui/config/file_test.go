package config

import (
	"strings"
	"testing"
)

// FuzzParse reads any text: it is taken, or refused on one line that says where.
func FuzzParse(f *testing.F) {
	for _, src := range []string{
		"", "theme: dark\n", "keys:\n  drop: [D, ctrl+d]\n  play: f5\n", "themes:\n  mine: {base: light, danger: \"#ff0000\"}\n",
		"keys: 3\n", "- a\n", "theme: [", "theme: &a x\nspeed: *a\n", "a: b: c", "? x\n: y\n", "theme:\n", "keys: {drop: []}\n", "---\n---\n", "themes: {a: {danger: [1]}}",
		"<<: {theme: dark}", "theme: !!binary x", "keys: {? [a] : b}",
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		file := &File{Path: "config.yaml"}
		err := file.parse([]byte(src), []string{"theme", "speed"})
		if err == nil {
			return
		}
		if !strings.HasPrefix(err.Error(), "config.yaml:") {
			t.Errorf("%q: %v", src, err)
		}
	})
}

func TestPrecedence(t *testing.T) {
	f := &File{Path: "config.yaml"}
	if err := f.parse([]byte("theme: dark\nspeed: 2\n"), []string{"theme", "speed"}); err != nil {
		t.Fatal(err)
	}
	settings := []Setting{{Name: "theme", Default: "auto", Words: []string{"auto", "dark", "light"}}, {Name: "speed", Default: "1", Check: Speed}, {Name: "mouse", Default: "true", Words: Truth}}
	env := map[string]string{}
	check := func(flags map[string]string, want ...Value) {
		t.Helper()
		got, err := f.Resolve(settings, flags, func(name string) string { return env[name] })
		if err != nil {
			t.Fatal(err)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%v, want %v", got[i], want[i])
			}
		}
	}
	check(nil, Value{"theme", "dark", "line 1"}, Value{"speed", "2", "line 2"}, Value{"mouse", "true", "default"})
	env["SYNOD_SPEED"] = "3"
	check(nil, Value{"theme", "dark", "line 1"}, Value{"speed", "3", "SYNOD_SPEED"})
	check(map[string]string{"speed": "4", "theme": "light"}, Value{"theme", "light", "flag"}, Value{"speed", "4", "flag"})
}
