package engine

// State says how a property stands.
type State uint8

// A property that nothing has put to the test yet is neither held nor broken.
const (
	Untested State = iota
	Held
	Broken
)

func (s State) String() string { return [...]string{"not exercised", "held", "broken"}[s] }

// Verdict is a property's answer about one step.
type Verdict struct {
	State State
	Why   string // Broken: because, with the nodes and values
}

// Holds is the verdict of a property that was put to the test and held.
func Holds() Verdict { return Verdict{State: Held} }

// Breaks is the verdict of a property that is broken because.
func Breaks(why string) Verdict { return Verdict{State: Broken, Why: why} }

// Property is something that should always be so, or that should be reachable.
// Exactly one of the judges is set.
type Property struct {
	ID        string // the literature's name, such as AGREE
	Name      string // a few words for a screen: "promises only rise"
	Short     string // one or two for a small one: "promises"; empty: the name
	Statement string
	Source    string
	Sometimes bool     // should be reached in some run, rather than hold in all
	Reads     []string // OnFact: the kinds of facts it judges
	// OnFact judges a fact of a kind it reads that is new, against those before.
	OnFact func(before Facts, fresh Fact) Verdict
	// OnNode judges a node that a step changed.
	OnNode func(id NodeID, before, after Node) Verdict
	// OnWorld judges each world.
	OnWorld func(w *World) Verdict
	// OnHistory judges the history after an operation has returned.
	OnHistory func(h History) Verdict

	own *rewording // a system's own words, for the reason; nil: none
}

// Tally says how a property has fared along a run.
type Tally struct {
	Held   int    // how often it was put to the test and held
	Broken string // because; empty: it is not broken
	At     int    // the step at which it was first broken
}

// State sums the tally up.
func (t Tally) State() State {
	switch {
	case t.Broken != "":
		return Broken
	case t.Held > 0:
		return Held
	}
	return Untested
}

// Score holds one tally for each promised property, in their order.
type Score []Tally

// Judge puts the promised properties to the step that led from s.From to after
// and gives the score of the run so far. prev is left as it was.
func (s *Step) Judge(prev Score, after *World) Score {
	props := after.sys.promised
	var next Score
	for i := range props {
		if i < len(prev) && props[i].Sometimes && prev[i].Held > 0 {
			continue // once reached is reached
		}
		v := props[i].judge(s, after)
		if v.State == Untested {
			continue
		}
		if next == nil {
			next = make(Score, len(props))
			copy(next, prev)
		}
		next[i].count(v, after.steps)
	}
	if next == nil {
		return prev
	}
	return next
}

func (t *Tally) count(v Verdict, step int) {
	switch {
	case v.State == Held:
		t.Held++
	case t.Broken == "":
		t.Broken, t.At = v.Why, step
	}
}

// First gives the first promised property that the step breaks, with its verdict.
func (s *Step) First(after *World) (*Property, Verdict) {
	props := after.sys.promised
	for i := range props {
		if v := props[i].judge(s, after); v.State == Broken {
			return &props[i], v
		}
	}
	return nil, Verdict{}
}

// judge gives the verdict, with its reason in the words of the system. What should be
// reached in some run is broken by none.
func (p *Property) judge(s *Step, after *World) Verdict {
	v := p.verdict(s, after)
	if v.State == Broken && p.Sometimes {
		return Verdict{}
	}
	if v.State == Broken && p.own != nil {
		v.Why = p.own.of(v.Why)
	}
	return v
}

func (p *Property) verdict(s *Step, after *World) Verdict {
	switch {
	case p.OnFact != nil:
		return p.judgeFacts(s)
	case p.OnNode != nil:
		return p.judgeNodes(s)
	case p.OnWorld != nil:
		return p.OnWorld(after)
	case p.OnHistory != nil && s.returned:
		return p.OnHistory(after.history)
	}
	return Verdict{}
}

func (p *Property) judgeFacts(s *Step) Verdict { return p.JudgeFacts(s.From.facts, s.Facts) }

// JudgeFacts judges the facts that are new against those before, in order.
func (p *Property) JudgeFacts(before Facts, fresh []Fact) (worst Verdict) {
	for i, f := range fresh {
		for _, kind := range p.Reads {
			if f.Kind == kind {
				before.fresh = fresh[:i]
				worst = worse(worst, p.OnFact(before, f))
			}
		}
	}
	return worst
}

func (p *Property) judgeNodes(s *Step) (worst Verdict) {
	for _, c := range s.changed {
		if c.slot.term == s.From.slots[c.node].term {
			continue
		}
		spec := &s.From.sys.nodes[c.node]
		worst = worse(worst, p.OnNode(spec.ID, s.From.slots[c.node].node, c.slot.node))
	}
	return worst
}

func worse(a, b Verdict) Verdict {
	if b.State > a.State {
		return b
	}
	return a
}

// Verdict is the property's answer about the step that led to after.
func (s *Step) Verdict(p *Property, after *World) Verdict { return p.judge(s, after) }
