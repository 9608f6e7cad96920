package ui

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"synod/engine/script"
	"synod/engine/timeline"
)

// recording keeps the run as it goes, in memory and, unless it is switched off,
// in a file. It is told of new points and of what is said, not of looking
// about; so going back stands in it where another branch begins.
type recording struct {
	log   bytes.Buffer
	file  *os.File // nil: none
	out   *script.Recorder
	at    *timeline.Point
	wrong error // the first thing that went wrong
}

// start begins to record at a point. A file that cannot be made is told, and
// the run goes on without.
func (r *recording) start(head script.Head, at *timeline.Point, create func() (*os.File, error)) error {
	head.Guided = false
	var out io.Writer = &r.log
	if create != nil {
		f, err := create()
		if err != nil {
			r.wrong = err
		} else {
			r.file, out = f, io.MultiWriter(f, &r.log)
		}
	}
	rec, err := script.NewRecorder(out, head, at)
	r.out, r.at = rec, at
	return errors.Join(r.wrong, err)
}

// move records that the run went to a point.
func (r *recording) move(p *timeline.Point) {
	if r.out == nil || r.at == p {
		return
	}
	r.at = p
	r.keep(r.out.Move(p))
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
func (r *recording) copyTo(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists already; give another name", name)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(r.log.Bytes())
	return errors.Join(err, f.Close())
}

func createRecording(name string) (*os.File, error) {
	return os.CreateTemp("", name+"-*.synod")
}

func recent() []item { return nil }
