package ui

// runsKeys are the keys for several runs: beside each other, and as a tree.
func runsKeys() []binding {
	return []binding{
		{k("B"), "B", "beside", "another run beside, in step", "look", (*Model).besideKey, 0, nil},
	}
}
