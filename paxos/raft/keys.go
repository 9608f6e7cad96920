package raft

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/guarded"
)

// keys is a store of keys with one revision for all of them, which every change
// raises. A key that is attached to a lease goes when the lease does.
type keys struct {
	revision int
	pairs    []pair // by key
	leases   []lease
}

type pair struct {
	key, value       string
	created, changed int    // the revisions in which that was
	lease            string // empty: none
}

// lease is a client's; its id is the client's name and the index at which it was
// granted.
type lease struct {
	id     string
	client engine.NodeID
}

// emptyKeys is a store whose revision is 1, in which each client has a lease.
func emptyKeys(clients []engine.NodeID) keys {
	k := keys{revision: 1}
	for _, id := range clients {
		k.leases = append(k.leases, lease{firstLease(id), id})
	}
	return k
}

func firstLease(client engine.NodeID) string { return string(client) + "-0" }

// Entries of the log, beside those that clients ask for by their operations.
const (
	entryDelete = "delete"
	entryRevoke = "revoke"
)

// What a client is told.
const (
	noLease  = "no such lease"
	notOwner = "not the owner"
	oldestIs = ", the oldest in "
)

func (k keys) apply(index int, value string) (machine, string) {
	switch c := parseCommand(value); c[0] {
	case opPut:
		if len(c) > 3 && strconv.Itoa(k.at(c.arg(2)).created) != c.arg(3) {
			return k, notOwner
		}
		k = k.put(c.arg(0), c.arg(1), "")
	case opLock:
		return k.lock(c.arg(0), c.arg(1))
	case entryDelete:
		k = k.delete(func(p pair) bool { return p.key == c.arg(0) })
	case opGrant:
		l := lease{c.arg(0) + "-" + itoa(index), engine.NodeID(c.arg(0))}
		k.leases = append(slices.Clone(k.leases), l)
		return k, l.id
	case entryRevoke:
		k = k.revoke(c.arg(0))
	}
	return k, "revision " + itoa(k.revision)
}

// lock is the transaction of the recipe: if there is no key of that lease, put
// one; and tell its create revision, and the lowest of those for the lock.
func (k keys) lock(name, id string) (machine, string) {
	if !slices.ContainsFunc(k.leases, func(l lease) bool { return l.id == id }) {
		return k, noLease
	}
	key := lockKey(name, id)
	if k.at(key).created == 0 {
		k = k.put(key, "", id)
	}
	return k, "created in " + itoa(k.at(key).created) + oldestIs + itoa(k.owner(name).created)
}

func lockKey(name, id string) string { return name + "/" + id }

func (k keys) find(key string) (int, bool) {
	return slices.BinarySearchFunc(k.pairs, key, func(p pair, key string) int { return cmp.Compare(p.key, key) })
}

// at is the pair of a key; its revisions are 0 if there is none.
func (k keys) at(key string) pair {
	if i, found := k.find(key); found {
		return k.pairs[i]
	}
	return pair{}
}

func (k keys) put(key, value, id string) keys {
	k.revision++
	p := pair{key, value, k.revision, k.revision, id}
	i, found := k.find(key)
	k.pairs = slices.Clone(k.pairs)
	if found {
		p.created = k.pairs[i].created
		k.pairs[i] = p
	} else {
		k.pairs = slices.Insert(k.pairs, i, p)
	}
	return k
}

// delete takes keys away, in one revision; none if there are none.
func (k keys) delete(gone func(pair) bool) keys {
	if slices.ContainsFunc(k.pairs, gone) {
		k.revision++
		k.pairs = slices.DeleteFunc(slices.Clone(k.pairs), gone)
	}
	return k
}

func (k keys) revoke(id string) keys {
	k.leases = slices.DeleteFunc(slices.Clone(k.leases), func(l lease) bool { return l.id == id })
	return k.delete(func(p pair) bool { return p.lease == id })
}

// owner is the oldest key for a lock.
func (k keys) owner(name string) (oldest pair) {
	for _, p := range k.pairs {
		if strings.HasPrefix(p.key, name+"/") && (oldest.created == 0 || p.created < oldest.created) {
			oldest = p
		}
	}
	return oldest
}

// owners is the oldest key for each lock.
func (k keys) owners() (out []pair) {
	for _, p := range k.pairs {
		if name, _, is := strings.Cut(p.key, "/"); is && k.owner(name) == p {
			out = append(out, p)
		}
	}
	return out
}

func (k keys) read(op string, args []string) string {
	switch p := k.at(args[0]); {
	case op == opWatch:
		return "none is older"
	case p.created == 0:
		return nobody
	case op == opOwn:
		return "created in " + itoa(p.created)
	default:
		return p.value
	}
}

func (k keys) leased() (out []engine.NodeID) {
	for _, l := range k.leases {
		if !slices.Contains(out, l.client) {
			out = append(out, l.client)
		}
	}
	return out
}

// leaseOf is the oldest lease of a client; empty: it has none.
func (k keys) leaseOf(client engine.NodeID) string {
	for _, l := range k.leases {
		if l.client == client {
			return l.id
		}
	}
	return ""
}

// String is: revision 3: fruit=pear 2, door/c1-0 3; leases c1-0.
func (k keys) String() string {
	words := make([]string, 0, len(k.pairs))
	for _, p := range k.pairs {
		revisions := itoa(p.created)
		if p.changed != p.created {
			revisions += "/" + itoa(p.changed)
		}
		if p.value != "" {
			p.key += "=" + p.value
		}
		words = append(words, p.key+" "+revisions)
	}
	ids := make([]string, 0, len(k.leases))
	for _, l := range k.leases {
		ids = append(ids, l.id)
	}
	return "revision " + itoa(k.revision) + ": " + cmp.Or(strings.Join(words, ", "), "nothing") + "; leases " + cmp.Or(strings.Join(ids, " "), "none")
}

func (k keys) appendTo(b []byte) []byte {
	b = engine.AppendInt(engine.AppendInt(b, int64(k.revision)), int64(len(k.pairs)))
	for _, p := range k.pairs {
		b = engine.AppendString(engine.AppendString(engine.AppendString(b, p.key), p.value), p.lease)
		b = engine.AppendInt(engine.AppendInt(b, int64(p.created)), int64(p.changed))
	}
	for _, l := range k.leases {
		b = engine.AppendString(b, l.id)
	}
	return b
}

func tokenOf(p pair) string { return guarded.TokenText(p.created) }
