// Package history judges what clients were told: is there one order of their
// operations that explains it all, and does each client see at least what it
// has seen or written itself.
//
// A judge is a function from an engine.History to a verdict with a reason; a
// constructor makes an engine.Property of it. Outcomes are three-valued: an
// operation that failed never took effect, and one whose outcome is unknown may
// take effect at any time from its call on, or never.
package history
