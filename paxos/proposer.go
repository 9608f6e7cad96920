package paxos

import (
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
)

// phase is where a proposer is with its ballot.
type phase uint8

const (
	idle      phase = iota
	preparing       // Phase 1: it asks for promises
	accepting       // Phase 2: it asks for votes
	done            // it knows that its value is chosen
)

// retry is the timer with which a proposer gives a ballot up and starts another.
const retry = "retry"

// proposer leads one ballot at a time. Only the highest ballot it tried is on
// disk: a crash takes the ballot under way, but no number is ever used twice.
type proposer struct {
	c       *cluster
	tried   Ballot // on disk
	seen    Ballot // the highest ballot that an answer told it of
	phase   phase
	op      string  // the client's operation
	wish    string  // the value the client asked for
	value   string  // the value it asks votes for
	replies set     // who answered in this phase
	reports reports // Phase 1: what the promises reported
	pause   int     // ticks until it retries; 0: whenever the timer fires
	earlier tally   // the votes of its last ballot, with count-per-ballot switched off
}

// AppendTo appends the canonical encoding.
func (p proposer) AppendTo(b []byte) []byte {
	b = p.seen.AppendTo(p.tried.AppendTo(b))
	b = engine.AppendInt(append(b, byte(p.phase)), int64(p.replies))
	b = engine.AppendString(engine.AppendString(engine.AppendString(b, p.op), p.wish), p.value)
	return p.earlier.appendTo(engine.AppendInt(p.reports.appendTo(b), int64(p.pause)))
}

// Fields lists the ballot, the phase with its value, and the answers so far.
func (p proposer) Fields() []engine.Field {
	f := []engine.Field{{ID: "tried", Text: p.tried.String(), Durable: p.c.persistTried}}
	switch p.phase {
	case idle:
		f = append(f, engine.Field{ID: "phase", Text: "idle"}, engine.Field{ID: "promises", Text: "-"})
	case preparing:
		f = append(f, engine.Field{ID: "preparing", Text: p.wish}, engine.Field{ID: "promises", Text: p.c.count1(p.replies)})
	case accepting:
		f = append(f, engine.Field{ID: "accepting", Text: p.value}, engine.Field{ID: "accepted", Text: p.c.count2(p.votes())})
	case done:
		f = append(f, engine.Field{ID: "knows", Text: p.value}, engine.Field{ID: "accepted", Text: p.c.count2(p.votes())})
	}
	if best := p.reports.binding(p.c); best.Cast() {
		f = append(f, engine.Field{ID: "reported", Text: best.String()})
	}
	if p.tried.Less(p.seen) {
		f = append(f, engine.Field{ID: "seen", Text: p.seen.String()})
	}
	if p.pause > 0 {
		f = append(f, engine.Field{ID: "pause", Text: strconv.Itoa(p.pause) + " ticks"})
	}
	return f
}

// Step is one line an input.
func (p proposer) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return p.propose(in, fx)
	case engine.Fire:
		return p.retry(in, fx)
	case engine.Crash:
		return p.crash(fx)
	case engine.Restart:
		p.whyDisk("recover-proposer", fx)
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Promise:
			return p.countPromise(in.From, m, fx)
		case Accepted:
			return p.countVote(in.From, m, fx)
		case Nack:
			return p.overtaken(in.From, m.N, m.Promised, fx)
		}
	}
	return p
}

// propose is the client's call: a value to get chosen, and a round if the
// caller wants a certain one.
func (p proposer) propose(in engine.Input, fx *engine.Effects) proposer {
	p.op, p.wish = in.Op.ID, in.Op.Args[0]
	n := p.nextBallot(in.Self)
	if len(in.Op.Args) > 1 {
		n.Round, _ = strconv.Atoi(in.Op.Args[1])
	}
	fx.Fact(factProposed, "", p.wish)
	p.whyStart(n, fx)
	return p.start(in, n, fx)
}

// retry gives the ballot up. Whatever votes it got remain.
func (p proposer) retry(in engine.Input, fx *engine.Effects) proposer {
	next := p.nextBallot(in.Self)
	fx.Why("retry", p.tried.String(), next.String(), p.wish)
	p.pause = p.c.after(p.pause)
	return p.start(in, next, fx)
}

// start opens a ballot, which is on disk before the first request leaves.
func (p proposer) start(in engine.Input, n Ballot, fx *engine.Effects) proposer {
	p.earlier = p.carriedVotes()
	p.tried, p.value = n, ""
	p = p.arm(in, fx)
	if !p.c.prepareFirst {
		return p.acceptAtOnce(fx)
	}
	return p.prepare(fx)
}

// prepare is Phase 1(a): a request for a promise to all acceptors, or to as
// many as can promise it a quorum.
func (p proposer) prepare(fx *engine.Effects) proposer {
	p = p.forget(fx)
	p.phase = preparing
	fx.Broadcast(p.c.acceptors.List(p.c.contacted(p.c.quorum1, p.tried)), Prepare{p.tried})
	return p
}

// forget drops the answers to earlier ballots: a promise binds its acceptor in
// one ballot, and what it reports is what was voted before that.
func (p proposer) forget(fx *engine.Effects) proposer {
	if !p.c.freshPromises && p.phase == preparing {
		fx.Why("fresh-promises", p.c.acceptors.Names(p.replies), p.tried.String())
		return p
	}
	p.replies, p.reports = 0, nil
	return p
}

// acceptAtOnce is start with prepare-first switched off.
func (p proposer) acceptAtOnce(fx *engine.Effects) proposer {
	return p.ask(p.wish, factFree, fx)
}

// countPromise collects the answers of Phase 1 until they are a quorum's.
func (p proposer) countPromise(from engine.NodeID, m Promise, fx *engine.Effects) proposer {
	switch {
	case p.tried.Less(m.N) && p.phase != idle:
		return p.overtaken(from, p.tried, m.N, fx)
	case m.N != p.tried || p.phase == idle:
		fx.Why("stale-promise", string(from), m.N.String(), p.tried.String())
		return p
	case p.phase != preparing:
		fx.Why("late-promise", string(from), m.N.String())
		return p
	case p.replies&p.c.acceptors.Bit(from) != 0:
		fx.Why("repeated-promise", string(from), m.N.String())
		return p
	}
	p.replies |= p.c.acceptors.Bit(from)
	p.reports = p.reports.add(p.c, m.Voted)
	if !p.c.quorum1.Has(p.replies) {
		p.whyCount(fx)
		return p
	}
	return p.accept(fx)
}

// accept is Phase 2(a): a quorum has promised, so ask for votes. Those who are
// asked need not be those that promised.
func (p proposer) accept(fx *engine.Effects) proposer {
	best := p.reports.binding(p.c)
	p.c.acceptors.Formed(p.replies, fx)
	p.pause = p.c.relief(p.pause)
	switch {
	case !best.Cast():
		fx.Why("free-value", p.c.acceptors.Names(p.replies), p.tried.String(), p.wish)
		return p.ask(p.wish, factFree, fx)
	case !p.c.adoptHighestVote:
		return p.acceptOwn(best, fx)
	}
	p.whyAdopt(best, fx)
	return p.ask(best.Value, factBound, fx)
}

// acceptOwn is accept with adopt-highest-vote switched off.
func (p proposer) acceptOwn(best Vote, fx *engine.Effects) proposer {
	fx.Why("own-value-anyway", p.c.acceptors.Names(p.replies), p.tried.String(), best.Value, best.Ballot.String(), p.wish)
	return p.ask(p.wish, factFree, fx)
}

// ask sends the requests for votes for a value.
func (p proposer) ask(value, fact string, fx *engine.Effects) proposer {
	fx.Fact(fact, p.tried.String(), value)
	p.value, p.phase, p.replies, p.reports = value, accepting, 0, nil
	fx.Broadcast(p.c.acceptors.List(p.c.contacted(p.c.quorum2, p.tried)), Accept{p.tried, value})
	return p
}

// overtaken only notes the higher ballot, so that the next try is above it:
// other acceptors may still answer.
func (p proposer) overtaken(from engine.NodeID, refused, promised Ballot, fx *engine.Effects) proposer {
	if refused != p.tried || p.phase == idle || p.phase == done {
		fx.Why("stale-nack", string(from), refused.String())
		return p
	}
	p.seen = ballot.Higher(p.seen, promised)
	fx.Why("overtaken", string(from), refused.String(), promised.String(), strconv.Itoa(max(p.tried.Round, p.seen.Round)+1))
	return p
}

// crash leaves what is on disk.
func (p proposer) crash(fx *engine.Effects) proposer {
	if !p.c.persistTried {
		return p.crashForgetting(fx)
	}
	p.whyDisk("crash-proposer", fx)
	return proposer{c: p.c, tried: p.tried}
}

// crashForgetting is crash with persist-tried switched off.
func (p proposer) crashForgetting(fx *engine.Effects) proposer {
	if p.tried != (Ballot{}) {
		fx.Why("persist-tried", p.tried.String())
	}
	return proposer{c: p.c}
}
