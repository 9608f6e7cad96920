package presets_test

import (
	"fmt"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
	"synod/engine/script"
)

// goals look at every part of a world that expressions can look at. Some are
// reached, and some never.
var goals = []string{
	`chosen() == "apple"`, `chosen("1.P2") == "pear"`, `learnt("L1") == "pear"`, `fact("vote", "1.P2") == "apple"`,
	`len(facts("vote")) == 4`, `len(values("vote")) == 2`, `field("A1", "promised") == "1.P2" && !crashed("A2")`,
	`armed("P1", "retry") && crashed("A1")`, `up("A1") && clock("A1") > 0`, `any(["A1", "A2"], crashed(#))`, `cut("P1", "A2") && chosen() == ""`,
	`flight() > 9`, `flight("promise") == 3`, `inflight("A1", "P2", "promise", "1.P2")`, `outcome("P1.1") == "ok"`, `result("P2.1") == "pear"`,
	`chosen() == "plum"`, `steps() > 3`,
}

// What a goal was seen to be is remembered by the parts it looks at; that changes
// nothing in what is found.
func TestAGoalIsJudgedByWhatItLooksAt(t *testing.T) {
	for _, f := range script.Functions() {
		name, _, _ := strings.Cut(f, "(")
		if name != "held" && name != "broken" && !strings.Contains(strings.Join(goals, " "), name+"(") {
			t.Errorf("no goal looks at %s", f)
		}
	}
	w := enginetest.Setup{Settings: "acceptors=2", Network: engine.SentSet, Menu: engine.Menu{NoFire: true, Crashes: 1, Cuts: 1}, Calls: pearOrApple}.World(t, protocol("paxos"))
	for _, line := range goals {
		x, err := script.Compile(line, w.System())
		if err != nil {
			t.Fatal(line, err)
		}
		var first string
		for _, reads := range []*engine.Reads{nil, x.Reads()} {
			r := exploretest.Search(t, w, explore.Options{Goal: x.Holds, Reads: reads, Depth: 9})
			got := fmt.Sprint(r.Found, r.States, r.Steps, r.Trace)
			if first != "" && got != first {
				t.Errorf("%s: %s, and by what it looks at %s", line, first, got)
			}
			first = got
		}
	}
}
