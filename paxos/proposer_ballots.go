package paxos

import (
	"slices"
	"strconv"

	"synod/engine"
)

// How a proposer numbers its ballots, and how long it waits before the next.

// nextBallot is above every ballot that the proposer tried or heard of, and
// nobody else uses it: the proposer's name is part of it.
func (p proposer) nextBallot(self engine.NodeID) Ballot {
	if !p.c.roundFirst {
		return p.c.own(p.nextOfMine(self), self)
	}
	return p.c.own(max(p.tried.Round, p.seen.Round)+1, self)
}

// nextOfMine is the next number with round-first switched off: the proposer's
// own place is its high digit, and only the digits below count up.
func (p proposer) nextOfMine(self engine.NodeID) int {
	return max(p.tried.Round, 100*(1+slices.Index(p.c.proposers, self))) + 1
}

// own is a ballot of that round for the proposer alone.
func (c *cluster) own(round int, self engine.NodeID) Ballot {
	if !c.uniqueBallots {
		return shared(round)
	}
	return Ballot{Round: round, By: self}
}

// shared is own with unique-ballots switched off: whoever likes may use it.
func shared(round int) Ballot { return Ballot{Round: round} }

// refuseRound says why a call may not use the round it asks for; empty: it may.
func refuseRound(n engine.Node, args []string) string {
	if len(args) < 2 {
		return ""
	}
	p := n.(proposer)
	round, err := strconv.Atoi(args[1])
	switch {
	case err != nil || round < 1 || round > maxRound:
		return "'" + args[1] + "' is no round; expected a number from 1 to " + strconv.Itoa(maxRound)
	case round <= p.tried.Round:
		return "the highest ballot tried is " + p.tried.String() + "; a new one needs a round above " + strconv.Itoa(p.tried.Round)
	}
	return ""
}

// maxRound bounds the rounds that a caller may ask for.
const maxRound = 1000

// overRounds says whether a choice starts a ballot whose round is above n.
func overRounds(on engine.HostView, choice engine.Choice, n int) bool {
	p, ok := on.Node(choice.From).(proposer)
	if !ok || choice.Verb != engine.CallOp && choice.Verb != engine.FireTimer {
		return false
	}
	round := p.nextBallot(choice.From).Round
	if args := choice.Args(); choice.Verb == engine.CallOp && len(args) > 1 {
		round, _ = strconv.Atoi(args[1])
	}
	if !p.c.roundFirst {
		round %= 100
	}
	return round > n
}

// backoff is how long a proposer leaves a ballot alone before it tries the next.
type backoff uint8

// The ways of backing off. None lets the timer fire whenever it likes, which is
// what a search needs. The others wait for the proposer's own clock: the same
// time always; a time that is different for each ballot; or twice as long after
// each failure and a little less after each success, as the leaders of Paxos
// Made Moderately Complex do (§3).
const (
	noBackoff backoff = iota
	fixed
	random
	aimd
)

var backoffWords = []string{"none", "fixed", "random", "aimd"}

// mostPauses is the longest pause, as many times the shortest.
const mostPauses = 32

// after is the pause after a failure.
func (c *cluster) after(pause int) int {
	if c.backoff != aimd {
		return pause
	}
	return min(2*max(pause, c.pause), mostPauses*c.pause)
}

// relief is the pause after a quorum of promises.
func (c *cluster) relief(pause int) int {
	if c.backoff != aimd {
		return pause
	}
	return max(c.pause, pause-max(1, c.pause/4))
}

// arm sets the timer for the next try.
func (p proposer) arm(in engine.Input, fx *engine.Effects) proposer {
	switch p.c.backoff {
	case noBackoff:
		fx.Arm(retry)
		return p
	case fixed:
		p.pause = p.c.pause
	case random:
		p.pause = p.c.pause * (1 + scattered(p.tried))
	case aimd:
		p.pause = max(p.pause, p.c.pause)
	}
	fx.ArmAt(retry, in.Now+int64(p.pause))
	return p
}

// scattered is a number from 0 to 7 that says little about the ballot. It stands
// for a throw of dice: nodes have none, so that a run can be played again.
func scattered(b Ballot) int {
	h := uint32(2166136261)
	for _, c := range []byte(b.String()) {
		h = (h ^ uint32(c)) * 16777619
	}
	return int(h >> 13 & 7)
}
