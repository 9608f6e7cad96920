package show

import (
	"strconv"

	"synod/engine"
)

// Label is a message as a picture shows it: short kind, key, text, such as
// "1b 2.P2 (1.P1 pear)".
func Label(p *engine.Protocol, m *engine.Message) string {
	return p.Named(label(p, m.Kind, m.Key, m.Text))
}

func label(p *engine.Protocol, kind, key, text string) string {
	short, plain := kind, false
	if k := p.Kind(kind); k != nil {
		plain = k.Plain
		if k.Short != "" {
			short = k.Short
		}
	}
	open, shut := "(", ")"
	if text == "" || plain {
		open, shut = "", ""
	}
	gap, space := "", ""
	if short != "" && key != "" {
		gap = " "
	}
	if text != "" && short+key != "" {
		space = " "
	}
	return short + gap + key + space + open + text + shut
}

// Message is a message with its ends: "A2▸P2 1b 2.P2 (1.P1 pear)".
func Message(p *engine.Protocol, m *engine.Message) string {
	return p.NodeName(m.From) + "▸" + p.NodeName(m.To) + " " + Label(p, m)
}

// Choice is a choice as a list shows it: "deliver A2▸P2 1b 2.P2 (1.P1 pear)".
func Choice(p *engine.Protocol, c engine.Choice) string { return p.Named(choice(p, c)) }

func choice(p *engine.Protocol, c engine.Choice) string {
	switch c.Verb {
	case engine.DeliverMsg, engine.DropMsg, engine.DupMsg:
		s := c.Verb.String() + " " + string(c.From) + "▸" + string(c.To)
		if l := label(p, c.Kind, c.Key, c.Text); l != "" {
			s += " " + l
		}
		if c.N > 0 {
			s += " ~" + strconv.Itoa(c.N)
		}
		return s
	case engine.CutLink, engine.HealLink:
		if c.From != "" && c.N == engine.OneWay {
			return c.Verb.String() + " " + string(c.From) + "▸" + string(c.To)
		}
	}
	return c.Line()
}
