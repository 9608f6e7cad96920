package engine_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"synod/engine"
)

func TestTermsAreRead(t *testing.T) {
	terms, err := engine.ParseTerms("# a remark\nword big word: Two: words\n  over two lines. | A book\nsource: A paper\nkind hello: A greeting.\nfield slot *: What is in it. | \n")
	if err != nil {
		t.Fatal(err)
	}
	want := []engine.Term{
		{Of: "word", ID: "big word", Says: "Two: words over two lines.", Source: "A book"},
		{Of: "kind", ID: "hello", Says: "A greeting.", Source: "A paper"},
		{Of: "field", ID: "slot *", Says: "What is in it."},
	}
	if d := cmp.Diff(want, terms); d != "" {
		t.Error(d)
	}
	p := engine.Protocol{Terms: terms}
	if _, ok := p.Term("field", "slot 7"); !ok {
		t.Error("a field that begins as the term says has none")
	}
	if _, ok := p.Term("kind", "hello 7"); ok {
		t.Error("another kind has the term")
	}
	for _, bad := range []string{"hello", "kind: text", "kind hello:", "verb hello: text"} {
		if _, err := engine.ParseTerms("\n" + bad); err == nil || !strings.HasPrefix(err.Error(), "line 2: '"+bad) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzParseTerms(f *testing.F) {
	for _, seed := range []string{"kind a: b", "source: x\nword a b: c | d", "field *: c\n  d", "|", " x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, catalogue string) {
		terms, err := engine.ParseTerms(catalogue)
		for _, x := range terms {
			if err == nil && (x.ID == "" || x.Says == "") {
				t.Errorf("a term without a word or a meaning: %+v", x)
			}
		}
	})
}
