package journal

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

const startLines = "a line such as 'JN1 has 1-4 epoch 1', 'JN1 finalized 1-4 epoch 1', 'JN1 accepted 1-4 epoch 2', 'JN1 promised 3' or 'NN1 wrote 1-4 epoch 1'"

// most bounds the numbers that a start line may speak of.
const most = 99

// readStart gives the JournalNodes as they are at the start, and what an observer
// knows of it.
func (c *cluster) readStart(lines []string) (nodes []journalnode, facts []engine.Fact, err error) {
	for _, id := range c.journals {
		nodes = append(nodes, c.first(id))
	}
	if c.active {
		facts = append(facts, engine.Fact{Kind: factEpoch, Node: c.names[0], Key: "1"},
			engine.Fact{Kind: factDurable, Node: c.names[0], Key: "1", Value: runs{{1, 1, c.mark(1, 1, 1)}}.String()})
		if len(lines) > 0 {
			return nil, nil, &engine.ConfigError{Key: "start", Err: fmt.Errorf("with an active NameNode the log begins anew; expected begin: standby, or no start lines")}
		}
	}
	for _, line := range lines {
		f, err := c.readLine(strings.Fields(line), nodes)
		if err != nil {
			return nil, nil, &engine.ConfigError{Key: "start", Item: line, Err: fmt.Errorf("'%s'; expected %w", line, err)}
		}
		facts = append(facts, f)
	}
	return nodes, facts, nil
}

// first is a JournalNode at the start: new, or with the first segment open.
func (c *cluster) first(id engine.NodeID) journalnode {
	j := journalnode{cluster: c, id: id}
	if c.active {
		j.promised, j.writer, j.open, j.serial = 1, 1, 1, 2
		j.segments = segments{{first: 1, by: []int{c.mark(1, 1, 1)}}}
	}
	return j
}

// readLine reads one line. What is on a disk in an epoch has been promised.
func (c *cluster) readLine(words []string, nodes []journalnode) (engine.Fact, error) {
	wrong := fmt.Errorf("%s", startLines)
	if len(words) == 3 && words[1] == "promised" {
		i, epoch := c.journals.Index(engine.NodeID(words[0])), natural(words[2])
		if i < 0 || epoch == 0 {
			return engine.Fact{}, wrong
		}
		nodes[i].promised = max(nodes[i].promised, epoch)
		return engine.Fact{Kind: factPromise, Node: c.journals[i], Key: itoa(epoch)}, nil
	}
	if len(words) != 5 || words[3] != "epoch" {
		return engine.Fact{}, wrong
	}
	first, last, ok := parseSpan(words[2])
	epoch := natural(words[4])
	if !ok || epoch == 0 {
		return engine.Fact{}, wrong
	}
	if i := c.names.Index(engine.NodeID(words[0])); i >= 0 && words[1] == "wrote" {
		return engine.Fact{Kind: factDurable, Node: c.names[i], Key: itoa(first), Value: c.written(first, last, epoch).contents()}, nil
	}
	i := c.journals.Index(engine.NodeID(words[0]))
	if i < 0 || !slices.Contains([]string{"has", "finalized", "accepted"}, words[1]) {
		return engine.Fact{}, wrong
	}
	return nodes[i].put(words[1], c.written(first, last, epoch), epoch)
}

// put has a segment on a disk, or that it was accepted in a recovery.
func (j *journalnode) put(what string, s segment, epoch int) (engine.Fact, error) {
	before, has := j.segments.at(s.first)
	j.promised = max(j.promised, epoch)
	if what == "accepted" {
		if before.last() != s.last() || before.finalized {
			return engine.Fact{}, fmt.Errorf("first that %s has %s in progress", j.id, span(s.first, s.last()))
		}
		j.decisions = j.decisions.put(decision{s.first, s.last(), epoch})
		return engine.Fact{Kind: factAccepted, Node: j.id, Key: ref{epoch, s.first}.String(), Value: before.contents()}, nil
	}
	if n := len(j.segments); has || n > 0 && j.segments[n-1].last() >= s.first {
		return engine.Fact{}, fmt.Errorf("a segment behind %s", j.segments)
	}
	s.finalized = what == "finalized"
	j.writer, j.segments = max(j.writer, epoch), j.segments.put(s)
	kind := factPromise
	if s.finalized {
		return engine.Fact{Kind: factFinalized, Node: j.id, Key: itoa(s.first), Value: s.contents()}, nil
	}
	return engine.Fact{Kind: kind, Node: j.id, Key: itoa(epoch)}, nil
}

// written is a segment that one writer has written.
func (c *cluster) written(first, last, epoch int) segment {
	s := segment{first: first}
	for tx := first; tx <= last; tx++ {
		s.by = append(s.by, c.mark(first, tx, epoch))
	}
	return s
}

// natural reads a number from 1 to the most; 0 if it is something else.
func natural(word string) int {
	if n, err := strconv.Atoi(word); err == nil && n <= most && n > 0 && strconv.Itoa(n) == word {
		return n
	}
	return 0
}
