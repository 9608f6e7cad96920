package timeline

import (
	"slices"

	"synod/engine"
)

// Eye sees a tree of runs as one node does: the steps that it took part in, what
// others said to it, and what it said.
type Eye struct {
	node   engine.NodeID
	sights map[*Point]*Sight
}

// Sight is what a node can know at a point, beside its own state.
type Sight struct {
	At     *Point // the last step that the node took part in; nil: none
	Before *Sight // the sight before that step; nil at the start
	Heard  []Word // the last word from each other node that spoke to it since it lost its memory
	Told   []Word // the last word to each other node
	Lost   bool   // in this step a crash took what was in its memory
}

// Word is a message that was taken or sent in a step.
type Word struct {
	With    engine.NodeID
	Message *engine.Message
	Step    int
}

// NewEye is the eye of a node.
func NewEye(node engine.NodeID) *Eye { return &Eye{node, map[*Point]*Sight{}} }

// At gives the node's sight at a point. Where the node had no part in what
// happened since, it is the sight of the point before.
func (e *Eye) At(p *Point) *Sight {
	var way []*Point
	for ; p != nil && e.sights[p] == nil; p = p.Parent {
		way = append(way, p)
	}
	s := &Sight{}
	if p != nil {
		s = e.sights[p]
	}
	for _, q := range slices.Backward(way) {
		s = e.see(s, q)
		e.sights[q] = s
	}
	return s
}

// see is the sight after the step to p.
func (e *Eye) see(before *Sight, p *Point) *Sight {
	step := p.Explain()
	if step == nil || !e.takesPart(step) {
		return before
	}
	s := &Sight{At: p, Before: before, Heard: before.Heard, Told: before.Told}
	if step.Choice.Verb == engine.CrashHost {
		s.Heard, s.Told, s.Lost = nil, nil, true
		return s
	}
	if step.Choice.Verb == engine.DeliverMsg {
		s.hear(e.node, step.Taken, p.Step)
	}
	for _, m := range step.Local {
		s.hear(e.node, m, p.Step)
	}
	for _, sent := range [2][]*engine.Message{step.Local, step.Sent} {
		for _, m := range sent {
			if m.From == e.node && m.To != e.node {
				s.Told = say(s.Told, Word{m.To, m, p.Step})
			}
		}
	}
	return s
}

// takesPart says whether a step did something to the node.
func (e *Eye) takesPart(s *engine.Step) bool {
	if v := s.Choice.Verb; v == engine.CrashHost || v == engine.RestartHost {
		return s.From.System().HostOf(e.node) == engine.HostID(s.Choice.From)
	}
	return slices.Contains(s.Changed(), e.node)
}

func (s *Sight) hear(node engine.NodeID, m *engine.Message, step int) {
	if m.To == node && m.From != node {
		s.Heard = say(s.Heard, Word{m.From, m, step})
	}
}

// say puts a word in place of the last one with the same node.
func say(words []Word, w Word) []Word {
	out := slices.DeleteFunc(slices.Clone(words), func(o Word) bool { return o.With == w.With })
	return append(out, w)
}

// With gives the last word with a node among words, or nil.
func With(words []Word, id engine.NodeID) *Word {
	for i := range words {
		if words[i].With == id {
			return &words[i]
		}
	}
	return nil
}
