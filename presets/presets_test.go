package presets_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"synod/engine/script"
	"synod/presets"
)

// Every file is listed once, and nothing else is a name.
func TestNames(t *testing.T) {
	names := presets.Names()
	files, err := filepath.Glob("*.synod")
	if err != nil {
		t.Fatal(err)
	}
	listed := slices.Sorted(slices.Values(names))
	for i, f := range files {
		files[i] = strings.TrimSuffix(f, ".synod")
	}
	slices.Sort(files)
	if d := cmp.Diff(files, listed); d != "" {
		t.Errorf("files, and names that are listed:\n%s", d)
	}
	if names[0] != "first-steps" {
		t.Errorf("whoever comes here first is given %s", names[0])
	}
	if _, ok := presets.Find("../presets/first-steps"); ok {
		t.Error("a path is taken for a name")
	}
}

// A card says of a preset what the whole file says.
func TestCards(t *testing.T) {
	all, cards := presets.All(), presets.Cards()
	for i, p := range all {
		h, c := p.Script.Head, cards[i].Script.Head
		if cards[i].Name != p.Name || c.Title != h.Title || c.Group != h.Group || c.Summary != h.Summary || c.Protocol != h.Protocol {
			t.Errorf("%s: the card is %s: %+v", p.Name, cards[i].Name, c)
		}
	}
	if len(cards) != len(all) {
		t.Errorf("%d cards of %d presets", len(cards), len(all))
	}
}

// Each preset parses, is in canonical form, has what a list shows, and plays
// to its end without a failure.
func TestPresets(t *testing.T) {
	for _, name := range presets.Names() {
		t.Run(name, func(t *testing.T) {
			source, err := os.ReadFile(name + ".synod")
			if err != nil {
				t.Fatal(err)
			}
			s, err := script.Parse(name+".synod", source)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(s.Print(), string(source)); d != "" {
				t.Errorf("not in canonical form (-want +got):\n%s", d)
			}
			if s.Head.Title == "" || s.Head.Group == "" || s.Head.Summary == "" || s.Head.Config.About == "" {
				t.Error("title, group, summary or about is missing")
			}
			play(t, s)
		})
	}
}

func play(t *testing.T, s *script.Script) {
	t.Helper()
	w, err := s.World(presets.Protocols())
	if err != nil {
		t.Fatal(err)
	}
	p := script.NewPlayer(s, w)
	expectations := 0
	for ev, ok := p.Next(); ok; ev, ok = p.Next() {
		if ev.Err != nil || ev.Notice != "" {
			t.Error(ev.Err, ev.Notice)
		}
		if ev.Entry.Kind == script.Expect {
			expectations++
		}
	}
	if expectations == 0 {
		t.Error("nothing is expected")
	}
}

// tryPlay plays whatever it is given as far as it goes.
func tryPlay(t *testing.T, src []byte) {
	t.Helper()
	report := func(err error) {
		if msg := err.Error(); msg == "" || strings.ContainsFunc(msg, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Fatalf("a poor message: %q", msg)
		}
	}
	s, err := script.Parse("file", src)
	if err != nil {
		report(err)
		return
	}
	w, err := s.World(presets.Protocols())
	if err != nil {
		report(err)
		return
	}
	p := script.NewPlayer(s, w)
	for ev, ok := p.Next(); ok; ev, ok = p.Next() {
		if ev.Err != nil {
			report(ev.Err)
		}
	}
	var recording bytes.Buffer
	if _, err := script.NewRecorder(&recording, s.Head, p.At()); err != nil {
		t.Fatal(err)
	}
	if _, err := script.Parse("recording", recording.Bytes()); err != nil {
		t.Fatalf("the recording of it is refused: %v\n%s", err, recording.Bytes())
	}
}

// Any preset cut off anywhere, or with some bytes changed, is refused with a
// message or runs; it never panics.
func TestDamagedPresets(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for _, p := range presets.All() {
		for range share(500) {
			tryPlay(t, p.Source[:dice.IntN(len(p.Source))])
			src := bytes.Clone(p.Source)
			for range 1 + dice.IntN(3) {
				src[dice.IntN(len(src))] = byte(dice.IntN(256))
			}
			tryPlay(t, src)
			at := dice.IntN(len(src))
			src = append(bytes.Clone(p.Source[:at]), p.Source[min(len(src), at+dice.IntN(20)):]...)
			tryPlay(t, src)
		}
	}
}

func FuzzPlay(f *testing.F) {
	for _, p := range presets.All() {
		f.Add(p.Source)
	}
	f.Fuzz(tryPlay)
}
