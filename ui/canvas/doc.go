// Package canvas is a grid of cells to draw a screen in: text, boxes, a clip
// rectangle, what a click on a cell means, and the encoding into one string.
//
// Drawing never fails: what lies outside is left out, and control characters
// never get through. Draw order is depth order.
package canvas
