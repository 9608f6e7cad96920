package guarded

import _ "embed" // the catalogue

// Terms is the part of a protocol's catalogue of terms that is about the resource.
//
//go:embed terms.txt
var Terms string
