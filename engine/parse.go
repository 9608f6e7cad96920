package engine

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// ParseChoice reads one line of the language. The error is a *SyntaxError.
// Whether the choice may be taken is another matter: see World.Resolve.
func ParseChoice(line string) (Choice, error) {
	p := &parser{line: line}
	if col := foreign(line); col > 0 {
		return Choice{}, &SyntaxError{col, "a character that the language has not", "letters, digits and the signs of the language"}
	}
	verb := p.word()
	if verb == "" {
		return Choice{}, p.fail("nothing", "one of "+strings.Join(Verbs(), " "))
	}
	for i, w := range verbWords {
		if i > 0 && w == verb {
			c, err := p.choice(Verb(i))
			if err == nil && p.rest() != "" {
				p.skip()
				return Choice{}, p.fail("'"+p.rest()+"' after the end", "nothing more")
			}
			return c, err
		}
	}
	p.at = 0
	return Choice{}, p.fail("unknown verb '"+verb+"'", Nearest(verb, Verbs()))
}

// foreign is the column of the first character that no line can have; 0: there is none.
func foreign(line string) int {
	col := 0
	for _, r := range line {
		col++
		if (r < ' ' || r > '~') && r != '\t' && !isWritten(r) {
			return col
		}
	}
	return 0
}

type parser struct {
	line string
	at   int
}

func (p *parser) choice(v Verb) (Choice, error) {
	c := Choice{Verb: v}
	switch v {
	case DeliverMsg, DropMsg, DupMsg:
		return p.message(c)
	case CrashHost:
		return p.crash(c)
	case RestartHost:
		return c, p.name(&c.From, "the name of a host")
	case FireTimer:
		return c, first(p.name(&c.From, "the name of a node"), p.text(&c.Kind, "the name of a timer"))
	case CutLink, HealLink:
		return p.link(c)
	case PartitionHosts:
		return p.partition(c)
	case AdvanceClock:
		return c, first(p.name(&c.From, "the name of a host"), p.ticks(&c.N, "+"))
	case Wait:
		return c, p.ticks(&c.N, "")
	default:
		return p.call(c)
	}
}

func (p *parser) message(c Choice) (Choice, error) {
	if err := p.arrow(&c.From, &c.To); err != nil {
		return c, err
	}
	for p.skip(); p.at < len(p.line); p.skip() {
		switch {
		case p.line[p.at] == '(':
			if err := p.body(&c.Text); err != nil {
				return c, err
			}
		case p.line[p.at] == '~':
			w := p.word()
			n, err := strconv.Atoi(w[1:])
			if err != nil || n < 1 || n > 1_000_000 {
				p.at -= len(w)
				return c, p.fail("'"+w+"'", "~ and a number from 1, such as ~2")
			}
			c.N = n
			return c, nil
		case c.Text == "" && c.Kind == "":
			c.Kind = p.word()
		case c.Text == "" && c.Key == "":
			c.Key = p.word()
		default:
			return c, p.fail("'"+p.rest()+"'", "the end of the line, or ~2 to tell twins apart")
		}
	}
	return c, nil
}

// body reads what stands between an opening parenthesis and the last closing
// one that only a twin's number may follow.
func (p *parser) body(text *string) error {
	rest := p.line[p.at:]
	end := strings.LastIndexByte(rest, ')')
	if end < 0 {
		return p.fail("a '(' without its ')'", "( … )")
	}
	*text = strings.Join(strings.Fields(rest[1:end]), " ")
	p.at += end + 1
	if *text == "" {
		return p.fail("empty parentheses", "what the message says, or nothing")
	}
	return nil
}

func (p *parser) crash(c Choice) (Choice, error) {
	if err := p.name(&c.From, "the name of a host"); err != nil {
		return c, err
	}
	p.skip()
	if p.rest() == "" {
		return c, nil
	}
	w := p.word()
	loss, ok := strings.CutPrefix(w, "lose=")
	if !ok || !isName(loss) {
		p.at -= len(w)
		return c, p.fail("'"+w+"'", "lose= and what is lost, such as lose=volatile")
	}
	if loss != Volatile {
		c.Kind = loss
	}
	return c, nil
}

func (p *parser) link(c Choice) (Choice, error) {
	p.skip()
	if p.rest() == "" && c.Verb == HealLink {
		return c, nil
	}
	if strings.Contains(strings.Fields(p.rest() + " ?")[0], ">") {
		c.N = OneWay
		return c, p.arrow(&c.From, &c.To)
	}
	err := first(p.name(&c.From, "two hosts, such as A1 A2 or A1>A2"), p.name(&c.To, "the second host"))
	return c, err
}

func (p *parser) partition(c Choice) (Choice, error) {
	var out []string
	empty := true
	for p.skip(); p.at < len(p.line); p.skip() {
		if p.line[p.at] == '|' {
			if empty {
				return c, p.fail("an empty group", "hosts, then |")
			}
			out, empty = append(out, "|"), true
			p.at++
			continue
		}
		var name NodeID
		if err := p.name(&name, "hosts and |, such as A1 A2 | A3"); err != nil {
			return c, err
		}
		out, empty = append(out, string(name)), false
	}
	if empty {
		return c, p.fail("an empty group", "hosts and |, such as A1 A2 | A3")
	}
	c.Key = strings.Join(out, " ")
	return c, nil
}

func (p *parser) call(c Choice) (Choice, error) {
	err := first(p.name(&c.From, "the name of a node that takes calls"), p.text(&c.Kind, "the name of an operation"))
	if err != nil {
		return c, err
	}
	var args []string
	for p.skip(); p.at < len(p.line); p.skip() {
		start := p.at
		w := p.word()
		if !IsWord(w) {
			p.at = start
			return c, p.fail("'"+w+"'", wordRule)
		}
		args = append(args, w)
	}
	c.Key = strings.Join(args, " ")
	return c, nil
}

// arrow reads A>B.
func (p *parser) arrow(from, to *NodeID) error {
	p.skip()
	start := p.at
	w := p.word()
	a, b, ok := strings.Cut(w, ">")
	if !ok || !isName(a) || !isName(b) {
		p.at = start
		return p.fail("'"+w+"'", "sender>receiver, such as P1>A2")
	}
	*from, *to = NodeID(a), NodeID(b)
	return nil
}

func (p *parser) name(into *NodeID, want string) error {
	p.skip()
	start := p.at
	for p.at < len(p.line) && p.line[p.at] != ' ' && p.line[p.at] != '\t' && p.line[p.at] != '|' {
		p.at++
	}
	w := p.line[start:p.at]
	if !isName(w) {
		p.at = start
		return p.fail("'"+w+"'", want)
	}
	*into = NodeID(w)
	return nil
}

func (p *parser) text(into *string, want string) error {
	p.skip()
	start := p.at
	w := p.word()
	if !isName(w) {
		p.at = start
		return p.fail("'"+w+"'", want)
	}
	*into = w
	return nil
}

const maxTicks = 1_000_000

func (p *parser) ticks(into *int, sign string) error {
	p.skip()
	start := p.at
	w := p.word()
	n, err := strconv.Atoi(strings.TrimPrefix(w, sign))
	if err != nil || n < 1 || n > maxTicks {
		p.at = start
		return p.fail("'"+w+"'", "a number of ticks from 1 to "+strconv.Itoa(maxTicks)+", such as "+sign+"5")
	}
	*into = n
	return nil
}

func (p *parser) skip() {
	for p.at < len(p.line) && (p.line[p.at] == ' ' || p.line[p.at] == '\t') {
		p.at++
	}
}

func (p *parser) word() string {
	p.skip()
	start := p.at
	for p.at < len(p.line) && p.line[p.at] != ' ' && p.line[p.at] != '\t' {
		p.at++
	}
	return p.line[start:p.at]
}

func (p *parser) rest() string { return strings.TrimSpace(p.line[p.at:]) }

func (p *parser) fail(problem, expected string) error {
	if problem == "''" {
		problem = "the line ends"
	}
	return &SyntaxError{utf8.RuneCountInString(p.line[:p.at]) + 1, strings.ReplaceAll(problem, "\t", " "), expected}
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
