package presets

import (
	"synod/engine"
	"synod/engine/history"
	"synod/paxos"
	"synod/quorum"
)

// Protocols lists the protocols that files may name, with the properties that
// need a whole history.
func Protocols() engine.Registry {
	return engine.Registry{
		paxos.Protocol(),
		withHistory(quorum.Protocol(), history.RYW(history.KeyValue), history.MR(history.KeyValue), history.LIN(history.KeyValue)),
	}
}

// withHistory is a protocol with more properties than its own.
func withHistory(p *engine.Protocol, more ...engine.Property) *engine.Protocol {
	build := p.Build
	p.Build = func(cfg engine.Config) (engine.Setup, error) {
		setup, err := build(cfg)
		setup.Properties = append(setup.Properties, more...)
		return setup, err
	}
	return p
}
