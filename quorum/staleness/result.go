package staleness

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Result is what the trials gave.
type Result struct {
	Trial
	Done          int // how many there were
	reads, writes histogram
	stale         histogram // for reads that would not be current at once: how long they had to wait
}

func (r *Result) add(o *Result) {
	r.Done += o.Done
	r.reads.add(&o.reads)
	r.writes.add(&o.writes)
	r.stale.add(&o.stale)
}

// Estimate is a share of trials, with the interval that holds the probability
// 95 times of 100.
type Estimate struct{ Share, Low, High float64 }

// Consistent is the probability that a read which starts t ms after the write
// returned is current.
func (r *Result) Consistent(t float64) Estimate {
	return estimate(r.Done-r.stale.above(t), r.Done)
}

// estimate is the exact interval of Clopper and Pearson (1934).
func estimate(k, n int) Estimate {
	e := Estimate{Share: float64(k) / float64(n), High: 1}
	const outside = 0.05 / 2
	if k > 0 {
		e.Low = distuv.Beta{Alpha: float64(k), Beta: float64(n - k + 1)}.Quantile(outside)
	}
	if k < n {
		e.High = distuv.Beta{Alpha: float64(k + 1), Beta: float64(n - k)}.Quantile(1 - outside)
	}
	return e
}

// Within is the time after a write within which a part p of reads become
// current, with the interval that holds it 95 times of 100: that of the ranks
// that it may have among the trials.
func (r *Result) Within(p float64) (at, low, high float64) {
	n := float64(r.Done)
	spread := distuv.UnitNormal.Quantile(1-0.05/2) * math.Sqrt(p*(1-p)/n)
	q := func(p float64) float64 { return r.stale.quantile(p, r.Done) }
	return q(p), q(max(0, p-spread)), q(p + spread)
}

// Reads is the latency within which a part p of reads return; Writes that of
// writes.
func (r *Result) Reads(p float64) float64  { return r.reads.quantile(p, r.Done) }
func (r *Result) Writes(p float64) float64 { return r.writes.quantile(p, r.Done) }
