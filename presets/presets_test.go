package presets_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"synod/engine/script"
	"synod/presets"
)

var wanted = []string{
	"first-steps",
	"basic-paxos",
	"duelling-proposers",
	"fixed-pause",
	"back-off",
	"chosen-but-unknown",
	"half-accepted",
	"predict-the-reply",
	"eight-messages",
	"learners-three-ways",
	"late-vote",
	"literal-paxos",
	"flexible-quorums",
	"naive-paxos",
	"naive-paxos-right",
	"naive-vote",
	"naive-vote-stuck",
	"one-vote-decides",
	"no-first-phase",
	"votes-ignored",
	"first-reply-wins",
	"most-frequent-wins",
	"promise-lost",
	"disk-replaced",
	"shared-ballots",
	"shared-ballots-strict",
	"number-used-twice",
	"lower-vote-overwrites",
	"promise-not-checked",
	"stale-promises",
	"quorums-that-miss",
	"votes-added-up",
	"highest-name-wins",
	"quiz-late-accept",
	"quiz-same-number",
	"quiz-lower-accept",
	"log-basic",
	"gap-and-no-op",
	"leader-change",
	"paxos-old-entry",
	"silent-leader",
	"slot-used-twice",
	"commit-index-unchecked",
	"executing-past-a-gap",
	"exactly-once",
	"reconfiguration",
	"config-at-once",
	"old-voters-gone",
	"snapshot",
	"cut-off-in-silence",
	"lock-with-tokens",
	"lease-reads",
	"stale-leader-read",
	"pmmc",
	"pmmc-ping-pong",
	"fast-paxos",
	"fast-collision",
	"fast-majorities",
	"caspaxos",
	"caspaxos-delete",
	"abd-register",
	"abd-no-write-back",
	"quorum-read-write",
	"stale-read",
	"concurrent-siblings",
	"read-repair",
	"write-back",
	"virtual-nodes",
	"one-key-whole-life",
	"naive-quorum-right",
	"naive-quorum",
	"naive-quorum-half",
	"naive-quorum-crossed",
	"writes-that-miss",
	"overlap-is-no-order",
	"write-all-read-one",
	"error-is-not-failure",
	"client-forgets-its-count",
	"ack-before-disk",
	"deleted-comes-back",
	"ring-change",
	"ring-tour",
	"sloppy-quorum",
	"pw-too-late",
	"notfound-races",
	"get-decisions",
	"sibling-explosion",
	"sibling-dropped",
	"hash-trees",
	"reaped-by-all",
	"tail-violation",
	"one-after-quorum",
	"monotonic-reads",
	"clock-skew",
	"hints",
	"hint-is-no-replica",
	"reaped-too-early",
	"two-centres",
	"coordinator-dies",
	"serial-reads-disagree",
	"reads-in-one-trip",
	"old-leader-reads",
	"paused-leader",
	"in-sync-all",
	"fenced-leader",
	"isr-one-slow",
	"majority-one-slow",
	"alone-in-sync",
	"not-enough-in-sync",
	"cut-to-high-watermark",
	"cut-at-epoch-end",
	"unclean-election",
	"rather-nobody",
	"last-in-sync",
	"eligible-leader",
	"gfs-stale-replica",
	"gfs-paused-primary",
	"gfs-master-does-not-wait",
	"gfs-slow-clock",
	"gfs-record-append",
	"three-four-five",
	"longest-log-wins",
	"fenced-writer",
	"same-epoch-race",
	"hdfs-pipeline-recovery",
	"hdfs-same-stamp",
	"fifo-broadcast",
	"seen-tail",
	"unseen-tail",
	"unseen-tail-kept",
	"order-lost",
	"sync-is-no-quorum",
	"lock-in-line",
	"lock-herd",
	"lock-orphan",
	"lock-paused-holder",
	"raft-basic",
	"raft-old-entry",
	"etcd-leader-loss",
	"raft-figure-8",
	"etcd-old-leader-reads",
	"etcd-lock",
	"etcd-wait-is-over",
	"etcd-lock-is-a-lease",
	"etcd-four-members",
	"rmq-confirms",
	"rmq-redelivery",
	"rmq-automatic-ack",
	"rmq-lock",
	"rmq-mirrors-ignore",
	"rmq-mirrors-autoheal",
	"rmq-mirrors-pause-minority",
	"rmq-unsynchronised-mirror",
	"rmq-when-synced",
}

// All presets are there, in their order, and no file is left out.
func TestNames(t *testing.T) {
	if d := cmp.Diff(wanted, presets.Names()); d != "" {
		t.Error(d)
	}
	files, err := filepath.Glob("*.synod")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, ok := presets.Find(strings.TrimSuffix(f, ".synod")); !ok {
			t.Errorf("%s is not among the presets", f)
		}
	}
	if _, ok := presets.Find("../presets/first-steps"); ok {
		t.Error("a path is taken for a name")
	}
}

// Each preset parses, is in canonical form, has what a list shows, and plays
// to its end without a failure.
func TestPresets(t *testing.T) {
	for _, name := range wanted {
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
