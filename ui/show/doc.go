// Package show says things in words: the sentence about a step and its reason,
// labels of messages, previews, verdicts, the lines of a plain run. Screens,
// plain text and exports all speak through it, so that they never disagree.
package show
