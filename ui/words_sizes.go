package ui

// What the screen says of where things stand.
const (
	msgNoBorders = "There are no borders to move here."
	msgNoFurther = "It cannot go further."
	msgTidy      = "Panes and nodes stand where they stood at first."
	msgMoved     = "%s stands there now; {tidy} puts all back."
	msgTurned    = "The ring is turned; {tidy} turns it back. Its order stays."
)
