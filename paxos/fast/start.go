package fast

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
	"synod/paxos/ballot"
)

// disks is what start lines put into nodes, and what an observer knows of it.
type disks struct {
	tried []Ballot   // by coordinator
	open  []bool     // by coordinator: it has opened its ballot
	nodes []acceptor // by acceptor
	facts []engine.Fact
}

const startLines = "a line such as 'C1 opened 1.C1', 'A1 voted 1.C1 pear' or 'A1 promised 2.C1'"

// readDisks reads the lines under start. A line implies what must have gone
// before it: that a coordinator has opened a ballot means that every acceptor
// has promised it and been told, and a vote raised the promise.
func (c *cluster) readDisks(lines []string) (disks, error) {
	d := disks{tried: make([]Ballot, len(c.coordinators)), open: make([]bool, len(c.coordinators))}
	for range c.acceptors {
		d.nodes = append(d.nodes, acceptor{c: c})
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
	k, a := slices.Index(c.coordinators, id), slices.Index(c.acceptors, id)
	switch what := words[1]; {
	case k >= 0 && what == "opened" && len(words) == 3 && b.By == id && isFast(b):
		d.opened(c, k, b)
	case a >= 0 && what == "promised" && len(words) == 3:
		d.promise(c, a, b)
	case a >= 0 && what == "voted" && len(words) == 4 && engine.IsWord(words[3]):
		return d.vote(c, a, Vote{Ballot: b, Value: words[3]})
	default:
		return fmt.Errorf("'%s'; expected %s", strings.Join(words, " "), startLines)
	}
	return nil
}

// knownBallot reads the ballot of a coordinator that there is.
func (c *cluster) knownBallot(word string) (Ballot, error) {
	b := ballot.Parse(word)
	if b.String() != word || b.Round < 1 || b.Round > maxRound || !slices.Contains(c.coordinators, b.By) {
		return b, fmt.Errorf("'%s' is no ballot; expected a round from 1 to %d and a coordinator, such as 1.%s", word, maxRound, c.coordinators[0])
	}
	return b, nil
}

// maxRound bounds the rounds that a start line may speak of.
const maxRound = 1000

func (d *disks) try(c *cluster, b Ballot) {
	k := slices.Index(c.coordinators, b.By)
	d.tried[k] = ballot.Higher(d.tried[k], b)
}

func (d *disks) opened(c *cluster, k int, b Ballot) {
	d.open[k] = d.tried[k].Less(b)
	d.facts = append(d.facts, engine.Fact{Kind: factOpen, Node: b.By, Key: b.String()})
	for i := range d.nodes {
		d.promise(c, i, b)
		d.nodes[i].opened = ballot.Higher(d.nodes[i].opened, b)
	}
}

func (d *disks) promise(c *cluster, i int, b Ballot) {
	d.try(c, b)
	d.nodes[i].promised = ballot.Higher(d.nodes[i].promised, b)
	d.facts = append(d.facts, engine.Fact{Kind: factPromise, Node: c.acceptors[i], Key: b.String()})
}

func (d *disks) vote(c *cluster, i int, v Vote) error {
	for _, f := range d.facts {
		same := f.Kind == factVote && f.Key == v.Ballot.String() && f.Value != v.Value
		if same && (!isFast(v.Ballot) || f.Node == c.acceptors[i]) {
			return fmt.Errorf("%s has votes for %s and %s; expected one value", f.Key, f.Value, v.Value)
		}
	}
	d.try(c, v.Ballot)
	a := &d.nodes[i]
	a.promised, a.voted = ballot.Higher(a.promised, v.Ballot), ballot.Highest(a.voted, v)
	d.facts = append(d.facts,
		engine.Fact{Kind: factProposed, Node: c.proposers[0], Value: v.Value},
		engine.Fact{Kind: factVote, Node: c.acceptors[i], Key: v.Ballot.String(), Value: v.Value})
	return nil
}
