package ui

import (
	"strings"
	"testing"

	"synod/presets"
)

func TestARuleItsSourceAndItsSwitch(t *testing.T) {
	p := scenario(t, 120, 40, "chosen-but-unknown", Options{}).times(6, "right")
	p.sees("y: the rule").press("y").sees("The rule: ", "Paxos Made Simple §2.2", "With it off:", "> on", "it matters")
	p.press("esc").sees("timeline").seesNo("With it off:")
	const id = "prepare-first"
	p.press("y").sees("quorum-of-votes · it takes a quorum of votes", "of this phase")
	p.picks(id).press("enter").sees("OFF: "+id, "Changed: "+id+" is off now. A new run of the same schedule")
	p.press("left").sees("No match here for:").press("right")
	replays(t, p.m.run)
	p.press("y").sees("OFF").picks(id).press("enter").sees("Changed: " + id + " is on now").seesNo("OFF:")
}

// picks selects a switch on the card.
func (p *person) picks(id string) *person {
	p.times(30, "up")
	for k := p.m.over.(*card); k.switches[k.selected].ID != id; {
		p.press("down")
	}
	return p
}

// The lesson of a rule: the same schedule, the rule off, and the property breaks.
func TestTheRightProtocolOnTheScheduleThatBrokeTheWrongOne(t *testing.T) {
	p := scenario(t, 120, 40, "promise-lost", Options{}).times(60, "right")
	p.sees("✗ agreement", "OFF: persist-promise").press("e").types("+persist-promise")
	p.sees("persist-promise is on now. A new run of the same schedule.", "✓ agreement").seesNo("OFF:", "✗ agreement")
	replays(t, p.m.run)
	p.press("R").sees("Started over", "OFF: persist-promise").times(60, "right").sees("✗ agreement")
}

func TestChangingTheCluster(t *testing.T) {
	p := scenario(t, 120, 40, "basic-paxos", Options{}).times(5, "right").press("e")
	p.sees("change", "acceptors=3", "network=bag").types("acceptors=5")
	p.sees("acceptors is 5 now, not 3", "A5", "of 3").press("e").types("network=set acceptors=3")
	p.sees("the network is set now, not bag").seesNo("A5")
	replays(t, p.m.run)
	p.press("e")
	for line, wrong := range map[string]string{
		"acceptors=1000":  "is no number from",
		"acceptor=4":      "'acceptors'?",
		"-persist-promis": "'persist-promise'?",
		"+persist-votes":  "switch",
		"faster":          "changes nothing; expected NAME=VALUE",
		"network=tin":     "unknown network 'tin'",
	} {
		p.m.prompt.input.SetValue("")
		p.types(line).sees(wrong)
	}
	p.press("esc", "e").types("acceptors=3").sees("That changes nothing")
}

// The dumb twin: a schedule under the configuration that it was made in is the
// run itself, step for step.
func TestNothingChangedIsTheSameRun(t *testing.T) {
	for _, preset := range presets.All() {
		p := sit(t, 80, 24, Options{Open: preset.Script, Name: preset.Name, NoRecord: true}).times(15, "right")
		s := p.m.run
		v, err := s.under(s.time.Cursor().World.System().Config(), p.m.protocols)
		if err != nil {
			t.Errorf("%s: %v", preset.Name, err)
			continue
		}
		again, err := open(v.script, p.m.protocols)
		if err != nil {
			t.Fatal(err)
		}
		for again.time.Cursor().Step < v.here && again.player.Upcoming() != nil {
			again.entry("")
		}
		if v.lost > 0 || v.change != "" || again.time.Cursor().World.Fingerprint() != s.time.Cursor().World.Fingerprint() {
			t.Errorf("%s: %d lost, changed %q, step %d of %d", preset.Name, v.lost, v.change, again.time.Cursor().Step, s.time.Cursor().Step)
		}
		if strings.Contains(p.screen(), "No match") {
			t.Errorf("%s: something has no match", preset.Name)
		}
	}
}

func TestPointingAtTheSentenceAndAtASwitch(t *testing.T) {
	p := scenario(t, 80, 24, "basic-paxos", Options{}).times(3, "right")
	p.clicks("A2 promises 1.P1 to P1.").sees("With it off:")
	p.clicks("raise-on-accept").sees("> on  raise-on-accept")
	p.clicks("raise-on-accept").sees("raise-on-accept is off now")
	p.clicks("A2 promises 1.P1 to P1.").sees("With it off:").clicks("the rule, its source").seesNo("With it off:")
}

// What stands in the largest pane may not be there in the changed run.
func TestChangingWhileSomethingElseIsShown(t *testing.T) {
	for _, key := range []string{"p", "v", "L", "T"} {
		p := scenario(t, 120, 40, "chosen-but-unknown", Options{}).times(8, "right").press(key)
		p.screen()
		p.press("e").types("-adopt-highest-vote").sees("OFF: adopt-highest-vote").press("esc", "right").screen()
	}
	p := scenario(t, 120, 40, "promise-lost", Options{}).times(8, "right").press("B", "enter")
	p.screen()
	p.press("e").types("+persist-promise").sees("persist-promise is on now")
}

func TestALongHintIsCounted(t *testing.T) {
	p := scenario(t, 80, 24, "sloppy-quorum", Options{}).press("e").sees("nodes=6", "more: tab")
	p.press("esc").press("P", "e").sees("more: tab")
}

func TestTabFindsTheRule(t *testing.T) {
	p := scenario(t, 120, 40, "basic-paxos", Options{}).press("e", "-", "a", "d", "tab")
	p.sees("change -adopt-highest-vote").press("space", "n", "e", "t", "w", "tab").sees("network=bag")
	p.press("esc").sees("timeline")
}
