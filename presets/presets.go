// Package presets holds the scenarios that come with the program, as embedded
// .synod files, and the registry of protocols that files may name.
package presets

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"slices"

	"synod/engine/script"
)

// Preset is a scenario that comes with the program.
type Preset struct {
	Name   string // of its file, without the ending
	Source []byte
	Script *script.Script
}

//go:embed *.synod
var files embed.FS

const ending = ".synod"

// names lists the presets in the order in which they are shown: by group, then
// as the groups want to be read.
var names = []string{
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

// All lists the presets in the order in which they are shown: by group, then as
// the groups want to be read.
func All() []Preset { return inOrder(func(source []byte) []byte { return source }) }

// Cards lists the presets as All does, each with no more than what a list shows:
// its title, group, summary and protocol. The rest takes some time to read.
func Cards() []Preset { return inOrder(card) }

// card is the first lines of a head, which in the canonical form end with the
// protocol.
func card(source []byte) []byte {
	_, rest, _ := bytes.Cut(source, []byte("\nprotocol: "))
	end := len(source) - len(rest) + bytes.IndexByte(rest, '\n')
	return append(slices.Clone(source[:end]), "\n---\n"...)
}

func inOrder(part func(source []byte) []byte) []Preset {
	var all []Preset
	for _, name := range names {
		source, err := files.ReadFile(name + ending)
		if err != nil {
			continue // a test holds that there is none such
		}
		if p, ok := preset(name, part(source)); ok {
			p.Source = source
			all = append(all, p)
		}
	}
	first := map[string]int{} // place of a group's first
	for i, p := range all {
		if _, known := first[p.Script.Head.Group]; !known {
			first[p.Script.Head.Group] = i
		}
	}
	slices.SortStableFunc(all, func(a, b Preset) int { return first[a.Script.Head.Group] - first[b.Script.Head.Group] })
	return all
}

// Find gives the preset of that name; a file of the course too, by its name or as
// the first of a lesson by the lesson's id.
func Find(name string) (Preset, bool) {
	if source, err := files.ReadFile(name + ending); err == nil {
		return preset(name, source)
	}
	if p, ok := scene(name); ok {
		return p, true
	}
	if l, ok := FindLesson(name); ok {
		return l.Scenes[0], true
	}
	return Preset{}, false
}

func preset(name string, source []byte) (Preset, bool) {
	s, err := script.Parse(name+ending, source)
	return Preset{name, source, s}, err == nil
}

// Names lists the presets' names in their order.
func Names() []string {
	var out []string
	for _, p := range Cards() {
		out = append(out, p.Name)
	}
	return out
}

// Digest tells whether a preset is still what it was: the first 16 digits of the
// SHA-256 of its file.
func (p *Preset) Digest() string {
	sum := sha256.Sum256(p.Source)
	return hex.EncodeToString(sum[:8])
}
