package merkle

import (
	"hash/fnv"
	"slices"
	"strings"

	"synod/quorum/version"
)

// Width is how many children a node has, and Segments how many leaves there are.
const (
	Width    = 4
	Segments = Width * Width
)

// Key is a key with the digest of what is held under it.
type Key struct{ Name, Digest string }

// Tree is a hash tree: the keys of each segment, in order.
type Tree [Segments][]Key

// Of builds the tree of some keys.
func Of(keys []Key) Tree {
	var t Tree
	keys = slices.Clone(keys)
	slices.SortFunc(keys, func(a, b Key) int { return strings.Compare(a.Name, b.Name) })
	for _, k := range keys {
		i := Segment(k.Name)
		t[i] = append(t[i], k)
	}
	return t
}

// Segment is where a key belongs.
func Segment(key string) int {
	h := fnv.New32a()
	h.Write([]byte(key))
	return int(h.Sum32() % Segments)
}

// Root is the hash of everything.
func (t *Tree) Root() string { return hash(t.Buckets()) }

// Buckets are the hashes of the root's children.
func (t *Tree) Buckets() []string {
	out := make([]string, Width)
	for b := range out {
		out[b] = hash(t.Bucket(b))
	}
	return out
}

// Bucket is the hashes of the segments of a bucket.
func (t *Tree) Bucket(b int) []string {
	out := make([]string, Width)
	for i := range out {
		var parts []string
		for _, k := range t[b*Width+i] {
			parts = append(parts, k.Name, k.Digest)
		}
		out[i] = hash(parts)
	}
	return out
}

// hash is the hash of a list; that of nothing is a dash.
func hash(parts []string) string {
	if !slices.ContainsFunc(parts, func(p string) bool { return p != "-" }) {
		return "-"
	}
	return version.Digest([]byte(strings.Join(parts, "\n")))
}

// Differ lists the places at which two lists of hashes differ.
func Differ(a, b []string) []int {
	var out []int
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			out = append(out, i)
		}
	}
	return out
}

// Unlike lists the keys that two segments do not hold alike, in order.
func Unlike(a, b []Key) []string {
	var out []string
	for _, pair := range [][2][]Key{{a, b}, {b, a}} {
		for _, k := range pair[0] {
			if !slices.Contains(pair[1], k) && !slices.Contains(out, k.Name) {
				out = append(out, k.Name)
			}
		}
	}
	slices.Sort(out)
	return out
}
