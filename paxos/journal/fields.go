package journal

import (
	"fmt"

	"synod/engine"
)

// AppendTo leaves out the cluster, which never changes.
func (j journalnode) AppendTo(b []byte) []byte {
	for _, n := range []int{j.promised, j.writer, j.open, j.serial, j.fetching.epoch, j.fetching.serial, j.fetching.segment, j.fetching.last} {
		b = engine.AppendInt(b, int64(n))
	}
	b = engine.AppendString(engine.AppendString(b, j.fetching.from), string(j.fetching.writer))
	b = engine.AppendInt(b, int64(len(j.segments)))
	for _, s := range j.segments {
		b = s.appendTo(b)
	}
	b = engine.AppendInt(b, int64(len(j.decisions)))
	for _, d := range j.decisions {
		b = engine.AppendInt(engine.AppendInt(engine.AppendInt(b, int64(d.first)), int64(d.last)), int64(d.epoch))
	}
	return b
}

// Fields lists what is on disk, under Hadoop's names, and what it does.
func (j journalnode) Fields() []engine.Field {
	fields := []engine.Field{
		{ID: "lastPromisedEpoch", Text: itoa(j.promised), Durable: j.persistPromise},
		{ID: "lastWriterEpoch", Text: itoa(j.writer), Durable: true},
		{ID: "segments", Text: j.segments.String(), Durable: true},
		{ID: "accepted", Text: j.decisions.String(), Durable: j.persistAccepted},
		{ID: "open", Text: "-"},
	}
	if j.open != 0 {
		fields[4].Text = "segment " + itoa(j.open)
	}
	if f := j.fetching; f.writer != "" {
		fields = append(fields, engine.Field{ID: "downloads", Text: fmt.Sprintf("segment %d from %s for %s", f.segment, f.from, f.writer)})
	}
	return fields
}

// AppendTo leaves out the cluster, which never changes.
func (n namenode) AppendTo(b []byte) []byte {
	for _, x := range []int{int(n.phase), n.epoch, n.serial, int(n.yes), int(n.no), int(n.out), n.segment, n.last, n.more} {
		b = engine.AppendInt(b, int64(x))
	}
	for _, x := range []int{n.best.last, n.best.accepted, n.best.writer} {
		b = engine.AppendInt(b, int64(x))
	}
	b = engine.AppendBool(b, n.best.finalized)
	for _, s := range []string{string(n.best.from), n.op.ID, n.op.Name, n.told} {
		b = engine.AppendString(b, s)
	}
	return b
}

// Fields lists what it does, and how far it is.
func (n namenode) Fields() []engine.Field {
	fields := []engine.Field{
		{ID: "role", Text: n.doing()},
		{ID: "epoch", Text: "-"},
		{ID: "answers", Text: "-"},
		{ID: "segment", Text: "-"},
		{ID: "durable", Text: "-"},
		{ID: "outOfSync", Text: "-"},
	}
	if n.epoch > 0 {
		fields[1].Text = itoa(n.epoch)
	}
	if n.waits() {
		fields[2].Text = n.count(n.yes)
	}
	if n.segment > 0 {
		fields[3].Text = "from " + itoa(n.segment)
	}
	if n.segment > 0 && n.last >= n.segment {
		fields[4].Text = "up to " + itoa(n.last)
	}
	if n.out != 0 {
		fields[5].Text = n.journals.Names(n.out)
	}
	if n.phase == preparing && n.best.from != "" {
		fields = append(fields, engine.Field{ID: "best", Text: string(n.best.from) + ": " + n.best.Text()})
	}
	if n.told != "" {
		fields = append(fields, engine.Field{ID: "told", Text: n.told})
	}
	return fields
}

// waits says whether it waits for answers.
func (n namenode) waits() bool { return n.phase != standby && n.phase != ready && n.phase != stopped }

// doing says what it does, in a few words.
func (n namenode) doing() string {
	if !n.waits() {
		return phaseWords[n.phase]
	}
	return "waits for " + phaseWords[n.phase]
}
