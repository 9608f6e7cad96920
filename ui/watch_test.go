package ui

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"synod/engine/script"
)

func TestScriptIsFollowed(t *testing.T) {
	p := lesson(t, 120, 40)
	p.sees("a small lesson", "First, a ballot without rivals", "P1 wants pear", "step 0 of 9", "> call    P1 propose pear")
	p.press("enter").sees("step 1 of 9", "> deliver P1▸A1 1a 1.P1")
	p.press("right", "space").sees("step 3 of 9", "Two of three have the message.")
	p.press("left").sees("step 2 of 9").seesNo("Two of three have the message.")
	p.press("right").sees("step 3 of 9", "Two of three have the message.")
}

func TestQuestionIsAsked(t *testing.T) {
	p := lesson(t, 120, 40).press("enter", "enter", "enter", "enter")
	p.sees("How many promises does P1 need?", "if taken: answer first").seesNo("majority")
	p.press("enter").sees("step 4 of 9", "A question is open")
	p.press("3").sees("Not quite", "Two of three acceptors are a majority.")
	p.press("enter").sees("step 5 of 9")
}

func TestAnotherChoiceLeavesTheScriptAndHomeComesBack(t *testing.T) {
	p := lesson(t, 120, 40).press("enter", "enter")
	p.press("down", "down").sees("> deliver A1▸P1 1b 1.P1").press("enter")
	p.sees("step 3", "off the script")
	p.press("home").sees("step 2 of 9", "Back at the script").seesNo("off the script")
	p.press("enter").sees("Two of three have the message.", "branch b")
	p.press("[").sees("branch a", "off the script", "P1 counts promises for 1.P1: 1 of 2")
	p.press("]").sees("branch b").seesNo("off the script")
}

func TestGoingBackAndBranching(t *testing.T) {
	p := lesson(t, 120, 40).press("right", "right", "right", "right", "right", "right", "right")
	p.sees("chosen: pear", "step 7 of 9").press("left", "left", "left", "left", "left").sees("step 2 of 9")
	p.press("j").press("j").press("enter").sees("step 3", "branch b")
	p.press("g").sees("step 0").press("G").sees("step 3")
}

func TestFaultsAreVerbsOnTheSelection(t *testing.T) {
	p := lesson(t, 120, 40).press("right")
	p.press("d").sees("The network loses 1a 1.P1", "off the script")
	p.press("left", "tab", "down", "down").sees("A1 · acceptor")
	p.press("x").sees("A1 ▼ down").press("x").seesNo("▼ down")
	p.press("left").press("tab", "tab", "c").sees("no cut is offered here; s opens the sandbox")
	p.press("s", "c").sees("cut").press("s").sees("Back at the script")
}

func TestBlockedRowsSayWhy(t *testing.T) {
	p := lesson(t, 120, 40).press("enter", "s", "tab", "down", "down", "x").sees("A1 ▼ down")
	p.press("tab", "tab")
	p.sees("> next", "not now").sees("(A1 is down)").press("pgdown").press("enter").sees("not now: A1 is down")
}

func TestPromptTakesTheLanguage(t *testing.T) {
	p := lesson(t, 120, 40).press(":").types("call P2 propose apple").sees("step 1", "P2")
	p.press(":").types("delver P2>A1").sees("column 1", "'deliver'?")
	p.press("esc").press(":").types("deliver P2>A9").sees("no node A9")
	p.press("esc").press(":").types(`expect chosen() == "apple"`).sees("✗", "does not hold here")
	p.press(":").types("mark here").sees("This point is called here")
	p.press(":").types("back 1").sees("step 0").press(":").types("back here").sees("step 1")
	p.press(":").types("> I would not have thought so.").sees("I would not have thought so.")
}

func TestClientCallAsksForArguments(t *testing.T) {
	p := lesson(t, 120, 40).press("n").sees("call P1 propose", "<value>")
	p.types("plum").sees("step 1", "plum")
}

func TestFind(t *testing.T) {
	p := lesson(t, 120, 40).press("G")
	for range 9 {
		p.press("right")
	}
	p.press("g", "/").types("votes").sees("step 6").press("n").sees("step 7").press("N").sees("step 6")
	p.press("/").types("no such thing").sees("No step says that.")
	p.press("esc", "n").sees("call P1 propose")
}

func TestViews(t *testing.T) {
	p := lesson(t, 80, 24).press("right", "right")
	p.press("v").sees("space-time").press("v").sees("cluster")
	p.press("L").sees("log", "A1 promises 1.P1").press("L").sees("cluster")
	p.press("p").sees("votes ever cast").press("p").sees("rounds without a decision").press("esc").sees("cluster")
	p.press("tab").sees("> cluster", "A1 · acceptor").press("tab").sees("> timeline").press("z").seesNo("next ·").press("z")
	p.press("?").sees("take it; in the log", "more lines").press(slices.Repeat([]string{"down"}, 60)...).sees("quit at once").seesNo("more lines").press("esc").sees("cluster")
}

// Where a small screen counts what it leaves out, z shows it.
func TestZoomShowsWhatWasCounted(t *testing.T) {
	p := preset(t, 80, 24, "read-repair").press("right", "right")
	p.sees("NO-STALE-AFTER-ACK", "1 more · z")
	p.press("z").sees("no stale read", "monotonic writes", "dev2 counts its own ack for").seesNo("more · z")
}

// A question stands with all its answers, also beside a picture of many nodes.
func TestSmallScreenShowsAllAnswers(t *testing.T) {
	p := preset(t, 80, 24, "quorum-read-write")
	for range 18 {
		p.press("right")
	}
	p.sees("step 18 of", "What does c1 know", "1) it failed", "2) it is done", "3) nothing: it may take effect")
	p.sees("dev1", "dev2", "dev3", "dev4", "dev5", "c1", "c2", "in flight")
}

func TestSmallScreen(t *testing.T) {
	p := lesson(t, 60, 12).sees("The screen is too small.", "It is 60×12; at least 76×20")
	if _, cmd := p.m.Update(keyOf("q")); cmd == nil {
		t.Fatal("q does not leave")
	}
	p.m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	p.sees("a small lesson")
	p.m.Update(tea.WindowSizeMsg{})
	p.m.View()
}

func TestEverySizeShowsThePanes(t *testing.T) {
	for w := leastW; w < 220; w += 13 {
		for h := leastH; h < 70; h += 5 {
			lesson(t, w, h).press("right", "right").sees("what just happened", "next ·", "step 2 of 9", "? help")
		}
	}
}

func TestAsciiDrawsNothingElse(t *testing.T) {
	p := reader(t, 120, 40, "testdata/lesson.synod", Options{ASCII: true})
	for _, key := range []string{"right", "right", "right", "right", "v", "L", "p", "?"} {
		p.press(key)
		for _, r := range p.screen() {
			if r > '~' {
				t.Fatalf("%q on an ASCII screen:\n%s", r, p.screen())
			}
		}
	}
}

func TestCopyOfTheRecordingPlays(t *testing.T) {
	name := filepath.Join(t.TempDir(), "mine.synod")
	p := lesson(t, 120, 40).press("right", "right", "right", "left", "left", "down", "enter")
	p.press("r").press("ctrl+u")
	p.types(name).sees("Kept as")
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := script.Parse(name, src)
	if err != nil {
		t.Fatal(err)
	}
	replayed := sit(t, 120, 40, Options{Open: s, Name: "mine", NoRecord: true, At: AtEnd})
	if got, want := replayed.m.run.time.Cursor().ID(), p.m.run.time.Cursor().ID(); got != want {
		t.Errorf("the recording ends at %s, the run at %s:\n%s", got, want, src)
	}
	p.press("r").press("ctrl+u").types(name).sees("exists already")
}

func TestClicks(t *testing.T) {
	p := lesson(t, 120, 40).press("right", "right")
	p.clicks("A3 ──").sees("A3 · acceptor")
	p.clicks(" P1▸A3").sees("> deliver P1▸A3")
	p.clicks("deliver P1▸A3").sees("step 3", "off the script")
	p.m.Update(tea.MouseWheelMsg{X: 20, Y: p.m.layout.time.Y + 1, Button: tea.MouseWheelUp})
	p.sees("step 2")
}

func TestHelpHoldsEveryKey(t *testing.T) {
	for _, table := range [][]binding{runKeys(), listKeys(), before(clickerKeys(), runKeys())} {
		seen := map[string]bool{}
		for _, b := range table {
			for _, key := range b.keys {
				if seen[key] {
					t.Errorf("%s does two things", key)
				}
				seen[key] = true
			}
			if (b.label == "") != (b.help == "") || len(b.help) > 29 {
				t.Errorf("the help for %v is missing or too long", b.keys)
			}
		}
	}
}

func TestGuidedScriptOffersOneChoice(t *testing.T) {
	p := reader(t, 120, 40, "testdata/guided.synod", Options{})
	p.sees("next · 1 choice", "> call    P1 propose pear").seesNo("P2 propose")
	p.press("x").sees("no crash is offered here; s opens the sandbox")
	p.press("enter").sees("Now you can lose a message", "next · 1 choice").press("d")
	p.sees("The network loses 1a 1.P1", "off the script").press("home").sees("next · 1 choice")
	p.press("s").sees("Sandbox", "call    P2 propose apple").press("s").sees("next · 1 choice")
	p.press("enter").sees("step 2", "The script goes back here").press("enter").sees("And again.", "step 1").seesNo("Now you can lose")
	p.press("enter").sees("The script ends here").sees("P2 propose apple")
}
