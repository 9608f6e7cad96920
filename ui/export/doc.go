// Package export makes pictures and pages of a run for lecture notes: an SVG of
// the space-time view, and Markdown with the steps in words.
package export
