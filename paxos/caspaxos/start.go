package caspaxos

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
	"synod/paxos/ballot"
)

// disks is what start lines put on disks, and what an observer knows of it.
type disks struct {
	tried []Ballot   // by proposer
	nodes []acceptor // by acceptor
	facts []engine.Fact
}

const startLines = "a line such as 'A1 voted 2.P1 42', 'A2 promised 3.P1' or 'A3 removed 3.P1'"

// readDisks reads the lines under start. A state builds on the one before it
// that anybody is said to have voted for.
func (c *cluster) readDisks(lines []string) (disks, error) {
	d := disks{tried: make([]Ballot, len(c.proposers))}
	for range c.acceptors {
		d.nodes = append(d.nodes, acceptor{c: c})
	}
	for _, line := range lines {
		if err := c.readDisk(&d, strings.Fields(line)); err != nil {
			return d, &engine.ConfigError{Key: "start", Item: line, Err: err}
		}
	}
	d.link()
	return d, nil
}

func (c *cluster) readDisk(d *disks, words []string) error {
	if len(words) < 3 {
		return fmt.Errorf("'%s'; expected %s", strings.Join(words, " "), startLines)
	}
	b := ballot.Parse(words[2])
	p := slices.Index(c.proposers, b.By)
	if b.String() != words[2] || b.Round < 1 || b.Round > maxRound || p < 0 {
		return fmt.Errorf("'%s' is no ballot; expected a round from 1 to %d and a proposer, such as 1.%s", words[2], maxRound, c.proposers[0])
	}
	a := slices.Index(c.acceptors, engine.NodeID(words[0]))
	switch what := words[1]; {
	case a >= 0 && what == "promised" && len(words) == 3:
		d.fact(c, a, factPromise, b, "")
	case a >= 0 && what == "removed" && len(words) == 3:
		d.nodes[a].voted = Vote{}
		d.fact(c, a, factVote, b, Nothing)
		d.fact(c, a, factCollected, b, "")
	case a >= 0 && what == "voted" && len(words) == 4 && engine.IsWord(words[3]):
		d.nodes[a].voted = ballot.Highest(d.nodes[a].voted, Vote{Ballot: b, Value: words[3]})
		d.fact(c, a, factVote, b, words[3])
	default:
		return fmt.Errorf("'%s'; expected %s", strings.Join(words, " "), startLines)
	}
	d.tried[p] = ballot.Higher(d.tried[p], b)
	d.nodes[a].promised = ballot.Higher(d.nodes[a].promised, b)
	return nil
}

// maxRound bounds the rounds that a start line may speak of.
const maxRound = 1000

func (d *disks) fact(c *cluster, a int, kind string, b Ballot, value string) {
	d.facts = append(d.facts, engine.Fact{Kind: kind, Node: c.acceptors[a], Key: b.String(), Value: value})
}

// link makes a chain of the states that were voted for.
func (d *disks) link() {
	var votes []engine.Fact
	for _, f := range d.facts {
		if f.Kind == factVote && !slices.ContainsFunc(votes, func(o engine.Fact) bool { return o.Key == f.Key }) {
			votes = append(votes, f)
		}
	}
	slices.SortFunc(votes, func(a, b engine.Fact) int { return ballot.Parse(a.Key).Compare(ballot.Parse(b.Key)) })
	before := Ballot{}
	for _, f := range votes {
		b := ballot.Parse(f.Key)
		d.facts = append(d.facts, engine.Fact{Kind: factParent, Node: b.By, Key: f.Key, Value: before.String()},
			engine.Fact{Kind: factState, Node: b.By, Key: f.Key, Value: f.Value})
		before = b
	}
}
