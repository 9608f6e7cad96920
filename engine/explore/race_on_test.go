//go:build race

package explore_test

// raceDetector slows searches down some twenty times.
const raceDetector = true
