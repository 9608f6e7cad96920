package zab

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
)

const startLines = "a line such as 'p1 logged tea@1.1'"

// readStart reads lines that say what is on disks. All have accepted, and lived
// in, the epoch of the last transaction that anybody has, at least the first.
// Whether a run leads there is not checked.
func (c *cluster) readStart(lines []string, specs []engine.NodeSpec) error {
	if len(lines) > 0 && c.led {
		return &engine.ConfigError{Key: "start", Err: fmt.Errorf("with a leader at the start histories are empty; expected begin: looking, or no start lines")}
	}
	epoch := 0
	for _, line := range lines {
		t, err := c.readLog(line, specs)
		if err != nil {
			return &engine.ConfigError{Key: "start", Item: line, Err: err}
		}
		epoch = max(epoch, t.epoch)
	}
	for i := range specs {
		if p, is := specs[i].Node.(peer); is && epoch > 0 {
			p.accepted, p.current = epoch, epoch
			specs[i].Node = p
		}
	}
	return nil
}

// readLog puts the transaction of one line on a disk.
func (c *cluster) readLog(line string, specs []engine.NodeSpec) (txn, error) {
	words := strings.Fields(line)
	if len(words) != 3 || words[1] != "logged" || c.peers.Index(engine.NodeID(words[0])) < 0 {
		return txn{}, fmt.Errorf("'%s'; expected %s", line, startLines)
	}
	t := parseTxn(words[2])
	i := slices.IndexFunc(specs, func(s engine.NodeSpec) bool { return s.ID == engine.NodeID(words[0]) })
	p := specs[i].Node.(peer)
	if t.String() != words[2] || !engine.IsWord(t.value) || t.counter < 1 || t.epoch < 1 || t.compare(p.history.last()) <= 0 {
		return txn{}, fmt.Errorf("'%s' is no transaction that follows %s; expected a value and a number, such as tea@1.1", words[2], p.history.last())
	}
	p.history = p.history.with(t)
	specs[i].Node = p
	return t, nil
}
