package cli

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"

	"synod/presets"
	"synod/ui/plain"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheReadmesScriptsPlayAndAreCanonical(t *testing.T) {
	blocks := strings.Split(readme(t), "```synod\n")[1:]
	if len(blocks) == 0 {
		t.Fatal("there is no script in the README")
	}
	for _, block := range blocks {
		src, _, _ := strings.Cut(block, "```")
		for _, command := range []string{"run", "fmt"} {
			var out, errs bytes.Buffer
			if status := Main([]string{command, "-"}, strings.NewReader(src), &out, &errs); status != 0 {
				t.Fatalf("%s: status %d, %s", command, status, &errs)
			}
			if command == "fmt" && out.String() != src {
				t.Errorf("the canonical form is\n%s", &out)
			}
		}
	}
}

func TestTheReadmeNamesEverything(t *testing.T) {
	text := readme(t)
	mentions := func(what, name string) {
		if !strings.Contains(text, "`"+name+"`") && !strings.Contains(text, "synod "+name) {
			t.Errorf("the README does not mention the %s %s", what, name)
		}
	}
	for _, p := range presets.All() {
		if group := "| " + p.Script.Head.Group; !strings.Contains(text, group) && !strings.Contains(text, ", "+p.Script.Head.Group+" |") {
			t.Errorf("the README does not mention the group %s", p.Script.Head.Group)
		}
	}
	for _, p := range presets.Protocols() {
		mentions("protocol", p.Name)
	}
	for _, name := range commandNames() {
		mentions("command", name)
	}
	for _, v := range []any{plain.Document{}, listing{}} {
		for _, name := range jsonNames(reflect.TypeOf(v)) {
			mentions("JSON field", name)
		}
	}
}

// What synod protocol says of one leaves out nothing that a file may say, and
// has something to say of each.
func TestAProtocolsPageNamesEverything(t *testing.T) {
	for _, p := range presets.Protocols() {
		var out, errs bytes.Buffer
		if status := Main([]string{"protocol", p.Name}, nil, &out, &errs); status != 0 {
			t.Fatalf("status %d, %s", status, &errs)
		}
		page := strings.Join(strings.Fields(out.String()), " ")
		says := func(what, name string, texts ...string) {
			for _, text := range texts {
				if text == "" || !strings.Contains(page, name) || !strings.Contains(page, text) {
					t.Errorf("%s: the page does not say what the %s %s is: %q", p.Name, what, name, text)
				}
			}
		}
		says("protocol", p.Name, p.Title)
		for _, q := range p.Params {
			says("parameter", q.Name, append(q.Choices, q.Help)...)
		}
		for _, r := range p.Rules {
			if r.Switch {
				says("switch", r.ID, r.Off, r.Breaks)
			}
		}
		for _, r := range p.Roles {
			for _, c := range r.Calls {
				says("call", c.Name, c.Help)
			}
		}
	}
}

// What the README sends somebody to begin with is there.
func TestTheReadmesScenariosAreThere(t *testing.T) {
	_, table, _ := strings.Cut(readme(t), "| group | begin with |")
	table, _, _ = strings.Cut(table, "\n\n")
	rows := strings.Split(table, "\n")[2:]
	if len(rows) < 5 {
		t.Fatalf("the table has %d rows", len(rows))
	}
	for _, row := range rows {
		for i, name := range strings.Split(strings.Split(row, "|")[2], "`") {
			if _, ok := presets.Find(name); i%2 == 1 && !ok {
				t.Errorf("there is no scenario %s", name)
			}
		}
	}
}

// jsonNames lists the names of all fields of a document.
func jsonNames(t reflect.Type) []string {
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer:
		return jsonNames(t.Elem())
	case reflect.Struct:
	default:
		return nil
	}
	var names []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		names = append(append(names, name), jsonNames(t.Field(i).Type)...)
	}
	return names
}
