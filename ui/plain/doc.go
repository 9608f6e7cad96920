// Package plain plays a script to its end and says what happened: as text with
// one line for each event, in stable words, for pipes, logs and screen readers;
// and as one JSON document.
package plain
