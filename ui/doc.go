// Package ui is the screen: a Bubble Tea program in which a person watches a
// run, breaks it, goes back, branches and records. It holds no simulation state
// but a cursor into a timeline, a selection and a size. Keys stand in one table,
// which also writes the help; panes are functions in package pane.
package ui
