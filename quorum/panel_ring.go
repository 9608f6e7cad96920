package quorum

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/ring"
)

const (
	mostDrawn  = 128  // parts of a ring that are drawn one by one
	rowOfParts = 16   // on a line
	sampleKeys = 1000 // whose spread is shown
)

// drawRing shows who owns what, where each key falls and whom its walk meets,
// as the selected node sees it, and how evenly it all is spread.
func (s *settings) drawRing(w *engine.World, selected engine.NodeID) engine.Doc {
	doc := engine.Doc{engine.Text{{Text: s.ringTitle()}}}
	v := s.viewNow(w)
	if d, ok := w.Node(selected).(device); ok {
		v = d.view
	}
	keys := s.keys(w)
	for _, key := range keys {
		doc = append(doc, s.drawWalk(w, key, selected, v)...)
	}
	if len(keys) == 0 {
		doc = append(doc, engine.Text{{Text: "No key has been written yet."}})
	}
	if size := s.shape.Size(); size <= mostDrawn {
		doc = append(doc, engine.Text{{Text: "Which node owns which part: dev1 is 1, and so on. Marked: where a key lives."}}, s.drawParts(size, keys, v))
	}
	return append(doc, s.drawShares(v.members)...)
}

func (s *settings) ringTitle() string {
	if s.shape.Kind == ring.Hash {
		return fmt.Sprintf("%d tokens, %d for each node: a key falls to the next token after its hash", s.shape.Size(), s.shape.Size()/len(s.shape.Nodes))
	}
	return fmt.Sprintf("%d partitions, dealt out in turn: a key falls to the partition after that in which its hash lies", s.shape.Partitions)
}

// drawWalk tells a key's way round the ring: whom it meets, whom it passes by,
// and if the selected node believes somebody down, who stands in.
func (s *settings) drawWalk(w *engine.World, key string, selected engine.NodeID, v view) engine.Doc {
	line := engine.Text{{Text: fmt.Sprintf("%s lies at %.4f of the way round; from there:", key, s.shape.KeyPosition(key))}}
	seats := s.seats(key, v)
	for _, stop := range s.shape.Walk(key, s.n, v.members) {
		line = append(line, engine.Span{Text: fmt.Sprintf(" %d ", stop.Part)}, engine.Span{Text: string(stop.Node), Node: stop.Node})
		if !hasPart(seats, stop.Part) {
			line = append(line, engine.Span{Text: " (is there)"})
		}
	}
	doc := engine.Doc{line}
	d, ok := w.Node(selected).(device)
	if !ok || len(d.down) == 0 {
		return doc
	}
	line = engine.Text{{Text: string(d.id) + " believes down: " + join(d.down) + "; so for " + key + ":"}}
	for _, seat := range d.hinting(d.list(key)) {
		line = append(line, engine.Span{Text: fmt.Sprintf(" %d ", seat.Part)}, engine.Span{Text: string(seat.Node), Node: seat.Node})
		if seat.Name != "" {
			line = append(line, engine.Span{Text: " (" + seat.Name + ")"})
		}
	}
	return append(doc, line)
}

func hasPart(seats []ring.Seat, part int) bool {
	for _, s := range seats {
		if s.Part == part {
			return true
		}
	}
	return false
}

// drawParts is the ring unrolled: the number of the node that owns each part,
// marked where a key has a seat.
func (s *settings) drawParts(size int, keys []string, v view) engine.Grid {
	g := engine.Grid{}
	for i := range min(size, rowOfParts) {
		g.Columns = append(g.Columns, strconv.Itoa(i))
	}
	for from := 0; from < size; from += rowOfParts {
		row := engine.GridRow{Label: engine.Span{Text: strconv.Itoa(from)}}
		for part := from; part < min(size, from+rowOfParts); part++ {
			owner := s.shape.Owner(part, v.members)
			cell := engine.Span{Text: orDash(strings.TrimPrefix(string(owner), "dev")), Node: owner}
			for _, key := range keys {
				cell.Mark = cell.Mark || hasPart(s.seats(key, v), part)
			}
			row.Cells = append(row.Cells, cell)
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

func (s *settings) drawShares(members ring.Members) engine.Doc {
	width := engine.Bars{Title: "share of the ring, percent"}
	keys := engine.Bars{Title: fmt.Sprintf("of %d keys k1, k2 and so on, those that fall to it first", sampleKeys)}
	for _, share := range s.shape.Shares(members, sampleKeys) {
		label := engine.Span{Text: fmt.Sprintf("%s (%d)", share.Node, share.Parts), Node: share.Node}
		width.Bars = append(width.Bars, engine.Bar{Label: label, Value: math.Round(share.Ring*1000) / 10})
		keys.Bars = append(keys.Bars, engine.Bar{Label: label, Value: float64(share.Keys)})
	}
	return engine.Doc{width, keys}
}
