package staleness

import "testing"

// BenchmarkTrials makes trials on all processors: "trials/s" is what counts.
func BenchmarkTrials(b *testing.B) {
	ssd := Mix([]float64{0.9122, 0.0878}, []Dist{Pareto(0.235, 10), Exponential(1.66)})
	disk := Mix([]float64{0.38, 0.62}, []Dist{Pareto(1.05, 1.51), Exponential(0.183)})
	for _, c := range []struct {
		name string
		legs Legs
	}{{"exp", Legs{W: Exponential(1), A: Exponential(1), R: Exponential(1), S: Exponential(1)}}, {"ssd", Legs{W: ssd, A: ssd, R: ssd, S: ssd}}, {"disk", Legs{W: disk, A: ssd, R: ssd, S: ssd}}, {"wan", Legs{W: disk, A: ssd, R: ssd, S: ssd, Far: 75}}} {
		b.Run(c.name, func(b *testing.B) {
			t := Trial{N: 3, R: 1, W: 1, Legs: c.legs, Trials: b.N, Seed: 1}
			t.Run(func(float64) bool { return true })
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "trials/s")
		})
	}
}
