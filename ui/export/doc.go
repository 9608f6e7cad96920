// Package export makes something to take away of a run: of what happened in it,
// Markdown with the steps in words and an SVG of the space-time view; and of the
// screen that showed it, text, pictures and films.
package export
