package staleness

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// histogram counts times in ms. Its bins are as wide as a thousandth of the
// times in them, each with its upper end and without its lower, so that what it
// says is exact at whole numbers up to 1024, and right to a thousandth elsewhere.
type histogram struct {
	counts []uint32
}

const (
	digits  = 10 // of a time that count, in bits
	shift   = 52 - digits
	lowest  = -20 // the power of two below which all is one bin
	highest = 30  // and above which
	bins    = (highest - lowest) << digits
	base    = (1023 + lowest) << digits
)

func (h *histogram) count(ms float64) {
	if h.counts == nil {
		h.counts = make([]uint32, bins)
	}
	i := 0
	if ms > 0 {
		i = int((math.Float64bits(ms)-1)>>shift) - base
	}
	h.counts[max(0, min(i, bins-1))]++
}

// upper is the upper end of a bin.
func upper(bin int) float64 { return math.Float64frombits(uint64(bin+1+base) << shift) }

func (h *histogram) add(o *histogram) {
	if h.counts == nil {
		h.counts = make([]uint32, bins)
	}
	for i, n := range o.counts {
		h.counts[i] += n
	}
}

// above counts the times above ms.
func (h *histogram) above(ms float64) int {
	sum := 0
	for i, n := range h.counts {
		if n > 0 && upper(i) > ms*(1+1e-12) {
			sum += int(n)
		}
	}
	return sum
}

// quantile is the time within which a part p of all trials are; those that are
// not counted are at 0.
func (h *histogram) quantile(p float64, trials int) float64 {
	ends, weights := []float64{0}, []float64{0}
	rest := trials
	for i, n := range h.counts {
		if n > 0 {
			ends, weights = append(ends, upper(i)), append(weights, float64(n))
			rest -= int(n)
		}
	}
	weights[0] = float64(rest)
	if p >= 1 {
		return ends[len(ends)-1]
	}
	return stat.Quantile(p, stat.Empirical, ends, weights)
}
