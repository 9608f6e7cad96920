package quorum

import (
	"fmt"
	"strconv"

	"synod/engine"
	"synod/quorum/ring"
	"synod/quorum/version"
)

// The orders in which three replies may come, as far as that matters: n is one
// that holds nothing, v one that holds the value.
var replyOrders = []string{"nnv", "nvn", "vnn", "nvv", "nnn"}

// decisionRow is how a read may be asked for.
type decisionRow struct {
	r               int
	notfound, basic bool
}

// level says so as a call does.
func (row decisionRow) level() string {
	said := map[bool]string{false: "0", true: "1"}
	return "r:" + strconv.Itoa(row.r) + "+notfound:" + said[row.notfound] + "+basic:" + said[row.basic]
}

// drawDecisions shows what a read of three replicas is told, and after how many
// replies, for each way to ask and each order of the replies. That of the params
// is marked.
func (s *settings) drawDecisions(*engine.World, engine.NodeID) engine.Doc {
	doc := engine.Doc{engine.Text{{Text: "n is a reply that holds nothing, v one that holds the value, in the order in which they come; @2: decided at the second. Marked: as the params have it."}}}
	grid := engine.Grid{Columns: replyOrders}
	for _, row := range s.decisionRows() {
		mine := row.r == s.r && row.notfound == s.notfoundOK && (row.notfound || row.basic == s.basicQuorum)
		out := engine.GridRow{Label: engine.Span{Text: row.String(), Mark: mine}}
		for _, order := range replyOrders {
			out.Cells = append(out.Cells, engine.Span{Text: s.decision(row, order), Mark: mine})
		}
		grid.Rows = append(grid.Rows, out)
	}
	return append(doc, grid)
}

// decisionRows are the ways to ask. Where a reply that holds nothing counts,
// basic-quorum makes no difference.
func (s *settings) decisionRows() (rows []decisionRow) {
	for r := range s.total() {
		rows = append(rows, decisionRow{r + 1, true, false}, decisionRow{r + 1, false, false}, decisionRow{r + 1, false, true})
	}
	return rows
}

// String is the way in words.
func (row decisionRow) String() string {
	switch {
	case row.notfound:
		return fmt.Sprintf("R %d, notfound-ok", row.r)
	case row.basic:
		return fmt.Sprintf("R %d, not ok, basic", row.r)
	}
	return fmt.Sprintf("R %d, not ok", row.r)
}

// decision is what a read comes to: it hears one reply after the other, and goes
// by the same rule as a coordinator does.
func (s *settings) decision(row decisionRow, order string) string {
	op := operation{level: row.level(), asked: len(order)}
	for i := range order {
		op.seats = append(op.seats, ring.Seat{Node: engine.NodeID(strconv.Itoa(i + 1))})
	}
	for i, reply := range order {
		x := answer{from: op.seats[i].Node}
		if reply == 'v' {
			x.object = version.Object{Siblings: []version.Sibling{{Value: "v"}}}
		}
		op.answers = op.answers.countReplica(x)
		if told := s.told(&op); told != "" {
			return told + " @" + strconv.Itoa(i+1)
		}
	}
	return "nothing yet"
}

// told is what the client is told by now; empty: it has to wait.
func (s *settings) told(op *operation) string {
	holding := len(op.answers.only(func(x answer) bool { return !x.nothing() }))
	switch heard := s.hearing(op); {
	case heard == waiting:
		return ""
	case heard == tooFew:
		return fmt.Sprintf("error (%d,%d)", s.largest(op).count, s.here(op, s.leading(op)))
	case heard == notThere || holding == 0:
		return "notfound"
	}
	return "value"
}
