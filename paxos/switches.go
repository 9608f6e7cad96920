package paxos

import (
	"synod/engine"
	"synod/paxos/ballot"
)

// switches says which rules are in force. Each is named after its id in
// rules.txt, where the source and the wrong variant are.
type switches struct {
	// Acceptors; the rest of theirs are in acceptance.
	persistPromise, persistVote bool
	// Proposers.
	prepareFirst, adoptHighestVote, compareBallots, ballotsBeforeCounts bool
	freshPromises, uniqueBallots, persistTried, roundFirst              bool
	// Whoever counts votes.
	quorumOfVotes, countPerBallot bool
}

func newSwitches(cfg engine.Config) switches {
	return switches{
		persistPromise:      cfg.On("persist-promise"),
		persistVote:         cfg.On("persist-vote"),
		prepareFirst:        cfg.On("prepare-first"),
		adoptHighestVote:    cfg.On("adopt-highest-vote"),
		compareBallots:      cfg.On("compare-ballots"),
		ballotsBeforeCounts: cfg.On("ballots-before-counts"),
		freshPromises:       cfg.On("fresh-promises"),
		uniqueBallots:       cfg.On("unique-ballots"),
		persistTried:        cfg.On("persist-tried"),
		roundFirst:          cfg.On("round-first"),
		quorumOfVotes:       cfg.On("quorum-of-votes"),
		countPerBallot:      cfg.On("count-per-ballot"),
	}
}

// newAcceptance says when acceptors promise and vote: which of the right ways
// was chosen, and which of the rules are in force.
func newAcceptance(cfg engine.Config) ballot.Rules {
	return ballot.Rules{
		Answer:          ballot.ParseAnswer(cfg.Word("answer")),
		EqualOnly:       cfg.Word("accept") == "equal",
		CheckPromise:    cfg.On("check-promise"),
		RaiseOnAccept:   cfg.On("raise-on-accept"),
		KeepHighestVote: cfg.On("keep-highest-vote"),
	}
}

// Words for params that choose among right ways.
var (
	acceptWords  = []string{"not-lower", "equal"}
	contactWords = []string{"all", "quorum"}
)
