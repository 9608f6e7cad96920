package log

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/ballot"
)

// disks is what start lines put on disks, and what an observer knows of it.
type disks struct {
	servers   []server
	acceptors []acceptor
	facts     []engine.Fact
}

const startLines = "a line such as 'A1 voted 3 1.S1 put lunch soup', 'A1 promised 2.S2', 'S1 tried 3.S1', 'S2 knows 1 put lunch soup' or 'S1 snapshot 134'"

// maxNumber bounds the rounds and slots of start lines.
const maxNumber = 1000

// readDisks reads the lines under start. A line implies what must have gone
// before it: a vote raised the promise, and its ballot was tried. Whether a run
// leads to that state is not checked.
func (c *cluster) readDisks(lines []string) (disks, error) {
	var d disks
	for i, id := range c.servers {
		d.servers = append(d.servers, server{c: c, id: id})
		d.acceptors = append(d.acceptors, acceptor{c: c, server: c.servers[i]})
	}
	for _, line := range lines {
		if err := c.readDisk(&d, strings.Fields(line)); err != nil {
			return d, &engine.ConfigError{Key: "start", Item: line, Err: err}
		}
	}
	return d, nil
}

func (c *cluster) readDisk(d *disks, words []string) error {
	for _, w := range words {
		if !engine.IsWord(w) {
			return fmt.Errorf("%q is no word; expected letters, digits and . _ - / : +", w)
		}
	}
	if len(words) < 3 {
		return fmt.Errorf("'%s'; expected %s", strings.Join(words, " "), startLines)
	}
	s, a := c.server(words[0]), c.acceptors.Index(engine.NodeID(words[0]))
	switch what := words[1]; {
	case s >= 0 && what == "tried" && len(words) == 3:
		return d.tried(c, words[2])
	case s >= 0 && what == "snapshot" && len(words) == 3:
		return d.snapshot(s, words[2])
	case s >= 0 && what == "knows" && len(words) > 3:
		return d.knows(s, words[2], strings.Join(words[3:], " "))
	case a >= 0 && what == "promised" && len(words) == 3:
		return d.promised(c, a, words[2])
	case a >= 0 && what == "voted" && len(words) > 4:
		return d.voted(c, a, words[2], words[3], strings.Join(words[4:], " "))
	}
	return fmt.Errorf("'%s'; expected %s", strings.Join(words, " "), startLines)
}

func (c *cluster) ballot(word string) (ballot.Ballot, error) {
	b := ballot.Parse(word)
	if b.String() != word || b.Round < 1 || b.Round > maxNumber || !slices.Contains(c.servers, b.By) {
		return b, fmt.Errorf("'%s' is no ballot; expected a round from 1 to %d and a server, such as 1.S1", word, maxNumber)
	}
	return b, nil
}

func slotNumber(word string) (int, error) {
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > maxNumber {
		return 0, fmt.Errorf("'%s' is no slot; expected a number from 1 to %d", word, maxNumber)
	}
	return n, nil
}

func (d *disks) tried(c *cluster, word string) error {
	b, err := c.ballot(word)
	if i := c.server(string(b.By)); err == nil {
		d.servers[i].tried = ballot.Higher(d.servers[i].tried, b)
	}
	return err
}

func (d *disks) promised(c *cluster, i int, word string) error {
	b, err := c.ballot(word)
	if err != nil {
		return err
	}
	d.acceptors[i].promised = ballot.Higher(d.acceptors[i].promised, b)
	d.facts = append(d.facts, engine.Fact{Kind: factPromise, Node: c.acceptors[i], Key: word})
	return d.tried(c, word)
}

func (d *disks) voted(c *cluster, i int, slotWord, word, value string) error {
	slot, err := slotNumber(slotWord)
	if err != nil {
		return err
	}
	b, err := c.ballot(word)
	if err != nil {
		return err
	}
	key := ballot.At(b, slot)
	for _, f := range d.facts {
		if f.Kind == factVote && f.Key == key && f.Value != value {
			return fmt.Errorf("%s has votes for '%s' and '%s'; expected one value", key, f.Value, value)
		}
	}
	a := &d.acceptors[i]
	a.promised = ballot.Higher(a.promised, b)
	a.votes = a.votes.With(slot, ballot.Highest(a.votes.At(slot), ballot.Vote{Ballot: b, Value: value}))
	d.facts = append(d.facts,
		engine.Fact{Kind: factProposed, Key: parse(value).id, Value: value},
		engine.Fact{Kind: factVote, Node: c.acceptors[i], Key: key, Value: value})
	return d.tried(c, word)
}

// knows puts a slot into a server's log; what can be executed, is.
func (d *disks) knows(i int, slotWord, value string) error {
	slot, err := slotNumber(slotWord)
	if err != nil {
		return err
	}
	s := d.servers[i]
	s.log = s.log.with(slot, value)
	before, fresh := s.applied, parse(value).number() > s.state.session(parse(value).client()).number
	s = s.execute(slot, &engine.Effects{})
	d.servers[i] = s
	d.facts = append(d.facts,
		engine.Fact{Kind: factProposed, Key: parse(value).id, Value: value},
		engine.Fact{Kind: factChosen, Key: slotWord, Value: value},
		engine.Fact{Kind: factLearnt, Node: s.id, Key: slotWord, Value: value})
	if fresh && s.applied > before {
		d.facts = append(d.facts, engine.Fact{Kind: factEffect, Node: s.id, Key: parse(value).id, Value: slotWord})
	}
	for n := before + 1; n <= s.applied; n++ {
		v, _ := s.log.at(n)
		d.facts = append(d.facts, engine.Fact{Kind: factApplied, Node: s.id, Key: strconv.Itoa(n), Value: v})
	}
	return nil
}

// snapshot says that a server has executed all slots up to one, and keeps no
// log of them.
func (d *disks) snapshot(i int, slotWord string) error {
	slot, err := slotNumber(slotWord)
	if err != nil {
		return err
	}
	s := &d.servers[i]
	s.base, s.applied = slot, slot
	d.facts = append(d.facts, engine.Fact{Kind: factApplied, Node: s.id, Key: slotWord, Value: snapshot})
	return nil
}
