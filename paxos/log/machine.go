package log

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/guarded"
)

// machine is the replicated state machine: what a replica has after it executed
// the log up to some slot. Replicas that executed the same prefix have the same.
// It is never changed in place.
type machine struct {
	pairs    []pair    // by key
	locks    []lock    // by name
	sessions []session // by client
	configs  []config  // by slot
}

// pair is what a key holds.
type pair struct{ key, value string }

// session is the last request of a client that was executed, and what it gave.
type session struct {
	client engine.NodeID
	number int
	result string
}

// config says which acceptors vote from a slot on.
type config struct {
	from    int
	members set
}

// lock is a lock that is held. Its token is the slot in which it was granted, so
// that a later grant has a higher one.
type lock struct {
	name   string
	holder engine.NodeID
	token  int
}

// apply executes a command. A request that its client's session has seen is not
// executed again: it gives what it gave before.
func (m machine) apply(c *cluster, slot int, cmd command) (after machine, result string, executed bool) {
	if cmd.id == "" {
		after, result = m.execute(c, slot, cmd)
		return after, result, true
	}
	if last := m.session(cmd.client()); c.exactlyOnce && cmd.number() <= last.number {
		return m, last.result, false
	}
	m, result = m.execute(c, slot, cmd)
	return m.remember(session{cmd.client(), cmd.number(), result}), result, true
}

// execute is what each operation does.
func (m machine) execute(c *cluster, slot int, cmd command) (machine, string) {
	key := cmd.arg(0)
	if result, after, ok := onKey(cmd, m.get(key)); ok {
		return m.put(key, after), result
	}
	switch cmd.words[0] {
	case opLock, opSeize, opUnlock:
		return m.executeLock(slot, cmd)
	case opConfig:
		return m.configure(c, slot, cmd.words[1:])
	}
	return m, "done"
}

// onKey is what an operation on a key gives and leaves, given what the key holds;
// false: it is about no key.
func onKey(cmd command, now string) (result, after string, ok bool) {
	switch cmd.words[0] {
	case opPut:
		return cmd.arg(1), cmd.arg(1), true
	case opGet:
		return now, now, true
	case opCAS:
		if now != cmd.arg(1) {
			return "kept " + now, now, true
		}
		return cmd.arg(2), cmd.arg(2), true
	case opAdd:
		n, _ := strconv.Atoi(now)
		more, _ := strconv.Atoi(cmd.arg(1))
		sum := strconv.Itoa(n + more)
		return sum, sum, true
	}
	return "", "", false
}

// nothing is what a key holds that was never put.
const nothing = "nothing"

// Sequential is what an operation gives and leaves at a store that knows of no
// other: the store is written as keys and values, one after another. What is
// about no key gives whatever it gave. It is what the history is judged by.
func Sequential(store string, op *engine.Op) (after, answer string) {
	args, _ := splitVia(op.Args)
	cmd := command{words: append([]string{op.Name}, args...)}
	var m machine
	words := strings.Fields(store)
	for i := 0; i+1 < len(words); i += 2 {
		m.pairs = append(m.pairs, pair{words[i], words[i+1]})
	}
	answer, value, ok := onKey(cmd, m.get(cmd.arg(0)))
	if !ok {
		return store, op.Value
	}
	words = nil
	for _, p := range m.put(cmd.arg(0), value).pairs {
		words = append(words, p.key, p.value)
	}
	return strings.Join(words, " "), answer
}

// executeLock grants a lock that nobody holds, or that is taken over from a holder
// believed to be gone; and takes it back from its holder.
func (m machine) executeLock(slot int, cmd command) (machine, string) {
	name := cmd.arg(0)
	i := slices.IndexFunc(m.locks, func(l lock) bool { return l.name == name })
	rest := slices.DeleteFunc(slices.Clone(m.locks), func(l lock) bool { return l.name == name })
	switch op := cmd.words[0]; {
	case op == opUnlock && i >= 0 && m.locks[i].holder == cmd.client():
		m.locks = rest
		return m, "released"
	case op == opUnlock:
		return m, "not held"
	case op == opLock && i >= 0 && m.locks[i].holder != cmd.client():
		return m, "held by " + string(m.locks[i].holder)
	}
	m.locks = append(rest, lock{name, cmd.client(), slot})
	slices.SortFunc(m.locks, func(a, b lock) int { return cmp.Compare(a.name, b.name) })
	return m, guarded.TokenText(slot)
}

func (m machine) find(key string) (int, bool) {
	return slices.BinarySearchFunc(m.pairs, key, func(p pair, key string) int { return cmp.Compare(p.key, key) })
}

func (m machine) get(key string) string {
	if i, found := m.find(key); found {
		return m.pairs[i].value
	}
	return nothing
}

func (m machine) put(key, value string) machine {
	i, found := m.find(key)
	if value == m.get(key) {
		return m
	}
	if found {
		m.pairs = slices.Clone(m.pairs)
		m.pairs[i].value = value
		return m
	}
	m.pairs = slices.Insert(slices.Clone(m.pairs), i, pair{key, value})
	return m
}

// session is the client's; one that was never heard of has executed nothing.
func (m machine) session(client engine.NodeID) session {
	for _, s := range m.sessions {
		if s.client == client {
			return s
		}
	}
	return session{client: client}
}

func (m machine) remember(s session) machine {
	rest := slices.DeleteFunc(slices.Clone(m.sessions), func(o session) bool { return o.client == s.client })
	m.sessions = append(rest, s)
	slices.SortFunc(m.sessions, func(a, b session) int { return cmp.Compare(a.client, b.client) })
	return m
}

// configure says who votes from slot + α on: slots up to there may be under way
// with those who vote now.
func (m machine) configure(c *cluster, slot int, names []string) (machine, string) {
	from := slot + c.window
	if !c.configWaits {
		from = configAtOnce(slot)
	}
	m.configs = append(slices.Clone(m.configs), config{from, c.members(names)})
	return m, "from slot " + strconv.Itoa(from)
}

// configAtOnce is from where a configuration is in force with config-waits
// switched off.
func configAtOnce(slot int) int { return slot + 1 }

// voters is who votes in a slot.
func (m machine) voters(c *cluster, slot int) set {
	voters := c.initial
	for _, g := range m.configs {
		if g.from <= slot {
			voters = g.members
		}
	}
	return voters
}

// String is the pairs: fruit pear, lunch soup.
func (m machine) String() string {
	s := ""
	for _, p := range m.pairs {
		if s != "" {
			s += ", "
		}
		s += p.key + " " + p.value
	}
	for _, l := range m.locks {
		if s != "" {
			s += ", "
		}
		s += l.name + " held by " + string(l.holder) + " with " + guarded.TokenText(l.token)
	}
	return cmp.Or(s, "-")
}

func (m machine) appendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(m.pairs)))
	for _, p := range m.pairs {
		b = engine.AppendString(engine.AppendString(b, p.key), p.value)
	}
	b = engine.AppendInt(b, int64(len(m.locks)))
	for _, l := range m.locks {
		b = engine.AppendInt(engine.AppendString(engine.AppendString(b, l.name), string(l.holder)), int64(l.token))
	}
	b = engine.AppendInt(b, int64(len(m.sessions)))
	for _, s := range m.sessions {
		b = engine.AppendString(engine.AppendInt(engine.AppendString(b, string(s.client)), int64(s.number)), s.result)
	}
	b = engine.AppendInt(b, int64(len(m.configs)))
	for _, g := range m.configs {
		b = engine.AppendInt(engine.AppendInt(b, int64(g.from)), int64(g.members))
	}
	return b
}
