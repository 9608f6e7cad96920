package presets

import (
	"slices"

	"synod/engine"
	"synod/engine/history"
	"synod/paxos"
	"synod/paxos/abd"
	"synod/paxos/caspaxos"
	"synod/paxos/fast"
	"synod/paxos/journal"
	"synod/paxos/log"
	"synod/paxos/lwt"
	"synod/paxos/naive"
	"synod/paxos/pmmc"
	"synod/paxos/raft"
	"synod/paxos/zab"
	"synod/quorum"
	"synod/quorum/group"
	naivequorum "synod/quorum/naive"
)

// Protocols lists the protocols that files may name, with the properties that
// need a whole history.
func Protocols() engine.Registry { return slices.Clone(protocols) }

// protocols are made once: their catalogues take some time to read.
var protocols = registry()

func registry() engine.Registry {
	return engine.Registry{
		paxos.Protocol(),
		naive.Protocol(),
		pmmc.Protocol(),
		fast.Protocol(),
		withHistory(log.Protocol(), history.Object{Apply: log.Sequential}.LIN()),
		withHistory(caspaxos.Protocol(), history.Object{First: caspaxos.Nothing, Apply: caspaxos.Apply}.LIN()),
		withHistory(lwt.Protocol(), history.Object{First: lwt.Nothing, Apply: lwt.Apply}.LIN()),
		withHistory(abd.Protocol(), history.REGULAR(history.Register), history.LIN(history.Register), history.MR(history.Register)),
		withHistory(quorum.Protocol(), clientHistory(history.KeyValue)...),
		withHistory(naivequorum.Protocol(), clientHistory(history.KeyValue)...),
		withHistory(group.Protocol(), clientHistory(history.LastRecord)...),
		withHistory(raft.Protocol(), clientHistory(history.Any(history.LastRecord, history.KeyValue))...),
		journal.Protocol(),
		withHistory(zab.Protocol(), clientHistory(history.Register)...),
	}
}

// clientHistory lists what can be judged by the client history alone, the
// weakest first.
func clientHistory(r history.Reading) []engine.Property {
	return []engine.Property{
		history.RYW(r), history.MR(r), history.MW(r), history.WFR(r), history.REGULAR(r), history.LIN(r),
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
