// Package pane draws the parts of the screen. A pane is a function of a canvas,
// which is its rectangle, and a View; it keeps and changes nothing but what the View's
// Cache holds. What does not fit is counted, with the key that shows it.
//
// The owner of the screen draws the frames and their titles (a Box, or a Rule on
// a small screen) and gives each pane the inside.
package pane
