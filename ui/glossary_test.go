package ui

import "testing"

// From a key anywhere: the words of what is on the screen, found by typing, with
// what they mean; in a room too, and in the words of the labels in force.
func TestAWordIsLookedUp(t *testing.T) {
	p := scenario(t, 80, 24, "basic-paxos", Options{NoRecord: true})
	p.press("E").sees("words · type to find one", "1a Prepare", "Asks an acceptor to promise a ballot")
	p.press("p", "r", "o", "m", "i", "s", "e", "d").sees("> promised", "The highest ballot that the acceptor has promised", "Paxos Made Simple")
	p.press("down").sees("> acceptor").press("esc").seesNo("type to find")
	p.press("E").press("z", "z", "z").sees(" 0 of ").press("enter").seesNo("type to find")
	p.press("t", "E").press("n", "e", "x", "t", "B", "a", "l").sees("nextBal").press("esc")
	p.press("P", "E").sees("words · type to find one").press("esc")
	sit(t, 80, 24, Options{NoRecord: true}).press("E").press("h", "i", "n", "t").sees("> hint", "for whom a stand-in keeps a value")
}

// The word that was asked for stands before those that contain it.
func TestTheWordItselfComesFirst(t *testing.T) {
	if got := MeaningsOf(Glossary(), "Quorum"); got[0].Word != "quorum" {
		t.Errorf("first of all: %+v", got[0])
	}
}
