package presets_test

import (
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
)

// reduced are small cases in which something breaks, or does not: among them
// whoever asked being down, cut off, or on the same host as who answers.
var reduced = []struct {
	settings, off string
	network       engine.Network
	menu          engine.Menu
	properties    string // of which these break
	broken        string
}{
	{"acceptors=2", "", engine.SentSet, engine.Menu{NoFire: true}, "AGREE LEARN P1a LEARN-AGREE", ""},
	{"acceptors=2", "adopt-highest-vote", engine.SentSet, engine.Menu{NoFire: true}, "AGREE LEARN P1a LEARN-AGREE P2c", "AGREE LEARN-AGREE P2c"},
	{"acceptors=2 nacks=true", "", engine.SentSet, engine.Menu{NoFire: true}, "AGREE LEARN P1a", ""},
	{"acceptors=2 nacks=true", "check-promise", engine.SentSet, engine.Menu{NoFire: true}, "AGREE LEARN P1a", "AGREE P1a"},
	{"acceptors=2 learners=2 quorum1=1", "quorum-of-votes", engine.SentSet, engine.Menu{NoFire: true}, "LEARN LEARN-AGREE", "LEARN LEARN-AGREE"},
	{"acceptors=2 learners=2 proposers=1", "", engine.SentSet, engine.Menu{NoFire: true}, "AGREE LEARN LEARN-AGREE SOME-LEARNT", ""},
	{"acceptors=2 learners=0", "persist-promise", engine.SentSet, engine.Menu{NoFire: true, Crashes: 1}, "PROMISE-MONO ONE-VALUE-PER-BALLOT P1a", "PROMISE-MONO P1a"},
	{"acceptors=2 learners=0", "", engine.SentSet, engine.Menu{NoFire: true, Crashes: 1}, "PROMISE-MONO AGREE P1a", ""},
	{"acceptors=2 learners=0 proposers=1", "", engine.SentSet, engine.Menu{NoFire: true, Crashes: 1, NoRepair: true}, "AGREE VALID", ""},
	{"acceptors=2 hosts=true", "adopt-highest-vote", engine.SentSet, engine.Menu{NoFire: true}, "AGREE P2c", "AGREE P2c"},
	{"acceptors=2 learners=0", "adopt-highest-vote", engine.SentSet, engine.Menu{NoFire: true, Cuts: 1}, "AGREE P2c", "AGREE P2c"},
	{"acceptors=2 learners=0", "adopt-highest-vote", engine.Bag, engine.Menu{NoFire: true}, "AGREE P2c LEARN", "AGREE P2c"},
}

// A reduction changes no verdict: small cases, each without and with.
func TestReductionsKeepVerdicts(t *testing.T) {
	for _, c := range reduced {
		setup := enginetest.Setup{Settings: c.settings, Off: c.off, Network: c.network, Menu: c.menu, Calls: pearOrApple}
		if strings.Contains(c.settings, "proposers=1") {
			setup.Calls = "P1 propose pear"
		}
		w := setup.World(t, protocol("paxos"))
		for property := range strings.FieldsSeq(c.properties) {
			want := strings.Contains(" "+c.broken+" ", " "+property+" ")
			for _, reduce := range []explore.Reductions{{}, {Advisory: true}, {Sinks: true}, {RPC: true}, {Symmetry: true}, {Advisory: true, Sinks: true, RPC: true, Symmetry: true}} {
				r := exploretest.Search(t, w, explore.Options{Property: property, Reduce: reduce})
				if (r.Broken != nil) != want || !want && !r.Exhausted && !r.Found {
					t.Errorf("%s, off %s, %s, %v: broken %v in %d steps, exhausted %v", c.settings, c.off, property, r.Reduced, r.Broken != nil, r.Length, r.Exhausted)
				}
			}
		}
	}
}
