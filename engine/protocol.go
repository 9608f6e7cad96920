package engine

import "strings"

// Protocol declares everything that a screen, a file or a search may ask of a
// protocol without knowing it. Adding one needs no change anywhere else.
type Protocol struct {
	Name   string // the word in a file's head, such as "paxos"
	Title  string
	About  string // what whoever writes a file should know, a paragraph each; it may be empty
	Params []Param
	Roles  []Role // in the order in which they are shown
	Kinds  []Kind // of messages
	Facts  []FactKind
	Rules  []Rule
	Limits []Limit
	Layout Layout
	Labels []LabelSet // other names for all this
	Terms  []Term     // what its words mean
	Tools  []Tool
	// Build makes the nodes for a configuration that has been checked against
	// Params and Rules.
	Build func(cfg Config) (Setup, error)
	// fields are the labels of fields, in a protocol that is Labelled.
	fields []Label
	// called are the names of the nodes, in the protocol of a system that has some.
	called []Name
	says   *rewording // which puts them into sentences
}

// Setup is a protocol for one configuration. What it holds may close over the
// configuration, which never changes.
type Setup struct {
	Nodes      []NodeSpec
	Properties []Property
	Needs      []Need
	Panels     []Panel
	Gauges     []Gauge
	// Derive says what else an observer concludes from a fact that is new, such
	// as "chosen" from a vote. It may be nil. What it depends on are the facts
	// alone, not the order in which they came.
	Derive func(before Facts, fresh Fact, conclude func(Fact))
	// Facts are known at the start, such as the votes that start lines tell of.
	// What Derive concludes from them is known too.
	Facts []Fact
	// Unlike lists roles whose nodes are neither alike nor mere sinks in this
	// configuration, whatever the role declares.
	Unlike []string
	// Notes are remarks that a person should read beside this configuration,
	// such as "R + W is not more than N".
	Notes []string
}

// NodeSpec places one node.
type NodeSpec struct {
	ID   NodeID
	Role string // the id of a declared Role
	Host HostID // empty: a host of its own name
	Node Node
	// Arm lists timers that are armed at the start.
	Arm []string
}

// Layout says how the picture of a protocol is laid out.
type Layout uint8

// The layouts. In Columns each role has a column and messages are drawn beside
// the hub; on a Ring nodes of the lowest column stand on a circle.
const (
	Columns Layout = iota
	Ring
)

// Role declares one kind of node.
type Role struct {
	ID     string // such as "acceptor"
	Name   string // on screens; empty: the id
	Plural string
	Column int  // place from the left
	Hub    bool // its nodes are where messages in flight are drawn
	Hue    bool // each of its nodes has a colour of its own, which its name carries everywhere
	Client bool // stands for somebody outside the system
	Alike  bool // its nodes differ in nothing but their names; nodes that speak of them are Renamers
	Sink   bool // its nodes only listen: they send nothing, and all are told the same
	Clock  bool // reads its host's clock, so the clock is part of the world
	// Leads says whether a node takes itself for the leader; nil: there is none.
	Leads  func(n Node) bool
	Losses []Loss
	Calls  []CallSpec
	// Timers says what each timer is for, by its name.
	Timers []TimerSpec
	// Summary is one line for a small screen, made of field ids; empty: all fields.
	Summary []string
}

// Volatile is the loss of an ordinary crash: memory goes, disk stays.
const Volatile = "volatile"

// Loss is something that a crash may take. Every role can lose what is volatile.
type Loss struct {
	ID   string
	Help string
}

// CallSpec is an operation that a client may call on a node.
type CallSpec struct {
	Name string
	Args []ArgSpec
	Help string
	// Refuse says why the node cannot take the call now; empty: it can. It may be nil.
	Refuse func(n Node, args []string) string
}

// ArgSpec is one argument of an operation.
type ArgSpec struct {
	Name     string
	Optional bool
}

// TimerSpec says what a timer is for.
type TimerSpec struct {
	Name string // it may end in AnyNode
	Help string
}

// AnyNode stands in a TimerSpec for the name of a node, at the end of its name
// and anywhere in its help: "lost-NODE" is armed as "lost-A1" and as "lost-A2".
const AnyNode = "NODE"

// Timer says what a timer of the role is for; the zero value: nobody says.
func (r *Role) Timer(name string) TimerSpec {
	for _, t := range r.Timers {
		before, any := strings.CutSuffix(t.Name, AnyNode)
		if node, is := strings.CutPrefix(name, before); t.Name == name || any && is {
			return TimerSpec{name, strings.ReplaceAll(t.Help, AnyNode, node)}
		}
	}
	return TimerSpec{}
}

// Kind declares a kind of message.
type Kind struct {
	ID    string // as Body.Kind gives it: "promise"
	Short string // on a crowded screen: "1b"
	Name  string
	Phase string // such as "Phase 1(b)"
	Plain bool   // its text is shown without parentheses on screens
	Reply bool   // it answers a request; whoever asked only reacts by sending
	// Advisory messages carry nothing that a timer could not do as well.
	Advisory bool
}

// FactKind declares a kind of fact.
type FactKind struct {
	ID        string
	Glyph     string // a mark on timelines, such as "★"; empty: none
	Milestone bool   // worth a line of its own in a space-time picture
	Says      string // template over {node} {key} {value}, such as "chosen: {value} in {key}"
	// Less, if set, orders the facts of one node, so that Facts.Top finds the
	// greatest at once.
	Less func(a, b Fact) bool
	// Quorum, if set, names those who together made the fact so, which is known
	// with it: for what an observer concludes from a quorum's doing.
	Quorum func(before Facts, f Fact) []NodeID
}

// Limit bounds a search by what a protocol knows of itself, such as ballots
// for each proposer.
type Limit struct {
	Name    string
	Help    string
	Default int // the bound of a search, unless somebody says otherwise; 0: none
	// Over says whether taking c would go beyond n, as far as the host that c acts
	// on can tell.
	Over func(on HostView, c Choice, n int) bool
}

// Need is something that progress needs. Missing says what stands against it
// in w, one line for each thing; none: it is met.
type Need struct {
	ID        string
	Statement string
	Missing   func(w *World) []string
}

// Panel is a picture that a protocol adds to the screen.
type Panel struct {
	ID    string
	Title string
	Draw  func(w *World, selected NodeID) Doc
}

// Role finds a role by its id.
func (p *Protocol) Role(id string) *Role {
	for i := range p.Roles {
		if p.Roles[i].ID == id {
			return &p.Roles[i]
		}
	}
	return nil
}

// Kind finds a kind of message by its id.
func (p *Protocol) Kind(id string) *Kind {
	for i := range p.Kinds {
		if p.Kinds[i].ID == id {
			return &p.Kinds[i]
		}
	}
	return nil
}

// Fact finds a kind of fact by its id.
func (p *Protocol) Fact(id string) *FactKind {
	for i := range p.Facts {
		if p.Facts[i].ID == id {
			return &p.Facts[i]
		}
	}
	return nil
}

// Rule finds a rule by its id.
func (p *Protocol) Rule(id string) *Rule {
	for i := range p.Rules {
		if p.Rules[i].ID == id {
			return &p.Rules[i]
		}
	}
	return nil
}

// Registry is the set of protocols that files may name.
type Registry []*Protocol

// Find gives the protocol of that name, or nil.
func (r Registry) Find(name string) *Protocol {
	for _, p := range r {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// Names lists the protocols' names.
func (r Registry) Names() []string {
	var names []string
	for _, p := range r {
		names = append(names, p.Name)
	}
	return names
}

// KindNames are the ids of the kinds of messages.
func (p *Protocol) KindNames() (names []string) {
	for i := range p.Kinds {
		names = append(names, p.Kinds[i].ID)
	}
	return names
}
