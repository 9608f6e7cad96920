package log

import (
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
)

// Leases: with reads: lease a leader answers reads from its own state. It may,
// as long as it knows that nobody else can lead, and so nothing can be chosen
// without it. Acceptors see to that: with their promise they grant a lease, and
// until it runs out by their clock they promise nobody else. The leader reckons
// from when it asked, which is earlier. Clocks need not agree, but they have to
// go equally fast.

// lease is what a server knows of the lease it holds.
type lease struct {
	asked   int64 // when it asked for the grants it counts now
	granted set
	until   int64 // it holds the lease before that
	by      set   // by their grants
	caught  int   // it has to have executed this slot before it may answer
}

func (l lease) appendTo(b []byte) []byte {
	b = engine.AppendInt(engine.AppendInt(b, l.asked), int64(l.granted))
	return engine.AppendInt(engine.AppendInt(engine.AppendInt(b, l.until), int64(l.by)), int64(l.caught))
}

// grant is what an acceptor has granted; it is on disk with the promise.
type grant struct {
	to    engine.NodeID
	until int64
}

func (g grant) appendTo(b []byte) []byte {
	return engine.AppendInt(engine.AppendString(b, string(g.to)), g.until)
}

// grantTo grants a lease, if there are any.
func (a acceptor) grantTo(server engine.NodeID, now int64) acceptor {
	if a.c.leases {
		a.grant = grant{server, now + a.c.leaseTicks}
	}
	return a
}

// leased says whether the acceptor may not promise a server anything now.
func (a acceptor) leased(server engine.NodeID, now int64) bool {
	return a.c.leaseBinds && a.grant.to != server && now < a.grant.until
}

// renew extends the lease of whoever leads with the ballot that is promised.
func (a acceptor) renew(from engine.NodeID, m Renew, now int64, fx *engine.Effects) acceptor {
	if m.N != a.promised {
		fx.Why("no-renewal", string(from), m.N.String(), a.promised.String())
		return a
	}
	a = a.grantTo(from, now)
	fx.Why("renew", string(from), strconv.FormatInt(a.grant.until, 10))
	fx.Send(from, Renewed(m))
	return a
}

// askLease begins to count grants.
func (s server) askLease(now int64) server {
	s.lease.asked, s.lease.granted = now, 0
	return s
}

// grantedBy counts a grant. A majority's make a lease: whoever else wants to lead
// needs one of them.
func (s server) grantedBy(from engine.NodeID) server {
	s.lease.granted |= s.c.acceptors.Bit(from)
	if s.c.leases && majority(s.lease.granted, s.voters(s.first())) {
		s.lease.until, s.lease.by = s.lease.asked+s.c.leaseTicks, s.lease.granted
	}
	return s
}

// renewed is an acceptor's answer to a renewal.
func (s server) renewed(from engine.NodeID, m Renewed, fx *engine.Effects) server {
	if m.N != s.tried || s.phase != leading || m.Asked != s.lease.asked {
		fx.Why("stale-renewal", string(from))
		return s
	}
	s = s.grantedBy(from)
	fx.Why("count-renewal", string(from), strconv.FormatInt(s.lease.until, 10))
	return s
}

// mayAnswer says whether a leader may answer a read by itself now.
func (s server) mayAnswer(now int64) bool {
	return s.c.leases && s.phase == leading && s.applied >= s.caughtAt() && s.holdsLease(now) && s.allBound()
}

// caughtAt is the slot that it has to have executed: the last that was under way
// when it began to lead, or that it has since heard was cut off elsewhere.
func (s server) caughtAt() int { return max(s.lease.caught, s.below) }

// allBound says whether a majority is bound of those who vote in each slot that
// may be under way: a new configuration has others, who granted nothing.
func (s server) allBound() bool {
	for slot := s.first(); slot < s.first()+s.c.window; slot++ {
		if !majority(s.lease.by, s.voters(slot)) {
			return false
		}
	}
	return true
}

// holdsLease holds the lease against the server's own clock.
func (s server) holdsLease(now int64) bool {
	if !s.c.leaseExpires {
		return s.holdsLeaseForEver()
	}
	return now < s.lease.until
}

// holdsLeaseForEver is holdsLease with lease-expires switched off.
func (s server) holdsLeaseForEver() bool { return s.lease.until > 0 }

// answer tells a client what a key holds here and now.
func (s server) answer(cmd command, now int64, fx *engine.Effects) server {
	value := s.state.get(cmd.arg(0))
	rule := "local-read"
	if now >= s.lease.until {
		rule = "local-read-anyway"
	}
	fx.Why(rule, cmd.id, cmd.arg(0), value, strconv.FormatInt(s.lease.until, 10), strconv.FormatInt(now, 10))
	fx.Fact(factLocal, cmd.id, value)
	s.reply(cmd, value, fx)
	return s
}

// whyNoLease says why a read goes into the log.
func (s server) whyNoLease(cmd command, now int64, fx *engine.Effects) {
	switch {
	case !s.c.leases || s.phase != leading || cmd.words[0] != opGet:
	case s.applied < s.caughtAt():
		fx.Why("not-caught-up", cmd.id, strconv.Itoa(s.applied), strconv.Itoa(s.caughtAt()))
	case !s.allBound():
		fx.Why("new-voters-not-bound", cmd.id, s.c.acceptors.Names(s.lease.by))
	default:
		fx.Why("lease-expires", cmd.id, strconv.FormatInt(s.lease.until, 10), strconv.FormatInt(now, 10))
	}
}

// Renew asks for a longer lease. Asked tells the answers to one request from
// those to another.
type Renew struct {
	N     ballot.Ballot
	Asked int64
}

// Renewed grants it.
type Renewed Renew

// Kind, Key and Text of both.
func (Renew) Kind() string   { return kindRenew }
func (Renewed) Kind() string { return kindRenewed }

func (m Renew) Key() string   { return m.N.String() }
func (m Renewed) Key() string { return m.N.String() }

func (m Renew) Text() string   { return "asked at " + strconv.FormatInt(m.Asked, 10) }
func (m Renewed) Text() string { return "asked at " + strconv.FormatInt(m.Asked, 10) }
