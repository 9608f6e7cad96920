package engine

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Reword puts a system's own words into a sentence: whole words, the first of
// the list that fits at each place; a sentence may begin with one. What stands in
// braces is left, and so is an id with a hyphen or behind a point.
func Reword(text string, words []OwnWord) string { return wording(words).of(text) }

// rewording is a list of words, ready to be looked for.
type rewording struct {
	forms []OwnWord // each word as it stands, and as a sentence begins with it
	first [256]bool // bytes with which one begins
}

func wording(words []OwnWord) *rewording {
	r := &rewording{}
	for _, w := range words {
		for _, form := range []OwnWord{w, {raised(w.Plain), raised(w.Own)}} {
			r.forms = append(r.forms, form)
			r.first[form.Plain[0]] = true
		}
	}
	return r
}

func (r *rewording) of(text string) string {
	var b strings.Builder
	done := 0 // what has been written
	for at := 0; at < len(text); at++ {
		if !r.first[text[at]] {
			continue
		}
		if w := r.at(text, at); w != nil {
			b.WriteString(text[done:at] + w.Own)
			at += len(w.Plain) - 1
			done = at + 1
		}
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

// at is the word that stands at a place of a text, or nil.
func (r *rewording) at(text string, at int) *OwnWord {
	if before, _ := utf8.DecodeLastRuneInString(text[:at]); at > 0 && (joins(before) || before == '.') {
		return nil
	}
	for i := range r.forms {
		if rest, ok := strings.CutPrefix(text[at:], r.forms[i].Plain); ok {
			if after, _ := utf8.DecodeRuneInString(rest); rest == "" || !joins(after) {
				return &r.forms[i]
			}
		}
	}
	return nil
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
func (p *Protocol) reword(own []OwnWord) {
	if len(own) == 0 {
		return
	}
	words := wording(own)
	p.Rules, p.Facts, p.Limits = slices.Clone(p.Rules), slices.Clone(p.Facts), slices.Clone(p.Limits)
	for i := range p.Rules {
		r := &p.Rules[i]
		for _, text := range []*string{&r.Name, &r.Did, &r.Why, &r.Off, &r.Breaks} {
			*text = words.of(*text)
		}
	}
	for i := range p.Facts {
		p.Facts[i].Says = words.of(p.Facts[i].Says)
	}
	for i := range p.Limits {
		p.Limits[i].Help = words.of(p.Limits[i].Help)
	}
	p.Terms = slices.Clone(p.Terms)
	for i := range p.Terms {
		p.Terms[i].Says = words.of(p.Terms[i].Says)
	}
	for i := range p.Roles {
		p.Roles[i].reword(words)
	}
}

func (r *Role) reword(words *rewording) {
	r.Calls, r.Timers = slices.Clone(r.Calls), slices.Clone(r.Timers)
	for i := range r.Calls {
		r.Calls[i].Help = words.of(r.Calls[i].Help)
	}
	for i := range r.Timers {
		r.Timers[i].Help = words.of(r.Timers[i].Help)
	}
}

// reworded is the setup whose sentences have a system's own words.
func (s Setup) reworded(own []OwnWord) Setup {
	if len(own) == 0 {
		return s
	}
	words := wording(own)
	s.Properties, s.Needs, s.Notes = slices.Clone(s.Properties), slices.Clone(s.Needs), slices.Clone(s.Notes)
	for i := range s.Properties {
		p := &s.Properties[i]
		p.own = words
		p.Name, p.Short, p.Statement = words.of(p.Name), words.of(p.Short), words.of(p.Statement)
	}
	for i := range s.Needs {
		n, missing := &s.Needs[i], s.Needs[i].Missing
		n.Statement = words.of(n.Statement)
		n.Missing = func(w *World) []string { return rewordAll(missing(w), words) }
	}
	s.Notes = rewordAll(s.Notes, words)
	s.Panels = rewordedPanels(s.Panels, words)
	return s
}

func rewordAll(texts []string, words *rewording) []string {
	texts = slices.Clone(texts)
	for i := range texts {
		texts[i] = words.of(texts[i])
	}
	return texts
}
