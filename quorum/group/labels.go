package group

import (
	_ "embed"

	"synod/engine"
)

// otherNames is labels.txt: what systems call the same things, and where they
// differ from the group.
//
//go:embed labels.txt
var otherNames string

func labels() []engine.LabelSet { return engine.MustLabels(otherNames) }
