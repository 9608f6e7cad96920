package cli

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"synod/engine/script"
	"synod/presets"
)

func printed(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := Main(args, strings.NewReader(""), &out, &errs); status != 0 {
		t.Fatalf("%v: status %d, %s", args, status, &errs)
	}
	return out.String()
}

// The schema takes every head that the program takes, and refuses some that it
// does not.
func TestTheSchemaOfHeads(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(printed(t, "syntax", "schema")))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("head.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("head.json")
	if err != nil {
		t.Fatal(err)
	}
	fits := func(head string) error {
		var v any
		if err := yaml.Unmarshal([]byte(head), &v); err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if v, err = jsonschema.UnmarshalJSON(bytes.NewReader(text)); err != nil {
			t.Fatal(err)
		}
		return schema.Validate(v)
	}
	all := presets.All()
	for _, l := range presets.Course() {
		all = append(all, l.Scenes...)
	}
	for _, p := range all {
		head, _, _ := strings.Cut(string(p.Source), "\n---\n")
		if err := fits(head); err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
	}
	for _, head := range []string{"synod: 2\nprotocol: paxos", "synod: 1", "synod: 1\nprotocol: paxo", "synod: 1\nprotocol: paxos\nmenu: {crash: 1}", "synod: 1\nprotocol: paxos\nparam: {}", "synod: 1\nprotocol: paxos\nguided: perhaps"} {
		if fits(head) == nil {
			t.Errorf("%q fits", head)
		}
		if _, err := script.Parse("x", []byte(head+"\n---\n")); err == nil && !strings.Contains(head, "paxo\n") && !strings.HasSuffix(head, "paxo") {
			t.Errorf("%q is taken", head)
		}
	}
}

// Every line of every preset is something to the grammar for editors.
func TestTheGrammarKnowsEveryLine(t *testing.T) {
	var grammar struct {
		Patterns []struct{ Name, Match string }
	}
	if err := json.Unmarshal([]byte(printed(t, "syntax", "vscode")), &grammar); err != nil {
		t.Fatal(err)
	}
	var lines []*regexp.Regexp
	for _, p := range grammar.Patterns {
		if p.Match != "" {
			match := strings.NewReplacer("(?!-)", "[^-]", "(?!=)", "[^=]", `(?=\()`, `\(`).Replace(p.Match) // what Go has no lookahead for
			lines = append(lines, regexp.MustCompile(match))
		}
	}
	for _, p := range presets.All() {
		_, body, _ := strings.Cut(string(p.Source), "\n---\n")
		for line := range strings.Lines(body) {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			known := false
			for _, re := range lines {
				known = known || re.MatchString(line)
			}
			if !known {
				t.Fatalf("%s: %q is nothing to the grammar", p.Name, line)
			}
		}
	}
}

// The Vim file has all words of the language, and so has the manual its commands.
func TestEditorsAndManualKnowEveryWord(t *testing.T) {
	vim := printed(t, "syntax", "vim")
	for _, words := range [][]string{script.HeadKeys(), script.Words(), spoken().Functions} {
		for _, w := range words {
			if !regexp.MustCompile(`[(|]` + w + `[\\)]`).MatchString(vim) {
				t.Errorf("the Vim file does not know %s", w)
			}
		}
	}
	manual := strings.ReplaceAll(printed(t, "man"), "\n", " ")
	for _, name := range commandNames() {
		if !strings.Contains(manual, `.TP \fB`+name+`\fP `) {
			t.Errorf("the manual does not know %s", name)
		}
	}
	if again := strings.ReplaceAll(printed(t, "man"), "\n", " "); again != manual {
		t.Error("two pages differ")
	}
	for _, name := range commandNames() {
		for line := range strings.Lines(printed(t, "man", name)) {
			if strings.HasPrefix(line, "synod ") && len(strings.TrimSpace(line)) > 80-7 {
				t.Errorf("the page of %s is wider than 80 columns: %s", name, line)
			}
			if i := strings.IndexFunc(line, func(r rune) bool { return r > '~' }); i >= 0 {
				t.Errorf("the page of %s is not plain ASCII: %s", name, line)
			}
		}
	}
}
