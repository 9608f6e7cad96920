package zab

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/guarded"
)

// tree is what transactions lead to where servers keep a tree of nodes: the
// sessions that are alive, and the nodes for locks. Every server applies the same
// transactions in the same order, and so has the same tree. It is never kept: it
// follows from the history and from how much of it is delivered.
type tree struct {
	sessions []string
	nodes    []node // by lock and number
	counts   []node // for each lock the last number that was given
}

// node is an ephemeral, sequential one: it goes with its session, and its name ends
// in a number that the server gave.
type node struct {
	lock, guid string // of /door/c1-lock-1: /door, and c1
	number     int
	session    string
}

func (n node) path() string { return n.lock + "/" + n.name() }

func (n node) name() string {
	name := "lock-" + strconv.Itoa(n.number)
	if n.guid != "" {
		name = n.guid + "-" + name
	}
	return name
}

// The commands that transactions hold in a tree, with colons between the words.
const (
	cmdCreate = "create" // session, lock, guid
	cmdDelete = "delete" // session, path
	cmdClose  = "close"  // session
	cmdOpen   = "open"   // client
)

// What a client is told.
const (
	toldExpired = "session-expired"
	toldNoNode  = "no-node"
	toldExists  = "exists"
)

// firstTree has a session for each client.
func (c *cluster) firstTree() (t tree) {
	for _, id := range c.clients {
		t.sessions = append(t.sessions, firstSession(id))
	}
	return t
}

func firstSession(client engine.NodeID) string { return string(client) + "-0" }

// state is the tree as this peer has it.
func (p peer) state() tree {
	t := p.firstTree()
	for _, x := range p.history[:p.committed] {
		t, _ = t.apply(x)
	}
	return t
}

// apply is a transaction, and what it gave.
func (t tree) apply(x txn) (tree, string) {
	words := append(strings.Split(x.value, ":"), "", "", "")
	session := words[1]
	switch {
	case words[0] == cmdOpen:
		id := session + "-" + x.zxid.String()
		t.sessions = append(slices.Clone(t.sessions), id)
		return t, id
	case !t.alive(session):
		return t, toldExpired
	case words[0] == cmdCreate:
		return t.create(node{lock: words[2], guid: words[3], session: session})
	case words[0] == cmdClose:
		t.sessions = slices.DeleteFunc(slices.Clone(t.sessions), func(s string) bool { return s == session })
		return t.without(func(n node) bool { return n.session == session }), "closed"
	}
	if t.at(words[2]).number == 0 {
		return t, toldNoNode
	}
	return t.without(func(n node) bool { return n.path() == words[2] }), "deleted"
}

func (t tree) alive(session string) bool { return slices.Contains(t.sessions, session) }

// has says whether a client has a session.
func (t tree) has(client engine.NodeID) bool {
	return slices.ContainsFunc(t.sessions, func(s string) bool { return sessionOf(s) == string(client) })
}

// create gives a node the next number of its lock.
func (t tree) create(n node) (tree, string) {
	n.number = 1
	i := slices.IndexFunc(t.counts, func(o node) bool { return o.lock == n.lock })
	t.counts = slices.Clone(t.counts)
	if i >= 0 {
		t.counts[i].number++
		n.number = t.counts[i].number
	} else {
		t.counts = append(t.counts, node{lock: n.lock, number: 1})
	}
	t.nodes = append(t.nodes[:len(t.nodes):len(t.nodes)], n)
	slices.SortFunc(t.nodes, func(a, b node) int { return cmp.Or(cmp.Compare(a.lock, b.lock), cmp.Compare(a.number, b.number)) })
	return t, n.path()
}

func (t tree) without(gone func(node) bool) tree {
	t.nodes = slices.DeleteFunc(slices.Clone(t.nodes), gone)
	return t
}

// at is the node of a path; its number is 0 if there is none.
func (t tree) at(path string) node {
	for _, n := range t.nodes {
		if n.path() == path {
			return n
		}
	}
	return node{}
}

// children lists the nodes for a lock, the lowest first.
func (t tree) children(lock string) (out []node) {
	for _, n := range t.nodes {
		if n.lock == lock {
			out = append(out, n)
		}
	}
	return out
}

// names lists nodes as a client is told of them; "none" if there are none.
func names(nodes []node) string {
	words := make([]string, len(nodes))
	for i, n := range nodes {
		words[i] = n.name()
	}
	return cmp.Or(strings.Join(words, " "), "none")
}

// String is what a person sees of it: /door: c1-lock-1; sessions c1-0 c2-0.
func (t tree) String() string {
	words := make([]string, len(t.nodes))
	for i, n := range t.nodes {
		words[i] = n.path()
	}
	return cmp.Or(strings.Join(words, " "), "no nodes") + "; sessions " + cmp.Or(strings.Join(t.sessions, " "), "none")
}

// parseNode reads a node's name within its lock back.
func parseNode(lock, name string) node {
	n := node{lock: lock}
	guid, number, ok := strings.Cut(name, "lock-")
	if ok {
		n.guid = strings.TrimSuffix(guid, "-")
		n.number, _ = strconv.Atoi(number)
	}
	return n
}

// tokenOf is the fencing number of a node: who is granted the lock later has a
// higher one.
func tokenOf(n node) string { return guarded.TokenText(n.number) }
