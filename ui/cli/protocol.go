package cli

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"synod/engine"
	"synod/presets"
	"synod/ui/canvas"
)

// protocol is what a file may say of a protocol: its parameters, rules, calls,
// limits and properties, as the protocol itself declares them.
func (a *app) protocol() *cobra.Command {
	cmd := command("protocol [NAME] [--labels NAME]", cobra.MaximumNArgs(1), func(args []string) error {
		if len(args) == 0 {
			return a.printProtocols()
		}
		p := presets.Protocols().Find(args[0])
		if p == nil {
			return usage("there is no protocol '%s'; expected %s", args[0], engine.Nearest(args[0], presets.Protocols().Names()))
		}
		if _, err := p.Labelled(a.labels); err != nil {
			return usage("%s", err)
		}
		return a.printProtocol(p)
	})
	a.addLabels(cmd)
	cmd.ValidArgs = presets.Protocols().Names()
	return cmd
}

func (a *app) printProtocols() error {
	out := bufio.NewWriter(a.out)
	for _, p := range presets.Protocols() {
		fmt.Fprintf(out, "%-14s %s\n", p.Name, a.text(p.Title))
	}
	return out.Flush()
}

// sheet is a page of names with what is said of each, in columns. A title is
// written with the first line below it.
type sheet struct {
	out   *bufio.Writer
	text  func(string) string
	above string
}

// nameColumn is how wide names are, and textColumn what is said behind them.
const (
	nameColumn = 24
	textColumn = 50
)

func (s *sheet) title(text string) { s.above = text }

// line says something of a name; a long name has a line of its own.
func (s *sheet) line(name, text string) {
	if len(name) > nameColumn {
		s.para("  "+s.text(name), "", 1)
		name = ""
	}
	s.para(fmt.Sprintf("  %-*s ", nameColumn, s.text(name)), text, textColumn)
}

// para says something in lines of so many cells: lead before the first, and as many
// blanks before the others.
func (s *sheet) para(lead, text string, w int) {
	if s.above != "" {
		fmt.Fprintf(s.out, "\n%s\n", s.text(s.above))
		s.above = ""
	}
	for part := range strings.SplitSeq(folded(text, w), "\n") {
		fmt.Fprintln(s.out, lead+s.text(part))
		lead = strings.Repeat(" ", canvas.Width(lead))
	}
}

func (a *app) printProtocol(p *engine.Protocol) error {
	w, err := engine.New(p, engine.Config{Labels: a.labels})
	if err != nil {
		return err
	}
	p = w.System().Protocol()
	s := &sheet{out: bufio.NewWriter(a.out), text: a.text}
	fmt.Fprintf(s.out, "%s: %s\n", p.Name, a.text(p.Title))
	for line := range strings.Lines("\n" + p.About) {
		fmt.Fprintln(s.out, a.text(strings.TrimSpace(line)))
	}
	s.title("params:")
	for i := range p.Params {
		s.line(p.Params[i].Name, paramText(&p.Params[i]))
	}
	s.title("rules that can be switched off (off: [RULE]), and what happens then:")
	for _, r := range p.Rules {
		if r.Switch {
			s.line(r.ID, strings.TrimSpace(r.Off+" "+breaks(r.Breaks)))
		}
	}
	s.title("what can be called:")
	s.calls(p)
	s.title("timers:")
	for _, r := range p.Roles {
		for _, t := range r.Timers {
			s.line("fire "+r.ID+" "+t.Name, t.Help)
		}
	}
	s.title("limits of a menu, and of a search:")
	for _, l := range p.Limits {
		s.line(l.Name, l.Help)
	}
	s.title("properties:")
	for _, q := range w.System().AllProperties() {
		s.line(q.ID, q.Statement)
	}
	s.labels(p, a.labels)
	return s.out.Flush()
}

// labels lists whose names there are, and of one set what it says.
func (s *sheet) labels(p *engine.Protocol, name string) {
	s.title("names of papers, courses and systems (labels: NAME):")
	for _, set := range p.Labels {
		s.line(set.Name, set.Title)
	}
	set := p.LabelSet(name)
	s.title("its names in " + set.Title + ":")
	for _, l := range set.Labels {
		s.line(l.Of+" "+l.ID, l.Name)
	}
	s.title("where " + set.Title + " differs:")
	for i, d := range set.Differs {
		lead := fmt.Sprintf("  %d. ", i+1)
		s.para(lead, d.Text+" ("+d.Source+")", nameColumn+3+textColumn-len(lead))
	}
}

// breaks says what goes wrong without a rule.
func breaks(what string) string {
	if what == "" {
		return ""
	}
	return "What goes wrong: " + what + "."
}

// paramText is what a parameter means, what it may be, and what it is.
func paramText(p *engine.Param) string {
	text := p.Help
	switch {
	case len(p.Choices) > 0:
		text += " (" + strings.Join(p.Choices, ", ") + ")"
	case p.Kind == engine.Int:
		text += fmt.Sprintf(" (%d to %d)", p.Min, p.Max)
	}
	if p.Default != "" {
		text += "; " + p.Default + " by default"
	}
	return text
}

func (s *sheet) calls(p *engine.Protocol) {
	for _, r := range p.Roles {
		for _, c := range r.Calls {
			form := "call " + r.ID + " " + c.Name
			for _, arg := range c.Args {
				if arg.Optional {
					form += " [" + arg.Name + "]"
				} else {
					form += " " + strings.ToUpper(arg.Name)
				}
			}
			s.line(form, c.Help)
		}
	}
}
