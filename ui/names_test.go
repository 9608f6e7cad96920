package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/script"
	"synod/presets"
)

// The names of another paper are a matter of the screen: what happened, the
// choices and the recording stay as they are.
func TestNamesOfAnotherPaper(t *testing.T) {
	p := lesson(t, 120, 40).press("right", "right")
	before := p.m.run.time.Cursor().World.Fingerprint()
	p.sees("acceptors", "promised", "1b").seesNo("priests")
	p.press("t").sees("priests", "nextBal", "LV LastVote", "Names as in The Part-Time Parliament").seesNo("promised ■")
	if got := p.m.run.time.Cursor().World.Fingerprint(); got != before {
		t.Errorf("another name, another world: %x, %x", before, got)
	}
	if log := p.m.run.record.log.String(); !strings.Contains(log, "deliver P1>A1 prepare") || strings.Contains(log, "labels") {
		t.Errorf("the recording reads\n%s", log)
	}
	p.press("right").sees("LV 1.P1")
	p.press("t").sees("np", "na/va", "p_ok")
	p.press("R").sees("np").press("t").sees("promised", "Names as in the scenario.").seesNo("np ")
	p.press(":").types("labels parlament").sees("expected 'parliament'?")
}

// Where a timer waits for its clock, waiting for it is one of the choices; and
// ballots that come to nothing are counted below the picture.
func TestWaitingForATimer(t *testing.T) {
	p := preset(t, 120, 50, "fixed-pause").press("right").sees("wait    20")
	for range 40 {
		p.press("right")
	}
	p.sees("4 ballots without a decision")
	p.press(":").types("wait 10").sees("All clocks go on by 10 ticks", "may fire now", "fire    P1 retry")
}

// Of a system's names, a page says in what the system is not as it is here.
func TestWhereASystemDiffers(t *testing.T) {
	preset(t, 80, 24, "basic-paxos").press("S").sees("This is no system's own: t may give it")
	s, err := script.Parse("lock.synod", []byte("synod: 1\ntitle: A lock\nprotocol: lock\nlabels: shop\nmenu: {calls: [c1 lock]}\n---\n"))
	if err != nil {
		t.Fatal(err)
	}
	lock := enginetest.Lock()
	lock.Labels = engine.MustLabels("[shop] A shop\ndiffers: A shop closes at night. | The sign on its door\ndiffers: It has \x1bno sign. | Nobody")
	m, err := newModel(Options{Open: s, Name: "lock", NoRecord: true}, engine.Registry{lock})
	if err != nil {
		t.Fatal(err)
	}
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	p := &person{t, m}
	p.sees("S differs").press("S").sees("where A shop differs", "A shop closes at night.", "│     The sign on its door", "It has")
	if _, below, _ := strings.Cut(p.screen(), "its door"); strings.Trim(strings.Split(below, "\n")[1], "│ ") != "" {
		t.Errorf("what differs next stands right below:\n%s", p.screen())
	}
	p.press("down").seesNo("at night").press("S").sees("at night")
	p.press("esc").seesNo("at night").press("enter").seesNo("S differs")
}

// Machines of a post-mortem have their own names wherever the screen speaks of
// them, and in what is typed; the recording keeps the ids.
func TestMachinesHaveNames(t *testing.T) {
	src, _ := presets.Find("promise-lost")
	text := strings.Replace(string(src.Source), "protocol: paxos\n", "protocol: paxos\nnames: {A1: db-eu-1, A2: db-eu-2, P2: web-us}\n", 1)
	s, err := script.Parse("incident.synod", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	p := sit(t, 120, 40, Options{Open: s, NoRecord: true}).steps(14)
	p.sees("─ db-eu-2 ", "db-eu-2 (A2) · acceptor", "db-eu-2 votes for pear in 1.P1", "P1a is broken: db-eu-2 voted for pear", "deliver web-us▸db-eu-2 2a 2.P2")
	p.press("V").sees("db-eu-1", "web-us").press("V")
	p.press("s").says("crash db-eu-1").sees("▼ down", "db-eu-1 goes down")
	if log := p.m.run.record.log.String(); !strings.Contains(log, "\ncrash A1 ") || !strings.Contains(log, "A1: db-eu-1") {
		t.Errorf("the recording reads\n%s", log)
	}
	replays(t, p.m.run)
}
