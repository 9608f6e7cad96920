package ui

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"synod/engine"
	"synod/engine/script"
	"synod/ui/show"
	"synod/ui/store"
)

// deck is a script as its speaker reads it: the places that it comes to, in
// their order, with the notes for each.
type deck struct {
	name, title string
	stops       []place
}

// place is one place of a script.
type place struct {
	step    int
	print   uint64 // of the world there
	did     string // what the screen says
	chapter string
	notes   []string
}

// newDeck plays a script and keeps what its notes say where.
func newDeck(s Scene, protocols engine.Registry) (deck, error) {
	w, err := s.Script.World(protocols)
	if err != nil {
		return deck{}, err
	}
	d := deck{name: s.Name, title: show.Clean(s.Script.Head.Title)}
	player := script.NewPlayer(s.Script, w)
	d.stops = []place{{print: w.Fingerprint(), did: d.title}}
	for {
		ev, more := player.Next()
		if !more {
			return d, nil
		}
		d.hear(ev)
	}
}

func (d *deck) hear(ev script.Event) {
	here := &d.stops[len(d.stops)-1]
	switch ev.Entry.Kind {
	case script.Choose, script.Back:
		next := place{step: ev.Point.Step, print: ev.Point.World.Fingerprint(), chapter: here.chapter}
		if step := ev.Point.Explain(); step != nil {
			next.did = show.Step(step).Did
		}
		d.stops = append(d.stops, next)
	case script.Note:
		for _, text := range strings.Split(ev.Entry.Text, "\n") {
			here.notes = append(here.notes, show.Clean(text))
		}
	case script.Chapter:
		here.chapter = show.Clean(ev.Entry.Text)
	}
}

// find gives the stop that a recording has come to: the one that as many moves
// lead to, or else one with the same world. False: it has left the script.
func (d *deck) find(r *script.Script, protocols engine.Registry) (at int, found bool) {
	w, err := r.World(protocols)
	if err != nil {
		return 0, false
	}
	moved := 0
	player := script.NewPlayer(r, w)
	for e := player.Upcoming(); e != nil; e = player.Upcoming() {
		if moves(e) {
			moved++
		}
		player.Next()
	}
	print := player.At().World.Fingerprint()
	if moved < len(d.stops) && d.stops[moved].print == print {
		return moved, true
	}
	at = slices.IndexFunc(d.stops, func(s place) bool { return s.print == print })
	return max(0, at), at >= 0
}

// noted is the next stop from one on that has notes; -1: there is none.
func (d *deck) noted(from int) int {
	for i := from; i < len(d.stops); i++ {
		if len(d.stops[i].notes) > 0 {
			return i
		}
	}
	return -1
}

// PrintNotes writes the notes of all scenes as plain text, each under its place.
func PrintNotes(out io.Writer, scenes []Scene, protocols engine.Registry) error {
	for _, s := range scenes {
		d, err := newDeck(s, protocols)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(out, d.text()); err != nil {
			return err
		}
	}
	return nil
}

func (d *deck) text() string {
	b := &strings.Builder{}
	fmt.Fprintf(b, "%s\n", d.title)
	if d.noted(0) < 0 {
		fmt.Fprintf(b, "  %s\n", noteNoNotes)
	}
	for _, s := range d.stops {
		if len(s.notes) == 0 {
			continue
		}
		fmt.Fprintf(b, "%4d  %s\n", s.step, s.did)
		for _, n := range s.notes {
			fmt.Fprintf(b, "      ! %s\n", n)
		}
	}
	return b.String()
}

// recentEnough is how long ago a recording may have been written to for a
// second terminal to follow it.
const recentEnough = 3 * time.Hour

// latest finds the recording that was written to last of those that belong to one of
// the decks, and which deck that is; false: there is none that is recent.
func latest(decks []deck) (path string, which int, written time.Time, found bool) {
	for i := range decks {
		for _, r := range store.Of(decks[i].name) {
			info, err := os.Stat(r.Path)
			if err != nil || time.Since(info.ModTime()) > recentEnough {
				continue
			}
			if !found || info.ModTime().After(written) {
				path, which, written, found = r.Path, i, info.ModTime(), true
			}
		}
	}
	return path, which, written, found
}
