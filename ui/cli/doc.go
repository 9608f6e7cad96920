// Package cli is the command line: what the words and flags mean, what is
// printed where, and with which status the program ends.
package cli
