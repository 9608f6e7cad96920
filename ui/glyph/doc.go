// Package glyph has the shapes of the characters that make pictures on the
// screen: lines that join from cell to cell, marks and arrowheads. Fonts lack some
// of them, and leave gaps between others.
package glyph
