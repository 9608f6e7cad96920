package show

import (
	_ "embed" // the catalogue
	"strconv"
	"strings"

	"synod/engine"
)

//go:embed words.txt
var wordsText string

var words = engine.MustRules(wordsText)

// Say gives a phrase of the catalogue, with its arguments in place.
func Say(id string, args ...string) string { return words.Say(id, args...) }

func fill(id string, node engine.NodeID, args ...string) string {
	return engine.Why{Node: node, Args: args}.Fill(words.Find(id).Did)
}

// own says what the simulator did, one line a verb.
func (t *teller) own(s *engine.Step) {
	switch c := s.Choice; c.Verb {
	case engine.DeliverMsg:
		t.received(s)
	case engine.DropMsg, engine.DupMsg:
		t.say(c.Verb.String(), c.To, string(c.From), Label(s.From.System().Protocol(), s.Taken))
	case engine.CrashHost:
		t.crash(s)
	case engine.RestartHost:
		t.restart(s)
	case engine.FireTimer:
		t.fired(s)
	case engine.CutLink, engine.HealLink:
		t.link(c)
	case engine.PartitionHosts:
		t.say("partition", "", groups(s.From.System(), c))
	case engine.AdvanceClock, engine.Wait:
		t.clocks(s)
	case engine.CallOp:
		t.called(s)
	}
}

func (t *teller) received(s *engine.Step) {
	id := "deliver"
	if s.Idle() {
		id = "deliver-idle"
	}
	t.say(id, s.Choice.To, string(s.Choice.From), Label(s.From.System().Protocol(), s.Taken))
}

func (t *teller) fired(s *engine.Step) {
	c := s.Choice
	if help := s.From.System().Role(c.From).Timer(c.Kind).Help; help != "" {
		t.say("fire-for", c.From, c.Kind, strings.TrimRight(help, "."))
		return
	}
	t.say("fire", c.From, c.Kind)
}

func (t *teller) called(s *engine.Step) {
	c := s.Choice
	id := "call"
	if s.From.System().Role(c.From).Client {
		id = "call-self"
	}
	t.say(id, c.From, strings.TrimSpace(c.Kind+" "+c.Key))
}

func (t *teller) crash(s *engine.Step) {
	c, sys := s.Choice, s.From.System()
	nodes := sys.NodesOn(engine.HostID(c.From))
	if len(nodes) == 1 && nodes[0] == c.From {
		t.say("crash", c.From)
	} else {
		t.say("crash-nodes", c.From, names(nodes))
	}
	if c.Kind != "" && c.Kind != engine.Volatile {
		t.say("crash-loses-more", c.From, c.Kind, lossHelp(sys, nodes, c.Kind))
	} else if lost := lostBy(s, nodes); lost != "" {
		t.say("crash-loses", c.From, lost)
	} else {
		t.say("crash-loses-nothing", c.From)
	}
}

// unanswered says which clients a crash leaves without an answer.
func (t *teller) unanswered(s *engine.Step) {
	for _, n := range s.From.System().NodesOn(engine.HostID(s.Choice.From)) {
		if op := s.From.History().Pending(n); op != nil {
			t.say("crash-pending", n, operation(op))
		}
	}
}

func (t *teller) restart(s *engine.Step) {
	c := s.Choice
	t.say("restart", c.From)
	nodes := s.From.System().NodesOn(engine.HostID(c.From))
	if disk := kept(s.From, nodes); disk != "" {
		t.say("restart-keeps", c.From, disk)
	} else {
		t.say("restart-keeps-nothing", c.From)
	}
}

func (t *teller) link(c engine.Choice) {
	id := c.Verb.String()
	switch {
	case c.From == "":
		id += "-all"
	case c.N == engine.OneWay:
		id += "-one"
	}
	t.say(id, "", string(c.From), string(c.To))
}

func (t *teller) clocks(s *engine.Step) {
	c, w := s.Choice, s.From
	if c.Verb == engine.Wait {
		t.say("wait", "", ticks(c.N))
	} else {
		t.say("clock", c.From, strconv.FormatInt(w.Clock(engine.HostID(c.From))+int64(c.N), 10))
	}
	for _, n := range w.System().Nodes() {
		if c.Verb == engine.AdvanceClock && n.Host != engine.HostID(c.From) {
			continue
		}
		now := w.Clock(n.Host)
		for _, timer := range w.Timers(n.ID) {
			if timer.At > now && timer.At <= now+int64(c.N) {
				t.say("due", n.ID, timer.Name)
			}
		}
	}
}

func ticks(n int) string {
	if n == 1 {
		return "1 tick"
	}
	return strconv.Itoa(n) + " ticks"
}

// groups names all groups of a partition, with the one that is left over.
func groups(sys *engine.System, c engine.Choice) string {
	var parts []string
	named := map[engine.HostID]bool{}
	for _, g := range c.Groups() {
		parts = append(parts, names(g))
		for _, h := range g {
			named[h] = true
		}
	}
	var rest []engine.HostID
	for _, h := range sys.Hosts() {
		if !named[h] {
			rest = append(rest, h)
		}
	}
	if len(rest) > 0 {
		parts = append(parts, names(rest))
	}
	return strings.Join(parts, " | ")
}

func names[T ~string](list []T) string {
	var b strings.Builder
	for i, n := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(string(n))
	}
	return b.String()
}

func lossHelp(sys *engine.System, nodes []engine.NodeID, id string) string {
	for _, n := range nodes {
		for _, l := range sys.Role(n).Losses {
			if l.ID == id {
				return strings.TrimRight(l.Help, ".")
			}
		}
	}
	return ""
}

// kept lists what the nodes hold on disk, leaving out what is empty.
func kept(w *engine.World, nodes []engine.NodeID) string {
	var parts []string
	p := w.System().Protocol()
	for _, n := range nodes {
		for _, f := range w.Node(n).Fields() {
			if f.Durable && Empty(f.Text) != nothing {
				parts = append(parts, p.FieldName(f.ID)+" "+f.Text)
			}
		}
	}
	return strings.Join(parts, ", ")
}

// Lost lists what a crash took from memory; empty: nothing, or it was none.
func Lost(s *engine.Step) string {
	if s.Choice.Verb != engine.CrashHost {
		return ""
	}
	return lostBy(s, s.From.System().NodesOn(engine.HostID(s.Choice.From)))
}

// lostBy lists what the nodes held in memory and hold no more after the step.
func lostBy(s *engine.Step, nodes []engine.NodeID) string {
	var parts []string
	p := s.From.System().Protocol()
	for _, n := range nodes {
		after := s.After(n).Fields()
		for _, f := range s.From.Node(n).Fields() {
			now, _ := textOf(after, f.ID)
			if !f.Durable && Empty(f.Text) != nothing && now != f.Text {
				parts = append(parts, p.FieldName(f.ID)+" "+f.Text)
			}
		}
	}
	return strings.Join(parts, ", ")
}
