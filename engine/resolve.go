package engine

import (
	"fmt"
	"strings"
)

// Refusal says why a choice may not be taken.
type Refusal struct {
	Choice Choice
	Reason string
}

func (r *Refusal) Error() string { return "cannot " + r.Choice.Line() + ": " + r.Reason }

func refuse(c Choice, format string, args ...any) error {
	return &Refusal{c, fmt.Sprintf(format, args...)}
}

// Legal says why a choice may not be taken in this world; nil: it may. A menu
// has no part in it.
func (w *World) Legal(c Choice) error {
	_, err := w.Resolve(c)
	return err
}

// Resolve completes a choice as a person may write it, leaving out what is
// unambiguous, to the one form that says everything. It refuses what may not
// be taken; the error is a *Refusal.
func (w *World) Resolve(c Choice) (Choice, error) {
	switch c.Verb {
	case DeliverMsg, DropMsg, DupMsg:
		i, err := w.pick(c)
		if err != nil {
			return c, err
		}
		return w.flight[i].Choice(c.Verb), nil
	case CrashHost, RestartHost:
		if c.Kind == Volatile {
			c.Kind = ""
		}
		return c, w.legalHost(c)
	case FireTimer:
		return c, w.legalFire(c)
	case CutLink, HealLink:
		return w.inOrder(c), w.legalLink(c)
	case PartitionHosts:
		return c, w.legalPartition(c)
	case AdvanceClock:
		if _, err := w.hostIndex(c); err != nil {
			return c, err
		}
		return c, legalTicks(c)
	case CallOp:
		return c, w.legalCall(c)
	case Wait:
		return c, legalTicks(c)
	}
	return c, refuse(c, "no such verb")
}

// inOrder names the ends of a link that is meant both ways in the order of the
// hosts, so that one thing is one choice.
func (w *World) inOrder(c Choice) Choice {
	if c.N != OneWay && w.sys.byHost[HostID(c.From)] > w.sys.byHost[HostID(c.To)] {
		c.From, c.To = c.To, c.From
	}
	return c
}

func legalTicks(c Choice) error {
	if c.N < 1 || c.N > maxTicks {
		return refuse(c, "a clock goes forward by 1 to %d ticks", maxTicks)
	}
	return nil
}

// pick finds the message in flight that c means and says why it may not be
// taken, if so.
func (w *World) pick(c Choice) (int, error) {
	i, err := w.findMessage(c)
	if err != nil {
		return 0, err
	}
	m := &w.flight[i]
	network := w.sys.cfg.Network
	switch {
	case c.Verb == DeliverMsg:
		if reason := w.Blocked(m.Message); reason != "" {
			return 0, refuse(m.Choice(c.Verb), "%s", reason)
		}
	case network == SentSet:
		return 0, refuse(m.Choice(c.Verb), "a sent message stays deliverable here, so any loss and duplication is there already")
	case network == Fifo:
		return 0, refuse(m.Choice(c.Verb), "a fifo link neither loses nor duplicates; cut the link instead")
	}
	return i, nil
}

// Blocked says why a message in flight has to wait; empty: it can be delivered.
func (w *World) Blocked(m *Message) string {
	to, from := w.sys.hostOf[m.to], w.sys.hostOf[m.from]
	switch {
	case w.hosts[to].down:
		return string(w.sys.hosts[to]) + " is down"
	case w.isCut(from, to):
		return "the link " + string(w.sys.hosts[from]) + ">" + string(w.sys.hosts[to]) + " is cut"
	}
	if w.sys.cfg.Network == Fifo {
		return w.behind(m)
	}
	return ""
}

// behind names the message that comes before m on its fifo link, if one does.
func (w *World) behind(m *Message) string {
	for _, e := range w.flight {
		if e.from == m.from && e.to == m.to {
			if e.same(m) {
				return ""
			}
			return "on this fifo link " + e.Line() + " comes first"
		}
	}
	return ""
}

// findMessage resolves a line against what is in flight: what the line leaves
// out may be anything, as long as one message is meant. A line that says
// everything means that message, whichever of its twins it counts. A fifo link
// delivers the oldest, so that is the one that is meant.
func (w *World) findMessage(c Choice) (int, error) {
	exact, first, distinct := -1, -1, 0
	for i := range w.flight {
		m := w.flight[i].Message
		if !c.means(m) || w.isTwin(i) {
			continue
		}
		if m.Kind == c.Kind && m.Key == c.Key && m.Text == c.Text {
			exact = i
		}
		if distinct++; c.N == distinct {
			return i, nil
		}
		if first < 0 {
			first = i
		}
	}
	switch {
	case exact >= 0:
		return exact, nil
	case distinct == 0 || c.N > 0:
		return 0, refuse(c, "%s", w.noMessage(c))
	case distinct > 1 && !(c.Verb == DeliverMsg && w.sys.cfg.Network == Fifo):
		return 0, refuse(c, "%d messages fit; say which: %s", distinct, w.candidates(c))
	}
	return first, nil
}

// means says whether m is one of the messages that c may speak of.
func (c Choice) means(m *Message) bool {
	return c.From == m.From && c.To == m.To &&
		(c.Kind == "" || c.Kind == m.Kind) && (c.Key == "" || c.Key == m.Key) && (c.Text == "" || c.Text == m.Text)
}

// isTwin says whether an earlier message in flight is the same; twins are
// interchangeable.
func (w *World) isTwin(i int) bool {
	for j := range i {
		if w.flight[j].same(w.flight[i].Message) {
			return true
		}
	}
	return false
}

func (w *World) noMessage(c Choice) string {
	for _, id := range []NodeID{c.From, c.To} {
		if _, ok := w.sys.byNode[id]; !ok {
			return "there is no node " + string(id) + "; expected " + Nearest(string(id), w.sys.NodeNames())
		}
	}
	var near []string
	for _, e := range w.flight {
		if e.From == c.From && e.To == c.To {
			near = append(near, e.Line())
		}
	}
	said := c.says()
	if c.Kind == "" {
		said = " message" + said
	}
	said = "no" + said + " from " + string(c.From) + " to " + string(c.To) + " is in flight"
	if len(near) == 0 {
		return said
	}
	return said + ", only " + strings.Join(near, ", ")
}

func (w *World) candidates(c Choice) string {
	var lines []string
	for i, e := range w.flight {
		if c.means(e.Message) && !w.isTwin(i) {
			lines = append(lines, fmt.Sprintf("%s ~%d", e.Line(), len(lines)+1))
		}
	}
	return strings.Join(lines, ", ")
}

// NodeNames are the ids of the nodes.
func (sys *System) NodeNames() []string {
	var names []string
	for _, n := range sys.nodes {
		names = append(names, string(n.ID))
	}
	return names
}

// HostNames are the names of the hosts.
func (sys *System) HostNames() []string {
	var names []string
	for _, h := range sys.hosts {
		names = append(names, string(h))
	}
	return names
}
