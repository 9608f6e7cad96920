package ui

import (
	"bytes"
	"fmt"
	"os"

	"synod/engine/script"
	"synod/engine/timeline"
	"synod/presets"
	"synod/ui/show"
	"synod/ui/store"
)

// recording keeps the run as it goes: in memory at once, and in a file from the
// first move that the person makes. It is told of new points and of what is
// said, not of looking about; so going back stands in it where another branch
// begins.
type recording struct {
	log    bytes.Buffer
	create func() (*os.File, error) // nil: there is to be no file
	file   *os.File                 // nil: not yet, or none
	out    *script.Recorder
	wrong  error // the first thing that went wrong
	told   bool  // and whether the person has been told
}

// start begins to record at a point.
func (r *recording) start(head script.Head, at *timeline.Point, create func() (*os.File, error)) {
	head.Guided, head.Begin = false, 0
	r.create = create
	rec, err := script.NewRecorder(r, head, at)
	r.out = rec
	r.keep(err)
}

// made is the head of a recording of a script: which program makes it, and from
// which preset it was, as that stands now.
func (o *Options) made(s *script.Script, name string) script.Head {
	h := s.Head
	h.Made = o.Program
	if p, ok := presets.Find(name); ok && p.Script.Head.Title == h.Title {
		h.From = p.Name + " " + p.Digest()
	}
	return h
}

// Write takes a whole line from the recorder; the file gets it in one piece.
func (r *recording) Write(line []byte) (int, error) {
	r.log.Write(line)
	if r.file != nil {
		return r.file.Write(line)
	}
	return len(line), nil
}

// wake makes the file, with all that has been recorded so far.
func (r *recording) wake() {
	if r.create == nil {
		return
	}
	f, err := r.create()
	r.create = nil
	if err != nil {
		r.keep(err)
		return
	}
	r.file = f
	_, err = f.Write(r.log.Bytes())
	r.keep(err)
}

// move records that the run went to a point.
func (r *recording) move(p *timeline.Point) {
	if r.out != nil {
		r.keep(r.out.Move(p))
	}
}

// add records what is said or marked.
func (r *recording) add(e script.Entry) {
	if r.out != nil {
		r.keep(r.out.Add(e))
	}
}

func (r *recording) keep(err error) {
	if err != nil && r.wrong == nil {
		r.wrong = err
	}
}

// complaint is what went wrong, once.
func (r *recording) complaint() string {
	if r.wrong == nil || r.told {
		return ""
	}
	r.told = true
	return fmt.Sprintf(msgNotKept, show.Clean(r.wrong.Error()))
}

// name is where the run is being kept; empty: nowhere.
func (r *recording) name() string {
	if r.file == nil {
		return ""
	}
	return r.file.Name()
}

// close records where one stopped.
func (r *recording) close(at *timeline.Point) {
	r.move(at)
	if r.file != nil {
		r.keep(r.file.Close())
		r.file = nil
	}
}

// copyTo writes the run so far to a new file.
func (r *recording) copyTo(name string) error { return store.WriteNew(name, r.log.String()) }

// recentMost is how many recordings the list shows.
const recentMost = 5

// recent lists the latest recordings. One that cannot be read says so when it
// is opened.
func recent() []item {
	all, _ := store.List()
	var items []item
	for _, r := range all[:min(len(all), recentMost)] {
		when := r.Begun.Format("Jan 2 15:04")
		items = append(items, item{
			group: "Your last runs", name: r.Name, title: when,
			about: func() []string {
				return []string{"The run of " + when, "To be continued where it ended.", "It is kept in " + show.Clean(r.Path)}
			},
			at:   AtEnd,
			load: func() (*script.Script, error) { return loadRecording(r.Path) },
		})
	}
	return items
}

func loadRecording(path string) (*script.Script, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return script.Parse(path, script.Salvage(src))
}
