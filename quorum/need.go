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
	name  string
	count int
	of    sort
}

// sort says which answers a share counts.
type sort uint8

const (
	ofAny     sort = iota // of replicas and of whoever stands in for one
	ofPrimary             // of the key's own replicas
	ofNodes               // of nodes, each once, whatever seats it has
)

// shares is what an operation of the node waits for.
func (s *settings) shares(op *operation) []share {
	list := []share{{"R", s.r, ofAny}, {"PR", s.pr, ofPrimary}}
	if op.write {
		list = []share{{"W", s.w, ofAny}, {"PW", s.pw, ofPrimary}, {"node confirms", s.confirms, ofNodes}}
	}
	return slices.DeleteFunc(list, func(x share) bool { return x.count == 0 })
}

// counts says whether a share counts what comes from a seat. A hint that the
// coordinator keeps is no replica: rule hints-are-no-replicas.
func (s *settings) counts(x share, seat ring.Seat) bool {
	switch {
	case seat.Primary():
		return true
	case isHint(seat) && s.hintsApart:
		return false
	}
	return x.of == ofAny
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
func (s *settings) number(op *operation, x share, here bool) int {
	seats := op.silent()
	if here {
		seats = nil
		for _, a := range op.answers {
			seats = append(seats, op.seatOf(a))
		}
	}
	if x.of != ofNodes {
		n := 0
		for _, seat := range seats {
			if s.counts(x, seat) {
				n++
			}
		}
		return n
	}
	nodes := nodesOf(seats)
	if !here {
		nodes = slices.DeleteFunc(nodes, op.answers.fromNode)
	}
	return len(nodes)
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
	phase   phase
	seats   []ring.Seat    // who is asked
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

// silent lists the seats that have not answered.
func (op *operation) silent() []ring.Seat {
	var rest []ring.Seat
	for _, s := range op.seats {
		if !op.answers.from(s.Node, s.Name) {
			rest = append(rest, s)
		}
	}
	return rest
}

func (op *operation) appendTo(b []byte) []byte {
	b = engine.AppendString(engine.AppendString(b, op.id), op.key)
	b = append(engine.AppendBool(b, op.write), byte(op.phase))
	b = engine.AppendInt(b, int64(len(op.seats)))
	for _, s := range op.seats {
		b = engine.AppendString(engine.AppendString(b, string(s.Node)), s.Name)
	}
	return op.object.AppendTo(op.answers.appendTo(b))
}

func (op *operation) client() engine.NodeID { return parseRequest(op.id).client }
