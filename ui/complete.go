package ui

import (
	"regexp"
	"slices"
	"strings"

	"synod/engine"
	"synod/engine/script"
	"synod/ui/show"
)

// completer gives whole lines that begin as the line does.
type completer func(line string) []string

// complete puts in what all lines that fit have in common; where that is all
// there is already, the next of them.
func (p *prompt) complete(by int) {
	if p.lines == nil {
		return
	}
	if p.fits == nil || p.input.Value() != p.put {
		line := p.input.Value()
		p.fits, p.nth = p.lines(line), -1
		if len(p.fits) == 0 {
			p.fits = nil
			return
		}
		if common := prefix(p.fits); common != line {
			p.set(common)
			if len(p.fits) > 1 {
				return
			}
		}
	}
	n := len(p.fits)
	p.nth = ((max(p.nth, -1)+by)%n + n) % n
	p.set(p.fits[p.nth])
	if n == 1 {
		p.fits = nil
	}
}

func (p *prompt) set(line string) {
	p.put, p.wrong = line, ""
	p.input.SetValue(line)
	p.input.CursorEnd()
}

// prefix is what all lines begin with.
func prefix(lines []string) string {
	out := lines[0]
	for _, l := range lines[1:] {
		for !strings.HasPrefix(l, out) {
			out = out[:len(out)-1]
		}
	}
	return strings.ToValidUTF8(out, "")
}

// choicesHint lists what tab goes through: what comes after what is there.
func (p *prompt) choicesHint() string {
	from := strings.LastIndexAny(prefix(p.fits), " (,") + 1
	var ends []string
	for _, f := range p.fits {
		ends = append(ends, strings.TrimSpace(f[from:]))
	}
	return "tab: " + strings.Join(ends, " · ")
}

// recall goes through what was typed here before.
func (p *prompt) recall(by int) {
	if to := p.past + by; to >= 0 && to <= len(p.before) {
		if p.past == len(p.before) {
			p.typed = p.input.Value()
		}
		p.past = to
		if to == len(p.before) {
			p.set(p.typed)
		} else {
			p.set(p.before[to])
		}
	}
}

// remember keeps a line for the next prompt with that label.
func (m *Model) remember(label, line string) {
	before := m.history[label]
	if line == "" || len(before) > 0 && before[len(before)-1] == line {
		return
	}
	m.history[label] = append(before, line)
}

// sayLines completes a line of the language: a choice that is possible here, a
// word of the language with what goes with it, or an expression.
func (s *session) sayLines(line string) []string {
	if head, x, ok := expressionIn(line); ok {
		return s.expressionLines(head, x)
	}
	first, _, more := strings.Cut(line, " ")
	if !more {
		return begin(sayWords(), first)
	}
	if rest, ok := strings.CutPrefix(line, "why "); ok {
		return after("why ", begin(s.choiceLines(), rest))
	}
	return begin(s.choiceLines(), line)
}

// Words of the prompt that lead an expression.
var expressive = []string{"expect ", "until ", "watch ", "break when "}

func expressionIn(line string) (head, x string, ok bool) {
	for _, head := range expressive {
		if x, ok := strings.CutPrefix(line, head); ok {
			return head, x, true
		}
	}
	return "", "", false
}

// sayWords are the words that a line can begin with.
func sayWords() []string {
	words := []string{"back ", "expect ", "labels ", "mark ", "why "}
	for _, c := range tools {
		words = append(words, c.word+" ")
	}
	for _, v := range engine.Verbs() {
		words = append(words, v+" ")
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// choiceLines are the lines that are possible here: all legal choices, the
// operations of nodes, names to go to, and what the tools take.
func (s *session) choiceLines() []string {
	w := s.time.Cursor().World
	sys := w.System()
	menu := anything(s.player.Menu())
	var lines []string
	for _, c := range w.Enabled(&menu, nil) {
		lines = append(lines, c.Line())
	}
	for _, n := range sys.Nodes() {
		for _, spec := range sys.CallSpecs(n.ID) {
			lines = append(lines, "call "+string(n.ID)+" "+spec.Name+" ")
		}
		lines = append(lines, "break node "+string(n.ID))
	}
	for _, k := range sys.Protocol().Kinds {
		lines = append(lines, "break kind "+k.ID)
	}
	for _, name := range sys.Protocol().LabelNames() {
		lines = append(lines, "labels "+name)
	}
	lines = append(lines, "break property", "break when ")
	lines = append(lines, s.debug.lines()...)
	return append(lines, s.markLines()...)
}

func (s *session) markLines() []string {
	var lines []string
	for _, b := range s.time.Branches() {
		for p := b.Tip(); p != nil && p.Branch == b; p = p.Parent {
			if p.Name != "" {
				lines = append(lines, "back "+p.Name)
			}
		}
	}
	return lines
}

// begin keeps the lines that begin with a text, each once and in order.
func begin(lines []string, text string) []string {
	var out []string
	for _, l := range lines {
		if strings.HasPrefix(l, text) {
			out = append(out, show.Clean(l))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func after(head string, lines []string) []string {
	for i := range lines {
		lines[i] = head + lines[i]
	}
	return lines
}

var (
	inText = regexp.MustCompile(`([a-z]+)\(((?:"[^"]*", *)*)"([^"]*)$`) // a call up to a text that is open
	inWord = regexp.MustCompile(`[A-Za-z]*$`)
)

// expressionLines completes the last word of an expression: a function, or a
// text within one.
func (s *session) expressionLines(head, x string) []string {
	if at := inText.FindStringSubmatchIndex(x); at != nil {
		call, nth, text := x[at[2]:at[3]], strings.Count(x[at[4]:at[5]], ","), x[at[6]:at[7]]
		names := s.argumentNames(call, nth, x[at[4]:at[5]])
		return after(head+x[:at[6]], quoted(begin(names, text)))
	}
	word := inWord.FindString(x)
	var calls []string
	for _, usage := range script.Functions() {
		name, args, _ := strings.Cut(usage, "(")
		switch {
		case args == ")":
			calls = append(calls, name+"()")
		case strings.HasPrefix(args, "["):
			calls = append(calls, name+"(")
		default:
			calls = append(calls, name+`("`)
		}
	}
	return after(head+strings.TrimSuffix(x, word), begin(calls, word))
}

// bareLines completes a prompt for an expression.
func (s *session) bareLines(x string) []string { return s.expressionLines("", x) }

func quoted(names []string) []string {
	for i := range names {
		names[i] += `"`
	}
	return names
}

// argumentNames are the names that the nth argument of a function can be. What a
// system does not know, the world does, by what the usage calls it.
func (s *session) argumentNames(call string, nth int, before string) []string {
	if names := script.ArgumentNames(s.time.Cursor().World.System(), call, nth); names != nil {
		return names
	}
	for _, usage := range script.Functions() {
		name, args, _ := strings.Cut(strings.TrimSuffix(usage, ")"), "(")
		words := strings.Split(args, ", ")
		if name != call || nth >= len(words) {
			continue
		}
		switch words[nth] {
		case "operation":
			return s.operationWords()
		case "name", "timer":
			return s.fieldWords(strings.Trim(before, `", `))
		}
	}
	return nil
}

func (s *session) operationWords() (names []string) {
	for _, op := range s.time.Cursor().World.History().Ops() {
		names = append(names, op.ID)
	}
	return names
}

// fieldWords are the fields and timers of a node.
func (s *session) fieldWords(node string) (names []string) {
	w := s.time.Cursor().World
	if w.Node(engine.NodeID(node)) == nil {
		return nil
	}
	for _, f := range w.Node(engine.NodeID(node)).Fields() {
		names = append(names, f.ID)
	}
	for _, t := range w.Timers(engine.NodeID(node)) {
		names = append(names, t.Name)
	}
	return names
}
