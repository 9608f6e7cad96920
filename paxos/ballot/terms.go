package ballot

import _ "embed" // the catalogue

// Terms is the part of a protocol's catalogue of terms that the family shares.
//
//go:embed terms.txt
var Terms string
