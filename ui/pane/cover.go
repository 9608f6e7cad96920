package pane

import (
	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/show"
)

// Cover is what is hidden from a room until it has been asked.
type Cover uint8

// What can be covered, in the order in which it is shown again.
const (
	CoverSentence   Cover = 1 << iota // what just happened, and why
	CoverObserver                     // what only we know
	CoverProperties                   // how the properties have fared
	CoverPreview                      // what taking the selected choice would do
	CoverAll        = CoverSentence | CoverObserver | CoverProperties | CoverPreview
)

// Topmost is the one that is shown again next; 0: nothing is covered.
func (c Cover) Topmost() Cover { return c & -c }

// covers says whether something is hidden here.
func (v *View) covers(what Cover) bool { return v.Covered&what != 0 }

// What stands where something is hidden.
const (
	coverSentence   = "What just happened, and why?"
	coverObserver   = "what do we know that no node does?"
	coverProperties = "Which properties were put to the test?"
	coverPreview    = "if taken: what will happen?"
)

// hiddenStep is what is said about the step that led here while it is covered.
func (v *View) hiddenStep() told {
	return told{Sentence: show.Sentence{Did: v.covering(coverSentence)}}
}

// covering says what is hidden, and which key shows it.
func (v *View) covering(what string) string { return what + "  · " + v.key("show") + " shows it" }

// covered draws what stands where something is hidden.
func covered(c *canvas.Canvas, text string) { c.Text(0, 0, text, canvas.Select.Bold()) }

// nameOf is the name of a point, unless it would tell what is covered there.
func (v *View) nameOf(p *timeline.Point) string {
	if p == v.Point && v.covers(CoverSentence) {
		return ""
	}
	return p.Name
}
