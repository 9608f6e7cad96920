package engine_test

import (
	"strings"
	"testing"

	"synod/engine"
)

var goodLines = []string{
	"deliver A2>P2", "deliver A2>P2 promise", "deliver A2>P2 promise 2.P2", "deliver A2>P2 promise 2.P2 (1.P1 pear)",
	"deliver A2>P2 promise 2.P2 (1.P1 pear) ~2", "deliver A2>P2 (pear)", "deliver A2>P2 ~3", "drop c1>dev2 put", "dup c1>dev2 put k (v (old))",
	"crash A1", "crash A1 lose=disk", "restart A1", "fire P1 retry", "cut A1 A2", "cut A1>A2", "heal", "heal A1 A2", "heal A1>A2",
	"partition A1 A2 | A3", "partition A1 | A2 | A3", "partition A1", "clock A1 +5", "wait 1000000", "call c1 get",
	"call P1 propose 梨", "deliver A2>P2 promise 2.P2 (1.P1 груша)", "call c1 put foo/bar v2 {}",
}

func TestLinesPrintAndParseBack(t *testing.T) {
	for _, line := range goodLines[:len(goodLines)-1] {
		c, err := engine.ParseChoice(line)
		if err != nil || c.Line() != line {
			t.Errorf("%s: %v, printed %s", line, err, c.Line())
		}
	}
}

func TestLinesMayBeWrittenLoosely(t *testing.T) {
	for line, want := range map[string]string{
		"  deliver\tA>B   k  ( a   b )  ": "deliver A>B k (a b)",
		"crash A lose=volatile":           "crash A",
		"partition  A B|C":                "partition A B | C",
		"clock A 5":                       "clock A +5",
		"cut\tA>B":                        "cut A>B",
	} {
		if c, err := engine.ParseChoice(line); err != nil || c.Line() != want {
			t.Errorf("%q: got %q, %v; want %q", line, c.Line(), err, want)
		}
	}
}

func TestBadLinesAreRefusedWithTheirColumn(t *testing.T) {
	for line, want := range map[string]string{
		"":                        "column 1: nothing; expected one of deliver drop",
		"delver A>B":              "column 1: unknown verb 'delver'; expected 'deliver'?",
		"deliver A":               "column 9: 'A'; expected sender>receiver, such as P1>A2",
		"deliver":                 "column 8: the line ends; expected sender>receiver",
		"deliver A>B k 1 more":    "column 17: 'more'; expected the end of the line",
		"deliver A>B k (x":        "column 15: a '(' without its ')'",
		"deliver A>B k ()":        "column 17: empty parentheses",
		"deliver A>B ~0":          "column 13: '~0'; expected ~ and a number from 1",
		"deliver A>B ~2 x":        "column 16: 'x' after the end; expected nothing more",
		"crash A gain=x":          "column 9: 'gain=x'; expected lose= and what is lost",
		"restart 9":               "column 9: '9'; expected the name of a host",
		"fire A":                  "column 7: the line ends; expected the name of a timer",
		"cut A":                   "column 6: the line ends; expected the second host",
		"partition A | | B":       "column 15: an empty group; expected hosts, then |",
		"clock A +0":              "column 9: '+0'; expected a number of ticks from 1 to 1000000, such as +5",
		"call c1 put a!":          "column 13: 'a!'; expected a word of at most 24 letters",
		"wait soon":               "column 6: 'soon'; expected a number of ticks",
		"deliver A>B ★":           "column 13: a character that the language has not",
		"call c1 put 梨 e\u0301":   "column 16: a character that the language has not",
		"call c1 put 梨 a!":        "column 15: 'a!'; expected a word of at most 24 letters",
		"deliver A>B \x1b[2J":     "column 13: a character that the language has not",
		"restart A\tand\tB\tback": "column 11: 'and B back' after the end",
	} {
		_, err := engine.ParseChoice(line)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s…", line, err, want)
		}
	}
}

// Words are of any script, and none of them looks like another.
func TestWordsOfAnyScript(t *testing.T) {
	for word, is := range map[string]bool{
		"pear": true, "梨": true, "ナシ": true, "груша": true, "poire-é": true, "배": true, "αχλάδι/2": true, "٣": true, strings.Repeat("梨", 24): true,
		"": false, strings.Repeat("梨", 25): false, "e\u0301": false, "\u3164": false, "\u1107\u1162": false, "a\u200db": false, "★": false, "🍐": false, "\xff": false, "a b": false,
	} {
		if engine.IsWord(word) != is {
			t.Errorf("%q: is it a word? %v", word, !is)
		}
	}
}

func FuzzParseChoice(f *testing.F) {
	for _, line := range goodLines {
		f.Add(line)
	}
	f.Add("deliver A>B (() ~2)")
	f.Add("deliver A>B k(x y) z")
	f.Add("heal \t")
	f.Add("partition a|b")
	f.Fuzz(func(t *testing.T, line string) {
		c, err := engine.ParseChoice(line)
		if err != nil {
			printable(t, err.Error())
			return
		}
		printed := c.Line()
		printable(t, printed)
		again, err := engine.ParseChoice(printed)
		if err != nil || again != c {
			t.Fatalf("%q is %#v, printed %q, and that is %#v, %v", line, c, printed, again, err)
		}
	})
}

func printable(t *testing.T, s string) {
	t.Helper()
	for _, r := range s {
		if r < ' ' || r == 0x7f {
			t.Fatalf("%q holds a control character", s)
		}
	}
}

func TestNearest(t *testing.T) {
	many := strings.Fields("ab-one ab-two cd-one cd-two ef gh ij kl mn op qr st uv wx yz ac ae")
	for _, c := range []struct {
		word string
		of   []string
		want string
	}{
		{"ab-on", many, "'ab-one'?"},
		{"AB-ONE", many, "'ab-one'?"},
		{"one", many[:4], "one of ab-one, cd-one"},
		{"b-two-three", many[:4], "one of ab-one, ab-two, cd-one, cd-two"},
		{"cd-three", many, "one of cd-one, cd-two, ab-one or 14 others"},
		{"x", nil, "nothing: there are none"},
		{"crash-a", []string{"no-crash-at-all", "drop"}, "'no-crash-at-all'?"},
	} {
		if got := engine.Nearest(c.word, c.of); got != c.want {
			t.Errorf("nearest to %s: %s, want %s", c.word, got, c.want)
		}
	}
}
