package ui

// score counts what was predicted.
type score struct{ right, all int }
