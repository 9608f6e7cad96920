package paxos

import "synod/engine"

// switches says which rules are in force. Each is named after its id in
// rules.txt, where the source and the wrong variant are.
type switches struct {
	// Acceptors.
	checkPromise, raiseOnAccept, keepHighestVote, persistPromise, persistVote bool
	// Proposers.
	prepareFirst, adoptHighestVote, compareBallots, ballotsBeforeCounts bool
	freshPromises, uniqueBallots, persistTried, roundFirst              bool
	// Whoever counts votes.
	quorumOfVotes, countPerBallot bool
}

func newSwitches(cfg engine.Config) switches {
	return switches{
		checkPromise:        cfg.On("check-promise"),
		raiseOnAccept:       cfg.On("raise-on-accept"),
		keepHighestVote:     cfg.On("keep-highest-vote"),
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

// answer is when an acceptor answers a Prepare.
type answer uint8

// The answer rules. Strict is that of Paxos Made Simple: only a ballot above
// the promise. OrEqual answers the promised ballot again, which is safe as long
// as no two proposers share one. Always is that of Paxos Made Moderately
// Complex: every Prepare is answered with the ballot that stands promised, and
// the proposer compares.
const (
	strict answer = iota
	orEqual
	always
)

var answerWords = []string{"strict", "or-equal", "always"}

// Words for params that choose among right ways.
var (
	acceptWords  = []string{"not-lower", "equal"}
	contactWords = []string{"all", "quorum"}
)
