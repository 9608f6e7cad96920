package journal

import "synod/engine"

// How the active NameNode writes.

// start begins a segment.
func (n namenode) start(fx *engine.Effects) namenode {
	n.last, n.best = n.segment-1, best{}
	n, i := n.info()
	return n.begin(starting, 0, start{i, n.segment}, fx)
}

// started writes the first transaction of the segment, alone.
func (n namenode) started(fx *engine.Effects) namenode {
	if !n.firstAlone {
		return n.startedEmpty(fx)
	}
	fx.Why("first-alone", itoa(n.segment), n.journals.Names(n.yes))
	return n.send(1, fx)
}

// startedEmpty is started with first-alone switched off.
func (n namenode) startedEmpty(fx *engine.Effects) namenode {
	fx.Why("start-empty", itoa(n.segment))
	return n.active(fx)
}

// active is ready for its clients.
func (n namenode) active(fx *engine.Effects) namenode {
	fx.Why("active", itoa(n.epoch), itoa(n.segment))
	return n.end("epoch "+itoa(n.epoch), fx)
}

func (n namenode) write(k int, fx *engine.Effects) namenode {
	fx.Why("edit", span(n.last+1, n.last+k))
	return n.send(k, fx)
}

// send has the next k transactions written.
func (n namenode) send(k int, fx *engine.Effects) namenode {
	n.more = k
	n, i := n.info()
	return n.begin(writing, n.out, journal{i, n.segment, n.last + 1, k}, fx)
}

// written tells the client that what it wrote is durable.
func (n namenode) written(fx *engine.Effects) namenode {
	first := n.last + 1
	n.last += n.more
	n.whyDurable(span(first, n.last), fx)
	fx.Fact(factDurable, itoa(n.segment), runs{{first, n.last, n.mark(n.segment, first, n.epoch)}}.String())
	if n.op.Name != opEdit {
		return n.active(fx)
	}
	return n.end(span(first, n.last), fx)
}

func (n namenode) whyDurable(what string, fx *engine.Effects) {
	if !n.quorum.Has(n.yes) {
		fx.Why("wait-for-quorum", what, n.journals.Names(n.yes))
		return
	}
	fx.Why("durable", what, n.journals.Names(n.yes))
}

// roll finalizes the segment, and begins the next.
func (n namenode) roll(fx *engine.Effects) namenode {
	fx.Why("roll", span(n.segment, n.last))
	return n.finalize(rolling, fx)
}

func (n namenode) rolled(fx *engine.Effects) namenode {
	fx.Why("rolled", span(n.segment, n.last), n.journals.Names(n.yes))
	n.segment = n.last + 1
	return n.start(fx)
}
