package journal

import (
	"cmp"

	"synod/engine"
)

// How a NameNode becomes the active one: it claims an epoch, and recovers the last
// segment of the log.

// activate asks which epoch was promised last.
func (n namenode) activate(fx *engine.Effects) namenode {
	fx.Why("activate")
	return n.begin(asking, 0, getState{}, fx)
}

func (n namenode) countState(from engine.NodeID, m state, fx *engine.Effects) namenode {
	if !n.counts(from, kindState, ref{}, fx) {
		return n
	}
	n.epoch = max(n.epoch, m.promised)
	return n.answered(from, fx)
}

// claim takes the next epoch for itself. Another may take the same: the promises
// will tell.
func (n namenode) claim(fx *engine.Effects) namenode {
	fx.Why("claim-epoch", n.journals.Names(n.yes), itoa(n.epoch), itoa(n.epoch+1))
	n.epoch++
	return n.begin(promising, 0, newEpoch{n.epoch}, fx)
}

func (n namenode) countPromise(from engine.NodeID, m promised, fx *engine.Effects) namenode {
	if !n.counts(from, kindPromised, ref{epoch: m.epoch}, fx) {
		return n
	}
	n.segment = max(n.segment, m.segment)
	return n.answered(from, fx)
}

// established is the writer of the epoch: no earlier one has a majority any more.
func (n namenode) established(fx *engine.Effects) namenode {
	fx.Fact(factEpoch, itoa(n.epoch), "")
	if n.segment == 0 {
		fx.Why("fresh-log", itoa(n.epoch), n.journals.Names(n.yes))
		n.segment = 1
		return n.start(fx)
	}
	fx.Why("recover", itoa(n.epoch), n.journals.Names(n.yes), itoa(n.segment))
	n, i := n.info()
	return n.begin(preparing, 0, prepare{i, n.segment}, fx)
}

func (n namenode) countReport(from engine.NodeID, m report, fx *engine.Effects) namenode {
	if !n.counts(from, kindReport, ref{m.epoch, m.segment}, fx) {
		return n
	}
	if b := (best{m, from}); n.best.from == "" || n.better(b.report, n.best.report) {
		n.best = b
	}
	return n.answered(from, fx)
}

// better says which of two reports counts: that there is a segment; that it is
// finalized; then the later epoch, of those that wrote it and that accepted it; and
// only then the length.
func (c *cluster) better(a, b report) bool {
	switch {
	case (a.last > 0) != (b.last > 0):
		return a.last > 0
	case a.finalized != b.finalized && c.finalizedFirst:
		return a.finalized
	case !c.epochFirst:
		return c.longer(a, b)
	}
	return cmp.Or(cmp.Compare(c.seen(a), c.seen(b)), cmp.Compare(a.last, b.last)) > 0
}

// longer is better with epoch-first switched off: the longest log wins.
func (c *cluster) longer(a, b report) bool { return a.last > b.last }

// seen is the last epoch in which a segment was written or accepted.
func (c *cluster) seen(r report) int {
	if !c.writerCounts {
		return c.seenAccepted(r)
	}
	return max(r.accepted, r.writer)
}

// seenAccepted is seen with writer-counts switched off.
func (c *cluster) seenAccepted(r report) int { return r.accepted }

// decide has a majority take over the best segment.
func (n namenode) decide(fx *engine.Effects) namenode {
	b := n.best
	if b.last == 0 {
		fx.Why("nothing-to-recover", n.journals.Names(n.yes), itoa(n.segment))
		return n.start(fx)
	}
	n.whyBest(fx)
	n.last = b.last
	if !n.acceptFirst {
		return n.closeAtOnce(fx)
	}
	n, i := n.info()
	return n.begin(accepting, 0, accept{i, n.segment, b.last, string(b.from)}, fx)
}

func (n namenode) whyBest(fx *engine.Effects) {
	rule := "choose"
	switch {
	case !n.finalizedFirst:
		rule = "finalized-first"
	case !n.epochFirst:
		rule = "epoch-first"
	case !n.writerCounts:
		rule = "writer-counts"
	}
	fx.Why(rule, span(n.segment, n.best.last), string(n.best.from), n.best.Text(), n.journals.Names(n.yes))
}

// close has the length finalized, once a majority has accepted it.
func (n namenode) close(fx *engine.Effects) namenode {
	fx.Why("accept-first", n.journals.Names(n.yes), span(n.segment, n.last))
	return n.finalize(closing, fx)
}

// closeAtOnce is what decide does with accept-first switched off.
func (n namenode) closeAtOnce(fx *engine.Effects) namenode {
	fx.Why("finalize-at-once", span(n.segment, n.last))
	return n.finalize(closing, fx)
}

func (n namenode) finalize(p phase, fx *engine.Effects) namenode {
	n, i := n.info()
	return n.begin(p, n.out, finalize{i, n.segment, n.last}, fx)
}

// recovered goes on behind the segment.
func (n namenode) recovered(fx *engine.Effects) namenode {
	fx.Why("recovered", span(n.segment, n.last), n.journals.Names(n.yes))
	n.segment = n.last + 1
	return n.start(fx)
}
