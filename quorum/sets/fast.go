package sets

// FastApart gives a quorum of classic and two of fast that have no node in
// common; false if any such three have one, as Fast Paxos needs (Lamport, Fast
// Paxos, 2006).
func FastApart(classic, fast System) (q, f, g Set, found bool) {
	for _, q := range classic.minimal {
		for i, f := range fast.minimal {
			for _, g := range fast.minimal[i:] {
				if q&f&g == 0 {
					return q, f, g, true
				}
			}
		}
	}
	return 0, 0, 0, false
}

// FastFor is the system with the fewest of n nodes as a fast quorum that goes
// with a classic one: any quorum of the one and any two of the other have a node
// in common. All nodes together always do.
func FastFor(classic System) System {
	for k := 1; k < classic.n; k++ {
		fast := Threshold(classic.n, k)
		if _, _, _, apart := FastApart(classic, fast); !apart {
			return fast
		}
	}
	return Threshold(classic.n, classic.n)
}
