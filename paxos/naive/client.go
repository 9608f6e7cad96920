package naive

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// round is the timer with which a client runs another round.
const round = "round"

// client asks, and believes what it is told.
type client struct {
	c     *cluster
	op    string // the operation that waits for its answer
	wish  string
	round int    // rounds run so far
	told  string // what it takes for decided
	votes tally  // with decide=most: the votes it has heard of
}

// tally is who voted for which value, sorted by value.
type tally []votesFor

type votesFor struct {
	value string
	by    sets.Set
}

// AppendTo appends the canonical encoding.
func (c client) AppendTo(b []byte) []byte {
	b = engine.AppendString(engine.AppendString(b, c.op), c.wish)
	b = engine.AppendString(engine.AppendInt(b, int64(c.round)), c.told)
	b = engine.AppendInt(b, int64(len(c.votes)))
	for _, v := range c.votes {
		b = engine.AppendInt(engine.AppendString(b, v.value), int64(v.by))
	}
	return b
}

// Fields lists the wish, the round, the votes and the answer.
func (c client) Fields() []engine.Field {
	f := []engine.Field{{ID: "asks", Text: orNone(c.wish)}}
	if c.c.most {
		f = append(f, engine.Field{ID: "votes", Text: c.votes.String()})
	} else {
		f = append(f, engine.Field{ID: "round", Text: strconv.Itoa(c.round)})
	}
	return append(f, engine.Field{ID: "told", Text: orNone(c.told)})
}

// Step is one line an input.
func (c client) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return c.ask(in, fx)
	case engine.Fire:
		return c.next(fx)
	case engine.Crash:
		return client{c: c.c}
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Decided:
			return c.decided(in.From, m, fx)
		case Vote:
			return c.count(in.From, m, fx)
		}
	}
	return c
}

// ask sends the value to all nodes. Rounds follow, each when the client likes.
func (c client) ask(in engine.Input, fx *engine.Effects) client {
	c.op, c.wish = in.Op.ID, in.Op.Args[0]
	fx.Fact(factProposed, "", c.wish)
	if c.c.most && c.told != "" {
		fx.Why("ask-late", c.wish, c.told)
		return c.learn(c.told, fx)
	}
	fx.Why("ask", c.wish)
	c.told = ""
	fx.Broadcast(c.c.nodes, Request{c.wish})
	if !c.c.most {
		fx.Arm(round)
	}
	return c
}

// next runs a round: it asks every node whether its proposal equals the value.
func (c client) next(fx *engine.Effects) client {
	c.round++
	fx.Why("run-round", strconv.Itoa(c.round), c.wish)
	fx.Broadcast(c.c.nodes, Round{c.round, c.wish})
	fx.Arm(round)
	return c
}

// decided believes one node.
func (c client) decided(from engine.NodeID, m Decided, fx *engine.Effects) client {
	if c.told != "" {
		fx.Why("told-again", string(from), m.Value, c.told)
		return c
	}
	fx.Why("believe-one", m.Value, string(from))
	return c.learn(m.Value, fx)
}

func (c client) learn(value string, fx *engine.Effects) client {
	c.told = value
	fx.Fact(factLearnt, "", value)
	if c.op != "" {
		fx.Return(c.op, engine.OK, value, "")
		fx.Disarm(round)
	}
	c.op = ""
	return c
}

// count counts a vote. Once more than half of the nodes have been heard of, the
// value with the most votes wins; if two have as many, none does.
func (c client) count(from engine.NodeID, m Vote, fx *engine.Effects) client {
	if c.told != "" {
		fx.Why("told-again", string(from), m.Value, c.told)
		return c
	}
	c.votes = c.votes.add(m.Value, c.c.nodes.Bit(from))
	heard, winner := c.votes.heard(), c.votes.most()
	switch {
	case !c.c.majority.Has(heard):
		fx.Why("count-vote", string(from), m.Value, members.Count(heard, c.c.majority))
		return c
	case winner == "":
		fx.Why("tie", string(from), m.Value, c.votes.String())
		return c
	}
	fx.Why("most-votes-win", winner, c.c.nodes.Names(heard), c.votes.String())
	return c.learn(winner, fx)
}

// add gives a tally with one more vote, counted once however often it comes.
func (t tally) add(value string, by sets.Set) tally {
	out := slices.Clone(t)
	i, found := slices.BinarySearchFunc(out, value, func(v votesFor, s string) int { return strings.Compare(v.value, s) })
	if !found {
		out = slices.Insert(out, i, votesFor{value: value})
	}
	out[i].by |= by
	return out
}

// heard is who has voted for anything.
func (t tally) heard() (s sets.Set) {
	for _, v := range t {
		s |= v.by
	}
	return s
}

// most is the value with more votes than any other; empty: there is none.
func (t tally) most() (winner string) {
	best := 0
	for _, v := range t {
		switch n := v.by.Size(); {
		case n > best:
			best, winner = n, v.value
		case n == best:
			winner = ""
		}
	}
	return winner
}

// String is the tally in a sentence: "value1 2, value2 1"; "-" for none.
func (t tally) String() string {
	var parts []string
	for _, v := range t {
		parts = append(parts, v.value+" "+strconv.Itoa(v.by.Size()))
	}
	return orNone(strings.Join(parts, ", "))
}

// Rename gives the client that heard of others' votes instead.
func (c client) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	votes := slices.Clone(c.votes)
	for i := range votes {
		votes[i].by = c.c.nodes.Rename(votes[i].by, to)
	}
	c.votes = votes
	return c
}
