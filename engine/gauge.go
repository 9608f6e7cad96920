package engine

// Gauge is a number that an observer reads off a world, such as how many
// ballots there were without a decision.
type Gauge struct {
	ID   string
	Name string // said behind the number: "ballots without a decision"
	// From is the least reading that a picture shows; below it there is nothing
	// to remark.
	From int
	Read func(w *World) int
}

// Gauges lists what an observer can read off a world in numbers.
func (sys *System) Gauges() []Gauge { return sys.setup.Gauges }
