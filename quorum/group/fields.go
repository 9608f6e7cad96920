package group

import (
	"fmt"
	"strconv"
	"strings"

	"synod/engine"
)

// Fields lists what is on disk, and then what it believes and does. Which
// requests it has taken is left out: it stands for the clients' connections.
func (m member) Fields() []engine.Field {
	fields := []engine.Field{{ID: "log", Text: m.log.String(), Durable: m.flushBeforeAck}}
	if !m.inPlace {
		fields = append(fields, engine.Field{ID: "committed", Text: fmt.Sprintf("%d of %d", m.committed, len(m.log)), Durable: true})
	}
	fields = append(fields,
		engine.Field{ID: "epoch", Text: strconv.Itoa(m.epoch), Durable: true},
		engine.Field{ID: "role", Text: m.role()})
	if !m.flushBeforeAck {
		fields = append(fields, engine.Field{ID: "flushed", Text: fmt.Sprintf("%d of %d", m.flushed, len(m.log)), Durable: true})
	}
	if m.leads() {
		fields = append(fields,
			engine.Field{ID: "in-sync", Text: m.counts()})
		if !m.inPlace {
			fields = append(fields, engine.Field{ID: "others", Text: m.others()})
		}
		fields = append(fields, engine.Field{ID: "waiting", Text: m.waiters()})
	}
	if m.gone != 0 {
		fields = append(fields, engine.Field{ID: "out-of-touch", Text: m.names(m.gone)})
	}
	if m.leads() && m.lease > 0 {
		fields = append(fields, engine.Field{ID: "lease", Text: "until " + strconv.FormatInt(m.now.until, 10)})
	}
	return fields
}

func (m member) role() string {
	switch {
	case m.now.epoch == 0 && m.epoch == 0:
		return "has no copy"
	case m.now.epoch == 0:
		return "asks " + string(m.authority)
	case m.paused():
		return "paused in " + m.now.number()
	case m.leads():
		return "leads " + m.now.number()
	case m.now.leader == "":
		return "no leader in " + m.now.number()
	case !m.aligned:
		return "asks " + string(m.now.leader) + " where epoch " + strconv.Itoa(m.log.last()) + " ends"
	}
	return "follows " + string(m.now.leader) + " in " + m.now.number()
}

// counts says who is in sync, and who is asked to be.
func (m member) counts() string {
	if m.asked == 0 {
		return m.names(m.now.inSync)
	}
	return m.names(m.now.inSync) + ", asks " + m.names(m.asked)
}

// others says how far the others' logs go.
func (m member) others() string {
	var words []string
	for _, id := range m.but(m.id) {
		words = append(words, fmt.Sprintf("%s:%d", id, m.ends[m.index(id)]))
	}
	if len(words) == 0 {
		return "-"
	}
	return strings.Join(words, " ")
}

func (m member) waiters() string {
	var words []string
	for _, w := range m.waiting {
		words = append(words, fmt.Sprintf("%s at %d", w.id, w.place))
	}
	if len(words) == 0 {
		return "-"
	}
	return strings.Join(words, ", ")
}
