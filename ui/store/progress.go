package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/adrg/xdg"
)

// progressVersion is that of the file.
const progressVersion = 1

// Progress is how far a person has come in the course.
type Progress struct {
	Synod   int             `json:"synod"`
	Lessons map[string]Done `json:"lessons"` // whose exercise was solved
	Missed  []Missed        `json:"missed"`  // the first to be missed first
}

// Done is an exercise that was solved.
type Done struct {
	Steps int       `json:"steps"` // of the best run
	When  time.Time `json:"when"`  // it was solved for the first time
}

// Missed is a question that was answered wrongly, and not rightly since.
type Missed struct {
	Lesson   string `json:"lesson"`
	Question string `json:"question"`
}

// ProgressFile is where progress is kept. It need not exist yet.
func ProgressFile() string { return filepath.Join(xdg.DataHome, "synod", "course.json") }

// ReadProgress gives what is kept; a file that does not exist holds nothing.
func ReadProgress() (Progress, error) {
	p := Progress{Synod: progressVersion, Lessons: map[string]Done{}}
	text, err := os.ReadFile(ProgressFile())
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &p)
	}
	if err == nil && p.Synod != progressVersion {
		err = fmt.Errorf("it is of version %d; expected %d", p.Synod, progressVersion)
	}
	if err != nil {
		return Progress{Synod: progressVersion, Lessons: map[string]Done{}}, fmt.Errorf("the progress in the course cannot be read: %s: %w; synod course reset begins anew", ProgressFile(), err)
	}
	if p.Lessons == nil {
		p.Lessons = map[string]Done{}
	}
	return p, nil
}

// ChangeProgress changes what is kept. What cannot be read is left as it is.
func ChangeProgress(change func(*Progress)) error {
	p, err := ReadProgress()
	if err != nil {
		return err
	}
	change(&p)
	return writeProgress(p)
}

// ResetProgress forgets a lesson, or with an empty id all there is.
func ResetProgress(lesson string) error {
	if lesson == "" {
		return writeProgress(Progress{Synod: progressVersion, Lessons: map[string]Done{}})
	}
	return ChangeProgress(func(p *Progress) {
		delete(p.Lessons, lesson)
		p.Missed = slices.DeleteFunc(p.Missed, func(m Missed) bool { return m.Lesson == lesson })
	})
}

// Solved notes that an exercise was solved, and says whether in fewer steps than
// ever before.
func (p *Progress) Solved(lesson string, steps int, now time.Time) bool {
	old, again := p.Lessons[lesson]
	switch {
	case !again:
		p.Lessons[lesson] = Done{steps, now.Truncate(time.Second)}
	case steps < old.Steps:
		p.Lessons[lesson] = Done{steps, old.When}
	default:
		return false
	}
	return true
}

// Answered notes how a question was answered.
func (p *Progress) Answered(lesson, question string, right bool) {
	m := Missed{lesson, question}
	at := slices.Index(p.Missed, m)
	switch {
	case right && at >= 0:
		p.Missed = slices.Delete(p.Missed, at, at+1)
	case !right && at < 0:
		p.Missed = append(p.Missed, m)
	}
}

func writeProgress(p Progress) error {
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(ProgressFile()), 0o700); err != nil {
		return err
	}
	return Replace(ProgressFile(), Text(string(text)+"\n"))
}
