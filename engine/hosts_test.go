package engine_test

import (
	"testing"

	"synod/engine"
)

func TestAHostTakesItsOwnMessagesInOneStep(t *testing.T) {
	does := on{
		"p p.1 put x": send("q m/1", "r m/1"),
		"q p:m/1":     send("p ack", "r m/2"),
		"p q:ack":     send("r m/3"),
	}
	w := play(t, world(t, probes(does, "p@S1", "q@S1", "r@S2"), engine.Config{}), "call p put x")
	expect(t, "q heard", paper(w, "q"), "p:m/1")
	expect(t, "p heard", paper(w, "p"), "p.1 put x, q:ack")
	expect(t, "in flight", flight(w), "p>r m 1, q>r m 2, p>r m 3")
	w = play(t, w, "cut S1 S2")
	expect(t, "across", refused(t, w, "deliver q>r"), "the link S1>S2 is cut")
	expect(t, "by node", refused(t, w, "crash p"), "p lives on the host S1; name the host")
}

func TestACrashTakesTheHostWithAllItsRoles(t *testing.T) {
	does := on{"p p.1 put x": func(fx *engine.Effects) {
		fx.Arm("retry")
		send("r m", "q m")(fx)
	}}
	w := play(t, world(t, probes(does, "p@S1", "q@S1:timed", "r"), engine.Config{}), "call p put x", "crash S1")
	expect(t, "p keeps", paper(w, "p")+"|"+stone(w, "p"), "|p.1 put x")
	expect(t, "q keeps", paper(w, "q")+"|"+stone(w, "q"), "|p:m")
	expect(t, "lost", w.Lost("S1"), "volatile")
	expect(t, "timers", refused(t, w, "fire p retry"), "S1 is down")
	expect(t, "calls", refused(t, w, "call p put y"), "S1 is down")
	expect(t, "twice", refused(t, w, "crash S1"), "S1 is down already")
	if op := w.History().Last(); op == nil || op.Outcome != engine.Unknown {
		t.Errorf("the operation of a crashed client is %+v, want unknown", op)
	}
	w = play(t, w, "deliver p>r m", "restart S1")
	expect(t, "back", paper(w, "p")+"|"+paper(w, "q"), "back|back")
	expect(t, "no timer", refused(t, w, "fire p retry"), "p has no timer armed")
	expect(t, "up", refused(t, w, "restart S1"), "S1 is up")
}

func TestMessagesToAHostThatIsDownWait(t *testing.T) {
	w := play(t, world(t, probes(on{"a a.1 put x": send("b m")}, "a", "b"), engine.Config{}), "call a put x", "crash b")
	expect(t, "down", refused(t, w, "deliver a>b m"), "b is down")
	play(t, w, "drop a>b m")
	expect(t, "later", paper(play(t, w, "restart b", "deliver a>b m"), "b"), "back, a:m")
}

// A host may hold a role that cannot lose what another role can.
func TestALossTakesFromEachRoleWhatItDeclares(t *testing.T) {
	does := on{"p p.1 put x": send("q m")}
	w := play(t, world(t, probes(does, "p@S1", "q@S1:timed", "r:timed"), engine.Config{}), "call p put x", "crash S1 lose=disk")
	expect(t, "p keeps", stone(w, "p"), "")
	expect(t, "q keeps", stone(w, "q"), "p:m")
	expect(t, "no such loss", refused(t, w, "crash r lose=disk"), "r cannot lose 'disk'; expected one of volatile")
	c, _ := w.Resolve(engine.Choice{Verb: engine.CrashHost, From: "r", Kind: engine.Volatile})
	expect(t, "ordinary loss", c.Line(), "crash r")
}

// All roles of a host are back before the first of them hears from another.
func TestRestartPrecedesWhatRolesSayToEachOther(t *testing.T) {
	w := play(t, world(t, probes(on{"p back": send("q m")}, "p@S1", "q@S1"), engine.Config{}), "crash S1", "restart S1")
	expect(t, "q heard", paper(w, "q"), "back, p:m")
}

func TestAHostThatTalksToItselfForEverIsRefused(t *testing.T) {
	does := on{"a a.1 put x": send("a m"), "a a:m": send("a m")}
	w := world(t, probes(does, "a"), engine.Config{})
	expect(t, "for ever", mistake(w, "call a put x"), "its host sends itself more than 1000 messages")
}

func TestDeadlinesFollowTheHostsOwnClock(t *testing.T) {
	does := on{"a back": func(fx *engine.Effects) { fx.ArmAt("lease", 3) }, "a @3 !lease": func(fx *engine.Effects) { fx.Arm("now") }}
	w := play(t, world(t, probes(does, "a:timed", "b:timed", "c"), engine.Config{}), "crash a", "restart a", "clock b +5")
	expect(t, "early", refused(t, w, "fire a lease"), "it is armed for 3, and the clock of a reads 0")
	w = play(t, w, "clock a +1", "wait 2")
	expect(t, "enabled", enabled(w, engine.Menu{Ticks: 9}), "fire a lease, clock a +1, clock b +1")
	if a, b, c := w.Clock("a"), w.Clock("b"), w.Clock("c"); a != 3 || b != 7 || c != 2 {
		t.Errorf("clocks read %d %d %d, want 3 7 2", a, b, c)
	}
	w = play(t, w, "fire a lease", "fire a now")
	expect(t, "a heard", paper(w, "a"), "back, @3 !lease, @3 !now")
	expect(t, "gone", refused(t, w, "fire a lease"), "a has no timer armed")
}

func TestClocksCountOnlyWhereTheyAreRead(t *testing.T) {
	w := world(t, probes(nil, "a", "b:timed"), engine.Config{})
	if play(t, w, "clock a +5").Fingerprint() != w.Fingerprint() {
		t.Error("a clock that nobody reads makes two worlds differ")
	}
	if play(t, w, "clock b +5").Fingerprint() == w.Fingerprint() {
		t.Error("a clock that is read makes no difference")
	}
	for _, n := range []int{0, -1, 2_000_000} {
		if w.Legal(engine.Choice{Verb: engine.AdvanceClock, From: "b", N: n}) == nil || w.Legal(engine.Choice{Verb: engine.Wait, N: n}) == nil {
			t.Errorf("a clock may go forward by %d", n)
		}
	}
}

func TestDeadlinesNeedARoleThatReadsTheClock(t *testing.T) {
	does := on{"a a.1 put x": func(fx *engine.Effects) { fx.ArmAt("lease", 3) }}
	w := world(t, probes(does, "a"), engine.Config{})
	expect(t, "no clock", mistake(w, "call a put x"), "a arms 'lease' by the clock, which its role does not declare to read")
}

// mistake is what a legal choice comes to when the protocol itself is wrong.
func mistake(w *engine.World, line string) string {
	c, _ := engine.ParseChoice(line)
	if w.Legal(c) != nil {
		return "not legal"
	}
	return w.WhyNot(c)
}
