package quorum

import (
	"slices"

	"synod/engine"
	"synod/quorum/ring"
	"synod/quorum/version"
)

// share is one thing that an operation waits for: so many answers of a sort. A
// plain quorum is one share; PW beside W is a second.
type share struct {
	name   string
	count  int
	of     sort
	centre int // the data centre whose replicas count, or everywhere
}

// sort says which answers a share counts.
type sort uint8

const (
	ofAny     sort = iota // of replicas and of whoever stands in for one
	ofPrimary             // of the key's own replicas
	ofNodes               // of nodes, each once, whatever seats it has
	ofDurable             // of those who have it on disk
	ofHints               // a hint is enough
)

// shares is what an operation waits for: what its level asks, or what R and W
// and their like are.
func (s *settings) shares(op *operation) []share {
	if op.level != "" && !ownCounts(op.level) {
		return s.atLevel(op.level, op.centre)
	}
	list := []share{{"R", asked(op.level, "r", s.r), ofAny, everywhere}, {"PR", asked(op.level, "pr", s.pr), ofPrimary, everywhere}}
	if op.write {
		list = []share{
			{"W", asked(op.level, "w", s.w), ofAny, everywhere}, {"PW", asked(op.level, "pw", s.pw), ofPrimary, everywhere},
			{"DW", asked(op.level, "dw", s.dw), ofDurable, everywhere}, {"node confirms", asked(op.level, "confirms", s.confirms), ofNodes, everywhere},
		}
	}
	return slices.DeleteFunc(list, func(x share) bool { return x.count == 0 })
}

// counts says whether a share counts what comes from a seat. A hint that the
// coordinator keeps is no replica: rule hints-are-no-replicas.
func (s *settings) counts(x share, seat ring.Seat) bool {
	whose := seat.Node
	if isHint(seat) {
		whose = seat.For
	}
	switch {
	case x.centre != everywhere && s.shape.Centre(whose) != x.centre:
		return false
	case seat.Primary():
		return true
	case isHint(seat) && s.hintsApart:
		return x.of == ofHints
	}
	return x.of != ofPrimary
}

// good says whether an answer counts for a share: where notfound is no answer,
// and where only what is on disk counts.
func (s *settings) good(op *operation, x share, a answer) bool {
	return (op.write || !a.nothing() || s.notfoundCounts(op)) && (x.of != ofDurable || a.durable)
}

// tally holds what is here and what may still come against one share.
func (s *settings) tally(op *operation, x share) progress {
	return tally(s.here(op, x), s.coming(op, x), x.count)
}

// here counts the answers of a share.
func (s *settings) here(op *operation, x share) int {
	return s.number(op, x, true)
}

// coming counts what a share may still get.
func (s *settings) coming(op *operation, x share) int {
	return s.number(op, x, false)
}

// number counts the seats of a share that have answered, or those that have not;
// where nodes are counted, each once.
func (s *settings) number(op *operation, x share, here bool) (n int) {
	if x.of == ofNodes {
		return s.nodesOfShare(op, x, here)
	}
	if here {
		for _, a := range op.answers {
			if s.good(op, x, a) && s.counts(x, op.seatOf(a)) {
				n++
			}
		}
		return n
	}
	for _, seat := range op.seats {
		if !op.heard(x, seat) && s.counts(x, seat) {
			n++
		}
	}
	return n
}

// nodesOfShare is number where a node counts once, whatever seats it has.
func (s *settings) nodesOfShare(op *operation, x share, here bool) int {
	var seats []ring.Seat
	if !here {
		for _, seat := range op.seats {
			if !op.heard(x, seat) {
				seats = append(seats, seat)
			}
		}
		return len(slices.DeleteFunc(nodesOf(seats), op.answers.fromNode))
	}
	for _, a := range op.answers {
		if s.good(op, x, a) {
			seats = append(seats, op.seatOf(a))
		}
	}
	return len(nodesOf(seats))
}

// progress is that of all shares: met if all are, failed if one is.
func (s *settings) progress(op *operation) progress {
	all := met
	for _, x := range s.shares(op) {
		switch s.tally(op, x) {
		case failed:
			return failed
		case pending:
			all = pending
		}
	}
	return all
}

// leading is the share to speak of: the first that is not met, or the first.
func (s *settings) leading(op *operation) share {
	shares := s.shares(op)
	for _, x := range shares {
		if s.tally(op, x) != met {
			return x
		}
	}
	return shares[0]
}

// largest is the share that counts the most answers.
func (s *settings) largest(op *operation) share {
	return slices.MaxFunc(s.shares(op), func(a, b share) int { return a.count - b.count })
}

// phase says what an operation waits for.
type phase uint8

const (
	asking    phase = iota // W acks, or R replies
	repairing              // R replicas that hold what the read returns
	answered               // the rest of the answers, to repair or keep for who is behind
)

// operation is a request that a node coordinates.
type operation struct {
	id      string
	key     string
	write   bool
	level   string // the consistency level, or the counts, that the client asks for; empty: R and W
	centre  int    // the data centre of the coordinator
	phase   phase
	full    bool           // get: digests did not agree, so that only whole objects count
	seats   []ring.Seat    // whose answers may count
	asked   int            // so many of them have been asked
	answers answers        // put: who acked. repairing: who holds the object. else: who replied
	object  version.Object // put: what is written. get: what is returned, once it is known
}

// seatOf is the seat that an answer came from.
func (op *operation) seatOf(a answer) ring.Seat {
	for _, s := range op.seats {
		if s.Node == a.from && s.Name == a.seat {
			return s
		}
	}
	return ring.Seat{Node: a.from, Name: a.seat}
}

// silent lists the seats that were asked and have not answered.
func (op *operation) silent() []ring.Seat { return op.answers.missing(op.seats[:op.asked]) }

// heard says whether a seat has answered as far as a share wants to know; asked or
// not, one that has not may still answer.
func (op *operation) heard(x share, s ring.Seat) bool {
	return slices.ContainsFunc(op.answers, func(a answer) bool {
		return a.from == s.Node && a.seat == s.Name && (x.of != ofDurable || a.durable)
	})
}

func (op *operation) appendTo(b []byte) []byte {
	b = engine.AppendString(engine.AppendString(b, op.id), op.key)
	b = append(engine.AppendBool(engine.AppendBool(b, op.write), op.full), byte(op.phase), byte(op.asked))
	b = engine.AppendString(b, op.level)
	b = engine.AppendInt(b, int64(len(op.seats)))
	for _, s := range op.seats {
		b = engine.AppendString(engine.AppendString(b, string(s.Node)), s.Name)
	}
	return op.object.AppendTo(op.answers.appendTo(b))
}

func (op *operation) client() engine.NodeID { return parseRequest(op.id).client }

// all is what people call those who are asked.
func (op *operation) all() string {
	if op.asked < len(op.seats) {
		return "asked"
	}
	return "N"
}
