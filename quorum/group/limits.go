package group

import (
	"strings"

	"synod/engine"
)

// overEpochs says whether a choice would have the authority begin an epoch
// beyond n: because somebody seems lost, because a lease is over, or, where every
// change begins one, because somebody is put out or let in.
func overEpochs(on engine.HostView, c engine.Choice, n int) bool {
	at := c.From
	if c.Verb == engine.DeliverMsg {
		at = c.To
	}
	a, is := on.Node(at).(authority)
	if !is || a.now.epoch < n {
		return false
	}
	switch {
	case c.Verb == engine.FireTimer:
		return a.anyChange || c.Kind == expire || c.Kind == lostPrefix+string(a.now.leader)
	case c.Verb == engine.DeliverMsg:
		return a.anyChange && c.Kind == "alter" || c.Kind == "locate" && a.lapsed(on.Now())
	}
	return false
}

// overHeartbeats says whether a timer would send a heartbeat though none may be.
func overHeartbeats(_ engine.HostView, c engine.Choice, n int) bool {
	return c.Verb == engine.FireTimer && c.Kind == beat && n == 0
}

// overChanges says whether a choice would alter who is in sync more than n times
// in an epoch: a timer, or the leader's wish.
func overChanges(on engine.HostView, c engine.Choice, n int) bool {
	switch {
	case c.Verb == engine.FireTimer && strings.HasPrefix(c.Kind, lostPrefix):
		a := on.Node(c.From).(authority)
		return a.now.version >= n && !a.anyChange && c.Kind != lostPrefix+string(a.now.leader)
	case c.Verb == engine.FireTimer && strings.HasPrefix(c.Kind, lagPrefix):
		m, is := on.Node(c.From).(member)
		return is && m.now.version >= n && !m.anyChange && m.apart != "pause-minority"
	case c.Verb == engine.DeliverMsg && c.Kind == "alter":
		a := on.Node(c.To).(authority)
		return a.now.version >= n && !a.anyChange
	}
	return false
}
