package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Setting is one thing that can be set.
type Setting struct {
	Name    string
	Default string
	Words   []string // that it may be; none: see Check
	Check   func(text string) error
}

// Truth are the words of what is on or off.
var Truth = []string{"true", "false"}

// Variable is the environment variable of a setting.
func (s *Setting) Variable() string { return "SYNOD_" + strings.ToUpper(s.Name) }

// refuse says what is wrong with a value.
func (s *Setting) refuse(text string) error {
	if s.Check != nil {
		return s.Check(text)
	}
	if slices.Contains(s.Words, text) {
		return nil
	}
	return fmt.Errorf("%s cannot be '%s'; expected one of %s", s.Name, text, strings.Join(s.Words, ", "))
}

// Possible says whether a run can be played at so many steps a second.
func Possible(speed float64) bool { return speed >= 0.1 && speed <= 100 }

// Speed checks a number of steps a second.
func Speed(text string) error {
	if x, err := strconv.ParseFloat(text, 64); err == nil && Possible(x) {
		return nil
	}
	return fmt.Errorf("speed cannot be '%s'; expected 0.1 to 100 steps a second", text)
}

// Value is a setting as it is in force, and where it comes from.
type Value struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	From  string `json:"from"` // such as --theme, SYNOD_THEME, line 3, or default
}

// Resolve gives the values in force. A flag that was given stands in flags.
func (f *File) Resolve(settings []Setting, flags map[string]string, env func(string) string) ([]Value, error) {
	var out []Value
	for i := range settings {
		s := &settings[i]
		v := Value{s.Name, s.Default, "default"}
		if e, ok := f.find(s.Name); ok {
			v.Value, v.From = e.text, fmt.Sprintf("line %d", e.line)
			if err := s.refuse(v.Value); err != nil {
				return nil, f.at(e.line, err)
			}
		}
		if text := env(s.Variable()); text != "" {
			v.Value, v.From = text, s.Variable()
			if err := s.refuse(text); err != nil {
				return nil, fmt.Errorf("%s: %w", s.Variable(), err)
			}
		}
		if text, given := flags[s.Name]; given {
			v.Value, v.From = text, "flag"
		}
		out = append(out, v)
	}
	return out, nil
}
