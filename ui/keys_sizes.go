package ui

// sizeKeys are those for where panes and nodes stand.
func sizeKeys() []binding {
	return []binding{
		{k("shift+right"), "shift+→", "wider", "the picture wider, narrower", "look", (*Model).wider, 0, nil},
		{k("shift+left"), "", "narrower", "", "look", (*Model).narrower, 0, nil},
		{k("shift+up"), "shift+↑", "taller", "this pane taller, lower", "look", (*Model).taller, 0, nil},
		{k("shift+down"), "", "lower", "", "look", (*Model).lower, 0, nil},
		{k("Z"), "Z", "tidy", "panes and nodes as they stood", "look", (*Model).tidy, 0, nil},
	}
}
