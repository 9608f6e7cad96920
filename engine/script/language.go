package script

import _ "embed" // for the page

//go:embed language.txt
var page string

// Language is the language on a page: the head, the verbs, the entries and the
// functions of expressions.
func Language() string { return page }
