package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/ui/show"
)

// edit opens the prompt for another configuration: parameters, rules, network.
func (m *Model) edit() tea.Cmd {
	sys := m.run.time.Cursor().World.System()
	m.ask("change ", "", editHint(sys), func(line string) (string, string) {
		cfg, err := edited(sys, line)
		if err != nil {
			return "", show.Clean(err.Error())
		}
		said, err := m.change(cfg)
		if err != nil {
			return "", show.Clean(err.Error())
		}
		return said, ""
	}).lines = func(line string) []string { return editLines(sys, line) }
	return nil
}

// editLines completes the last word: a rule to switch, a parameter, and where
// it has them, its words.
func editLines(sys *engine.System, line string) []string {
	var words []string
	for _, p := range sys.Protocol().Params {
		if len(p.Choices) == 0 {
			words = append(words, p.Name+"=")
		}
		for _, c := range p.Choices {
			words = append(words, p.Name+"="+c)
		}
	}
	for _, n := range engine.Networks() {
		words = append(words, "network="+n)
	}
	for _, id := range sys.Protocol().Switches() {
		if sys.Config().On(id) {
			words = append(words, "-"+id)
		} else {
			words = append(words, "+"+id)
		}
	}
	head := line[:strings.LastIndexByte(line, ' ')+1]
	return begin(after(head, words), line)
}

// editHint says what can be changed, and how it is now.
func editHint(sys *engine.System) string {
	cfg := sys.Config()
	var parts []string
	for _, p := range sys.Protocol().Params {
		parts = append(parts, p.Name+"="+strings.Join(cfg.Words(p.Name), ","))
	}
	return hintEdit + " " + strings.Join(append(parts, "network="+cfg.Network.String()), " ")
}

// edited reads what is to be different: NAME=VALUE or NAME=VALUE,VALUE, -RULE
// switches a rule off, +RULE on, network=WORD.
func edited(sys *engine.System, line string) (engine.Config, error) {
	cfg, p := sys.Config(), sys.Protocol()
	for _, word := range strings.Fields(line) {
		name, value, isParam := strings.Cut(word, "=")
		var err error
		switch {
		case name == "network" && isParam:
			cfg.Network, err = engine.ParseNetwork(value)
		case isParam && value != "":
			cfg.Settings = set(cfg.Settings, name, strings.Split(value, ","))
		case word[0] == '-' && cfg.On(word[1:]) || word[0] == '+' && !cfg.On(word[1:]):
			cfg = flipped(cfg, word[1:])
		case word[0] == '-' || word[0] == '+':
			err = already(p, word)
		default:
			err = fmt.Errorf("'%s' changes nothing; expected NAME=VALUE, -RULE to switch it off, +RULE to switch it on", word)
		}
		if err != nil {
			return cfg, err
		}
	}
	return cfg, nil
}

// already says that a rule is as it is to be, or that there is no such rule.
func already(p *engine.Protocol, word string) error {
	if r := p.Rule(word[1:]); r != nil && r.Switch {
		return fmt.Errorf("%s is %s already", r.ID, map[byte]string{'-': "off", '+': "on"}[word[0]])
	}
	return fmt.Errorf("there is no rule '%s' with a switch; expected %s", word[1:], engine.Nearest(word[1:], p.Switches()))
}

// set gives a parameter its values, in settings of their own.
func set(settings []engine.Setting, name string, values []string) []engine.Setting {
	out := slices.Clone(settings)
	for i := range out {
		if out[i].Name == name {
			out[i].Values = values
			return out
		}
	}
	return append(out, engine.Setting{Name: name, Values: values})
}
