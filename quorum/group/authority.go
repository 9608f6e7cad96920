package group

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

// authority says who leads and who is in sync. What it has decided is on its
// disk before anybody hears of it; whom it takes for lost it finds out again.
type authority struct {
	*settings
	now      config        // durable, but for the lease
	eligible set           // durable: who may lead though it is not in sync
	last     engine.NodeID // durable: who led last
	lives    []int         // durable: how often each member has come back
	lost     set           // volatile: members that have not been heard of
}

// Names of its timers. That of a member goes off when it has been silent for
// too long, or so it seems.
const (
	lostPrefix = "lost-"
	expire     = "expire"
)

func newAuthority(s *settings) authority {
	return authority{settings: s, now: s.first(), last: s.members[0], lives: make([]int, len(s.members))}
}

// first is the configuration that everybody starts with.
func (s *settings) first() config {
	return config{epoch: 1, leader: s.members[0], inSync: sets.First(s.copies), until: s.lease}
}

// Step is one line a message.
func (a authority) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Fire:
		if in.Timer == expire {
			return a.expired(in.Now, fx)
		}
		return a.lose(engine.NodeID(strings.TrimPrefix(in.Timer, lostPrefix)), in.Now, fx)
	case engine.Crash:
		return a.crash(fx)
	case engine.Restart:
		return a.restart(in.Now, fx)
	}
	switch m := in.Body.(type) {
	case alter:
		return a.alter(in.From, m, fx)
	case heartbeat:
		return a.heartbeat(in.From, m, in.Now, fx)
	case locate:
		return a.locate(in.From, m, in.Now, fx)
	case recruit:
		return a.recruit(in.From, m, fx)
	}
	return a
}

// alter changes who is in sync as the leader asks, if it leads now and knows the
// present configuration; so an alteration that comes late changes nothing.
func (a authority) alter(from engine.NodeID, m alter, fx *engine.Effects) authority {
	switch {
	case from != a.now.leader || !m.config.same(a.now):
		fx.Why("alter-late", m.number(), string(from), a.now.number(), a.now.text(a.settings))
		a.answer(from, fx)
		return a
	case m.inSync&a.lost != 0:
		fx.Why("alter-lost", a.names(m.inSync), a.names(m.inSync&a.lost))
		a.answer(from, fx)
		return a
	}
	if old := a.earlier(m); old != 0 && a.refuseOldLife {
		fx.Why("alter-old-life", a.names(m.inSync), a.names(old))
		a.answer(from, fx)
		return a
	}
	fx.Why("alter", a.names(m.inSync), a.names(a.now.inSync), a.now.number())
	for _, id := range a.list(m.inSync &^ a.now.inSync) {
		a.joined(id, a.now.epoch, fx)
	}
	if a.noStale {
		a.lost |= a.now.inSync &^ m.inSync // until it is heard of it makes no other copy
	}
	return a.change(m.inSync, fx)
}

// earlier is who would be let in for what it had in an earlier life.
func (a authority) earlier(m alter) (old set) {
	for _, i := range (m.inSync &^ a.now.inSync).Members() {
		if m.lives[i] < a.lives[i] {
			old |= sets.Of(i)
		}
	}
	return old
}

// locate says who leads. If the lease of whoever led is over, it grants another
// first, which begins an epoch.
func (a authority) locate(from engine.NodeID, m locate, now int64, fx *engine.Effects) authority {
	if a.lapsed(now) {
		fx.Why("grant-when-asked", string(from), string(a.now.leader), strconv.FormatInt(a.now.until, 10))
		a = a.elect(now, fx)
	}
	fx.Why("locate", string(from), a.now.number(), a.now.text(a.settings))
	fx.Send(from, located{a.settings, m.id, a.now})
	return a
}

// lapsed says whether nobody may lead any more, by its own clock.
func (a authority) lapsed(now int64) bool {
	return a.lease > 0 && a.now.leader != "" && now >= a.now.until
}

// change sets who is in sync and tells the members.
func (a authority) change(inSync set, fx *engine.Effects) authority {
	a.eligible = a.stillEligible(inSync)
	a.now.inSync = inSync
	if a.anyChange && a.newEpoch {
		a.now.epoch, a.now.version = a.now.epoch+1, 0
	} else {
		a.now.version++
	}
	return a.announce(fx)
}

// announce tells every member what is decided, or, where old copies are deleted,
// only those whose copies are of the epoch from now on.
func (a authority) announce(fx *engine.Effects) authority {
	fx.Fact(factInSync, a.now.number(), a.names(a.now.inSync))
	told := a.all()
	if a.noStale {
		told = a.now.inSync
	}
	for _, id := range a.list(told) {
		a.assign(id, fx)
	}
	return a
}

func (a authority) assign(to engine.NodeID, fx *engine.Effects) {
	fx.Send(to, assign{a.settings, a.now, a.lives[a.index(to)]})
}

// answer is assign for whoever has spoken of itself. Where old copies are deleted
// it is nothing to those that are out.
func (a authority) answer(to engine.NodeID, fx *engine.Effects) {
	if !a.noStale || a.now.inSync&a.only(to) != 0 {
		a.assign(to, fx)
	}
}

func (a authority) joined(id engine.NodeID, epoch int, fx *engine.Effects) {
	fx.Fact(factJoined, strconv.Itoa(a.now.epoch), string(id)+" "+strconv.Itoa(epoch))
}

// heartbeat takes note that a member lives, and answers with what is decided.
func (a authority) heartbeat(from engine.NodeID, m heartbeat, now int64, fx *engine.Effects) authority {
	a = a.found(from, fx)
	before := a.now
	switch {
	case m.life > a.lives[a.index(from)]:
		a = a.back(from, m, now, fx)
	case a.now.leader == "":
		fx.Why("found-leaderless", string(from))
		a = a.replace(now, fx)
	case a.now.inSync&a.only(from) == 0 && !a.staleStaysOut:
		return a.admit(from, m, fx)
	case a.now.inSync&a.only(from) == 0 && a.noStale:
		return a.deleteStale(from, m, fx)
	case a.now.inSync&a.only(from) == 0:
		fx.Why("stale-stays-out", string(from), strconv.Itoa(m.epoch), a.names(a.now.inSync))
	case from == a.now.leader && a.lease > 0:
		a = a.renew(now, fx)
	default:
		fx.Why("heartbeat", string(from), strconv.Itoa(m.epoch))
	}
	if a.now.same(before) {
		a.answer(from, fx)
	}
	return a
}

// back takes in a member that was away. One that led needs a new epoch, since it
// may have forgotten what it did in the last one.
func (a authority) back(from engine.NodeID, m heartbeat, now int64, fx *engine.Effects) authority {
	a.lives = slices.Clone(a.lives)
	a.lives[a.index(from)] = m.life
	in := (a.now.inSync|a.eligible)&a.only(from) != 0
	switch {
	case in && a.eligibleLeaders:
		return a.distrust(from, now, fx)
	case a.now.leader == "":
		fx.Why("found-leaderless", string(from))
		return a.replace(now, fx)
	case from == a.now.leader:
		fx.Why("leader-back", string(from), a.now.number())
		return a.replace(now, fx)
	case in:
		fx.Why("eligible-leaders", string(from))
	case !a.staleStaysOut:
		return a.admit(from, m, fx)
	case a.noStale:
		return a.deleteStale(from, m, fx)
	default:
		fx.Why("stale-back", string(from), a.names(a.now.inSync))
	}
	return a
}

// admit is heartbeat with stale-stays-out switched off: whoever is heard of is
// in sync, whatever it missed.
func (a authority) admit(from engine.NodeID, m heartbeat, fx *engine.Effects) authority {
	fx.Why("stale-let-in", string(from), strconv.Itoa(m.epoch), strconv.Itoa(a.now.epoch))
	a.joined(from, m.epoch, fx)
	return a.change(a.now.inSync|a.only(from), fx)
}

func (a authority) found(id engine.NodeID, fx *engine.Effects) authority {
	a.lost &^= a.only(id)
	fx.Arm(lostPrefix + string(id))
	if a.now.leader == id {
		fx.Disarm(expire)
	}
	return a
}

// renew lengthens the lease of a leader that is heard of.
func (a authority) renew(now int64, fx *engine.Effects) authority {
	a.now.until = max(a.now.until, now+a.lease)
	fx.Why("renew", string(a.now.leader), strconv.FormatInt(a.now.until, 10))
	return a
}

func (a authority) crash(fx *engine.Effects) authority {
	if !a.persistAuthority {
		fx.Why("persist-authority", a.now.number())
		return newAuthority(a.settings)
	}
	fx.Why("authority-down", a.now.number())
	a.lost, a.now.until = 0, 0
	return a
}

// restart supposes that the leader has just got a lease, since it no longer
// knows when that was.
func (a authority) restart(now int64, fx *engine.Effects) authority {
	if a.lease > 0 {
		a.now.until = now + a.lease
	}
	fx.Why("authority-back", a.now.number())
	for _, id := range a.members {
		fx.Arm(lostPrefix + string(id))
	}
	return a
}

// AppendTo leaves out the settings, which never change.
func (a authority) AppendTo(b []byte) []byte {
	b = engine.AppendInt(a.now.appendTo(b), int64(a.eligible))
	for _, n := range a.lives {
		b = engine.AppendInt(b, int64(n))
	}
	return engine.AppendInt(engine.AppendString(b, string(a.last)), int64(a.lost))
}

// Fields lists what it has decided and whom it misses.
func (a authority) Fields() []engine.Field {
	leader := string(a.now.leader)
	if leader == "" {
		leader = "nobody"
	}
	fields := []engine.Field{
		{ID: "config", Text: a.now.number(), Durable: a.persistAuthority},
		{ID: "leader", Text: leader, Durable: a.persistAuthority},
		{ID: "in-sync", Text: a.names(a.now.inSync), Durable: a.persistAuthority},
	}
	if a.eligibleLeaders && a.least > 1 {
		fields = append(fields, engine.Field{ID: "eligible", Text: a.names(a.eligible), Durable: a.persistAuthority})
	}
	if a.lease > 0 {
		fields = append(fields, engine.Field{ID: "lease", Text: "until " + strconv.FormatInt(a.now.until, 10)})
	}
	return append(fields, engine.Field{ID: "lost", Text: a.names(a.lost)})
}
