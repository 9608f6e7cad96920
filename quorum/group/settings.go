package group

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"synod/engine"
	"synod/quorum/sets"
)

// settings is a configuration as the nodes share it. It never changes.
type settings struct {
	switches
	authority engine.NodeID // the one node that says who leads
	members   []engine.NodeID
	clients   []engine.NodeID
	copies    int    // how many members are in sync at the beginning; the others have nothing
	least     int    // how many have to be in sync for a record to be taken
	push      bool   // records are sent without being asked for
	chain     bool   // each member sends records on to the next
	inPlace   bool   // a record that some member did not take is reported, and left where it is
	anyChange bool   // whoever is put out or let in, a new epoch begins
	noStale   bool   // a copy of an old epoch is deleted, and does not catch up
	empty     bool   // who is told that it is not in sync drops what it has, and catches up from nothing
	apart     string // what a leader does about members that it has lost touch with
	refill    string // when another copy is made for one that was lost
	anyRead   bool   // every member answers reads, not only the leader
	lease     int64  // how long a leader may lead by its clock; 0: until it is told otherwise
}

// switches says which rules are in force. Each is named after its id in
// rules.txt, where the source and the wrong variant are.
type switches struct {
	// Leaders.
	waitForAll, stopBelowMin, maximalInSync, askAuthority, catchUpFirst, catchUpToEpoch, obeyLease bool
	// Every member.
	truncateByEpoch, refuseOldEpoch, refuseOldLife, flushBeforeAck bool
	// The authority.
	cleanElection, eligibleLeaders, newEpoch, persistAuthority, staleStaysOut, waitForExpiry bool
}

func newSwitches(cfg engine.Config) switches {
	return switches{
		waitForAll:       cfg.On("wait-for-all"),
		stopBelowMin:     cfg.On("stop-below-min"),
		maximalInSync:    cfg.On("maximal-in-sync"),
		askAuthority:     cfg.On("ask-authority"),
		catchUpFirst:     cfg.On("catch-up-first"),
		catchUpToEpoch:   cfg.On("catch-up-to-epoch"),
		obeyLease:        cfg.On("obey-lease"),
		truncateByEpoch:  cfg.On("truncate-by-epoch"),
		refuseOldEpoch:   cfg.On("refuse-old-epoch"),
		refuseOldLife:    cfg.On("refuse-old-life"),
		flushBeforeAck:   cfg.On("flush-before-ack"),
		cleanElection:    cfg.On("clean-election"),
		eligibleLeaders:  cfg.On("eligible-leaders"),
		newEpoch:         cfg.On("new-epoch"),
		persistAuthority: cfg.On("persist-authority"),
		staleStaysOut:    cfg.On("stale-stays-out"),
		waitForExpiry:    cfg.On("wait-for-expiry"),
	}
}

func newSettings(cfg engine.Config) (*settings, error) {
	s := &settings{
		switches:  newSwitches(cfg),
		authority: engine.NodeID(cfg.Word("authority-name")),
		members:   ids(cfg.Word("member-names"), cfg.Int("members")),
		clients:   ids("c", cfg.Int("clients")),
		least:     cfg.Int("min-in-sync"),
		copies:    cfg.Int("copies"),
		push:      cfg.Word("replication") != "pull",
		chain:     cfg.Word("replication") == "chain",
		inPlace:   cfg.Word("on-failure") == "report",
		anyChange: cfg.Word("epochs") == "change",
		noStale:   cfg.Word("stale") == "delete",
		empty:     cfg.Word("stale") == "empty",
		apart:     cfg.Word("partitions"),
		refill:    cfg.Word("replacement"),
		anyRead:   cfg.Word("reads") == "any",
		lease:     int64(cfg.Int("lease")),
	}
	if s.copies == 0 {
		s.copies = len(s.members)
	}
	if err := misnamed(cfg); err != nil {
		return nil, err
	}
	return s, s.misfit(len(cfg.Start))
}

// misfit says what in the configuration does not go together.
func (s *settings) misfit(start int) error {
	bad := func(item, format string, args ...any) error {
		return &engine.ConfigError{Key: "params", Item: item, Err: fmt.Errorf(format, args...)}
	}
	switch n := len(s.members); {
	case s.copies > n:
		return bad("copies", "%d members are in sync at the beginning, but there are %d; expected 1 to %d", s.copies, n, n)
	case s.least > n:
		return bad("min-in-sync", "%d members have to be in sync, but there are %d; expected 1 to %d", s.least, n, n)
	case s.inPlace && (!s.push || s.chain):
		return bad("on-failure", "'report' is for records that the leader sends to everybody; expected replication: push")
	case s.noStale && !s.anyChange:
		return bad("stale", "'delete' needs a number that tells old copies; expected epochs: change")
	case start > 0:
		return &engine.ConfigError{Key: "start", Err: fmt.Errorf("a group starts empty; expected no start lines")}
	}
	return nil
}

// misnamed says which name is none, or that of a client.
func misnamed(cfg engine.Config) error {
	for _, param := range []string{"member-names", "authority-name"} {
		name := cfg.Word(param)
		if name == "" || name == "c" || strings.ContainsFunc(name, func(r rune) bool { return r > 'z' || !unicode.IsLetter(r) }) {
			return &engine.ConfigError{Key: "params", Item: param,
				Err: fmt.Errorf("'%s' cannot be a name here; expected letters, and not c, as clients are called", name)}
		}
	}
	return nil
}

func ids(letter string, n int) []engine.NodeID {
	out := make([]engine.NodeID, n)
	for i := range out {
		out[i] = engine.NodeID(letter + strconv.Itoa(i+1))
	}
	return out
}

// set is a set of members, one bit each.
type set = sets.Set

func (s *settings) all() set { return sets.First(len(s.members)) }

func (s *settings) index(id engine.NodeID) int { return slices.Index(s.members, id) }

// only is the set of one member; empty for anybody else.
func (s *settings) only(id engine.NodeID) set {
	if i := s.index(id); i >= 0 {
		return sets.Of(i)
	}
	return 0
}

func (s *settings) list(m set) []engine.NodeID {
	var out []engine.NodeID
	for _, i := range m.Members() {
		out = append(out, s.members[i])
	}
	return out
}

// names lists members as a sentence does: "R1 R3", or "nobody".
func (s *settings) names(m set) string {
	if m == 0 {
		return "nobody"
	}
	var words []string
	for _, id := range s.list(m) {
		words = append(words, string(id))
	}
	return strings.Join(words, " ")
}

// but is all members except one.
func (s *settings) but(id engine.NodeID) []engine.NodeID { return s.list(s.all() &^ s.only(id)) }

// notes are the remarks of the configuration.
func (s *settings) notes() []string {
	var notes []string
	if s.least == 1 && len(s.members) > 1 {
		notes = append(notes, "min-in-sync is 1: a leader that is alone in sync acknowledges what nobody else has.")
	}
	if s.lease > 0 {
		notes = append(notes, fmt.Sprintf("Leases of %d ticks: they are only as good as the clocks. 'wait N' moves all clocks, 'clock %s +N' one of them.", s.lease, s.members[0]))
	}
	if s.anyRead {
		notes = append(notes, "Every member answers reads with what it knows to be committed, which may be less than what is committed.")
	}
	return notes
}
