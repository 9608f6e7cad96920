package pane

import (
	"strconv"

	"synod/engine/script"
	"synod/ui/canvas"
	"synod/ui/show"
)

// narration is what the script says at this point. Behind a question that is
// still open it says nothing, since that might be the answer.
func narration(v *View, w int) []line {
	var out []line
	for _, e := range v.Script {
		text := show.Clean(e.Text)
		switch e.Kind {
		case script.Chapter:
			out = append(out, para(line{text: text, ink: canvas.Select.Bold()}, w, false)...)
		case script.Narrate:
			out = append(out, para(line{mark: "│", style: canvas.Select, x: 2, text: text}, w, true)...)
		case script.Ask:
			out = append(out, question(v, e, w)...)
			if v.Answers[e] == 0 {
				return out
			}
		}
	}
	return out
}

// asks says whether the script waits for an answer at this point.
func asks(v *View) bool {
	for _, e := range v.Script {
		if e.Kind == script.Ask && v.Answers[e] == 0 {
			return true
		}
	}
	return false
}

func question(v *View, e *script.Entry, w int) []line {
	out := para(line{mark: "?", style: canvas.Select.Bold(), x: 2, text: show.Clean(e.Text), ink: canvas.Plain.Bold()}, w, false)
	given := v.Answers[e]
	for i, a := range e.Answers {
		l := line{mark: " " + strconv.Itoa(i+1), style: canvas.Select.Bold(), x: 4, text: show.Clean(a.Text)}
		switch {
		case given > 0 && a.Right:
			l.text, l.ink = l.text+" · right", canvas.Good.Bold()
		case given == i+1:
			l.text, l.ink = l.text+" · no", canvas.Danger
		case given > 0:
			l.ink = canvas.Muted
		}
		out = append(out, para(l, w, false)...)
	}
	if given > 0 && e.Because != "" {
		out = append(out, para(line{mark: "│", style: canvas.Select, x: 2, text: show.Clean(e.Because)}, w, true)...)
	}
	return out
}
