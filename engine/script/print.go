package script

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"synod/engine"
)

// width is the length in characters at which prose is wrapped.
const width = 100

// Print gives the canonical form; Parse reads it back to the same script.
func (s *Script) Print() string {
	var b strings.Builder
	b.WriteString(s.Head.print())
	b.WriteString(separator + "\n")
	last := Blank
	for i := range s.Entries {
		e := &s.Entries[i]
		if e.Kind == last && (e.Kind == Narrate || e.Kind == Note) {
			b.WriteByte('\n') // or the two would read as one
		}
		e.print(&b)
		last = e.Kind
	}
	return b.String()
}

// String is the entry as a file has it, without the last newline.
func (e *Entry) String() string {
	var b strings.Builder
	e.print(&b)
	return strings.TrimSuffix(b.String(), "\n")
}

func (e *Entry) print(b *strings.Builder) {
	switch e.Kind {
	case Choose:
		b.WriteString(e.Choice.Line())
		if e.Printed {
			fmt.Fprintf(b, "  #%016x", e.Print)
		}
	case Narrate:
		wrap(b, ">", e.Text)
		return
	case Note:
		wrap(b, "!", e.Text)
		return
	case Ask:
		e.printQuestion(b)
		return
	case Expect:
		b.WriteString("expect " + e.Text)
	case Mark:
		b.WriteString("mark " + e.Text)
	case Back:
		b.WriteString("back " + e.target())
	case Chapter:
		b.WriteString("== " + e.Text)
	case Unlock:
		b.WriteString("unlock " + e.Text)
		if e.N != engine.Any {
			b.WriteString(" " + strconv.Itoa(e.N))
		}
	case Evidence:
		b.WriteString("@ " + e.Text)
	case Comment:
		b.WriteString(strings.TrimRight("# "+e.Text, " "))
	}
	b.WriteByte('\n')
}

func (e *Entry) target() string {
	if e.Text != "" {
		return e.Text
	}
	return strconv.Itoa(e.N)
}

func (e *Entry) printQuestion(b *strings.Builder) {
	wrap(b, "?", e.Text)
	for _, a := range e.Answers {
		sign := "- "
		if a.Right {
			sign = "+ "
		}
		b.WriteString(sign + a.Text + "\n")
	}
	if e.Because != "" {
		wrap(b, "=", e.Because)
	}
}

// wrap writes paragraphs, each line behind the sign.
func wrap(b *strings.Builder, sign, text string) {
	for i, paragraph := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteString(sign + "\n")
		}
		line := sign
		for word := range strings.FieldsSeq(paragraph) {
			if line != sign && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
				b.WriteString(line + "\n")
				line = sign
			}
			line += " " + word
		}
		b.WriteString(line + "\n")
	}
}
