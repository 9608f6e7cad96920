package quorum

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/ring"
	"synod/quorum/version"
)

// view is who a node thinks has a share of the ring. The higher epoch counts.
type view struct {
	epoch   int
	members ring.Members
}

func (v view) text() string { return strconv.Itoa(v.epoch) + " " + join(v.members) }

func (v view) appendTo(b []byte) []byte {
	return appendIDs(engine.AppendInt(b, int64(v.epoch)), v.members)
}

// with and without are the next view, after somebody joined or left.
func (v view) with(n engine.NodeID) view {
	return view{v.epoch + 1, append(slices.Clone(v.members), n)}
}

func (v view) without(n engine.NodeID) view {
	return view{v.epoch + 1, slices.DeleteFunc(slices.Clone(v.members), func(m engine.NodeID) bool { return m == n })}
}

// isReplica says whether a node holds a key in a view of the ring.
func (s *settings) isReplica(n engine.NodeID, key string, v view) bool {
	return ring.Seated(s.seats(key, v), n)
}

// changing is a change of the ring that waits until everything is handed over.
type changing struct {
	next  view
	waits []string // who has not sent, or not taken, what has to move
}

func (c changing) pending() bool { return len(c.next.members) > 0 }

// join asks every member for what will be this node's, and then tells all that
// it is one. Without the rule transfer-first it tells them at once, and answers
// for keys of which it holds nothing.
func (d device) join(id string, fx *engine.Effects) device {
	next := d.view.with(d.id)
	if !d.transferFirst {
		fx.Why("join-empty", join(next.members))
		return d.announce(next, fx)
	}
	d.change = changing{next, nodeNames(d.view.members)}
	fx.Why("join", join(d.view.members))
	for _, m := range d.view.members {
		fx.Send(m, pull{id})
	}
	return d
}

// pull gives a node that will join what will be its own.
func (d device) pull(from engine.NodeID, m pull, fx *engine.Effects) device {
	next := d.view.with(from)
	var moved []string
	for _, e := range d.store {
		if e.seat == "" && d.isReplica(from, e.key, next) {
			moved = append(moved, e.key+" "+e.object.String())
		}
	}
	fx.Why("give", string(from), strconv.Itoa(len(moved)))
	fx.Send(from, pulled{m.id, strings.Join(moved, "; ")})
	return d
}

// pulled takes what a member gives. With that of the last it joins.
func (d device) pulled(from engine.NodeID, m pulled, now int64, fx *engine.Effects) device {
	for part := range strings.SplitSeq(m.entries, "; ") {
		if key, text := cutWord(part); key != "" {
			d = d.keep(entry{key: key, since: now, object: version.ParseObject(d.Scheme, text)}, true, fx)
		}
	}
	return d.moved(string(from), fx)
}

// moved notes that one of those who are waited for is done.
func (d device) moved(what string, fx *engine.Effects) device {
	i := slices.Index(d.change.waits, what)
	if i < 0 {
		return d
	}
	if d.change.waits = slices.Delete(slices.Clone(d.change.waits), i, i+1); len(d.change.waits) > 0 {
		return d
	}
	next := d.change.next
	d.change = changing{}
	fx.Why("all-moved", join(next.members))
	return d.announce(next, fx)
}

// leave hands over what it holds, and tells all that it has left.
func (d device) leave(fx *engine.Effects) device {
	next := d.view.without(d.id)
	if !d.transferFirst {
		fx.Why("leave-at-once", join(next.members))
		return d.announce(next, fx)
	}
	d.change = changing{next: next}
	for _, e := range d.store {
		if e.seat != "" {
			continue
		}
		for _, n := range d.newcomers(e.key, next) {
			fx.Send(n, handoff{e.key, e.object})
			d.change.waits = append(d.change.waits, string(n)+" "+e.key)
		}
	}
	fx.Why("leave", orNone(strings.Join(d.change.waits, ", ")))
	if len(d.change.waits) == 0 {
		d.change = changing{}
		return d.announce(next, fx)
	}
	return d
}

// newcomers are the replicas of a key in a view that are none in the node's own.
func (d device) newcomers(key string, next view) []engine.NodeID {
	return slices.DeleteFunc(d.replicas(key, next), func(n engine.NodeID) bool { return d.isReplica(n, key, d.view) })
}

// announce tells everybody of a view, itself first.
func (d device) announce(v view, fx *engine.Effects) device {
	for _, n := range d.shape.Nodes {
		if n != d.id {
			fx.Send(n, ringUpdate{v})
		}
	}
	return d.adopt(v, fx)
}

// ringUpdate takes a view, or tells whoever sent it that there is a newer one.
func (d device) ringUpdate(from engine.NodeID, v view, fx *engine.Effects) device {
	if v.epoch < d.view.epoch {
		fx.Send(from, ringUpdate{d.view})
	}
	return d.adopt(v, fx)
}

// adopt takes a view that is newer. What is not its own any more it keeps for
// those whose it is now: a late write may have gone nowhere else.
func (d device) adopt(v view, fx *engine.Effects) device {
	if v.epoch <= d.view.epoch {
		fx.Why("old-ring", strconv.Itoa(v.epoch), strconv.Itoa(d.view.epoch))
		return d
	}
	before := d
	d.view = v
	fx.Why("new-ring", join(v.members))
	fx.Fact("ring", strconv.Itoa(v.epoch), join(v.members))
	if !d.transferFirst {
		return d
	}
	for _, e := range before.store {
		if e.seat != "" || d.isReplica(d.id, e.key, v) {
			continue
		}
		if owners := before.newcomers(e.key, v); len(owners) > 0 {
			d = d.drop(e.key, "")
			d = d.keep(entry{key: e.key, seat: "for " + string(owners[0]), since: e.since, object: e.object}, false, fx)
		}
	}
	return d
}

func orNone(text string) string {
	if text == "" {
		return "nobody"
	}
	return text
}

// viewNow is the newest view that anybody has.
func (s *settings) viewNow(w *engine.World) view {
	newest := s.start
	for _, id := range s.shape.Nodes {
		if v := w.Node(id).(device).view; v.epoch > newest.epoch {
			newest = v
		}
	}
	return newest
}
