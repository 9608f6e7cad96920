package paxos

import (
	_ "embed"

	"synod/engine"
)

// catalogue is rules.txt: each rule's id, switch, source and sentences.
//
//go:embed rules.txt
var catalogue string

func rules() []engine.Rule { return engine.MustRules(catalogue) }
