package pane

import (
	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
)

// View is all that a frame is drawn from. The owner of the screen fills it when
// something changes, not for each frame.
type View struct {
	Title    string
	World    *engine.World // at the cursor
	Point    *timeline.Point
	Timeline *timeline.Timeline
	Player   *script.Player  // nil: no script
	Detour   bool            // the cursor has left the script's own run
	Script   []*script.Entry // narration, question and chapter that belong to this point, in order
	Goal     string          // what is to be reached from here, and how far it is; empty: nothing is set
	Step     *engine.Step    // what led here, with its reasons; nil at the start
	Before   *engine.World   // the world before Step; nil at the start

	Menu     engine.Menu     // what is offered here
	Rows     []Row           // what can happen next
	Selected int             // among Rows
	Preview  *engine.Step    // the selected choice tried, with its reasons; nil: none
	Node     engine.NodeID   // the selected node
	Order    []engine.NodeID // the nodes as a person has arranged them; nil: as they come

	Focus  Focus
	Keys   Keys    // other keys than the usual ones
	Record string  // where the run is being recorded; empty: it is not
	Speed  float64 // steps a second
	Scroll int     // of the pane in focus: lines or steps from where it would stand
	Found  string  // what the log is searched for
	Space  Space   // how the space-time picture is drawn
	Travel *Travel // the message that is on its way; nil: none

	Covered Cover   // what is hidden until it is asked for
	Quiz    bool    // the next step is to be predicted first
	Watches []Watch // expressions that a person watches

	Branch *timeline.Branch // the one selected in the tree of branches; nil: none

	Asked *Asked // what the search was asked here; nil: nothing

	Answers map[*script.Entry]int // what was answered to a question, from 1; none: it is open

	Fog   *Fog   // what is hidden; nil: nothing
	Apart *Apart // what is not so in the view beside this one; nil: there is none
	Lines bool   // the picture has no boxes, whether or not there is room for them

	Cache *Cache // sentences said before; nil: there is none
}

// Asked is a question put to the search, with the answer or how far it is.
type Asked struct {
	Question string
	Answer   string
	Run      bool // the answer is a run that can be walked
}

// Focus says which pane the keys speak to.
type Focus uint8

// The panes that can have the focus.
const (
	OnNext Focus = iota
	OnCluster
	OnTimeline
	OnLog
)

// Row is one line of what can happen next. A row that Choice cannot be taken
// for says why in Blocked and is listed last.
type Row struct {
	Choice   engine.Choice
	Blocked  string
	Copies   int  // how many twins of the message are in flight, if more than one
	Scripted bool // the script takes it next
	Prompt   bool // a client call whose arguments are asked for
	Spec     *engine.CallSpec
}

// Targets of clicks.
type (
	// NodeTarget is a node in the picture.
	NodeTarget engine.NodeID
	// RowTarget is a row of what can happen next.
	RowTarget int
	// PointTarget is a point on the timeline or in the space-time picture.
	PointTarget struct{ *timeline.Point }
)
