package history

import (
	"slices"

	"synod/engine"
)

// RYW is the property that a client reads its own writes.
//
// Source: Terry et al., Session Guarantees for Weakly Consistent Replicated
// Data, 1994.
func RYW(r Reading) engine.Property {
	return engine.Property{
		ID: "RYW", Name: "read your writes",
		Statement: "A read returns the client's own last acknowledged write of the key, or a value that was not written before it.",
		Source:    "Terry et al. 1994",
		OnHistory: func(h engine.History) engine.Verdict { return ReadYourWrites(r, h) },
	}
}

// MR is the property that a client's reads do not go back.
//
// Source: Terry et al. 1994.
func MR(r Reading) engine.Property {
	return engine.Property{
		ID: "MR", Name: "monotonic reads",
		Statement: "A read returns what an earlier read of the same client and key returned, or a value that was not written before that.",
		Source:    "Terry et al. 1994",
		OnHistory: func(h engine.History) engine.Verdict { return MonotonicReads(r, h) },
	}
}

// ReadYourWrites judges the get that has just returned against the client's
// own puts that returned before it.
func ReadYourWrites(r Reading, h engine.History) engine.Verdict {
	return session(r, h, func(ops []op, get *op) engine.Verdict {
		var verdict engine.Verdict
		for i := range ops {
			own := &ops[i]
			if !own.Write || own.Client != get.Client || !own.before(get) {
				continue
			}
			if misses(ops, get, own) {
				return engine.Breaks(get.says() + ", though " + string(get.Client) + " had its " + own.Name + " acknowledged before: " + own.says())
			}
			verdict = engine.Holds()
		}
		return verdict
	})
}

// MonotonicReads judges the get that has just returned against the client's
// gets before it.
func MonotonicReads(r Reading, h engine.History) engine.Verdict {
	return session(r, h, func(ops []op, get *op) engine.Verdict {
		var verdict engine.Verdict
		for i := range ops {
			old := &ops[i]
			if old.Write || old.Client != get.Client || !old.before(get) || len(old.Read) == 0 {
				continue
			}
			for _, v := range old.Read {
				if missesAll(ops, get, v) {
					return engine.Breaks(get.says() + ", though " + string(get.Client) + " had read more before: " + old.says())
				}
			}
			verdict = engine.Holds()
		}
		return verdict
	})
}

func session(r Reading, h engine.History, judge func([]op, *op) engine.Verdict) engine.Verdict {
	if get, ops := r.latest(h); get != nil {
		return judge(ops, get)
	}
	return engine.Verdict{}
}

// misses says whether a get shows that its store had not seen a write: it
// returns neither its value nor any that could have been put after it or
// beside it.
func misses(ops []op, get, w *op) bool {
	if slices.Contains(get.Read, w.Wrote) {
		return false
	}
	for i := range ops {
		if o := &ops[i]; o.Write && slices.Contains(get.Read, o.Wrote) && !o.before(w) {
			return false
		}
	}
	return true
}

// missesAll says whether a get misses every put of the value.
func missesAll(ops []op, get *op, value string) bool {
	found := false
	for i := range ops {
		if o := &ops[i]; o.Write && o.Wrote == value {
			if !misses(ops, get, o) {
				return false
			}
			found = true
		}
	}
	return found
}
