package enginetest

import (
	"strings"
	"testing"

	"synod/engine"
)

// Setup is a world as a test writes it down: in words, and not in values.
type Setup struct {
	Settings string         // name=value, with spaces between; several values of one name with commas
	Off      string         // the rules that are switched off, with spaces between
	Start    string         // the state to start from: its lines, or ", " between them
	Network  engine.Network // what the world ends up on
	Before   string         // choices that are taken first, a line each
	OnBag    bool           // they are taken on a bag, where what was delivered is gone
	Menu     engine.Menu    // what a search may take besides the calls
	Calls    string         // what it may ask of nodes, as lines or with ", " between
	Promised string         // the properties that hold, with spaces between; "": all
	About    string
	Judges   []engine.Property // beyond the protocol's own: what clients are judged by
}

// World makes it.
func (s Setup) World(t testing.TB, p *engine.Protocol) *engine.World {
	t.Helper()
	w, err := engine.New(s.judged(p), s.config(t))
	if err != nil {
		t.Fatalf("%s %s: %v", p.Name, s.Settings, err)
	}
	return Play(t, w, s.Before).On(s.Network)
}

func (s Setup) config(t testing.TB) engine.Config {
	t.Helper()
	cfg := engine.Config{Settings: Settings(s.Settings), Off: strings.Fields(s.Off), Start: lines(s.Start), Network: s.Network, Menu: s.Menu, About: s.About}
	if s.Promised != "" {
		cfg.Promised = strings.Fields(s.Promised)
	}
	if s.OnBag {
		cfg.Network = engine.Bag
	}
	for _, call := range lines(s.Calls) {
		cfg.Menu.Calls = append(cfg.Menu.Calls, Choice(t, "call "+call))
	}
	return cfg
}

// judged is the protocol with the properties that are asked for besides its own.
func (s Setup) judged(p *engine.Protocol) *engine.Protocol {
	if s.Judges == nil {
		return p
	}
	with := *p
	with.Build = func(cfg engine.Config) (engine.Setup, error) {
		setup, err := p.Build(cfg)
		setup.Properties = append(setup.Properties, s.Judges...)
		return setup, err
	}
	return &with
}

// Settings reads settings as a Setup has them.
func Settings(words string) (out []engine.Setting) {
	for word := range strings.FieldsSeq(words) {
		name, values, _ := strings.Cut(word, "=")
		out = append(out, engine.Setting{Name: name, Values: strings.Split(values, ",")})
	}
	return out
}

// lines splits a text at its line ends and at ", ", and leaves out what is empty.
func lines(text string) (out []string) {
	for line := range strings.SplitSeq(strings.ReplaceAll(text, ", ", "\n"), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// Choice reads a choice.
func Choice(t testing.TB, line string) engine.Choice {
	t.Helper()
	c, err := engine.ParseChoice(line)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Choices reads choices, a line each.
func Choices(t testing.TB, text string) (out []engine.Choice) {
	t.Helper()
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, Choice(t, line))
		}
	}
	return out
}

// Play takes choices, a line each.
func Play(t testing.TB, w *engine.World, text string) *engine.World {
	t.Helper()
	for _, c := range Choices(t, text) {
		next, _, err := w.Take(c)
		if err != nil {
			t.Fatalf("%s: %v", c.Line(), err)
		}
		w = next
	}
	return w
}

// Lines writes a run down, a choice each.
func Lines(run []engine.Choice) string {
	var b strings.Builder
	for _, c := range run {
		b.WriteString(c.Line() + "\n")
	}
	return b.String()
}
