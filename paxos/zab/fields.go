package zab

import (
	"cmp"
	"fmt"
	"strings"

	"synod/engine"
)

// AppendTo leaves out the cluster, which never changes.
func (p peer) AppendTo(b []byte) []byte {
	b = p.history.appendTo(b)
	for _, n := range []int{p.accepted, p.current, p.committed, int(p.stage), p.round, p.epoch, int(p.again)} {
		b = engine.AppendInt(b, int64(n))
	}
	b = p.vote.appendTo(engine.AppendString(b, string(p.leader)))
	b = engine.AppendInt(b, int64(len(p.heard)))
	for _, v := range p.heard {
		b = v.appendTo(b)
	}
	b = engine.AppendInt(b, int64(len(p.stages)))
	for i := range p.stages {
		for _, n := range []int{int(p.stages[i]), p.promised[i], p.lasts[i].epoch, p.lasts[i].counter, p.sent[i], p.logged[i]} {
			b = engine.AppendInt(b, int64(n))
		}
	}
	b = engine.AppendInt(b, int64(len(p.syncs)))
	for _, s := range p.syncs {
		b = engine.AppendInt(engine.AppendString(engine.AppendString(b, s.id), string(s.from)), int64(s.place))
	}
	b = engine.AppendInt(b, int64(len(p.taken)))
	for _, t := range p.taken {
		b = engine.AppendString(b, t.id)
	}
	b = engine.AppendInt(b, int64(len(p.asked)))
	b = engine.AppendInt(b, int64(len(p.watches)))
	for _, w := range p.watches {
		b = engine.AppendString(engine.AppendString(b, string(w.client)), w.path)
	}
	for _, a := range p.asked {
		b = engine.AppendInt(engine.AppendInt(engine.AppendString(b, a.id), int64(a.epoch)), int64(a.counter))
	}
	return b
}

func (v ballot) appendTo(b []byte) []byte {
	b = engine.AppendInt(engine.AppendInt(b, int64(v.epoch)), int64(v.last.epoch))
	return engine.AppendString(engine.AppendInt(b, int64(v.last.counter)), v.id)
}

// Fields lists what is on disk, and then what it does.
func (p peer) Fields() []engine.Field {
	fields := []engine.Field{
		{ID: p.historyField(), Text: p.history.String(), Durable: p.persistHistory},
		{ID: "accepted", Text: itoa(p.accepted), Durable: p.persistEpoch},
		{ID: "current", Text: itoa(p.current), Durable: true},
		{ID: "delivered", Text: fmt.Sprintf("%d of %d", p.committed, len(p.history))},
		{ID: "role", Text: p.doing()},
	}
	if p.hasTree {
		fields = append(fields, engine.Field{ID: "tree", Text: p.state().String()}, engine.Field{ID: "watches", Text: p.watching()})
	}
	if p.leads() {
		fields = append(fields, engine.Field{ID: "others", Text: p.followers()})
	}
	return fields
}

// historyField is history, or where the tree that it leads to is shown, log.
func (p peer) historyField() string {
	if p.hasTree {
		return "log"
	}
	return "history"
}

// watching lists the watches that are left with it.
func (p peer) watching() string {
	words := make([]string, len(p.watches))
	for i, w := range p.watches {
		words[i] = string(w.client) + ":" + w.path
	}
	return cmp.Or(strings.Join(words, " "), "-")
}

// doing says what it does, in a few words.
func (p peer) doing() string {
	switch {
	case p.stage == looking && p.vote.id != "":
		return fmt.Sprintf("looks, round %d, for %s", p.round, p.vote.id)
	case p.stage == looking:
		return "looks for a leader"
	case p.leads() && p.stage == active:
		return fmt.Sprintf("leads %d", p.epoch)
	case p.leads():
		return fmt.Sprintf("about to lead, %s", stageWords[p.stage])
	case p.stage == active:
		return fmt.Sprintf("follows %s", p.leader)
	}
	return fmt.Sprintf("about to follow %s, %s", p.leader, stageWords[p.stage])
}

// followers says how far the leader knows each of the others to be.
func (p peer) followers() string {
	var words []string
	for i, id := range p.peers {
		switch {
		case id == p.id || p.stages[i] == looking:
		case p.stages[i] == active:
			words = append(words, fmt.Sprintf("%s:%d", id, p.logged[i]))
		default:
			words = append(words, fmt.Sprintf("%s %s", id, stageWords[p.stages[i]]))
		}
	}
	if len(words) == 0 {
		return "-"
	}
	return strings.Join(words, " ")
}
