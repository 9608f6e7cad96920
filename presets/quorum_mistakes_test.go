package presets_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/explore"
)

// belief is a row of the table of classic mistakes about quorum stores: what is
// believed does not hold, and so many requests are enough to show it. A request
// and its answer are one, those of a coordinator to itself among them; what
// clients ask and are told does not count.
type belief struct {
	name, settings, off, start string
	calls                      string // with commas between
	property                   string
	want                       int // 0: exhausted, nothing found
	menu                       engine.Menu
}

const (
	oneRead  = "c1 put k v via dev1, c2 get k via dev3"
	twoReads = "c1 put k v via dev1, c2 get k via dev1, c2 get k via dev3"
	// The clocks of two coordinators read the same, so that their names decide.
	sequence = "c1 put k v via dev2, c1 put k w via dev1, c1 get k via dev3"
)

var (
	quiet    = engine.Menu{NoFire: true}
	diskLost = engine.Menu{NoFire: true, Crashes: 1, Losses: []string{"disk"}}
)

// The table as published. Rows without a number are what cures the one above.
var beliefs = []belief{
	{name: "M16", settings: "w=1 r=1", calls: oneRead, property: "NO-STALE-AFTER-ACK", want: 2, menu: quiet},
	{name: "M16", settings: "w=1 r=1", calls: "c1 put k v via dev1, c1 get k via dev3", property: "RYW", want: 2, menu: quiet},
	{name: "M16", settings: "w=2 r=1", calls: oneRead, property: "NO-STALE-AFTER-ACK", want: 3, menu: quiet},
	{name: "M16", settings: "w=1 r=2", calls: oneRead, property: "NO-STALE-AFTER-ACK", want: 3, menu: quiet},
	{name: "M16", settings: "nodes=4 n=4 w=2 r=2", calls: oneRead, property: "NO-STALE-AFTER-ACK", want: 4, menu: quiet},
	{name: "M16", settings: "nodes=5 n=5 w=2 r=3", calls: oneRead, property: "NO-STALE-AFTER-ACK", want: 5, menu: quiet},
	{name: "M16", settings: "nodes=5 n=5 w=3 r=2", calls: oneRead, property: "NO-STALE-AFTER-ACK", want: 5, menu: quiet},
	{name: "M17", settings: "w=2 r=2", calls: oneRead, property: "NO-STALE-AFTER-ACK", menu: quiet},
	{name: "M17", settings: "nodes=4 n=4 w=2 r=3", calls: oneRead, property: "NO-STALE-AFTER-ACK", menu: quiet},
	{name: "M17", settings: "nodes=4 n=4 w=3 r=2", calls: oneRead, property: "NO-STALE-AFTER-ACK", menu: quiet},
	{name: "M17", settings: "nodes=5 n=5 w=3 r=3", calls: oneRead, property: "NO-STALE-AFTER-ACK", menu: quiet},
	{name: "M18", settings: "w=2 r=2", calls: twoReads, property: "LIN", want: 5, menu: quiet},
	{name: "M18", settings: "w=2 r=2", calls: twoReads, property: "MR", want: 5, menu: quiet},
	{name: "M18, write back", settings: "w=2 r=2 repair=before", calls: twoReads, property: "LIN", menu: quiet},
	{name: "M18'", settings: "w=3 r=1", calls: twoReads, property: "LIN", want: 3, menu: quiet},
	{name: "M18', the other way", settings: "w=1 r=3", calls: twoReads, property: "LIN", menu: quiet},
	{name: "M18', both", settings: "w=3 r=3", calls: twoReads, property: "LIN", menu: quiet},
	{name: "M20", settings: "nodes=6 ring=riak stand-in=fallback w=2 r=2", start: "dev5 suspects dev2 dev3 dev4",
		calls: "c1 put foo/bar v via dev5, c2 get foo/bar via dev2", property: "NO-STALE-AFTER-ACK", want: 4, menu: quiet},
	{name: "M20, primaries insisted on", settings: "nodes=6 ring=riak stand-in=fallback w=2 r=2 pw=2 pr=2", start: "dev5 suspects dev2 dev3 dev4",
		calls: "c1 put foo/bar v via dev5, c1 put foo/bar w via dev2, c2 get foo/bar via dev3", property: "NO-STALE-AFTER-ACK", menu: quiet},
	{name: "M19", settings: "w=2 r=2", off: "unknown-is-not-failed", calls: oneRead, property: "HONEST", want: 3, menu: engine.Menu{}},
	{name: "M19, told as unknown", settings: "w=2 r=2", calls: oneRead, property: "LIN", menu: engine.Menu{}},
	{name: "M21", settings: "w=2 r=2 versions=lww", calls: sequence, property: "RYW", want: 6, menu: quiet},
	{name: "M21, larger quorums", settings: "w=3 r=3 versions=lww", calls: sequence, property: "RYW", want: 9, menu: quiet},
	{name: "M21, write back", settings: "w=2 r=2 versions=lww repair=before", calls: sequence, property: "RYW", want: 6, menu: quiet},
	{name: "M21, vectors", settings: "w=2 r=2 versions=dotted", calls: sequence, property: "RYW", menu: quiet},
	{name: "M22", settings: "nodes=4 w=1 r=3 versions=lww stand-in=hint", off: "hints-are-no-replicas", start: "dev1 suspects dev2 dev3 dev4",
		calls: "c1 put tea v via dev1, c2 get tea via dev3", property: "NO-STALE-AFTER-ACK", want: 4, menu: quiet},
	{name: "M23", settings: "w=2 r=2", off: "tombstones", start: "dev1 holds k v {dev1:1}, dev2 holds k v {dev1:1}, dev3 holds k v {dev1:1}",
		calls: "c1 delete k via dev1, c2 get k via dev3", property: "NO-RESURRECT", want: 4, menu: quiet},
	{name: "M23, reaped too early", settings: "w=2 r=2 versions=lww reap=time grace=1", start: "dev1 holds k v@dev1:1, dev2 holds k v@dev1:1, dev3 holds k v@dev1:1",
		calls: "c1 delete k via dev1, c2 get k via dev3", property: "NO-RESURRECT", want: 4, menu: engine.Menu{Ticks: 2}},
	{name: "M23, tombstones kept", settings: "w=2 r=2 versions=lww", start: "dev1 holds k v@dev1:1, dev2 holds k v@dev1:1, dev3 holds k v@dev1:1",
		calls: "c1 delete k via dev1, c2 get k via dev3", property: "NO-RESURRECT", menu: engine.Menu{Ticks: 2}},
	{name: "M25", settings: "spares=1 w=2 r=2", off: "transfer-first", calls: "c1 put a v via dev1, dev4 join, c2 get a via dev4",
		property: "NO-STALE-AFTER-ACK", want: 4, menu: quiet},
	{name: "M25, moved first, and a write meanwhile", settings: "spares=1 w=2 r=2", calls: "c1 put a v via dev1, dev4 join, c2 get a via dev4",
		property: "NO-STALE-AFTER-ACK", want: 4, menu: quiet},
	{name: "M26", settings: "ring=riak w=2 r=2", calls: "c1 put cart v via dev1", property: "ACK-DURABLE", want: 2, menu: diskLost},
	{name: "M26, machines counted", settings: "ring=riak w=2 r=2 confirms=2", calls: "c1 put cart v via dev1", property: "ACK-DURABLE", menu: diskLost},
	{name: "M29", settings: "w=2 r=2", off: "persist-before-ack", calls: "c1 put k v via dev1", property: "ACK-DURABLE", want: 2, menu: engine.Menu{NoFire: true, Crashes: 2}},
	{name: "M24", settings: "nodes=1 n=1 w=1 r=1 versions=vectors", calls: "c1 put k a1, c2 put k b1, c1 put k a2", property: "BOUNDED-SIBLINGS", want: 3, menu: quiet},
	{name: "M24, dots", settings: "nodes=1 n=1 w=1 r=1 versions=dotted", calls: "c1 put k a1, c2 put k b1, c1 put k a2, c2 put k b2", property: "BOUNDED-SIBLINGS", menu: quiet},
	{name: "M24, a client forgets its count", settings: "w=2 r=2 versions=clients", calls: "c1 put k x via dev1, c1 forget, c1 put k y via dev1", property: "ACK-DURABLE", want: 4, menu: quiet},
}

// world is what the search begins in: nothing is lost or delayed but by never
// being delivered.
func (b belief) world(t *testing.T) *engine.World {
	t.Helper()
	cfg := engine.Config{Network: engine.SentSet, Off: strings.Fields(b.off), Menu: b.menu}
	if b.start != "" {
		cfg.Start = strings.Split(b.start, ", ")
	}
	settings := b.settings
	if !strings.Contains(settings, "repair") {
		settings += " repair=none"
	}
	return start(t, "quorum", settings, cfg, strings.Split(b.calls, ", "))
}

func TestBeliefsFailAsFastAsPublished(t *testing.T) {
	for _, b := range beliefs {
		w := b.world(t)
		r, err := explore.Search(context.Background(), w, explore.Options{Property: b.property, Reduce: explore.Reductions{RPC: true}})
		if err != nil {
			t.Fatal(b.name, err)
		}
		got := requests(t, w, r.Trace)
		t.Logf("%s %s: %d requests in %d steps; %d worlds", b.name, b.property, got, r.Length, r.States)
		if (r.Broken != nil) != (b.want > 0) || got != b.want || r.Broken == nil && !r.Exhausted {
			t.Errorf("%s, %s: %d requests, want %d; exhausted %v\n%s", b.name, b.settings, got, b.want, r.Exhausted, strings.Join(lines(r.Trace), "\n"))
		}
		if b.off == "" || b.want == 0 {
			continue
		}
		b.off = ""
		if at, err := follow(b.world(t), r.Trace, b.property); err == nil && at >= 0 {
			t.Errorf("%s: with the rule on, the same schedule breaks %s at its choice %d", b.name, b.property, at)
		}
	}
}

// requests counts what a lecture counts: requests that reached a replica and
// whose answer reached the coordinator, its own ones included; and one for a
// write that nobody has but as a hint.
func requests(t *testing.T, w *engine.World, run []engine.Choice) (n int) {
	t.Helper()
	for _, c := range run {
		s, err := w.Explain(c)
		if err != nil {
			t.Fatal(err)
		}
		before := n
		for _, m := range append(s.Local, s.Taken) {
			if m != nil && c.Verb == engine.DeliverMsg && (m.Kind == "putack" || m.Kind == "getreply") {
				n++
			}
		}
		if n == before && slices.ContainsFunc(s.Facts, func(f engine.Fact) bool { return f.Kind == "hinted" }) && c.Kind == "client-put" {
			n++
		}
		w = s.World()
	}
	return n
}

// M25: of a write that was acknowledged before a node joins, a read misses nothing
// if data move first, and may miss it if they do not.
func TestARingThatMovesItsDataFirst(t *testing.T) {
	for _, off := range []string{"transfer-first", ""} {
		w := belief{settings: "spares=1 w=2 r=2", off: off, calls: "c1 put a v via dev1", menu: quiet}.world(t).On(engine.Bag)
		for _, line := range []string{"call c1 put a v via dev1", "deliver c1>dev1", "deliver dev1>dev3", "deliver dev3>dev1", "deliver dev1>c1"} {
			c, err := engine.ParseChoice(line)
			if err != nil {
				t.Fatal(err)
			}
			if w, _, err = w.Take(c); err != nil {
				t.Fatal(err)
			}
		}
		menu := engine.Menu{NoFire: true, Calls: []engine.Choice{{Verb: engine.CallOp, From: "dev4", Kind: "join"}}}
		get, err := engine.ParseChoice("call c2 get a via dev4")
		if err != nil {
			t.Fatal(err)
		}
		menu.Calls = append(menu.Calls, get)
		if w, err = w.Under(menu); err != nil {
			t.Fatal(err)
		}
		r, err := explore.Search(context.Background(), w.On(engine.SentSet), explore.Options{Property: "NO-STALE-AFTER-ACK", Reduce: explore.Reductions{RPC: true}})
		if err != nil || (r.Broken != nil) != (off != "") || off == "" && !r.Exhausted {
			t.Errorf("off %q: broken %v in %d steps, %d worlds: %v\n%s", off, r.Broken != nil, r.Length, r.States, err, strings.Join(lines(r.Trace), "\n"))
		}
	}
}
