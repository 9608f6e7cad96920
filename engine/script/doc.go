// Package script is the one text language: a .synod file is a scenario, a
// lesson, a recording and a test at once. It parses and prints files, plays
// them on a timeline, records a run as it goes, and evaluates expressions on
// worlds.
package script
