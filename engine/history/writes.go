package history

import (
	"slices"

	"synod/engine"
)

// The two guarantees about writes speak of the order in which servers take
// them. A client sees that order only in what one get returns: a later write
// with the earlier one beside it, as if neither had known of the other. Two gets
// may have asked two servers, so they say nothing.

// MW is the property that a client's writes are taken in its order.
//
// Source: Terry et al. 1994.
func MW(r Reading) engine.Property {
	return engine.Property{
		ID: "MW", Name: "monotonic writes",
		Statement: "A read that returns a write returns none beside it that the same client had had acknowledged before it called that write.",
		Source:    "Terry et al. 1994",
		OnHistory: func(h engine.History) engine.Verdict { return MonotonicWrites(r, h) },
	}
}

// WFR is the property that a write is taken after what its client had read.
//
// Source: Terry et al. 1994.
func WFR(r Reading) engine.Property {
	return engine.Property{
		ID: "WFR", Name: "writes follow reads",
		Statement: "A read that returns a write returns no value beside it that the client of the write had read before it called that write.",
		Source:    "Terry et al. 1994",
		OnHistory: func(h engine.History) engine.Verdict { return WritesFollowReads(r, h) },
	}
}

// MonotonicWrites judges the get that has just returned against the puts that
// each client had had acknowledged before those that the get shows.
func MonotonicWrites(r Reading, h engine.History) engine.Verdict {
	return follows(r, h, func(earlier *op) []string {
		if earlier.Write {
			return []string{earlier.Wrote}
		}
		return nil
	}, func(earlier *op) string { return "had its " + earlier.Name + " acknowledged before: " })
}

// WritesFollowReads judges the get that has just returned against what each
// client had read before the puts that the get shows.
func WritesFollowReads(r Reading, h engine.History) engine.Verdict {
	return follows(r, h, func(earlier *op) []string {
		if earlier.Write {
			return nil
		}
		return earlier.Read
	}, func(*op) string { return "had read before: " })
}

// follows judges each put that the get shows against what its client knew by
// then: none of that may stand beside it.
func follows(r Reading, h engine.History, knew func(*op) []string, why func(*op) string) engine.Verdict {
	return session(r, h, func(ops []op, get *op) (verdict engine.Verdict) {
		for i := range ops {
			put := &ops[i]
			if !put.Write || !slices.Contains(get.Read, put.Wrote) || !once(ops, put.Wrote) {
				continue
			}
			for j := range ops {
				earlier := &ops[j]
				if earlier.Client != put.Client || !earlier.before(put) {
					continue
				}
				for _, v := range knew(earlier) {
					switch {
					case !once(ops, v):
					case slices.Contains(get.Read, v):
						return engine.Breaks(get.says() + ", though " + put.says() + ", and " + string(put.Client) + " " + why(earlier) + earlier.says())
					default:
						verdict = engine.Holds()
					}
				}
			}
		}
		return verdict
	})
}

// once says whether a value was put once at most: if it was put again, the one
// that a get shows may be the other.
func once(ops []op, value string) bool {
	n := 0
	for i := range ops {
		if ops[i].Write && ops[i].Wrote == value {
			n++
		}
	}
	return n <= 1
}

// REGULAR is the property that a get returns the last value put or one that is
// being put.
//
// Source: Lamport, On Interprocess Communication, 1986, for one writer. With
// several writers a value may be returned as long as no put that came wholly
// after it had returned before the get was called.
func REGULAR(r Reading) engine.Property {
	return engine.Property{
		ID: "REGULAR", Name: "regular register",
		Statement: "A read returns a value that was written, and that no later write had replaced when the read was called, or siblings among which there is one; nothing only if no write had returned by then.",
		Source:    "Lamport 1986",
		OnHistory: func(h engine.History) engine.Verdict { return Regular(r, h) },
	}
}

// Regular judges the get that has just returned.
func Regular(r Reading, h engine.History) engine.Verdict {
	return session(r, h, func(ops []op, get *op) engine.Verdict {
		if len(get.Read) == 0 {
			return unwritten(ops, get)
		}
		if get.Read[0] == nothing && unwritten(ops, get).State == engine.Held {
			return engine.Holds()
		}
		var verdict engine.Verdict
		for _, v := range get.Read {
			if verdict = current(ops, get, v); verdict.State == engine.Held {
				return verdict
			}
		}
		return verdict
	})
}

// unwritten judges a get that returned nothing.
func unwritten(ops []op, get *op) engine.Verdict {
	for i := range ops {
		if put := &ops[i]; put.Write && put.before(get) {
			return engine.Breaks(get.says() + ", though this had returned before: " + put.says())
		}
	}
	return engine.Holds()
}

// current judges one value that a get returned: some put of it was not replaced.
// What stands beside it as a sibling is the business of MW and WFR.
func current(ops []op, get *op, value string) engine.Verdict {
	why := "nobody wrote that"
	for i := range ops {
		put := &ops[i]
		if !put.Write || put.Wrote != value || get.before(put) {
			continue
		}
		j := slices.IndexFunc(ops, func(o op) bool { return o.Write && put.before(&o) && o.before(get) })
		if j < 0 {
			return engine.Holds()
		}
		why = "it was replaced before by " + ops[j].says()
	}
	return engine.Breaks(get.says() + ": " + why)
}
