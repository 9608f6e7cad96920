package pane

import (
	"strconv"
	"strings"

	"synod/engine/script"
	"synod/ui/canvas"
	"synod/ui/show"
)

// clean makes what a file says fit for the screen and keeps its paragraphs.
func clean(text string) string {
	parts := strings.Split(text, "\n")
	for i := range parts {
		parts[i] = show.Clean(parts[i])
	}
	return strings.Join(parts, "\n")
}

// narration is what the script says at this point, before its first question
// and from there on. Behind a question that is still open it says nothing,
// since that might be the answer.
func narration(v *View, w int) (said, asked []line) {
	out := &said
	for _, e := range v.Script {
		text := clean(e.Text)
		switch e.Kind {
		case script.Chapter:
			*out = append(*out, para(line{text: text, ink: canvas.Select.Bold()}, w, false)...)
		case script.Narrate:
			*out = append(*out, para(line{mark: "│", style: canvas.Select, x: 2, text: text}, w, true)...)
		case script.Ask:
			out = &asked
			*out = append(*out, question(v, e, w)...)
			if v.Answers[e] == 0 {
				return said, asked
			}
		}
	}
	return said, asked
}

func question(v *View, e *script.Entry, w int) []line {
	out := para(line{mark: "?", style: canvas.Select.Bold(), x: 2, text: clean(e.Text), ink: canvas.Plain.Bold()}, w, false)
	given := v.Answers[e]
	for i, a := range e.Answers {
		l := line{mark: " " + strconv.Itoa(i+1), style: canvas.Select.Bold(), x: 4, text: clean(a.Text)}
		switch {
		case given > 0 && a.Right:
			l.text, l.ink = l.text+" · right", canvas.Good.Bold()
		case given == i+1:
			l.text, l.ink = l.text+" · wrong", canvas.Danger
		case given > 0:
			l.ink = canvas.Muted
		}
		out = append(out, para(l, w, false)...)
	}
	if given > 0 && e.Because != "" {
		out = append(out, para(line{mark: "│", style: canvas.Select, x: 2, text: clean(e.Because)}, w, true)...)
	}
	return out
}
