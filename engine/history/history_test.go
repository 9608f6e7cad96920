package history_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"synod/engine"
	"synod/engine/history"
)

// told is a client that is told what its call says: put KEY VALUE, or get KEY
// with the values it will read. Its timer "ok" ends the operation so, "lost"
// leaves the outcome unknown, and "no" makes it fail.
type told struct{ op, answer string }

func (c told) AppendTo(b []byte) []byte {
	return engine.AppendString(engine.AppendString(b, c.op), c.answer)
}
func (c told) Fields() []engine.Field { return nil }
func (c told) Step(in engine.Input, fx *engine.Effects) engine.Node {
	if in.Kind == engine.Call {
		for _, timer := range []string{"ok", "lost", "no"} {
			fx.Arm(timer)
		}
		return told{in.Op.ID, strings.Join(in.Op.Args[1:], " ")}
	}
	outcome := map[string]engine.Outcome{"ok": engine.OK, "lost": engine.Unknown, "no": engine.Failed}[in.Timer]
	fx.Return(c.op, outcome, c.answer, "")
	return told{}
}

// judge plays lines such as "c1 put x v", "c1 ok", and gives what the property
// says along the way.
func judge(t interface{ Fatal(...any) }, p engine.Property, lines ...string) (string, *engine.World) {
	args := []engine.ArgSpec{{Name: "key"}, {Name: "value"}, {Name: "more", Optional: true}}
	protocol := &engine.Protocol{
		Name:  "told",
		Roles: []engine.Role{{ID: "client", Calls: []engine.CallSpec{{Name: "put", Args: args}, {Name: "delete", Args: args}, {Name: "get", Args: args}}}},
		Build: func(engine.Config) (engine.Setup, error) {
			return engine.Setup{
				Nodes:      []engine.NodeSpec{{ID: "c1", Role: "client", Node: told{}}, {ID: "c2", Role: "client", Node: told{}}, {ID: "c3", Role: "client", Node: told{}}},
				Properties: []engine.Property{p},
			}, nil
		},
	}
	w, err := engine.New(protocol, engine.Config{})
	if err != nil {
		t.Fatal(err)
	}
	score := make(engine.Score, 1)
	for _, line := range lines {
		verb := "call "
		if len(strings.Fields(line)) == 2 {
			verb = "fire "
		}
		c, err := engine.ParseChoice(verb + line)
		if err != nil {
			t.Fatal(err)
		}
		next, step, err := w.Take(c)
		if err != nil {
			t.Fatal(err)
		}
		score, w = step.Judge(score, next), next
	}
	if score[0].Broken != "" {
		return score[0].Broken, w
	}
	return score[0].State().String(), w
}

func TestLinearizable(t *testing.T) {
	for _, row := range []struct {
		name, want string
		lines      []string
	}{
		{"nobody reads", "not exercised", []string{"c1 put x a", "c1 ok"}},
		{"what was written", "held", []string{"c1 put x a", "c1 ok", "c2 get x a", "c2 ok"}},
		{"stale", "c2.1 get x → nothing cannot be placed in any order with c1.1 put x a; tried: c1.1, and then c2.1 does not fit",
			[]string{"c1 put x a", "c1 ok", "c2 get x nothing", "c2 ok"}},
		{"while it is written, either", "held", []string{"c1 put x a", "c2 get x nothing", "c2 ok", "c2 get x a", "c2 ok", "c1 ok"}},
		{"new, then old", "c3.1 get x → nothing cannot be placed in any order with c2.1 get x → a, c1.1 put x a (pending); tried: c1.1, c2.1, and then c3.1 does not fit",
			[]string{"c1 put x a", "c2 get x a", "c2 ok", "c3 get x nothing", "c3 ok", "c1 ok"}},
		{"a lost put may come late", "held", []string{"c1 put x a", "c1 lost", "c2 get x nothing", "c2 ok", "c2 get x a", "c2 ok"}},
		{"a failed put never comes", "c2.1 get x → a cannot be placed: nobody wrote that", []string{"c1 put x a", "c1 no", "c2 get x a", "c2 ok"}},
		{"a failed get says nothing", "not exercised", []string{"c1 put x a", "c1 ok", "c2 get x b", "c2 no"}},
		{"keys are apart", "held", []string{"c1 put x a", "c1 ok", "c2 get y nothing", "c2 ok"}},
		{"siblings", "c3.1 get x → a b: a register holds one value, not siblings",
			[]string{"c1 put x a", "c2 put x b", "c1 ok", "c2 ok", "c3 get x a b", "c3 ok"}},
	} {
		if got, _ := judge(t, history.LIN(history.KeyValue), row.lines...); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
}

func TestSessions(t *testing.T) {
	for _, row := range []struct {
		name, ryw, mr string
		lines         []string
	}{
		{"own write", "held", "not exercised", []string{"c1 put x a", "c1 ok", "c1 get x a", "c1 ok"}},
		{"own write gone", "c1.2 get x → nothing, though c1 had its put acknowledged before: c1.1 put x a", "not exercised",
			[]string{"c1 put x a", "c1 ok", "c1 get x nothing", "c1 ok"}},
		{"own write undone by an older one", "c1.3 get x → a, though c1 had its put acknowledged before: c1.2 put x b", "not exercised",
			[]string{"c1 put x a", "c1 ok", "c1 put x b", "c1 ok", "c1 get x a", "c1 ok"}},
		{"own delete undone", "c1.3 get x → a, though c1 had its delete acknowledged before: c1.2 delete x", "not exercised",
			[]string{"c1 put x a", "c1 ok", "c1 delete x -", "c1 ok", "c1 get x a", "c1 ok"}},
		{"another's newer write", "held", "not exercised", []string{"c1 put x a", "c1 ok", "c2 put x b", "c2 ok", "c1 get x b", "c1 ok"}},
		{"another's concurrent write", "held", "not exercised", []string{"c2 put x b", "c1 put x a", "c1 ok", "c2 ok", "c1 get x b", "c1 ok"}},
		{"an older write that was lost may come late", "held", "not exercised",
			[]string{"c1 put x a", "c1 lost", "c1 put x b", "c1 ok", "c1 get x a", "c1 ok"}},
		{"another's write is no promise", "not exercised", "not exercised", []string{"c1 put x a", "c1 ok", "c2 get x nothing", "c2 ok"}},
		{"reads go back", "not exercised", "c2.2 get x → nothing, though c2 had read more before: c2.1 get x → a",
			[]string{"c1 put x a", "c1 ok", "c2 get x a", "c2 ok", "c2 get x nothing", "c2 ok"}},
		{"reads go on", "not exercised", "held",
			[]string{"c1 put x a", "c1 ok", "c2 get x a", "c2 ok", "c1 put x b", "c1 ok", "c2 get x b", "c2 ok"}},
		{"siblings contain it", "held", "not exercised",
			[]string{"c1 put x a", "c2 put x b", "c1 ok", "c2 ok", "c1 get x a b", "c1 ok"}},
	} {
		if got, _ := judge(t, history.RYW(history.KeyValue), row.lines...); got != row.ryw {
			t.Errorf("%s: RYW %s, want %s", row.name, got, row.ryw)
		}
		if got, _ := judge(t, history.MR(history.KeyValue), row.lines...); got != row.mr {
			t.Errorf("%s: MR %s, want %s", row.name, got, row.mr)
		}
	}
}

func TestWrites(t *testing.T) {
	for _, row := range []struct {
		name, mw, wfr string
		lines         []string
	}{
		{"one put", "not exercised", "not exercised", []string{"c1 put x a", "c1 ok", "c2 get x a", "c2 ok"}},
		{"the second alone", "held", "not exercised", []string{"c1 put x a", "c1 ok", "c1 put x b", "c1 ok", "c2 get x b", "c2 ok"}},
		{"the first alone may be an older server", "not exercised", "not exercised",
			[]string{"c1 put x a", "c1 ok", "c1 put x b", "c1 ok", "c2 get x a", "c2 ok"}},
		{"both", "c2.1 get x → a b, though c1.2 put x b, and c1 had its put acknowledged before: c1.1 put x a", "not exercised",
			[]string{"c1 put x a", "c1 ok", "c1 put x b", "c1 ok", "c2 get x a b", "c2 ok"}},
		{"both, but put a second time", "not exercised", "not exercised",
			[]string{"c1 put x a", "c1 ok", "c1 put x b", "c3 put x a", "c1 ok", "c3 ok", "c2 get x a b", "c2 ok"}},
		{"the first was never acknowledged", "not exercised", "not exercised",
			[]string{"c1 put x a", "c1 lost", "c1 put x b", "c1 ok", "c2 get x a b", "c2 ok"}},
		{"an answer to what was read", "not exercised", "held",
			[]string{"c1 put x a", "c1 ok", "c2 get x a", "c2 ok", "c2 put x b", "c2 ok", "c3 get x b", "c3 ok"}},
		{"an answer beside what was read", "not exercised", "c3.1 get x → a b, though c2.2 put x b, and c2 had read before: c2.1 get x → a",
			[]string{"c1 put x a", "c1 ok", "c2 get x a", "c2 ok", "c2 put x b", "c2 ok", "c3 get x a b", "c3 ok"}},
		{"siblings of two that did not know", "not exercised", "not exercised",
			[]string{"c1 put x a", "c2 put x b", "c1 ok", "c2 ok", "c3 get x a b", "c3 ok"}},
	} {
		if got, _ := judge(t, history.MW(history.KeyValue), row.lines...); got != row.mw {
			t.Errorf("%s: MW %s, want %s", row.name, got, row.mw)
		}
		if got, _ := judge(t, history.WFR(history.KeyValue), row.lines...); got != row.wfr {
			t.Errorf("%s: WFR %s, want %s", row.name, got, row.wfr)
		}
	}
}

func TestRegular(t *testing.T) {
	for _, row := range []struct {
		name, want string
		lines      []string
	}{
		{"nobody reads", "not exercised", []string{"c1 put x a", "c1 ok"}},
		{"nothing", "held", []string{"c1 get x nothing", "c1 ok"}},
		{"nothing after a put", "c2.1 get x → nothing, though this had returned before: c1.1 put x a",
			[]string{"c1 put x a", "c1 ok", "c2 get x nothing", "c2 ok"}},
		{"new, then old, while it is put", "held",
			[]string{"c1 put x a", "c2 get x a", "c2 ok", "c3 get x nothing", "c3 ok", "c1 ok"}},
		{"replaced", "c2.1 get x → a: it was replaced before by c1.2 put x b",
			[]string{"c1 put x a", "c1 ok", "c1 put x b", "c1 ok", "c2 get x a", "c2 ok"}},
		{"being replaced", "held", []string{"c1 put x a", "c1 ok", "c1 put x b", "c2 get x a", "c2 ok", "c1 ok"}},
		{"nobody put it", "c2.1 get x → b: nobody wrote that", []string{"c1 put x a", "c1 ok", "c2 get x b", "c2 ok"}},
		{"put later", "c2.1 get x → b: nobody wrote that", []string{"c2 get x b", "c2 ok", "c1 put x b", "c1 ok"}},
		{"one sibling is old", "held",
			[]string{"c1 put x a", "c1 ok", "c1 put x b", "c1 ok", "c2 get x a b", "c2 ok"}},
		{"all siblings are old", "c3.1 get x → a b: it was replaced before by c1.3 put x c",
			[]string{"c1 put x a", "c1 ok", "c1 put x b", "c1 ok", "c1 put x c", "c1 ok", "c3 get x a b", "c3 ok"}},
	} {
		if got, _ := judge(t, history.REGULAR(history.KeyValue), row.lines...); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
}

// The dumb twin: a get is regular if there is an order of it and of all puts,
// whatever other gets returned.
func TestRegularIsWhatEveryOrderOfPutsSays(t *testing.T) {
	verdicts := map[bool]int{}
	check := func(t *rapid.T) {
		_, w := judge(t, history.REGULAR(history.KeyValue), anyLines(t)...)
		h := w.History()
		get := h.Last()
		if get == nil || get.Name != "get" || get.Outcome != engine.OK {
			return
		}
		must, may := []*engine.Op{get}, []*engine.Op(nil)
		for _, op := range h.Ops() {
			switch {
			case op.Name == "put" && op.Outcome == engine.OK:
				must = append(must, op)
			case op.Name == "put" && op.Outcome != engine.Failed:
				may = append(may, op)
			}
		}
		want := someOrder(must, may, "nothing")
		if got := history.Regular(history.KeyValue, h); (got.State == engine.Held) != want {
			t.Fatalf("%s %s; some order: %v", got.State, got.Why, want)
		}
		verdicts[want]++
	}
	for round := 0; round < 20 && (verdicts[true] < 10 || verdicts[false] < 10); round++ {
		rapid.Check(t, check)
	}
}

// What is linearizable breaks no weaker guarantee.
func TestLinearizableImpliesTheWeaker(t *testing.T) {
	weaker := []func(history.Reading, engine.History) engine.Verdict{
		history.Regular, history.ReadYourWrites, history.MonotonicReads, history.MonotonicWrites, history.WritesFollowReads,
	}
	rapid.Check(t, func(t *rapid.T) {
		why, w := judge(t, history.LIN(history.KeyValue), anyLines(t)...)
		h := w.History()
		if why != "held" || history.Linearizable(history.KeyValue, h).State != engine.Held {
			return
		}
		for i, judge := range weaker {
			if v := judge(history.KeyValue, h); v.State == engine.Broken {
				t.Fatalf("%d: %s", i, v.Why)
			}
		}
	})
}

// A history that is too long to judge is left untested.
func TestLongHistoriesAreUntested(t *testing.T) {
	var lines []string
	for range history.MaxOps + 1 {
		lines = append(lines, "c1 get x nothing", "c1 ok")
	}
	_, w := judge(t, history.LIN(history.KeyValue), lines...)
	for _, v := range []engine.Verdict{
		history.Linearizable(history.KeyValue, w.History()),
		history.ReadYourWrites(history.KeyValue, w.History()),
		history.MonotonicReads(history.KeyValue, w.History()),
	} {
		if v.State != engine.Untested {
			t.Errorf("%s", v.State)
		}
	}
}

// The dumb twin: every order of every subset that has all that must be there.
func TestLinearizableIsWhatEveryOrderSays(t *testing.T) {
	held, broken := 0, 0
	check := func(t *rapid.T) {
		_, w := judge(t, history.LIN(history.KeyValue), anyLines(t)...)
		h := w.History()
		if last := h.Last(); last == nil || last.Name != "get" || last.Outcome != engine.OK {
			return
		}
		var must, may []*engine.Op
		for _, op := range h.Ops() {
			switch {
			case op.Outcome == engine.OK:
				must = append(must, op)
			case op.Name == "put" && op.Outcome != engine.Failed:
				may = append(may, op)
			}
		}
		want := someOrder(must, may, "nothing")
		got := history.Linearizable(history.KeyValue, h)
		if (got.State == engine.Held) != want {
			t.Fatalf("%s %s; some order: %v", got.State, got.Why, want)
		}
		if want {
			held++
		} else {
			broken++
		}
	}
	for round := 0; round < 20 && (held < 10 || broken < 10); round++ {
		rapid.Check(t, check)
	}
	if held < 10 || broken < 10 {
		t.Errorf("%d held and %d broken: too few to say anything", held, broken)
	}
}

// someOrder looks for an order of all that must and any that may take effect.
func someOrder(must, may []*engine.Op, now string) bool {
	if len(must) == 0 {
		return true
	}
	first := func(op *engine.Op) bool {
		return !slices.ContainsFunc(must, func(o *engine.Op) bool { return o.HappensBefore(op) })
	}
	for i, op := range must {
		if !first(op) || op.Name == "get" && op.Value != now {
			continue
		}
		if someOrder(without(must, i), may, after(op, now)) {
			return true
		}
	}
	for i, op := range may {
		if first(op) && someOrder(must, without(may, i), after(op, now)) {
			return true
		}
	}
	return false
}

func after(op *engine.Op, now string) string {
	if op.Name == "put" {
		return op.Args[1]
	}
	return now
}

func without(ops []*engine.Op, i int) []*engine.Op {
	return slices.Delete(slices.Clone(ops), i, i+1)
}

// anyLines is a run of at most six operations on one key.
func anyLines(t *rapid.T) []string {
	var lines []string
	busy := map[string]bool{}
	for calls := 0; calls < 6; {
		c := rapid.SampledFrom([]string{"c1", "c2", "c3"}).Draw(t, "client")
		switch {
		case busy[c]:
			lines = append(lines, c+" "+rapid.SampledFrom([]string{"ok", "ok", "ok", "lost", "no"}).Draw(t, "end"))
			busy[c] = false
		default:
			op := rapid.SampledFrom([]string{"put x a", "put x b", "get x a", "get x b", "get x nothing"}).Draw(t, "op")
			lines = append(lines, fmt.Sprint(c, " ", op))
			busy[c] = true
			calls++
		}
	}
	for _, c := range []string{"c1", "c2", "c3"} {
		if busy[c] {
			lines = append(lines, c+" ok")
		}
	}
	return lines
}

// A delete is a write of nothing, which is also what a key holds at first.
func TestDeletes(t *testing.T) {
	deleted := []string{"c1 put k v", "c1 ok", "c1 delete k -", "c1 ok"}
	for _, row := range []struct{ read, lin, ryw, mr string }{
		{"nothing", "held", "held", "held"},
		{"v", "broken", "broken", "broken"},
	} {
		for name, p := range map[string]engine.Property{row.lin: history.LIN(history.KeyValue), row.ryw: history.RYW(history.KeyValue)} {
			got, _ := judge(t, p, slices.Concat(deleted, []string{"c1 get k " + row.read, "c1 ok"})...)
			if (got == "held") != (name == "held") {
				t.Errorf("%s after a delete: %s %s", row.read, p.ID, got)
			}
		}
		got, _ := judge(t, history.MR(history.KeyValue), slices.Concat(deleted, []string{"c2 get k nothing", "c2 ok", "c2 get k " + row.read, "c2 ok"})...)
		if (got == "held") != (row.mr == "held") {
			t.Errorf("%s after nothing was read: MR %s", row.read, got)
		}
	}
	for _, p := range []engine.Property{history.LIN(history.KeyValue), history.REGULAR(history.KeyValue)} {
		if got, _ := judge(t, p, "c2 get k nothing", "c1 put k v", "c2 ok", "c1 ok", "c1 delete k -", "c2 get k v", "c2 ok", "c1 ok", "c2 get k nothing", "c2 ok"); got != "held" {
			t.Errorf("%s: %s", p.ID, got)
		}
	}
}
