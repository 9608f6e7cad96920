package members

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

// Most is how many nodes of a group there can be, so that names order as
// numbers do.
const Most = 9

// Group lists the nodes of one role in their order. A set of them has one bit
// for each.
type Group []engine.NodeID

// Named gives the group A1, A2, … An for the letter A.
func Named(letter string, n int) Group {
	g := make(Group, n)
	for i := range g {
		g[i] = engine.NodeID(letter + strconv.Itoa(i+1))
	}
	return g
}

// Bit is the set of one node; the empty set if it is no member.
func (g Group) Bit(id engine.NodeID) sets.Set {
	if i := g.Index(id); i >= 0 {
		return sets.Of(i)
	}
	return 0
}

// Index is the place of a node; -1 if it is no member.
func (g Group) Index(id engine.NodeID) int { return slices.Index(g, id) }

// Others lists the members but one.
func (g Group) Others(id engine.NodeID) []engine.NodeID { return g.List(g.All() &^ g.Bit(id)) }

// All is the set of all members.
func (g Group) All() sets.Set { return sets.First(len(g)) }

// List lists the members of s.
func (g Group) List(s sets.Set) []engine.NodeID {
	var out []engine.NodeID
	for _, i := range s.Members() {
		out = append(out, g[i])
	}
	return out
}

// Names lists the members of s in a sentence: "A1, A3".
func (g Group) Names(s sets.Set) string { return strings.Join(g.Words(s), ", ") }

// Words lists the names of the members of s.
func (g Group) Words(s sets.Set) []string {
	var out []string
	for _, i := range s.Members() {
		out = append(out, string(g[i]))
	}
	return out
}

// Rename gives the set of the same size whose members have other names.
func (g Group) Rename(s sets.Set, to func(engine.NodeID) engine.NodeID) (out sets.Set) {
	for _, i := range s.Members() {
		out |= g.Bit(to(g[i]))
	}
	return out
}

// Linked is the set of members that are up and linked with a node both ways.
func (g Group) Linked(w *engine.World, id engine.NodeID) (s sets.Set) {
	x := w.System().HostOf(id)
	for i, m := range g {
		if y := w.System().HostOf(m); w.HostUp(y) && !w.Cut(x, y) && !w.Cut(y, x) {
			s |= sets.Of(i)
		}
	}
	return s
}

// TooFew says who is down if those that are up are no majority; nothing if they
// are one.
func (g Group) TooFew(w *engine.World, majority sets.System) []string {
	var up sets.Set
	for i, m := range g {
		if w.Up(m) {
			up |= sets.Of(i)
		}
	}
	if majority.Has(up) {
		return nil
	}
	return []string{fmt.Sprintf("down: %s; the other %d of %d are no majority", g.Names(g.All()&^up), up.Size(), len(g))}
}

// Missing says who stands in the way of a node that needs a quorum for a purpose
// ("for Phase 1", or empty) and is linked with so many; nothing if they are one.
func (g Group) Missing(id engine.NodeID, linked sets.Set, q sets.System, purpose string) []string {
	if q.Has(linked) {
		return nil
	}
	want, away := fmt.Sprintf("a quorum (%s)", q), g.All()&^linked
	if least, any := q.Least(); any {
		want = fmt.Sprintf("%d of %s", least, g.Names(g.All()))
	}
	if purpose != "" {
		purpose = " " + purpose
	}
	verb := "are"
	if away.Size() == 1 {
		verb = "is"
	}
	return []string{fmt.Sprintf("%s needs %s up and linked with it%s; %s %s down or cut off", id, want, purpose, g.Names(away), verb)}
}

// Count is how far s is from a quorum: "1 of 2"; where that depends on who they
// are, whether they are one.
func Count(s sets.Set, q sets.System) string {
	least, any := q.Least()
	switch {
	case any:
		return strconv.Itoa(s.Size()) + " of " + strconv.Itoa(least)
	case q.Has(s):
		return strconv.Itoa(s.Size()) + " (quorum)"
	}
	return strconv.Itoa(s.Size()) + " (no quorum)"
}

// InTurn is a quorum of the smallest, another in each round and for each of those who
// ask, so that one member that is down does not stop them for ever.
func InTurn(q sets.System, asker, round int) sets.Set {
	quorums := q.Minimal()
	return quorums[(max(0, asker)+round-1)%len(quorums)]
}

// Via reads the end of a call, "via S2", which says whom of the group a client asks;
// the first of them if nothing is said. A member is called a role: a server.
func (g Group) Via(args []string, role string) (id engine.NodeID, problem string) {
	switch {
	case len(args) == 0:
		return g[0], ""
	case args[0] != "via":
		return "", "'" + args[0] + "' is not understood; expected 'via' and a " + role
	case len(args) < 2 || g.Index(engine.NodeID(args[1])) < 0:
		return "", "via names no " + role + "; expected " + engine.Nearest(args[len(args)-1], g.Words(g.All()))
	}
	return engine.NodeID(args[1]), ""
}

// ViaArgs are the words that Via reads.
func ViaArgs(role string) []engine.ArgSpec {
	return []engine.ArgSpec{{Name: "via", Optional: true}, {Name: role, Optional: true}}
}

// Said is a ballot, a vote or a list in a sentence: "none" instead of "-".
func Said(x fmt.Stringer) string { return SaidText(x.String()) }

// SaidText is Said of what is text already.
func SaidText(s string) string {
	if s == "-" || s == "" {
		return "none"
	}
	return s
}

// Formed shows whoever watches that the members of s are a quorum.
func (g Group) Formed(s sets.Set, fx *engine.Effects) {
	if fx.Explaining() {
		fx.Quorum(g.List(s)...)
	}
}

// Quorums reads a param that says which members are a quorum, for nodes whose
// names begin with the letter.
func Quorums(cfg engine.Config, param, letter string, n int) (sets.System, error) {
	s, err := sets.Parse(cfg.Words(param), n, letter)
	if err != nil {
		return s, &engine.ConfigError{Key: "params", Item: param, Err: err}
	}
	return s, nil
}
