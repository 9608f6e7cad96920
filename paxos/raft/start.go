package raft

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

const startLines = "a line such as 'S1 term 2', 'S1 log x@1 y@2' or 'S1 leads'"

// readStart reads lines that say what is on disks, and who leads its own term,
// which comes last. A log implies a term. Whether a run leads there is not checked.
func (c *cluster) readStart(lines []string, specs []engine.NodeSpec) error {
	for _, line := range lines {
		if err := c.readLine(strings.Fields(line), specs); err != nil {
			return &engine.ConfigError{Key: "start", Item: line, Err: err}
		}
	}
	return nil
}

func (c *cluster) readLine(words []string, specs []engine.NodeSpec) error {
	if len(words) < 2 || !slices.Contains(c.servers, engine.NodeID(words[0])) {
		return fmt.Errorf("'%s'; expected %s", strings.Join(words, " "), startLines)
	}
	i := slices.IndexFunc(specs, func(s engine.NodeSpec) bool { return s.ID == engine.NodeID(words[0]) })
	s := specs[i].Node.(server)
	n, err := strconv.Atoi(words[len(words)-1])
	switch what := words[1]; {
	case what == "term" && len(words) == 3 && err == nil && n > 0 && n < 1000:
		s.term = max(s.term, n)
	case what == "leads" && s.state != nil && s.ttl > 0:
		return errors.New("with a ttl nobody leads from the start: leases last from an election on; let it win one in the run")
	case what == "leads" && len(words) == 2 && s.term > 0:
		s, specs[i].Arm = s.elected(), s.timers()
	case what == "log" && len(words) > 2:
		if s, err = s.withLog(words[2:]); err != nil {
			return err
		}
	default:
		return fmt.Errorf("'%s'; expected %s", strings.Join(words, " "), startLines)
	}
	specs[i].Node = s
	return nil
}

func (s server) withLog(words []string) (server, error) {
	for _, word := range words {
		e := parseEntry(word)
		if e.String() != word || !engine.IsWord(e.value) || e.term < max(1, s.log.term(len(s.log))) {
			return s, fmt.Errorf("'%s' is no entry that follows; expected a value and a term that does not go back, such as x@1", word)
		}
		s.log = append(s.log[:len(s.log):len(s.log)], e)
		s.term = max(s.term, e.term)
	}
	return s.configured(), nil
}

// timers lists those of a leader as it begins.
func (s server) timers() []string {
	timers := []string{beat}
	if s.checkQuorum {
		timers = append(timers, quorumCheck)
	}
	if s.state != nil {
		for _, id := range s.state.leased() {
			timers = append(timers, missPrefix+string(id))
		}
	}
	return timers
}

// elected is a server that leads its term.
func (s server) elected() server {
	s.role, s.votedFor, s.leading = leader, s.id, s.cluster.leading(len(s.log))
	s.match[s.servers.Index(s.id)] = len(s.log)
	return s.heardFrom(s.peers()...)
}

// stored is what an observer knows of the logs that start lines tell of.
func stored(specs []engine.NodeSpec) (facts []engine.Fact) {
	for _, spec := range specs {
		if s, is := spec.Node.(server); is {
			if s.role == leader {
				facts = append(facts, engine.Fact{Kind: factLeads, Node: s.id, Key: itoa(s.term), Value: s.log.String()})
			}
			for i, e := range s.log {
				facts = append(facts, engine.Fact{Kind: factStored, Node: s.id, Key: itoa(i+1) + "." + itoa(e.term), Value: s.log[:i+1].String()})
			}
		}
	}
	return facts
}
