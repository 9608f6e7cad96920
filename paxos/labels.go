package paxos

import (
	_ "embed"

	"synod/engine"
)

// otherNames is labels.txt: what papers and courses call the same things.
//
//go:embed labels.txt
var otherNames string

func labels() []engine.LabelSet { return engine.MustLabels(otherNames) }
