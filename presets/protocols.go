package presets

import (
	"synod/engine"
	"synod/paxos"
)

// Protocols lists the protocols that files may name, with the properties that
// need a whole history.
func Protocols() engine.Registry { return engine.Registry{paxos.Protocol()} }
