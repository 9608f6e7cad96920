package group

import (
	"strconv"

	"synod/engine"
)

// lose takes a member for lost, rightly or not. If others are in sync it is put
// out, so that nobody waits for it; if it led, somebody else has to.
func (a authority) lose(id engine.NodeID, now int64, fx *engine.Effects) authority {
	gone := a.only(id)
	a.lost |= gone
	switch {
	case id == a.now.leader:
		fx.Why("lose-leader", string(id))
		return a.replace(now, fx)
	case a.lease > 0 && a.anyChange:
		fx.Why("lose-until-grant", string(id), a.names(a.now.inSync))
		return a
	case a.now.inSync&gone != 0 && a.now.inSync != gone:
		fx.Why("lose-member", string(id), a.names(a.now.inSync&^gone))
		return a.change(a.now.inSync&^gone, fx)
	}
	fx.Why("lose-other", string(id))
	return a
}

// replace elects another leader, once the last one's lease is over: until then
// it may lead without having heard of anything.
func (a authority) replace(now int64, fx *engine.Effects) authority {
	if a.leased(now) {
		fx.Why("wait-for-expiry", string(a.now.leader), strconv.FormatInt(a.now.until, 10), strconv.FormatInt(now, 10))
		fx.ArmAt(expire, a.now.until)
		return a
	}
	if a.lease > 0 && !a.waitForExpiry && a.now.leader != "" && now < a.now.until {
		fx.Why("elect-before-expiry", string(a.now.leader), strconv.FormatInt(a.now.until, 10), strconv.FormatInt(now, 10))
	}
	return a.elect(now, fx)
}

// leased says whether some leader may still lead by its lease.
func (a authority) leased(now int64) bool {
	return a.lease > 0 && a.waitForExpiry && a.now.leader != "" && now < a.now.until
}

func (a authority) expired(now int64, fx *engine.Effects) authority {
	fx.Why("expired", string(a.now.leader), strconv.FormatInt(now, 10))
	return a.elect(now, fx)
}

// elect begins an epoch: its leader is in sync, or else eligible, or else there
// is none.
func (a authority) elect(now int64, fx *engine.Effects) authority {
	before := a.now
	leader, inSync, rule := a.candidate()
	if leader == "" && before.leader == "" {
		fx.Why(rule, "", strconv.Itoa(a.now.epoch), a.names(before.inSync), a.names(a.lost), a.names(before.inSync))
		return a
	}
	a = a.begin(now, fx)
	a.now.leader = leader
	if leader != "" {
		a.eligible = a.stillEligible(inSync)
		a.now.inSync, a.last = inSync, leader
	}
	fx.Why(rule, string(leader), strconv.Itoa(a.now.epoch), a.names(before.inSync), a.names(a.lost), a.names(a.now.inSync))
	fx.Fact(factElected, strconv.Itoa(a.now.epoch), leaderName(leader))
	return a.announce(fx)
}

func leaderName(id engine.NodeID) string {
	if id == "" {
		return "nobody"
	}
	return string(id)
}

// begin numbers what comes next: a new epoch, so that all of the last one can
// be told and refused.
func (a authority) begin(now int64, fx *engine.Effects) authority {
	if !a.newEpoch {
		return a.sameEpoch(now, fx)
	}
	a.now.epoch, a.now.version = a.now.epoch+1, 0
	a.now.until = a.grant(now)
	return a
}

// sameEpoch is begin with new-epoch switched off.
func (a authority) sameEpoch(now int64, fx *engine.Effects) authority {
	fx.Why("new-epoch", strconv.Itoa(a.now.epoch))
	a.now.version++
	a.now.until = a.grant(now)
	return a
}

func (a authority) grant(now int64) int64 {
	if a.lease == 0 {
		return 0
	}
	return now + a.lease
}

// candidate is who leads next, with whom in sync, and the rule it goes by. Any
// member in sync has all that was acknowledged.
func (a authority) candidate() (leader engine.NodeID, inSync set, rule string) {
	alive := a.all() &^ a.lost
	switch {
	case a.now.inSync&alive != 0:
		return a.firstOf(a.now.inSync & alive), a.now.inSync & alive, "elect"
	case a.eligibleLeaders && a.eligible&alive != 0:
		leader = a.firstOf(a.eligible & alive)
		return leader, a.only(leader), "elect-eligible"
	case a.eligibleLeaders && a.now.inSync == 0 && a.eligible == 0 && a.only(a.last)&alive != 0:
		return a.last, a.only(a.last), "elect-last"
	case !a.cleanElection:
		return a.unclean(alive)
	}
	return "", a.now.inSync, "clean-election"
}

// unclean is candidate with clean-election switched off: any member will do.
func (a authority) unclean(alive set) (leader engine.NodeID, inSync set, rule string) {
	if alive == 0 {
		return "", a.now.inSync, "nobody-left"
	}
	leader = a.firstOf(alive)
	return leader, a.only(leader), "elect-unclean"
}

func (a authority) firstOf(m set) engine.NodeID { return a.list(m)[0] }

// stillEligible is who may lead though it is not in sync any more. While fewer
// are in sync than have to be, nothing is committed, so whoever has just left
// lacks nothing. (KIP-966)
func (a authority) stillEligible(inSync set) set {
	if inSync.Size() >= a.least {
		return 0
	}
	return (a.eligible | a.now.inSync) &^ inSync
}

// distrust puts out a member that was away: the end of its log may be gone.
func (a authority) distrust(id engine.NodeID, now int64, fx *engine.Effects) authority {
	gone := a.only(id)
	fx.Why("distrust", string(id), a.names((a.now.inSync|a.eligible)&^gone))
	if a.now.leader != "" && (a.now.leader != id || a.leased(now)) {
		led := a.now.leader == id
		a = a.change(a.now.inSync&^gone, fx)
		a.eligible &^= gone
		if led {
			return a.replace(now, fx)
		}
		return a
	}
	a.eligible, a.now.inSync = a.eligible&^gone, a.now.inSync&^gone
	return a.elect(now, fx)
}
