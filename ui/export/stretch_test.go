package export_test

import (
	"fmt"
	"strings"
	"testing"

	"synod/ui/export"
)

// branching goes back once, in its second chapter.
const branching = `synod: 1
title: Branching
protocol: lock
---
== First
call c1 lock
deliver c1>K
mark asked
== Second
deliver K>c1
call c2 lock
back asked
== Second thoughts
drop K>c1
== Last
crash K
`

func TestStretches(t *testing.T) {
	r := played(t, branching)
	// Moments: start a1 a2 a3 a4, back at a2, b3 b4. Steps to the end: a1 a2 b3 b4.
	for text, want := range map[string]string{
		"1..2":                  "moments 1-2, steps 1-2",
		"..2":                   "moments 0-2, steps 0-2",
		"3..":                   "moments 6-7, steps 3-4",
		"0..4":                  "moments 0-7, steps 0-4",
		"2..2":                  "moments 2-2, steps 2-2",
		"2":                     "moments 2-2, steps 2-2, one",
		"asked":                 "moments 2-2, steps 2-2, one",
		"asked..b3":             "moments 2-6, steps 2-3",
		"a4":                    "moments 4-4, steps 4-4, one, a4 is away",
		"first":                 "moments 0-2, steps 1-2",
		"Second":                "moments 2-5, steps 3-2",
		"second t":              "moments 5-6, steps 3-3",
		"Last":                  "moments 6-7, steps 4-4",
		"Second thoughts..Last": "moments 5-7, steps 3-4",
		"first .. last":         "moments 0-7, steps 1-4",
	} {
		s, err := export.Find(r, text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got := fmt.Sprintf("moments %d-%d, steps %d-%d", s.First, s.Last, s.From, s.To)
		if s.One {
			got += ", one"
		}
		if s.Away != "" {
			got += ", " + s.Away + " is away"
		}
		if got != want {
			t.Errorf("%s: %s; want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"..":      "both ends",
		"x":       "no step, mark or chapter 'x'",
		"3..-1":   "no step, mark or chapter '-1'",
		"1..2..3": "no step, mark or chapter '2..3'",
		"3..9":    "the run has steps 1 to 4",
		"4..1":    "'4' comes after '1'",
		"asket":   "'asked'?",
		"s":       "no step, mark or chapter",
		"\x1b[2J": "'[2J'",
		"Last..1": "comes after",
	} {
		if _, err := export.Find(r, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %q", text, err, want)
		}
	}
	if s := export.Whole(r); fmt.Sprint(s.First, s.Last, s.From, s.To) != "0 7 1 4" {
		t.Errorf("the whole is %+v", s)
	}
}

// A chapter's page begins with its title and what is said below it, and ends
// before the next.
func TestTheStretchOfAChapterIsTheChapter(t *testing.T) {
	r := played(t, `synod: 1
title: Chapters
protocol: lock
---
== One
> The first.
call c1 lock
> It asks.
== Two
> The second.
deliver c1>K
== Three
> The third.
deliver K>c1
`)
	for chapter, want := range map[string]string{"One": "## One, > The first., > It asks., ## State", "Two": "## Two, > The second., ## State", "Three": "## Three, > The third., ## State"} {
		s, err := export.Find(r, chapter)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for line := range strings.Lines(markdown(t, r, s.From, s.To)) {
			if strings.HasPrefix(line, "## State") {
				line = "## State"
			}
			if strings.HasPrefix(line, "## ") || strings.HasPrefix(line, "> ") {
				said = append(said, strings.TrimSpace(line))
			}
		}
		if got := strings.Join(said, ", "); got != want {
			t.Errorf("%s: %s; want %s", chapter, got, want)
		}
	}
}
