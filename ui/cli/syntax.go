package cli

import (
	"bytes"
	_ "embed" // the Vim syntax file
	"strings"
	"text/template"

	"github.com/spf13/cobra"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
	"synod/ui/plain"
)

// grammars are what an editor can be given, by name. They are made of the tables
// that the language itself is read by, so they cannot fall behind it.
var grammars = []struct {
	name string
	text func() ([]byte, error)
}{
	{"vim", vimSyntax},
	{"vscode", func() ([]byte, error) { return document(textMate()) }},
	{"schema", func() ([]byte, error) { return document(headSchema()) }},
}

func (a *app) syntax() *cobra.Command {
	var names []string
	for _, g := range grammars {
		names = append(names, g.name)
	}
	cmd := command("syntax "+strings.Join(names, "|"), cobra.ExactArgs(1), func(args []string) error {
		for _, g := range grammars {
			if g.name == args[0] {
				text, err := g.text()
				if err == nil {
					_, err = a.out.Write(text)
				}
				return err
			}
		}
		return usage("there is no syntax file for '%s'; expected %s", args[0], engine.Nearest(args[0], names))
	})
	cmd.ValidArgs = names
	return cmd
}

func document(v any) ([]byte, error) {
	var out bytes.Buffer
	err := plain.JSON(&out, v)
	return out.Bytes(), err
}

// tongue is the words of the language.
type tongue struct{ HeadKeys, Verbs, Words, Functions []string }

func spoken() tongue {
	t := tongue{HeadKeys: script.HeadKeys(), Verbs: engine.Verbs()}
	t.Words = script.Words()[len(t.Verbs):]
	for _, f := range script.Functions() {
		name, _, _ := strings.Cut(f, "(")
		t.Functions = append(t.Functions, name)
	}
	return t
}

//go:embed syntax/synod.vim
var vimTemplate string

func vimSyntax() ([]byte, error) {
	t, err := template.New("vim").Funcs(template.FuncMap{"join": strings.Join}).Parse(vimTemplate)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, spoken())
	return out.Bytes(), err
}

// rule is a pattern of a TextMate grammar, as VS Code has it.
type rule map[string]any

// textMate is the grammar: a head in YAML up to ---, then an entry a line.
func textMate() any {
	t := spoken()
	line := func(name, match string) rule { return rule{"name": name, "match": match} }
	any := func(words []string) string { return `\b(` + strings.Join(words, "|") + `)\b` }
	return rule{
		"name": "synod", "scopeName": "source.synod", "fileTypes": []string{"synod"},
		"patterns": []rule{
			{"begin": `\A`, "end": `^---$`, "patterns": []rule{
				line("comment.line.number-sign.synod", `^\s*#.*$`),
				line("keyword.other.head.synod", `^(`+strings.Join(t.HeadKeys, "|")+`)(?=:)`),
				line("entity.name.tag.synod", `^\s+(- )?[\w-]+(?=:)`),
				line("string.quoted.double.synod", `"[^"]*"`),
			}},
			line("comment.line.number-sign.synod", `^\s*#.*$`),
			line("markup.heading.synod", `^\s*==.*$`),
			line("string.unquoted.narration.synod", `^\s*>.*$`),
			line("comment.line.note.synod", `^\s*[!@].*$`),
			line("markup.bold.question.synod", `^\s*\?.*$`),
			line("markup.inserted.answer.synod", `^\s*\+.*$`),
			line("markup.deleted.answer.synod", `^\s*-(?!-).*$`),
			line("string.unquoted.because.synod", `^\s*=(?!=).*$`),
			line("keyword.control.choice.synod", `^\s*`+any(t.Verbs)),
			line("keyword.other.entry.synod", `^\s*`+any(t.Words)),
			line("support.function.synod", any(t.Functions)+`(?=\()`),
			line("constant.numeric.fingerprint.synod", `#[0-9a-f]{16}$`),
			line("string.quoted.double.synod", `"[^"]*"`),
		},
	}
}

// headSchema is a JSON schema of the head, for editors that check YAML.
func headSchema() any {
	list := rule{"type": []string{"array", "null"}, "items": rule{"type": []string{"string", "number", "boolean"}}}
	menu := menuSchema()
	special := map[string]any{
		"synod":    rule{"const": script.LanguageVersion},
		"protocol": rule{"enum": presets.Protocols().Names()},
		"params":   rule{"type": "object", "additionalProperties": rule{"type": []string{"string", "number", "boolean", "array"}}},
		"network":  rule{"enum": engine.Networks()},
		"menu":     menu, "check": menu,
		"off": list, "properties": list, "start": list, "hints": list, "solution": list, "sources": list,
		"names": rule{"type": "object", "additionalProperties": rule{"type": "string"}},
		"begin": rule{"type": "integer", "minimum": 0}, "guided": rule{"type": "boolean"}, "encoding": rule{"type": "integer", "minimum": 1}, "par": rule{"type": "integer", "minimum": 0},
	}
	properties := rule{}
	for _, key := range script.HeadKeys() {
		properties[key] = special[key]
		if special[key] == nil {
			properties[key] = rule{"type": []string{"string", "number"}}
		}
	}
	return rule{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "The head of a .synod file",
		"type": "object", "properties": properties, "required": []string{"synod", "protocol"}, "additionalProperties": false,
	}
}

func menuSchema() rule {
	bound := rule{"anyOf": []rule{{"type": "integer", "minimum": 0}, {"const": "any"}}}
	properties := rule{}
	for _, key := range script.MenuKeys() {
		properties[key] = bound
	}
	for _, key := range []string{"fire", "repair"} {
		properties[key] = rule{"type": "boolean"}
	}
	for _, key := range []string{"losses", "calls"} {
		properties[key] = rule{"type": "array", "items": rule{"type": "string"}}
	}
	properties["limits"] = rule{"type": "object", "additionalProperties": rule{"type": "integer", "minimum": 0}}
	return rule{"type": "object", "properties": properties, "additionalProperties": false}
}
