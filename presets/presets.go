// Package presets holds the scenarios that come with the program, as embedded
// .synod files, and the registry of protocols that files may name.
package presets

import (
	"synod/engine"
	"synod/engine/script"
)

// Preset is a scenario that comes with the program.
type Preset struct {
	Name   string // of its file, without the ending
	Source []byte
	Script *script.Script
}

// All lists the presets in the order in which they are shown: by group, then as
// the groups want to be read.
func All() []Preset { return nil }

// Find gives the preset of that name.
func Find(name string) (Preset, bool) { return Preset{}, false }

// Names lists the presets' names in their order.
func Names() []string { return nil }

// Protocols lists the protocols that files may name, with the properties that
// need a whole history.
func Protocols() engine.Registry { return nil }
