package engine

import "strconv"

// Doc is what a protocol gives a screen to draw: blocks from top to bottom.
type Doc []Block

// Block is one part of a Doc: Text, Table, Grid, Tree, Plot or Bars.
type Block interface{ block() }

// Span is a piece of text; Node, if set, is the node it speaks of, so that a
// screen can give it that node's colour and select it.
type Span struct {
	Text string
	Node NodeID
	Bold bool
	Mark bool // it changed or matters just now
}

// Text is a paragraph.
type Text []Span

// Table has a head and rows of equal length.
type Table struct {
	Head []string
	Rows [][]Span
}

// Grid has labelled rows and columns, such as node by slot.
type Grid struct {
	Columns []string
	Rows    []GridRow
}

// GridRow is one row of a Grid.
type GridRow struct {
	Label Span
	Cells []Span
}

// Tree is text with what hangs below it.
type Tree struct {
	Label Span
	Below []Tree
}

// Plot is a line over equally spaced points.
type Plot struct {
	Title    string
	Values   []float64
	From, To string // what the first and the last value belong to
}

// Bars are labelled amounts.
type Bars struct {
	Title string
	Bars  []Bar
}

// Bar is one labelled amount.
type Bar struct {
	Label Span
	Value float64
}

func (Text) block()  {}
func (Table) block() {}
func (Grid) block()  {}
func (Tree) block()  {}
func (Plot) block()  {}
func (Bars) block()  {}

// Paragraph is a text that speaks of no node.
func Paragraph(text string) Text { return Text{{Text: text}} }

// Cells are the cells of a row that speak of no node.
func Cells(texts ...string) []Span {
	spans := make([]Span, len(texts))
	for i, t := range texts {
		spans[i].Text = t
	}
	return spans
}

// Digits writes a number with three digits that count, and no fewer than its
// whole part has, so that it can be read from afar.
func Digits(x float64) string {
	if x >= 100 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}
