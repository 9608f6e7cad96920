// Package ask puts a question to the search and says the answer in words: can
// this property break from here, can that goal be reached. The screen and the
// command line ask through it, so that they never disagree.
package ask
