package journal

import (
	"fmt"
	"strconv"
	"strings"
)

// Ids of the kinds of messages: the calls of QJournalProtocol, and what they give.
const (
	kindGetState  = "getJournalState"
	kindState     = "journalState"
	kindNewEpoch  = "newEpoch"
	kindPromised  = "promised"
	kindPrepare   = "prepareRecovery"
	kindReport    = "segmentState"
	kindAccept    = "acceptRecovery"
	kindAccepted  = "accepted"
	kindFinalize  = "finalizeLogSegment"
	kindFinalized = "finalized"
	kindStart     = "startLogSegment"
	kindStarted   = "started"
	kindJournal   = "journal"
	kindWritten   = "written"
	kindDownload  = "getJournal"
	kindEdits     = "edits"
	kindRefused   = "refused"
)

// getState asks for the highest epoch that was promised.
type getState struct{}

// state says which it is.
type state struct{ promised int }

// newEpoch asks for a promise: to take part in no epoch below this one.
type newEpoch struct{ epoch int }

// promised gives it, and says with which transaction the last segment begins; 0:
// there is none.
type promised struct{ epoch, segment int }

// info is what every request after that carries: the writer's epoch, and a number
// that goes up from one request of the epoch to the next.
type info struct{ epoch, serial int }

// ref names a call: its writer's epoch and a transaction, such as 1/4;
// newEpoch is about none.
type ref struct{ epoch, tx int }

func (r ref) String() string {
	if r.tx == 0 {
		return strconv.Itoa(r.epoch)
	}
	return strconv.Itoa(r.epoch) + "/" + strconv.Itoa(r.tx)
}

// prepare asks how a segment stands.
type prepare struct {
	info
	segment int
}

// report says how it stands.
type report struct {
	epoch, segment int
	last           int // 0: there is no such segment
	finalized      bool
	accepted       int // the epoch of the recovery that was accepted; 0: none
	writer         int // the epoch of the last writer that started a segment here
}

// accept asks to have a segment end with a transaction, and says who has it.
type accept struct {
	info
	segment, last int
	from          string
}

// finalize asks to close a segment that ends with a transaction.
type finalize struct {
	info
	segment, last int
}

// start asks to begin a segment.
type start struct {
	info
	segment int
}

// journal asks to write transactions to the segment that is open.
type journal struct {
	info
	segment, first, n int
}

// done says that a call was done: kind is what answers it.
type done struct {
	kind string
	ref
}

// refused says that a call was not done, and why.
type refused struct {
	ref
	call, why string
}

// download asks another JournalNode for a segment.
type download struct{ segment int }

// edits is the segment; 0 transactions: it has none.
type edits struct{ segment }

// answers has the kind of message that answers each call which may be refused.
var answers = []struct{ call, answer string }{
	{kindNewEpoch, kindPromised}, {kindPrepare, kindReport},
	{kindAccept, kindAccepted}, {kindFinalize, kindFinalized}, {kindStart, kindStarted}, {kindJournal, kindWritten},
}

// Kind is "getJournalState".
func (getState) Kind() string { return kindGetState }

// Key is empty.
func (getState) Key() string { return "" }

// Text is empty.
func (getState) Text() string { return "" }

// Kind is "journalState".
func (state) Kind() string { return kindState }

// Key is empty.
func (state) Key() string { return "" }

// Text is the epoch.
func (m state) Text() string { return strconv.Itoa(m.promised) }

// Kind is "newEpoch".
func (newEpoch) Kind() string { return kindNewEpoch }

// Key is the epoch.
func (m newEpoch) Key() string { return strconv.Itoa(m.epoch) }

// Text is empty.
func (newEpoch) Text() string { return "" }

// Kind is "promised".
func (promised) Kind() string { return kindPromised }

// Key is the epoch.
func (m promised) Key() string { return strconv.Itoa(m.epoch) }

// Text says where the last segment begins.
func (m promised) Text() string {
	if m.segment == 0 {
		return "no segment"
	}
	return "segment " + strconv.Itoa(m.segment)
}

func (i info) ref(tx int) ref { return ref{i.epoch, tx} }

func (i info) Text() string { return "ipc " + strconv.Itoa(i.serial) }

// Kind is "prepareRecovery".
func (prepare) Kind() string { return kindPrepare }

// Key is the epoch and the segment.
func (m prepare) Key() string { return m.ref(m.segment).String() }

// Kind is "segmentState".
func (report) Kind() string { return kindReport }

// Key is the epoch and the segment.
func (m report) Key() string { return ref{m.epoch, m.segment}.String() }

// Text says what there is: "1-4, accepted in epoch 2, writer epoch 1".
func (m report) Text() string {
	if m.last == 0 {
		return fmt.Sprintf("none, writer epoch %d", m.writer)
	}
	how := "in progress"
	switch {
	case m.finalized:
		how = "finalized"
	case m.accepted > 0:
		how = fmt.Sprintf("accepted in epoch %d", m.accepted)
	}
	return fmt.Sprintf("%s, %s, writer epoch %d", span(m.segment, m.last), how, m.writer)
}

// Kind is "acceptRecovery".
func (accept) Kind() string { return kindAccept }

// Key is the epoch and the segment.
func (m accept) Key() string { return m.ref(m.segment).String() }

// Text is the length, and who has it.
func (m accept) Text() string {
	return span(m.segment, m.last) + " from " + m.from + ", " + m.info.Text()
}

// Kind is "finalizeLogSegment".
func (finalize) Kind() string { return kindFinalize }

// Key is the epoch and the segment.
func (m finalize) Key() string { return m.ref(m.segment).String() }

// Text is the length.
func (m finalize) Text() string { return span(m.segment, m.last) + ", " + m.info.Text() }

// Kind is "startLogSegment".
func (start) Kind() string { return kindStart }

// Key is the epoch and the segment.
func (m start) Key() string { return m.ref(m.segment).String() }

// Kind is "journal".
func (journal) Kind() string { return kindJournal }

// Key is the epoch and the first transaction.
func (m journal) Key() string { return m.ref(m.first).String() }

// Text is the transactions, and their segment.
func (m journal) Text() string {
	return fmt.Sprintf("%s of segment %d, %s", span(m.first, m.first+m.n-1), m.segment, m.info.Text())
}

// Kind is what answers the call.
func (m done) Kind() string { return m.kind }

// Key is that of the call.
func (m done) Key() string { return m.String() }

// Text is empty.
func (m done) Text() string { return "" }

// Kind is "refused".
func (refused) Kind() string { return kindRefused }

// Key is that of the call.
func (m refused) Key() string { return m.String() }

// Text is the call, and why it was not done.
func (m refused) Text() string { return m.call + ": " + m.why }

// Kind is "getJournal".
func (download) Kind() string { return kindDownload }

// Key is the segment.
func (m download) Key() string { return strconv.Itoa(m.segment) }

// Text is empty.
func (download) Text() string { return "" }

// Kind is "edits".
func (edits) Kind() string { return kindEdits }

// Key is the segment.
func (m edits) Key() string { return strconv.Itoa(m.first) }

// Text is what it holds: all that tells it from another.
func (m edits) Text() string { return strings.TrimSpace(m.contents() + " " + m.how()) }

func (m edits) how() string {
	if m.finalized {
		return "finalized"
	}
	return ""
}
