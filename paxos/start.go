package paxos

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
	"synod/paxos/ballot"
)

// disks is what start lines put on disks, and what an observer knows of it.
type disks struct {
	tried    []Ballot // by proposer
	promised []Ballot // by acceptor
	voted    []Vote   // by acceptor
	facts    []engine.Fact
}

const startLines = "a line such as 'A1 voted 1.P1 pear', 'A1 promised 2.P2' or 'P1 tried 3.P1'"

// readDisks reads the lines under start. A line implies what must have gone
// before it: a vote was asked for by the ballot's proposer, and it raised the
// promise; a ballot that anybody knows of was tried. Whether a run leads to
// that state is not checked: showing what may not happen is a use of it.
func (c *cluster) readDisks(lines []string) (disks, error) {
	d := disks{
		tried:    make([]Ballot, len(c.proposers)),
		promised: make([]Ballot, len(c.acceptors)),
		voted:    make([]Vote, len(c.acceptors)),
	}
	for _, line := range lines {
		if err := c.readDisk(&d, strings.Fields(line)); err != nil {
			return d, &engine.ConfigError{Key: "start", Item: line, Err: err}
		}
	}
	return d, nil
}

func (c *cluster) readDisk(d *disks, words []string) error {
	if len(words) < 3 {
		return fmt.Errorf("'%s'; expected %s", strings.Join(words, " "), startLines)
	}
	b, err := c.knownBallot(words[2])
	if err != nil {
		return err
	}
	id := engine.NodeID(words[0])
	p, a := slices.Index(c.proposers, id), slices.Index(c.acceptors, id)
	switch what := words[1]; {
	case p >= 0 && what == "tried" && len(words) == 3 && b.By == id:
		d.try(c, b)
	case a >= 0 && what == "promised" && len(words) == 3:
		d.promise(c, a, b)
	case a >= 0 && what == "voted" && len(words) == 4 && engine.IsWord(words[3]):
		return d.vote(c, a, Vote{Ballot: b, Value: words[3]})
	default:
		return fmt.Errorf("'%s'; expected %s", strings.Join(words, " "), startLines)
	}
	return nil
}

// knownBallot reads the ballot of a proposer that there is.
func (c *cluster) knownBallot(word string) (Ballot, error) {
	b := ballot.Parse(word)
	known := slices.Contains(c.proposers, b.By) || b.By == "" && !c.uniqueBallots
	if b.String() != word || b.Round < 1 || b.Round > maxRound || !known {
		return b, fmt.Errorf("'%s' is no ballot; expected a round from 1 to %d and a proposer, such as 1.%s",
			word, maxRound, c.proposers[0])
	}
	return b, nil
}

func (d *disks) try(c *cluster, b Ballot) {
	if p := slices.Index(c.proposers, b.By); p >= 0 {
		d.tried[p] = ballot.Higher(d.tried[p], b)
	}
}

func (d *disks) promise(c *cluster, acceptor int, b Ballot) {
	d.try(c, b)
	d.promised[acceptor] = ballot.Higher(d.promised[acceptor], b)
	d.facts = append(d.facts, engine.Fact{Kind: factPromise, Node: c.acceptors[acceptor], Key: b.String()})
}

func (d *disks) vote(c *cluster, acceptor int, v Vote) error {
	for _, f := range d.facts {
		if f.Kind == factVote && f.Key == v.Ballot.String() && f.Value != v.Value {
			return fmt.Errorf("%s has votes for %s and %s; expected one value in a ballot", f.Key, f.Value, v.Value)
		}
	}
	d.try(c, v.Ballot)
	d.promised[acceptor] = ballot.Higher(d.promised[acceptor], v.Ballot)
	d.voted[acceptor] = ballot.Highest(d.voted[acceptor], v)
	d.facts = append(d.facts,
		engine.Fact{Kind: factProposed, Node: v.Ballot.By, Value: v.Value},
		engine.Fact{Kind: factVote, Node: c.acceptors[acceptor], Key: v.Ballot.String(), Value: v.Value})
	return nil
}
