// Package engine is the simulator: one world, one choice at a time.
//
// A World is an immutable value. A Choice is a small comparable value with a
// one-line text form. Try works out what a choice would do without building
// anything; Step.World builds the next world, which shares with the old one
// all that did not change. So going back is picking an older world, and a
// recording is a list of choices.
//
//	a key press     a file being played     dice      every choice at once
//	    ui             engine/script        engine/explore (walk, search)
//	      \                 |                  |           /
//	                 World.Try(choice) -> Step -> next World
//	                               |
//	                 Node.Step(input, effects) -> Node     a protocol
//
// A protocol is a set of Node values plus a Protocol that declares everything
// a screen, a file or a search may ask about it. Node.Step is pure: it depends
// on nothing but the node and the input, it edits a copy, and it asks for what
// it wants (messages, timers, facts, replies) through Effects.
//
// The package uses the standard library only, and has no clock, no randomness,
// no goroutine, no input or output, and never ranges over a map.
package engine
