package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestProgressIsKept(t *testing.T) {
	inEmptyHome(t)
	first := time.Date(2020, 1, 2, 3, 4, 5, 6, time.UTC)
	for _, steps := range []int{9, 7, 8} {
		if err := ChangeProgress(func(p *Progress) {
			if better := p.Solved("L1", steps, first.Add(time.Duration(9-steps)*time.Hour)); better != (steps != 8) {
				t.Errorf("%d steps are the best: %v", steps, better)
			}
		}); err != nil {
			t.Fatal(err)
		}
	}
	answer := func(lesson, question string, right bool) {
		if err := ChangeProgress(func(p *Progress) { p.Answered(lesson, question, right) }); err != nil {
			t.Fatal(err)
		}
	}
	answer("L1", "a?", false)
	answer("L2", "b?", false)
	answer("L1", "a?", false)
	answer("L3", "c?", true)
	p, err := ReadProgress()
	if err != nil || p.Lessons["L1"].Steps != 7 || !p.Lessons["L1"].When.Equal(first.Truncate(time.Second)) || len(p.Missed) != 2 {
		t.Fatalf("%+v, %v", p, err)
	}
	answer("L1", "a?", true)
	if p, _ := ReadProgress(); len(p.Missed) != 1 || p.Missed[0].Question != "b?" {
		t.Errorf("%+v", p.Missed)
	}
	if err := ResetProgress("L2"); err != nil {
		t.Fatal(err)
	}
	if p, _ := ReadProgress(); len(p.Missed) != 0 || len(p.Lessons) != 1 {
		t.Errorf("%+v", p)
	}
	if err := ResetProgress(""); err != nil {
		t.Fatal(err)
	}
	if p, _ := ReadProgress(); len(p.Lessons) != 0 {
		t.Errorf("%+v", p)
	}
}

// A program that was killed while it wrote leaves a part of a file beside the
// whole one; what is damaged otherwise is refused, and left as it is.
func TestProgressSurvivesACrash(t *testing.T) {
	inEmptyHome(t)
	if err := ChangeProgress(func(p *Progress) { p.Solved("L1", 5, time.Now()) }); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(ProgressFile())
	if err := os.WriteFile(filepath.Join(filepath.Dir(ProgressFile()), ".synod-123"), text[:len(text)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if p, err := ReadProgress(); err != nil || p.Lessons["L1"].Steps != 5 {
		t.Errorf("%+v, %v", p, err)
	}
	for _, bad := range []string{string(text[:len(text)/2]), strings.Replace(string(text), `"synod": 1`, `"synod": 2`, 1), ""} {
		if err := os.WriteFile(ProgressFile(), []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		err := ChangeProgress(func(p *Progress) { p.Solved("L2", 5, time.Now()) })
		if err == nil || !strings.Contains(err.Error(), "synod course reset") {
			t.Errorf("%q: %v", bad, err)
		}
		if now, _ := os.ReadFile(ProgressFile()); string(now) != bad {
			t.Errorf("%q became %q", bad, now)
		}
	}
}
