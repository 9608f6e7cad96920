package ballot

import "slices"

// Answer is when an acceptor answers a Prepare.
type Answer uint8

// The answer rules. Strict is that of Paxos Made Simple: only a ballot above
// the promise. OrEqual answers the promised ballot again, which is safe as long
// as no two proposers share one. Always is that of Paxos Made Moderately
// Complex: every Prepare is answered with the ballot that stands promised, and
// the proposer compares.
const (
	Strict Answer = iota
	OrEqual
	Always
)

// AnswerWords are the words for the answer rules, in their order.
var AnswerWords = []string{"strict", "or-equal", "always"}

// ParseAnswer reads one of AnswerWords; Strict if it is something else.
func ParseAnswer(word string) Answer { return Answer(max(0, slices.Index(AnswerWords, word))) }

// Rules says how an acceptor answers: guards and effects on the two things that
// it remembers, its promise and its votes. The promise is one for all slots; a
// vote is for one slot, or for the only one there is.
type Rules struct {
	Answer    Answer
	EqualOnly bool // it votes in no ballot but the one it promised
	// Rules that can be switched off.
	CheckPromise, RaiseOnAccept, KeepHighestVote bool
}

// MayPromise is the answer rule: whether a Prepare for n is promised.
func (r Rules) MayPromise(promised, n Ballot) bool {
	if r.Answer == Strict {
		return promised.Less(n)
	}
	return !n.Less(promised)
}

// MayVote is the accept rule: no ballot below the promise (P1a). Paxos Made
// Moderately Complex asks for more than is needed: the very ballot that was
// promised.
func (r Rules) MayVote(promised, n Ballot) bool {
	switch {
	case !r.CheckPromise:
		return r.mayVoteAnyway()
	case r.EqualOnly:
		return n == promised
	}
	return !n.Less(promised)
}

// mayVoteAnyway is MayVote with check-promise switched off.
func (r Rules) mayVoteAnyway() bool { return true }

// Raise is the promise after a vote in n: to vote in n is to have taken part in
// n, so nothing lower may follow.
func (r Rules) Raise(promised, n Ballot) Ballot {
	if !r.RaiseOnAccept {
		return promised
	}
	return Higher(promised, n)
}

// Keep is the vote on disk after v: the highest-numbered, which is what a
// promise has to report. If votes raise the promise and are held against it,
// that is the last one.
func (r Rules) Keep(was, v Vote) Vote {
	if r.KeepHighestVote && v.Ballot.Less(was.Ballot) {
		return was
	}
	return v
}
