package log

import (
	"synod/engine"
	"synod/paxos/ballot"
)

// switches says which rules are in force. Each is named after its id in
// rules.txt, where the source and the wrong variant are.
type switches struct {
	// Acceptors; check-promise is in acceptance.
	persistPromise, persistVote bool
	matchBallot                 bool
	tellBelow                   bool // report-truncation
	leaseBinds                  bool
	// Leaders.
	adoptHighestVote bool
	leaseExpires     bool
	// Replicas, and whoever relies on them.
	inOrder     bool // execute-in-order
	exactlyOnce bool
	configWaits bool
	checkToken  bool
}

func newSwitches(cfg engine.Config) switches {
	return switches{
		persistPromise:   cfg.On("persist-promise"),
		persistVote:      cfg.On("persist-vote"),
		matchBallot:      cfg.On("match-ballot"),
		tellBelow:        cfg.On("report-truncation"),
		leaseBinds:       cfg.On("lease-binds"),
		adoptHighestVote: cfg.On("adopt-highest-vote"),
		leaseExpires:     cfg.On("lease-expires"),
		inOrder:          cfg.On("execute-in-order"),
		exactlyOnce:      cfg.On("exactly-once"),
		configWaits:      cfg.On("config-waits"),
		checkToken:       cfg.On("check-token"),
	}
}

// newAcceptance says when acceptors promise and vote: strictly above the promise,
// and not below it.
func newAcceptance(cfg engine.Config) ballot.Rules {
	return ballot.Rules{Answer: ballot.Strict, CheckPromise: cfg.On("check-promise"), RaiseOnAccept: true}
}
