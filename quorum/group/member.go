package group

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// member keeps the log, and how much of it it knows to be committed. What it
// believes of the group it has from the authority, and forgets in a crash.
type member struct {
	*settings
	id        engine.NodeID
	log       entries // durable up to flushed
	flushed   int     // how much of the log is on disk
	committed int     // durable: the high watermark, how much of the log is committed for certain
	epoch     int     // durable: the highest epoch it has taken part in
	life      int     // durable: how often it has come back
	taken     []request

	now     config // volatile: what the authority told it last; epoch 0: nothing yet
	aligned bool   // volatile: as a follower, its log is the beginning of the leader's
	gone    set    // volatile: members that it has lost touch with
	leading        // volatile: what it knows as the leader
}

// leading is what a leader knows.
type leading struct {
	start   int   // where the log ended when it began to lead
	ends    []int // how far each member's log goes, as far as it was told
	lives   []int // in which of its lives each member was then
	asked   set   // whom it has asked to be in sync; 0: nothing is asked
	waiting []waiter
}

// waiter is a client's request whose record is not committed yet.
type waiter struct {
	id    string
	place int
	by    set // who has it, where records are written in place
}

// request is a client and the number of its operation.
type request struct {
	client string
	number int
}

func parseRequest(id string) request {
	client, number, _ := strings.Cut(id, ".")
	n, _ := strconv.Atoi(number)
	return request{client, n}
}

// Names of its timers.
const (
	lagPrefix = "lag-"
	fetch     = "fetch"
	send      = "push"
	ask       = "alter"
	beat      = "heartbeat"
	flush     = "flush"
)

func newMember(s *settings, id engine.NodeID) member {
	m := member{settings: s, id: id, epoch: 1, now: s.first(), aligned: true}
	switch {
	case m.leads():
		m.leading = s.leading(0)
	case s.noStale && m.now.inSync&s.only(id) == 0:
		return m.emptied()
	}
	return m
}

// leading is what a leader knows as it begins: nothing of the others.
func (s *settings) leading(end int) leading {
	return leading{start: end, ends: make([]int, len(s.members)), lives: make([]int, len(s.members))}
}

// leads says whether it believes that it leads.
func (m member) leads() bool { return m.now.leader == m.id && !m.paused() }

// Step is one line a message.
func (m member) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Fire:
		return m.fire(in.Timer, fx)
	case engine.Crash:
		return m.crash(in.Loss, fx)
	case engine.Restart:
		fx.Why("member-back", strconv.Itoa(m.epoch), m.log.String())
		fx.Arm(beat)
		m.life++
		fx.Send(m.authority, heartbeat{m.epoch, m.life})
		return m
	}
	switch b := in.Body.(type) {
	case assign:
		return m.assign(b, fx)
	case discard:
		return m.discard(b, fx)
	case position:
		return m.position(in.From, b, fx)
	case records:
		return m.records(in.From, b, fx)
	case tooFar:
		return m.tooFar(in.From, b, fx)
	case whereEnds:
		return m.whereEnds(in.From, b, fx)
	case epochEnd:
		return m.epochEnd(in.From, b, fx)
	case clientAppend:
		return m.clientAppend(in.From, b, in.Now, fx)
	case clientRead:
		return m.clientRead(in.From, b, in.Now, fx)
	}
	return m
}

func (m member) fire(timer string, fx *engine.Effects) member {
	switch timer {
	case fetch:
		return m.fetch(fx)
	case send:
		return m.pushAll(fx)
	case ask:
		return m.askAgain(fx)
	case beat:
		fx.Why("send-heartbeat", strconv.Itoa(m.epoch))
		fx.Arm(beat)
		fx.Send(m.authority, heartbeat{m.epoch, m.life})
		return m
	case flush:
		fx.Why("flush", m.log.String())
		m.flushed = len(m.log)
		return m
	}
	return m.lag(engine.NodeID(strings.TrimPrefix(timer, lagPrefix)), fx)
}

// assign takes what the authority has decided, unless it knows of something newer.
func (m member) assign(b assign, fx *engine.Effects) member {
	if b.life < m.life && m.refuseOldLife {
		fx.Why("refuse-old-life", b.number(), strconv.Itoa(b.life), strconv.Itoa(m.life))
		return m
	}
	if m.gone != 0 && b.epoch >= m.epoch {
		reunited, goes := m.reunite(b.config, fx)
		if !goes {
			return reunited
		}
		m = reunited
	}
	if !b.config.newer(m.now) || b.epoch < m.epoch {
		fx.Why("config-old", b.number(), m.now.number())
		return m
	}
	before := m.now
	m.now = b.config
	if m.noStale && m.now.inSync&m.only(m.id) == 0 {
		return m.join(fx)
	}
	m.epoch = b.epoch
	if m.now.inSync&m.only(m.id) == 0 && !m.now.same(before) {
		fx.Arm(beat)
		fx.Send(m.authority, heartbeat{m.epoch, m.life})
	} else if m.lease == 0 && !m.noStale {
		fx.Disarm(beat)
	}
	switch {
	case m.leads() && (before.epoch != m.now.epoch || before.leader != m.id):
		return m.lead(before, fx)
	case m.leads():
		return m.altered(before, fx)
	case m.now.leader == "":
		fx.Why("config-nobody", m.now.number())
		return m.stepDown(fx)
	case before.epoch == m.now.epoch && before.leader == m.now.leader:
		fx.Why("config-follower", m.now.number(), m.names(m.now.inSync))
		return m
	}
	return m.follow(fx)
}

// stepDown forgets what a leader knows. Whoever waits for it learns nothing.
func (m member) stepDown(fx *engine.Effects) member {
	for _, id := range m.members {
		fx.Disarm(lagPrefix + string(id))
	}
	for _, timer := range []string{send, ask, fetch} {
		fx.Disarm(timer)
	}
	m.leading = leading{}
	return m
}

// store is what becomes of the log when it changes: it is on disk before
// anybody hears of it.
func (m member) store(log entries, fx *engine.Effects) member {
	if !m.flushBeforeAck {
		return m.storeLater(log, fx)
	}
	m.log, m.flushed = log, len(log)
	return m
}

// storeLater is store with flush-before-ack switched off.
func (m member) storeLater(log entries, fx *engine.Effects) member {
	m.log, m.flushed = log, min(m.flushed, len(log))
	if m.flushed < len(log) {
		fx.Arm(flush)
	}
	return m
}

// commit raises the high watermark, never beyond the log's own end.
func (m member) commit(to int, fx *engine.Effects) member {
	for ; m.committed < min(to, len(m.log)); m.committed++ {
		fx.Fact(factCommitted, strconv.Itoa(m.committed), m.log[m.committed].String())
	}
	return m
}

// crash takes what is not on disk, and with the disk everything.
func (m member) crash(loss string, fx *engine.Effects) member {
	left := member{settings: m.settings, id: m.id, taken: m.taken, epoch: m.epoch, life: m.life}
	switch {
	case loss == lossDisk:
		fx.Why("lose-disk", m.log.String())
		left.epoch = 0
		return left
	case m.flushed < len(m.log):
		fx.Why("flush-before-ack", entries(m.log[m.flushed:]).String())
	default:
		fx.Why("member-down", m.log.String())
	}
	left.log, left.flushed = m.log[:m.flushed:m.flushed], m.flushed
	left.committed = min(m.committed, m.flushed)
	return left
}

// AppendTo leaves out the settings, which never change.
func (m member) AppendTo(b []byte) []byte {
	b = engine.AppendInt(engine.AppendInt(m.log.appendTo(b), int64(m.flushed)), int64(m.committed))
	b = engine.AppendInt(engine.AppendInt(engine.AppendInt(b, int64(m.epoch)), int64(m.life)), int64(len(m.taken)))
	for _, r := range m.taken {
		b = engine.AppendInt(engine.AppendString(b, r.client), int64(r.number))
	}
	b = engine.AppendInt(engine.AppendBool(m.now.appendTo(b), m.aligned), int64(m.gone))
	b = engine.AppendInt(engine.AppendInt(b, int64(m.start)), int64(len(m.ends)))
	for i, end := range m.ends {
		b = engine.AppendInt(engine.AppendInt(b, int64(end)), int64(m.lives[i]))
	}
	b = engine.AppendInt(engine.AppendInt(b, int64(m.asked)), int64(len(m.waiting)))
	for _, w := range m.waiting {
		b = engine.AppendInt(engine.AppendInt(engine.AppendString(b, w.id), int64(w.place)), int64(w.by))
	}
	return b
}

// took says whether the request, or a later one of its client, was taken before.
func (m member) took(id string) bool {
	r := parseRequest(id)
	return slices.ContainsFunc(m.taken, func(t request) bool { return t.client == r.client && t.number >= r.number })
}

func (m member) taking(id string) member {
	r := parseRequest(id)
	m.taken = slices.DeleteFunc(slices.Clone(m.taken), func(t request) bool { return t.client == r.client })
	at, _ := slices.BinarySearchFunc(m.taken, r, func(a, b request) int { return strings.Compare(a.client, b.client) })
	m.taken = slices.Insert(m.taken, at, r)
	return m
}
