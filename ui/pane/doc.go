// Package pane draws the parts of the screen. A pane is a function of a canvas,
// which is its rectangle, and a View; it keeps nothing and changes nothing. What
// does not fit is counted, with the key that shows it.
package pane
