package ui

import "testing"

func TestOtherKeys(t *testing.T) {
	keys := Keys{"forward": {"f5"}, "drop": {"D", "ctrl+d"}, "page down": {"pgdown"}, "branch after": {"f6"}, "quit": {"f10"}}
	for action := range keys {
		if err := keys.Check(action); err != nil {
			t.Fatal(err)
		}
	}
	if action, err := keys.Conflict(); err != nil {
		t.Fatal(action, err)
	}
	p := reader(t, 120, 40, "testdata/lesson.synod", Options{Keys: keys})
	p.sees("f5 forward").press("right").sees("There is no key right here", "step 0")
	p.m.Update(keyOf("enter"))
	p.sees("D drop").press("D").sees("The network loses")
	p.press("?", "/").writes("drop").sees("D       drop the selected message").press("esc")
	p.press("/").writes("branch").sees("f6", "branch after", "[ ]").press("esc", "esc")
	p.press("ctrl+p").writes("drop").sees("> D      drop")
}

func TestKeysThatCannotBe(t *testing.T) {
	for want, keys := range map[string]Keys{
		"there is no action 'flop'; expected 'drop'?":                                        {"flop": {"D"}},
		"there is no key 'ctrl+' for drop; expected one such as D, ctrl+d, f5 or pgdown":     {"drop": {"ctrl+"}},
		"there is no key 'two words' for drop; expected one such as D, ctrl+d, f5 or pgdown": {"drop": {"two words"}},
		"the key 'x' for drop is that of crash/restart; give that another one too":           {"drop": {"x"}},
		"the key 'ctrl+c' for drop is that of quit; give that another one too":               {"drop": {"ctrl+c"}},
		"the key 'down' for group is that of select; give that another one too":              {"group": {"down"}},
	} {
		var err error
		for action := range keys {
			err = keys.Check(action)
		}
		if err == nil {
			_, err = keys.Conflict()
		}
		if err == nil || err.Error() != want {
			t.Errorf("%v: %v, want %s", keys, err, want)
		}
	}
}

// What a pane says of a key is said of the key in force.
func TestPanesNameOtherKeys(t *testing.T) {
	p := scenario(t, 80, 24, "duelling-proposers", Options{Keys: Keys{"fog": {"f7"}, "zoom": {"f8"}}}).times(20, "right")
	p.m.run.view.Node = "A1"
	p.press("f7").sees("what A1 can know", "… earlier steps: f8")
	p = scenario(t, 120, 40, "chosen-but-unknown", Options{Keys: Keys{"fog": {"f7"}}}).times(7, "right")
	p.m.run.view.Node = "P2"
	p.press("K").waits("enter").press("f7").sees("they differ: f7 lifts the fog")
}

// In plain ASCII an arrow key is not written as < > ^ or v, which are other keys.
func TestArrowKeysAreWordsInASCII(t *testing.T) {
	p := reader(t, 120, 40, "testdata/lesson.synod", Options{ASCII: true}).sees("left back", "right forward").seesNo("< back", "> forward")
	p.press("?").sees("right l", "left h", "up k", "down j", "S-right")
}
