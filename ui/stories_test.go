package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
)

// Each of these is what a person does and sees, from the first key to the last.

// says writes lines of the language, one prompt each.
func (p *person) says(lines ...string) *person {
	for _, l := range lines {
		p.press(":").types(l)
	}
	return p
}

// takes selects the row that says something, and takes it.
func (p *person) takes(row string) *person {
	p.t.Helper()
	for range p.m.run.view.Rows {
		p.press("up")
	}
	for range p.m.run.view.Rows {
		if strings.HasPrefix(p.m.run.row().Choice.Line(), row) {
			return p.press("enter")
		}
		p.press("down")
	}
	p.t.Fatalf("%s is not offered:\n%s", row, p.screen())
	return p
}

// Somebody who knows nothing, and five minutes.
func TestStoryTheFirstFiveMinutes(t *testing.T) {
	p := sit(t, 80, 24, Options{NoRecord: true, First: true}).sees("First time here? i takes you on a tour", "> first-steps")
	p.press("enter").sees("First steps", "step 0 of 11", "next · 1 choice")
	for p.m.run.player.Upcoming() != nil {
		if q := p.m.run.question(); q != nil {
			p.press(p.right()).sees("· right")
		}
		p.press("enter")
	}
	p.sees("✓ agreement", "The script ends here. Now it is yours")
	p.press("left", "left", "left").press("s").sees("Sandbox").press("d").sees("The network loses")
	p.press("tab", "x").sees("goes down", "▼ down").press("home").sees("Back at the script")
	p.press("q").sees("> first-steps")
}

// Two proposers outbid each other, until they wait for each other.
func TestStoryADuelAndItsCure(t *testing.T) {
	p := preset(t, 120, 40, "duelling-proposers").steps(12).sees("P2 has promises for 1.P2 from a quorum")
	p.press("home")
	for p.m.run.view.Point.Name != "duel" {
		p.press("right")
	}
	p.sees("4 ballots without a decision", "· agreement").seesNo("★ chosen")
	p.press("e").types("backoff=aimd").sees("backoff is aimd now, not none. A new run of the same schedule", "No match here for:")
	p.press("home").sees("★ chosen: apple in 1.P2").times(9, "down").seesNo("fire    P1 retry").sees("wait    ")
	p.says(`until learnt("L1") != ""`).sees(`learnt("L1") != "" holds here`, "★ chosen: apple")
}

// An acceptor forgets what it promised, and two values are chosen.
func TestStoryALostPromise(t *testing.T) {
	p := preset(t, 80, 24, "promise-lost").sees("OFF: persist-promise").press("space")
	for p.m.run.time.Cursor().Step < 12 {
		if p.m.Update(tick(p.m.clock)); !p.m.playing { // a chapter begins
			p.press("space")
		}
	}
	p.sees("✗ promises only rise is broken", "A2 goes down and forgets that it promised 2.P2.")
	p.says(`until broken("PROMISE-MONO")`).sees("It holds here already").says(`until broken("AGREE")`)
	p.sees("Ask P2 what it promised", "A question is open").press("2").sees("· right").says(`until broken("AGREE")`).sees("✗ P1a is broken", "★ chosen: pear in 1.P1")
	p.says(`until broken("AGREE")`).sees(`Stopped: broken("AGREE") holds here`, "✗ agreement is broken")
	for p.m.run.time.Next() != nil || p.m.run.atScript() {
		p.press("right")
	}
	p.sees("✗ agreement is broken: pear is chosen in 1.P1 (A1, A2), and apple in")
	for range 4 {
		p.press("left")
	}
	p.sees("12 A2 goes down").press("y").sees("> OFF persist-promise", "it matters here", "There: A2 goes down. Its promise of 2.P2 is on its disk.")
	p.press("enter").sees("persist-promise is on now").times(8, "right").sees("✓ agreement").seesNo("✗")
}

// Diverge, compare, name two branches: an afternoon's work of a student.
func TestStoryTwoBranchesAreNamedAndCompared(t *testing.T) {
	p := preset(t, 80, 24, "promise-lost").steps(16)
	p.press("m").types("two-chosen").times(5, "left")
	p.press("s").says("deliver P1>A3 prepare").press("m").types("no-crash")
	p.press("T").sees("named two-chosen", "named no-crash", "✗ agreement broken at step 16")
	p.press("up", "enter").sees("a · two-chosen").puts("no-crash")
	p.sees("beside · branch b", "step 12: this run takes crash A2", "✗ broken in this run only: agreement")
	p.times(5, "left").sees("step 11 of", "No difference so far", "the two worlds are the same")
	p.press("B").says("back no-crash").sees("b · no-crash")
}

// A network falls apart; both halves take a write; together again, a reader finds
// both and writes one.
func TestStoryBothSidesOfAPartition(t *testing.T) {
	p := preset(t, 120, 40, "concurrent-siblings").press("s")
	p.says("partition dev1 c1 | dev2 dev3 c2").sees("╳ cut")
	p.says("call c1 put lunch soup", "call c2 put lunch pasta via dev2")
	p.takes("deliver c1>dev1").takes("deliver c2>dev2").takes("deliver dev2>dev3 put").takes("deliver dev3>dev2").takes("deliver dev2>c2").sees("put lunch pasta via dev2 by c2 returns pasta")
	p.times(2, "pgdown").sees("not now: the link dev2>dev1 is cut")
	p.says("heal").seesNo("╳ cut  dev1 c1", "not now").takes("deliver dev1>dev3 put").sees("siblings", "pasta", "soup")
	p.says("call c2 get lunch via dev3").takes("deliver c2>dev3").takes("deliver dev3>dev1 get").takes("deliver dev1>dev3").takes("deliver dev3>c2")
	p.sees("c2 reads pasta soup under lunch").says("call c2 put lunch stew via dev3").takes("deliver c2>dev3").sees("stew")
	p.takes("deliver dev3>dev1 put c2.3").takes("deliver dev3>dev2 put c2.3").takes("deliver dev1>dev2 put").takes("deliver dev2>dev1 put")
	for _, n := range []engine.NodeID{"dev1", "dev2", "dev3"} {
		if got := p.m.run.view.World.Node(n).Fields()[0].Text; !strings.HasPrefix(got, "stew") {
			t.Errorf("%s holds %s", n, got)
		}
	}
	p.sees("✓ no stale read", "✓ siblings occur")
}

// A student says first what five replies will be.
func TestStoryPredictingFiveReplies(t *testing.T) {
	p := scenario(t, 80, 24, "chosen-but-unknown", Options{}).times(10, "right").press("Q").sees("Say what will happen")
	p.sees("if taken: → asks what will happen.").seesNo("if taken: A2 promises")
	p.press("right").sees("What will A2 do?", "A2 promises 2.P2 to P2, and reports its vote: pear in 1.P1.", "step 10 of")
	p.press(p.right()).sees("11 A2 promises 2.P2 to P2", "✓ Right; predicted 1 of 1", "Phase 1(b)")
	for range 3 {
		p.press("right").press(p.right())
	}
	p.sees("predicted 4 of 4").press("right")
	wrong := "1"
	if p.right() == wrong {
		wrong = "2"
	}
	p.press(wrong).sees("✗ You said: ", "predicted 4 of 5")
	p.press("R").seesNo("predicted").press("Q").sees("without a question")
}

// A crash halfway, five steps back, another branch, and a recording: it plays to
// the same end; with one choice made impossible it says where and why.
func TestStoryARecordingIsKeptAndEdited(t *testing.T) {
	t.Chdir(t.TempDir())
	p := preset(t, 80, 24, "duelling-proposers").steps(8).press("s", "tab", "x").sees("A2 goes down")
	p.times(5, "left").sees("step 4 of 9").press("tab", "tab").press("down", "down", "enter").sees("· b")
	p.press("r", "ctrl+u").types("mine.synod").sees("Kept as mine.synod. To play it: synod run mine.synod")
	src, err := os.ReadFile("mine.synod")
	if err != nil {
		t.Fatal(err)
	}
	replays(t, p.m.run)
	lines := strings.Split(string(src), "\n")
	at := 0
	for i, l := range lines {
		if strings.HasPrefix(l, "deliver P1>A1") {
			at, lines[i] = i+1, "deliver P1>A1 accept 1.P1"
			break
		}
	}
	path := filepath.Join(t.TempDir(), "edited.synod")
	edited, err := script.Parse(path, []byte(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	w, err := edited.World(presets.Protocols())
	if err != nil {
		t.Fatal(err)
	}
	for player := script.NewPlayer(edited, w); ; {
		e, more := player.Next()
		if !more {
			t.Fatal("what is impossible was played")
		}
		if e.Err != nil {
			if e.Entry.Line != at || !strings.Contains(e.Err.Error(), "no accept 1.P1 from P1 to A1 is in flight") {
				t.Errorf("line %d, want %d: %v", e.Entry.Line, at, e.Err)
			}
			return
		}
	}
}

// A lecture: the room is asked first, the clicker is enough, and the next class
// starts anew.
func TestStoryALecture(t *testing.T) {
	var list []Scene
	for _, name := range []string{"chosen-but-unknown", "stale-read"} {
		set, _ := presets.Find(name)
		list = append(list, Scene{name, set.Script, nil})
	}
	p := sit(t, 64, 20, Options{Open: list[0].Script, Name: list[0].Name, NoRecord: true, Playlist: list, Layout: "presenter"})
	p.press("C").sees("Covered: ask the room first").times(7, "pgdown").sees("What just happened, and why?").seesNo("A2 votes")
	p.press(".").sees("7  A2 votes for pear in 1.P1.", "★ chosen: pear in 1.P1").press(".").sees("observer ★ chosen")
	if p.press("."); strings.TrimSpace(p.screen()) != "" {
		t.Errorf("the screen is not empty:\n%s", p.screen())
	}
	p.press(".").sees("A2 votes").press("C")
	for p.m.scene == 0 {
		p.press("pgdown")
	}
	p.sees("2 of 2 in the list: A stale read").press("pgdown", "R").sees("Started over", " 0  A stale read")
}

// What is chosen, and what one node can know of it.
func TestStoryTheSecondWorld(t *testing.T) {
	p := preset(t, 80, 24, "chosen-but-unknown").steps(7).sees("★ chosen: pear").press("tab")
	for p.m.run.view.Node != "P2" {
		p.press("down")
	}
	p.press("f").sees("what P2 can know", "said nothing yet").seesNo("★").press("f")
	for p.m.run.view.Node != "P2" {
		p.press("down")
	}
	p.press("K").waits("enter").sees("both worlds beside each other").press("f")
	p.sees("this world", "a world that P2 cannot tell from it").seesNo("★", "≠").press("f").sees("★ chosen: pear in 1.P1", "≠")
	p.press("B").sees("cluster")
}

// Can it go wrong? A run that does is found, walked, and held against the right
// protocol.
func TestStoryFindingWhatIsWrong(t *testing.T) {
	p := preset(t, 120, 40, "promise-lost").steps(3).sees("w  can ‘agreement’ break from here?")
	p.waits("w").sees("YES, in 13 steps: ", "enter: walk it").press("enter").sees("The run that was found is ahead")
	p.times(13, "right").sees("✗ agreement is broken since step 16").puts("+persist-promise")
	p.sees("same steps, +persist-promise", "✗ broken in this run only: agreement").press("B")
	p.press("Y", "ctrl+u").types("diagram to " + filepath.Join(t.TempDir(), "notes.txt")).sees("The diagram is in")
}
