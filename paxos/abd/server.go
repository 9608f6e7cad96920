package abd

import "synod/engine"

// server keeps one value with its timestamp, on disk before it answers.
type server struct {
	c    *cluster
	held Stamped
}

// AppendTo appends the canonical encoding.
func (s server) AppendTo(b []byte) []byte { return s.held.AppendTo(b) }

// Fields lists what it holds.
func (s server) Fields() []engine.Field {
	return []engine.Field{{ID: "holds", Text: s.held.String(), Durable: true}}
}

// Step is one line a message.
func (s server) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Crash:
		fx.Why("crash-server", said(s.held))
	case engine.Restart:
		fx.Why("recover-server", said(s.held))
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Query:
			return s.report(in.From, m, fx)
		case Update:
			return s.store(in.From, m, fx)
		}
	}
	return s
}

// report tells what the server holds.
func (s server) report(from engine.NodeID, m Query, fx *engine.Effects) server {
	fx.Why("report", string(from), said(s.held))
	fx.Send(from, QueryReply{m.Op, s.held})
	return s
}

// store keeps the newer of two values, and says so in either case: what the ack
// promises is that nothing older is held here.
func (s server) store(from engine.NodeID, m Update, fx *engine.Effects) server {
	switch {
	case s.held.Ballot.Less(m.To.Ballot):
		fx.Why("store", m.To.Value, m.To.Ballot.String(), string(from))
	case s.held == m.To:
		fx.Why("store-again", m.To.Value, m.To.Ballot.String(), string(from))
	case s.c.keepNewest:
		fx.Why("keep-newest", m.To.Value, m.To.Ballot.String(), s.held.Value, s.held.Ballot.String(), string(from))
	default:
		fx.Why("overwrite-newer", m.To.Value, m.To.Ballot.String(), s.held.Value, s.held.Ballot.String())
	}
	s.held = s.newer(m.To)
	if s.held == m.To {
		fx.Fact(factStored, m.To.Ballot.String(), m.To.Value)
	}
	fx.Send(from, Ack{m.Op})
	return s
}

// newer is what the server holds after an update.
func (s server) newer(to Stamped) Stamped {
	switch {
	case !s.c.keepNewest:
		return s.latest(to)
	case s.held.Ballot.Less(to.Ballot):
		return to
	}
	return s.held
}

// latest is newer with keep-newest switched off: what comes last stays.
func (s server) latest(to Stamped) Stamped { return to }
