package cli

import (
	"slices"
	"strconv"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
	"synod/presets"
	"synod/ui"
	"synod/ui/ask"
	"synod/ui/plain"
)

// ground is the world that a question is asked about.
type ground struct {
	script *script.Script
	start  *engine.World   // where the file begins
	world  *engine.World   // as a person would go on from it
	at     *timeline.Point // where that is
	before []engine.Choice // that led there from the start
	menu   engine.Menu
}

// ground loads what an argument names. A scenario is asked about at its start,
// a recording at its end, and either where --at says.
func (a *app) ground(arg string, q *question) (*ground, error) {
	s, _, err := a.load(arg)
	if err != nil {
		return nil, err
	}
	s.Head.Config.Off = append(s.Head.Config.Off, q.off...)
	g := &ground{script: s}
	if g.start, err = s.World(presets.Protocols()); err != nil {
		return nil, err
	}
	at := q.at
	if at == "" && (q.unknown != "" || s.Head.Encoding != 0 && len(q.off) == 0) {
		at = ui.AtEnd
	}
	if err := g.goTo(at); err != nil {
		return nil, err
	}
	g.menu, err = q.menu(ask.Menu(s.Head, g.world.System().Protocol()))
	return g, err
}

// goTo plays the script, and takes the world at a point of it.
func (g *ground) goTo(at string) error {
	g.world, g.at = g.start, timeline.New(g.start).Start()
	if at == "" {
		return nil
	}
	r, err := through(g.script)
	if err != nil {
		return err
	}
	p := point(r, at)
	if p == nil {
		return usage("--at %s is no point of it; expected a step from 0 to %d, a mark, a point such as b7, or %s", at, r.End.Step, ui.AtEnd)
	}
	g.world, g.at = p.World, p
	for _, p := range p.Line()[1:] {
		g.before = append(g.before, p.Choice)
	}
	return nil
}

// point finds the point of a run that a mark, a number of steps, or a name such
// as b7 stands for; nil: there is none.
func point(r *plain.Run, at string) *timeline.Point {
	if p := r.Find(at); p != nil || at == ui.AtEnd {
		if p == nil {
			return r.End
		}
		return p
	}
	line := r.Line()
	if n, err := strconv.Atoi(at); err == nil && n >= 0 && n < len(line) {
		return line[n]
	}
	return nil
}

// file is a run as a script that ends in an expectation. If the run is about a
// property, so is the script.
func (g *ground) file(title, expect string, p *engine.Property, run []engine.Choice) *script.Script {
	s := &script.Script{Head: g.script.Head}
	s.Head.Version = script.LanguageVersion
	s.Head.Title, s.Head.Guided, s.Head.Encoding, s.Head.Begin = title, false, 0, 0
	if cfg := &s.Head.Config; p != nil {
		cfg.About = p.ID
		if cfg.Promised != nil && !slices.Contains(cfg.Promised, p.ID) {
			cfg.Promised = append(slices.Clone(cfg.Promised), p.ID)
		}
	}
	for _, c := range run {
		s.Entries = append(s.Entries, script.Entry{Kind: script.Choose, Choice: c})
	}
	s.Entries = append(s.Entries, script.Entry{Kind: script.Expect, Text: expect})
	return s
}
