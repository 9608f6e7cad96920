package engine

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Reword puts a system's own words into a sentence: whole words, the first of
// the list that fits at each place; a sentence may begin with one. What stands in
// braces is left, and so is an id with a hyphen.
func Reword(text string, words []OwnWord) string {
	if len(words) == 0 {
		return text
	}
	var b strings.Builder
	for at := 0; at < len(text); {
		n, own := wordAt(text, at, words)
		b.WriteString(own)
		at += n
	}
	return b.String()
}

// wordAt is what stands at a place of a text, how long it is, and what is said
// instead.
func wordAt(text string, at int, words []OwnWord) (n int, own string) {
	if before, _ := utf8.DecodeLastRuneInString(text[:at]); at == 0 || !joins(before) && before != '.' {
		for _, w := range words {
			for _, form := range []OwnWord{w, {raised(w.Plain), raised(w.Own)}} {
				if rest, ok := strings.CutPrefix(text[at:], form.Plain); ok {
					if after, _ := utf8.DecodeRuneInString(rest); rest == "" || !joins(after) {
						return len(form.Plain), form.Own
					}
				}
			}
		}
	}
	_, n = utf8.DecodeRuneInString(text[at:])
	return n, text[at : at+n]
}

// joins says whether a rune makes one word with what is beside it.
func joins(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_{}", r)
}

// raised begins with a capital, as a sentence does.
func raised(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}

// reword puts a system's own words into all that the protocol says.
func (p *Protocol) reword(words []OwnWord) {
	if len(words) == 0 {
		return
	}
	p.Rules, p.Facts, p.Limits = slices.Clone(p.Rules), slices.Clone(p.Facts), slices.Clone(p.Limits)
	for i := range p.Rules {
		r := &p.Rules[i]
		for _, text := range []*string{&r.Name, &r.Did, &r.Why, &r.Off, &r.Breaks} {
			*text = Reword(*text, words)
		}
	}
	for i := range p.Facts {
		p.Facts[i].Says = Reword(p.Facts[i].Says, words)
	}
	for i := range p.Limits {
		p.Limits[i].Help = Reword(p.Limits[i].Help, words)
	}
	p.Terms = slices.Clone(p.Terms)
	for i := range p.Terms {
		p.Terms[i].Says = Reword(p.Terms[i].Says, words)
	}
	for i := range p.Roles {
		p.Roles[i].reword(words)
	}
}

func (r *Role) reword(words []OwnWord) {
	r.Calls, r.Timers = slices.Clone(r.Calls), slices.Clone(r.Timers)
	for i := range r.Calls {
		r.Calls[i].Help = Reword(r.Calls[i].Help, words)
	}
	for i := range r.Timers {
		r.Timers[i].Help = Reword(r.Timers[i].Help, words)
	}
}

// reworded is the setup whose sentences have a system's own words.
func (s Setup) reworded(words []OwnWord) Setup {
	if len(words) == 0 {
		return s
	}
	s.Properties, s.Needs, s.Notes = slices.Clone(s.Properties), slices.Clone(s.Needs), slices.Clone(s.Notes)
	for i := range s.Properties {
		p := &s.Properties[i]
		p.Name, p.Short, p.Statement = Reword(p.Name, words), Reword(p.Short, words), Reword(p.Statement, words)
	}
	for i := range s.Needs {
		n, missing := &s.Needs[i], s.Needs[i].Missing
		n.Statement = Reword(n.Statement, words)
		n.Missing = func(w *World) []string { return rewordAll(missing(w), words) }
	}
	s.Notes = rewordAll(s.Notes, words)
	return s
}

func rewordAll(texts []string, words []OwnWord) []string {
	texts = slices.Clone(texts)
	for i := range texts {
		texts[i] = Reword(texts[i], words)
	}
	return texts
}
