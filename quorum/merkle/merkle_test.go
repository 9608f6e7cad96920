package merkle

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Descending from the root to the keys finds what comparing all keys finds, and
// looks into those segments only that differ.
func TestDescentFindsWhatDiffers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) []Key {
			held := map[string]string{}
			for range rapid.IntRange(0, 12).Draw(t, name) {
				held[fmt.Sprint("k", rapid.IntRange(0, 20).Draw(t, "key"))] = fmt.Sprint(rapid.IntRange(0, 2).Draw(t, "digest"))
			}
			var keys []Key
			for k, d := range held {
				keys = append(keys, Key{k, d})
			}
			return keys
		}
		one, other := draw("one"), draw("other")
		a, b := Of(one), Of(other)
		var got []string
		if a.Root() != b.Root() {
			for _, bucket := range Differ(a.Buckets(), b.Buckets()) {
				for _, s := range Differ(a.Bucket(bucket), b.Bucket(bucket)) {
					unlike := Unlike(a[bucket*Width+s], b[bucket*Width+s])
					if len(unlike) == 0 {
						t.Fatalf("segment %d.%d differs in no key", bucket, s)
					}
					got = append(got, unlike...)
				}
			}
		}
		want := Unlike(one, other)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("found %v, and %v differ", got, want)
		}
	})
}

func TestNothingHasNoHash(t *testing.T) {
	var empty Tree
	if empty.Root() != "-" {
		t.Error("the root of nothing is", empty.Root())
	}
}
