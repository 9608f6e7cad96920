package ui

// runsKeys are the keys for several runs: beside each other, and as a tree.
func runsKeys() []binding {
	return []binding{
		{k("B"), "B", "beside", "another run beside, in step", "look", (*Model).besideKey, 0, nil},
		{k("T"), "T", "tree", "the branches as a tree", "look", (*Model).branches, 0, nil},
		{k("X"), "X", "prune", "cut a branch off", "time", (*Model).prune, 0, nil},
		{k("S"), "S", "differs", "where the real system differs", "look", (*Model).differs, 2, (*session).differsHere},
		{k("f"), "f", "fog", "what can this node know?", "look", (*Model).fog, 0, nil},
	}
}
