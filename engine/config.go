package engine

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ParamKind is the type of a parameter.
type ParamKind uint8

// The types of parameters.
const (
	Int ParamKind = iota
	Bool
	Word  // one of Choices if there are any
	Words // a list of words
	Float // a number that need not be whole, from Min to Max
	// File is a word of Choices, or any text. Who asks a person for it takes the
	// name of a file too: then it has two values, the name and what is in it.
	File
)

// Param declares a parameter of a protocol.
type Param struct {
	Name     string
	Help     string
	Kind     ParamKind
	Default  string // as a file writes it
	Min, Max int    // Int, Float: the range
	Choices  []string
}

// Setting is one parameter as a file gives it; a list has several values.
type Setting struct {
	Name   string
	Values []string
}

// Network says what may happen to messages in flight.
type Network uint8

// The network semantics.
const (
	// Bag: a message leaves when it is delivered or dropped; it may be duplicated.
	Bag Network = iota
	// SentSet: a sent message can be delivered for ever; any loss, duplication
	// and reordering at once.
	SentSet
	// Fifo: each link delivers in the order of sending, and neither loses nor
	// duplicates; links of a host that crashes lose what is in flight.
	Fifo
)

var networkWords = [...]string{"bag", "set", "fifo"}

func (n Network) String() string { return networkWords[n] }

// Networks lists the words for networks.
func Networks() []string { return networkWords[:] }

// ParseNetwork reads the word for a network.
func ParseNetwork(word string) (Network, error) {
	for i, w := range networkWords {
		if w == word {
			return Network(i), nil
		}
	}
	return 0, fmt.Errorf("unknown network '%s'; expected %s", word, Nearest(word, networkWords[:]))
}

// Config is one configuration of a protocol: what a file's head says.
type Config struct {
	Settings []Setting
	Off      []string // rules that are switched off
	Network  Network
	Menu     Menu
	Promised []string // the ids of the properties that hold here; nil: all
	About    string   // the one the scenario is about
	Start    []string // lines that the protocol reads: a state to start from
	Labels   string   // the label set that screens use; empty: plain
	Names    []Name   // what screens call nodes instead of their ids
	params   []Param
}

// Int gives a parameter's number.
func (c Config) Int(name string) int {
	n, _ := strconv.Atoi(c.Word(name))
	return n
}

// Float gives a parameter's number that need not be whole.
func (c Config) Float(name string) float64 {
	x, _ := strconv.ParseFloat(c.Word(name), 64)
	return x
}

// Given says whether a parameter has a value other than by default.
func (c Config) Given(name string) bool {
	return slices.ContainsFunc(c.Settings, func(s Setting) bool { return s.Name == name })
}

// Bool gives a parameter's truth value.
func (c Config) Bool(name string) bool { return c.Word(name) == "true" }

// Word gives a parameter's single value.
func (c Config) Word(name string) string {
	if v := c.Words(name); len(v) > 0 {
		return v[0]
	}
	return ""
}

// Words gives a parameter's list. Asking for a parameter that the protocol
// does not declare is a mistake of the protocol's, and gives nothing.
func (c Config) Words(name string) []string {
	for _, s := range c.Settings {
		if s.Name == name {
			return s.Values
		}
	}
	for _, p := range c.params {
		if p.Name == name {
			return strings.Fields(p.Default)
		}
	}
	return nil
}

// On says whether a rule is in force.
func (c Config) On(rule string) bool { return !slices.Contains(c.Off, rule) }

// ConfigError is what is wrong with a configuration, and which item of which
// key of a file's head it is about.
type ConfigError struct {
	Key  string // params, off, menu.calls, properties, about, start, labels
	Item string // the parameter, rule, property or line; empty: the key as a whole
	Err  error
}

func (e *ConfigError) Error() string { return e.Err.Error() }

func (e *ConfigError) Unwrap() error { return e.Err }

func misfit(key, item, format string, args ...any) error {
	return &ConfigError{key, item, fmt.Errorf(format, args...)}
}

// check holds a configuration against what the protocol declares.
func (c Config) check(p *Protocol) error {
	for i, s := range c.Settings {
		j := slices.IndexFunc(p.Params, func(q Param) bool { return q.Name == s.Name })
		if j < 0 {
			return misfit("params", s.Name, "protocol %s has no parameter '%s'; expected %s", p.Name, s.Name, Nearest(s.Name, paramNames(p)))
		}
		if slices.ContainsFunc(c.Settings[:i], func(o Setting) bool { return o.Name == s.Name }) {
			return misfit("params", s.Name, "parameter '%s' is given twice", s.Name)
		}
		if err := p.Params[j].check(s.Values); err != nil {
			return misfit("params", s.Name, "parameter '%s': %w", s.Name, err)
		}
	}
	for _, id := range c.Off {
		if r := p.Rule(id); r == nil || !r.Switch {
			return misfit("off", id, "protocol %s has no rule '%s' that can be switched off; expected %s", p.Name, id, Nearest(id, p.Switches()))
		}
	}
	return nil
}

func (p Param) check(values []string) error {
	switch {
	case p.Kind == File:
		return nil
	case p.Kind != Words && len(values) != 1:
		return fmt.Errorf("one value was expected, not %d", len(values))
	}
	for _, v := range values {
		switch n, err := strconv.Atoi(v); {
		case p.Kind == Int && (err != nil || n < p.Min || n > p.Max):
			return fmt.Errorf("'%s' is no number from %d to %d", v, p.Min, p.Max)
		case p.Kind == Float && !p.holds(v):
			return fmt.Errorf("'%s' is no number; expected one from %d to %d, such as 0.5", v, p.Min, p.Max)
		case p.Kind == Bool && v != "true" && v != "false":
			return fmt.Errorf("'%s' is neither true nor false", v)
		case len(p.Choices) > 0 && !slices.Contains(p.Choices, v):
			return fmt.Errorf("unknown word '%s'; expected %s", v, Nearest(v, p.Choices))
		case !IsWord(v):
			return fmt.Errorf("'%s' is not %s", v, wordRule)
		}
	}
	return nil
}

// holds says whether v is a number in the range of a Float.
func (p Param) holds(v string) bool {
	x, err := strconv.ParseFloat(v, 64)
	return err == nil && x >= float64(p.Min) && x <= float64(p.Max)
}

func paramNames(p *Protocol) []string {
	var names []string
	for _, q := range p.Params {
		names = append(names, q.Name)
	}
	return names
}

// Switches are the ids of the rules that can be switched off.
func (p *Protocol) Switches() []string {
	var ids []string
	for _, r := range p.Rules {
		if r.Switch {
			ids = append(ids, r.ID)
		}
	}
	return ids
}
