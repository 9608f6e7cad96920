package ui

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
	"synod/engine/script"
	"synod/ui/show"
)

// variant is the schedule of a run in another configuration: a script of its
// own, which says where something of the schedule has no match.
type variant struct {
	script *script.Script
	here   int // choices up to where the cursor was
	lost   int // of the schedule up to there
	change string
}

// schedule lists the choices of the run: those up to the cursor, those known to
// follow it, and what the script has still to come.
func (s *session) schedule() (choices []engine.Choice, names []string, here int) {
	line := s.time.Line()
	for _, p := range line[1:] {
		choices, names = append(choices, p.Choice), append(names, p.Name)
	}
	if line[len(line)-1] != s.player.At() {
		return choices, names, s.time.Cursor().Step
	}
	coming := s.player.UpcomingChoice()
	for i := range s.script.Entries {
		e := &s.script.Entries[i]
		if coming == nil || e.Line < coming.Line || e.Kind != script.Choose && e.Kind != script.Back {
			continue
		}
		if e.Kind == script.Back {
			break
		}
		choices, names = append(choices, e.Choice), append(names, "")
	}
	return choices, names, s.time.Cursor().Step
}

// under plays the schedule of the run in another configuration. The error says
// why there is no such configuration.
func (s *session) under(cfg engine.Config, protocols engine.Registry) (*variant, error) {
	head := s.script.Head
	head.Config, head.Summary, head.Guided, head.Encoding, head.Comments = cfg, "", false, 0, nil
	head.Lesson = script.Lesson{} // what it sets is to be done as it is
	sc := &script.Script{Head: head}
	w, err := sc.World(protocols)
	if err != nil {
		return nil, err
	}
	old := s.time.Cursor().World.System()
	v := &variant{script: sc, change: changes(old.Protocol(), old.Config(), cfg)}
	v.say(fmt.Sprintf(noteChanged, v.change))
	if names := s.time.Start().Name; names != "" {
		v.add(script.Entry{Kind: script.Mark, Text: names})
	}
	choices, names, here := s.schedule()
	var missing []string
	from := s.time.Start().World // it goes along, as the run itself did
	for i, c := range choices {
		if i == here {
			v.misses(missing)
			missing = nil
			v.here = v.script.Choices()
		}
		full, none := w.Match(from, c)
		if next, _, err := from.Take(c); err == nil {
			from = next
		}
		if none != nil {
			missing = append(missing, show.Choice(old.Protocol(), c))
			if i < here {
				v.lost++
			}
			continue
		}
		v.misses(missing)
		missing = nil
		v.add(script.Entry{Kind: script.Choose, Choice: full})
		if names[i] != "" {
			v.add(script.Entry{Kind: script.Mark, Text: names[i]})
		}
		if w, _, err = w.Take(full); err != nil {
			return nil, err
		}
	}
	v.misses(missing)
	if here == len(choices) {
		v.here = v.script.Choices()
	}
	return v, nil
}

func (v *variant) add(e script.Entry) {
	e.Line = len(v.script.Entries) + 1
	v.script.Entries = append(v.script.Entries, e)
}

func (v *variant) say(text string) { v.add(script.Entry{Kind: script.Narrate, Text: text}) }

// mostMissing is how many of the choices that have no match are named at a point.
const mostMissing = 3

// misses says in the script what has no match there.
func (v *variant) misses(missing []string) {
	if n := len(missing); n > 0 {
		text := strings.Join(missing[:min(n, mostMissing)], "; ")
		if n > mostMissing {
			text += fmt.Sprintf("; and %d more", n-mostMissing)
		}
		v.say(fmt.Sprintf(noteMissing, text))
	}
}

// changes says how one configuration differs from another.
func changes(p *engine.Protocol, from, to engine.Config) string {
	var out []string
	for _, r := range p.Rules {
		switch {
		case from.On(r.ID) && !to.On(r.ID):
			out = append(out, r.ID+" is off now")
		case !from.On(r.ID) && to.On(r.ID):
			out = append(out, r.ID+" is on now")
		}
	}
	for _, q := range p.Params {
		if a, b := values(from, q.Name), values(to, q.Name); a != b {
			out = append(out, q.Name+" is "+b+" now, not "+a)
		}
	}
	if from.Network != to.Network {
		out = append(out, "the network is "+to.Network.String()+" now, not "+from.Network.String())
	}
	return show.Clean(strings.Join(out, "; "))
}

func values(c engine.Config, name string) string {
	if v := strings.Join(c.Words(name), ","); v != "" {
		return v
	}
	return "nothing"
}

// flipped is a configuration with one rule switched the other way.
func flipped(cfg engine.Config, rule string) engine.Config {
	if cfg.On(rule) {
		cfg.Off = append(slices.Clone(cfg.Off), rule)
		return cfg
	}
	cfg.Off = slices.DeleteFunc(slices.Clone(cfg.Off), func(id string) bool { return id == rule })
	return cfg
}

// change starts a new root: the schedule of the run in another configuration,
// up to where the cursor was, in a recording of its own.
func (m *Model) change(cfg engine.Config) (said string, err error) {
	old := m.run
	v, err := old.under(cfg, m.protocols)
	if err != nil {
		return "", err
	}
	if v.change == "" {
		return msgNoChange, nil
	}
	run, err := open(v.script, m.protocols)
	if err != nil {
		return "", err
	}
	old.forget()
	old.record.close(old.time.Cursor())
	run.origin = old.origin
	if run.origin == nil {
		run.origin = old.script
	}
	run.covering, run.quizzing, run.score, run.free = old.covering, old.quizzing, old.score, old.free
	run.view.Keys, run.view.Speed, run.view.Focus, m.playing = old.view.Keys, old.view.Speed, old.view.Focus, false
	run.view.Space = m.space
	run.view.Order = old.view.Order
	run.record.start(v.script.Head, run.player.At(), m.o.recordings(m.name))
	m.run = run
	if m.main != onSpaceTime && m.main != onLog {
		m.main = onPicture // the other panes are of the run that was
	}
	run.begin()
	for run.time.Cursor().Step < v.here && run.player.Upcoming() != nil {
		run.follow()
	}
	run.record.wake()
	run.refresh()
	return m.changed(v), nil
}

// changed says what is different, how much of the schedule has a match, and
// where the new run is being kept.
func (m *Model) changed(v *variant) string {
	said := "Changed: " + v.change + ". A new run of the same schedule"
	if v.lost > 0 {
		said += fmt.Sprintf("; %d of its steps have no match", v.lost)
	}
	if name := m.run.record.name(); name != "" {
		said += "; kept in " + name
	}
	return said + "."
}
