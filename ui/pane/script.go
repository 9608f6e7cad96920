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

// narration is what the script says at this point, apart from it what it says from the
// last question on that is answered, and a question that is still open, or else the goal
// of an exercise. Behind an open question it says nothing, since it might be the answer.
func narration(v *View, w int) (said, answered, asked []line) {
	for _, e := range v.Script {
		l := entryLines(v, e, w)
		switch {
		case e.Kind == script.Ask && v.Answers[e] == 0:
			return said, answered, l
		case e.Kind == script.Ask:
			said, answered = append(said, answered...), l
		case answered != nil:
			answered = append(answered, l...)
		default:
			said = append(said, l...)
		}
	}
	return said, answered, goal(v, w)
}

// entryLines are what an entry of the script says.
func entryLines(v *View, e *script.Entry, w int) []line {
	switch e.Kind {
	case script.Chapter:
		return para(line{text: clean(e.Text), ink: canvas.Select.Bold()}, w, false)
	case script.Narrate:
		return aside(e.Text, w)
	case script.Evidence:
		return para(line{mark: "@", style: canvas.Frame, x: 2, text: clean(e.Text), ink: canvas.Frame}, w, false)
	case script.Ask:
		return question(v, e, w)
	}
	return nil
}

// goal is what is to be reached from here, where something is.
func goal(v *View, w int) []line {
	if v.Goal == "" {
		return nil
	}
	mark, text := "◇", strings.TrimPrefix(v.Goal, "★ ")
	if text != v.Goal {
		mark = "★"
	}
	return para(line{mark: mark, style: canvas.Select.Bold(), x: 3, text: text, ink: canvas.Plain.Bold()}, w, false)
}

// Question is the question that is open here, or nil.
func (v *View) Question() *script.Entry {
	for _, e := range v.Script {
		if e.Kind == script.Ask && v.Answers[e] == 0 {
			return e
		}
	}
	return nil
}

// asks says whether a question is open here. What taking the script's own choice
// would do might be its answer.
func (v *View) asks() bool { return v.Question() != nil }

// aside is a paragraph of the script's, with a bar at its side.
func aside(text string, w int) []line {
	return para(line{mark: "│", style: canvas.Select, x: 2, text: clean(text)}, w, true)
}

// question is a question with its answers, numbered, and once it is answered
// what is right and why.
func question(v *View, e *script.Entry, w int) []line {
	out := para(line{mark: "?", style: canvas.Select.Bold(), x: 3, text: clean(e.Text), ink: canvas.Plain.Bold()}, w, false)
	out = append(out, lay(answers(v, e), w)...)
	return append(out, reason(v, e, w)...)
}

// answers are the answers to a question, and once it is answered how they fared.
func answers(v *View, e *script.Entry) (out []line) {
	given := v.Answers[e]
	for i, a := range e.Answers {
		l := line{mark: strconv.Itoa(i+1) + ")", style: canvas.Select.Bold(), x: 3, text: show.Clean(a.Text)}
		switch {
		case given > 0 && a.Right:
			l.text, l.ink = l.text+" · right", canvas.Good.Bold()
		case given == i+1:
			l.text, l.ink = l.text+" · wrong", canvas.Danger
		case given > 0:
			l.ink = canvas.Muted
		}
		out = append(out, l)
	}
	return out
}

// reason says of an answered question why what is right is right.
func reason(v *View, e *script.Entry, w int) []line {
	if v.Answers[e] == 0 || e.Because == "" {
		return nil
	}
	return aside(e.Because, w)
}

// judged is what a room is told of the last answered question here: the answer that
// was given, the right one, and why.
func judged(v *View, w int) (out []line) {
	for _, e := range v.Script {
		if e.Kind != script.Ask || v.Answers[e] == 0 {
			continue
		}
		var told []line
		for i, l := range answers(v, e) {
			if e.Answers[i].Right || v.Answers[e] == i+1 {
				told = append(told, l)
			}
		}
		out = append(out[:0], lay(told, w)...)
		out = append(out, reason(v, e, w)...)
	}
	return out
}

// lay puts answers side by side if one line holds them all, else one below the
// other.
func lay(answers []line, w int) []line {
	end := 0
	for i := range answers {
		end += answers[i].x + canvas.Width(answers[i].text) + 2
	}
	var out []line
	if end-2 > w || len(answers) == 0 {
		for _, l := range answers {
			out = append(out, para(l, w, false)...)
		}
		return out
	}
	x := 0
	for i := range answers {
		l := &answers[i]
		l.at, l.x = x, x+l.x
		x = l.x + canvas.Width(l.text) + 2
		if i > 0 {
			answers[i-1].beside = l
		}
	}
	return answers[:1]
}
