package raft

import (
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// cluster is what every node knows and what never changes.
type cluster struct {
	switches
	servers, clients members.Group
	initial          sets.Set // who the members are at first
	changes          bool     // whether members come and go
	changeCounts     string   // when a change counts: once it is logged, or committed
	preVote          bool     // who would be a candidate asks first whether it could win
	noop             bool     // a new leader begins with an entry of its own that says nothing
	checkQuorum      bool     // a leader that hears from no majority stands down
	machine          string
	start            machine // what nobody has changed yet; nil: the state is the last entry
	ttl              int     // how long a lease lasts; 0: it may be over at any time
	resource         bool
}

// switches says which rules are in force. Each is named after its id in
// rules.txt, where the source and the wrong variant are.
type switches struct {
	oneVote, persistVote, persistLog, upToDate, commitOwnTerm, checkPrevious, refuseOldTerm, readIndex bool
	waitForCommit, rereadOwnKey, checkToken, manualAck, oneChange, strictReconfig                      bool
}

func newCluster(cfg engine.Config) *cluster {
	c := &cluster{
		switches: switches{
			oneVote:       cfg.On("one-vote"),
			persistVote:   cfg.On("persist-vote"),
			persistLog:    cfg.On("persist-log"),
			upToDate:      cfg.On("up-to-date"),
			commitOwnTerm: cfg.On("commit-own-term"),
			checkPrevious: cfg.On("check-previous"),
			refuseOldTerm: cfg.On("refuse-old-term"),
			readIndex:     cfg.On("read-index"),
			waitForCommit: cfg.On("wait-for-commit"),
			rereadOwnKey:  cfg.On("reread-own-key"),
			checkToken:    cfg.On("check-token"),
			manualAck:     cfg.On("manual-ack"),

			oneChange:      cfg.On("one-change"),
			strictReconfig: cfg.On("strict-reconfig"),
		},
		servers: members.Named("S", cfg.Int("servers")),
		clients: members.Named("c", cfg.Int("clients")),
		preVote: cfg.Bool("pre-vote"),
		noop:    cfg.Bool("noop"),

		checkQuorum: cfg.Bool("check-quorum"),
		machine:     cfg.Word("machine"),
		ttl:         cfg.Int("ttl"),
		resource:    cfg.Bool("resource"),
	}
	c.changes, c.changeCounts = cfg.Int("members") > 0, cfg.Word("change-counts")
	c.initial = c.servers.All()
	if c.changes {
		c.initial = sets.First(min(cfg.Int("members"), len(c.servers)))
	}
	switch c.machine {
	case machineKeys:
		c.start = emptyKeys(c.clients)
	case machineQueue:
		c.start = queue{manualAck: c.manualAck}
	}
	return c
}

// entry is a value and the term of the leader that took it. The value "-" says
// nothing.
type entry struct {
	term  int
	value string
}

const nothing = "-"

// nobody is what a read gives where nobody has written.
const nobody = "nothing"

func (e entry) String() string { return e.value + "@" + strconv.Itoa(e.term) }

func parseEntry(word string) entry {
	value, term, _ := strings.Cut(word, "@")
	n, _ := strconv.Atoi(term)
	return entry{n, value}
}

// entries is a log; its first entry has the index 1.
type entries []entry

func (l entries) String() string {
	if len(l) == 0 {
		return "nothing"
	}
	words := make([]string, len(l))
	for i, e := range l {
		words[i] = e.String()
	}
	return strings.Join(words, " ")
}

// term is the term of the entry at an index; 0 where there is none.
func (l entries) term(index int) int {
	if index < 1 || index > len(l) {
		return 0
	}
	return l[index-1].term
}

func (l entries) appendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(l)))
	for _, e := range l {
		b = engine.AppendString(engine.AppendInt(b, int64(e.term)), e.value)
	}
	return b
}

// newest is the last value of the first entries that says something.
func (l entries) newest(committed int) string {
	for i := committed; i > 0; i-- {
		if v := l[i-1].value; v != nothing && !strings.HasPrefix(v, entryMembers) {
			return v
		}
	}
	return nobody
}

// end is how good a log is: the term of its last entry, and its length.
type end struct{ term, index int }

func (l entries) end() end { return end{l.term(len(l)), len(l)} }

// asGood says whether e is at least as good as o (§5.4.1).
func (e end) asGood(o end) bool {
	return e.term > o.term || e.term == o.term && e.index >= o.index
}

func (e end) String() string {
	return "last " + strconv.Itoa(e.index) + " of term " + strconv.Itoa(e.term)
}

func itoa(n int) string { return strconv.Itoa(n) }
