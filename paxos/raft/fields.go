package raft

import (
	"fmt"
	"strings"

	"synod/engine"
)

// AppendTo leaves out the cluster, which never changes.
func (s server) AppendTo(b []byte) []byte {
	b = s.log.appendTo(engine.AppendString(engine.AppendInt(b, int64(s.term)), string(s.votedFor)))
	b = engine.AppendInt(b, int64(len(s.taken)))
	for _, id := range s.taken {
		b = engine.AppendString(b, id)
	}
	b = engine.AppendInt(engine.AppendInt(b, int64(s.committed)), int64(s.role))
	b = engine.AppendInt(engine.AppendBool(b, s.hears), int64(s.votes))
	b = engine.AppendInt(b, int64(len(s.next)))
	for i := range s.next {
		b = engine.AppendInt(engine.AppendInt(b, int64(s.next[i])), int64(s.match[i]))
	}
	b = engine.AppendInt(b, int64(len(s.waiting)))
	for _, w := range s.waiting {
		b = engine.AppendInt(engine.AppendString(b, w.id), int64(w.index))
		b = engine.AppendInt(engine.AppendBool(b, w.read), int64(w.acks))
		b = engine.AppendString(engine.AppendString(b, w.op), w.args)
	}
	b = engine.AppendInt(b, int64(s.heard))
	if s.state != nil {
		b = s.state.appendTo(b)
	}
	return b
}

// Fields lists what is on disk, and then what it does.
func (s server) Fields() []engine.Field {
	voted := "-"
	if s.votedFor != "" {
		voted = string(s.votedFor)
	}
	fields := []engine.Field{
		{ID: "term", Text: itoa(s.term), Durable: true},
		{ID: "voted", Text: voted, Durable: s.persistVote},
		{ID: "log", Text: s.log.String(), Durable: s.persistLog},
		{ID: "committed", Text: fmt.Sprintf("%d of %d", s.committed, len(s.log))},
		{ID: "role", Text: s.doing()},
	}
	if s.changes {
		fields = append(fields, engine.Field{ID: "members", Text: strings.Join(s.servers.Words(s.config), " ")})
	}
	if s.state != nil {
		fields = append(fields, engine.Field{ID: "state", Text: s.state.String()})
	}
	if s.role == leader {
		fields = append(fields, engine.Field{ID: "match", Text: s.matches()})
	}
	return fields
}

func (s server) doing() string {
	switch s.role {
	case candidate, preCandidate:
		return roleWords[s.role] + ", " + s.count(s.votes)
	case leader:
		return "leads " + itoa(s.term)
	}
	return "follows"
}

func (s server) matches() string {
	var words []string
	for i, id := range s.servers {
		if id != s.id {
			words = append(words, fmt.Sprintf("%s:%d", id, s.match[i]))
		}
	}
	if len(words) == 0 {
		return "-"
	}
	return strings.Join(words, " ")
}
