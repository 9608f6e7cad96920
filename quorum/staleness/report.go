package staleness

import (
	"math"
	"slices"
)

// Report is all that is said of the trials.
type Report struct {
	N           int       `json:"n"`
	R           int       `json:"r"`
	W           int       `json:"w"`
	Latency     string    `json:"latency"`
	Trials      int       `json:"trials"` // that were made
	Asked       int       `json:"trials_asked"`
	Seed        uint64    `json:"seed"`
	Consistent  []Instant `json:"consistent"`
	Within      []Until   `json:"within"`
	ReadMs      []Tail    `json:"read_ms"`
	WriteMs     []Tail    `json:"write_ms"`
	curve       []float64 // for the plot
	curveLength float64   // in ms
}

// Instant is the probability that a read is current so long after the write.
type Instant struct {
	T           float64 `json:"t_ms"`
	Probability float64 `json:"probability"`
	Low         float64 `json:"low"` // of the interval that holds it 95 times of 100
	High        float64 `json:"high"`
}

// Until is the time after which a part of all reads are current.
type Until struct {
	Part float64 `json:"part"`
	T    float64 `json:"t_ms"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	Few  bool    `json:"too_few_trials"` // the interval has no upper end
}

// Tail is the time within which a part of all operations return.
type Tail struct {
	Part float64 `json:"part"`
	Ms   float64 `json:"ms"`
}

// The parts that are told of.
var (
	untils = []float64{0.99, 0.999, 0.9999}
	tails  = []float64{0.5, 0.99, 0.999}
)

// columns is how many points the plot has.
const columns = 66

func (r *Result) report(latency string, times []float64) Report {
	out := Report{N: r.N, R: r.R, W: r.W, Latency: latency, Trials: r.Done, Asked: r.Trials, Seed: r.Seed}
	if len(times) == 0 {
		times = r.times()
	}
	for _, t := range times {
		e := r.Consistent(t)
		out.Consistent = append(out.Consistent, Instant{t, e.Share, e.Low, e.High})
	}
	for _, p := range untils {
		at, low, high := r.Within(p)
		out.Within = append(out.Within, Until{p, at, low, high, r.few(p)})
	}
	for _, p := range tails {
		out.ReadMs = append(out.ReadMs, Tail{p, r.Reads(p)})
		out.WriteMs = append(out.WriteMs, Tail{p, r.Writes(p)})
	}
	out.curveLength, _, _ = r.Within(0.999)
	for i := range columns {
		out.curve = append(out.curve, 100*r.Consistent(out.curveLength*float64(i)/(columns-1)).Share)
	}
	return out
}

// few says whether too few trials lie beyond a part p to tell where it ends.
func (r *Result) few(p float64) bool { return float64(r.Done)*(1-p) < 10 }

// times lists those that are worth telling of: round ones, from where the
// probability begins to move to where it has almost come to 1.
func (r *Result) times() []float64 {
	start := r.Consistent(0).Share
	times, before := []float64{0}, start
	for power := -2.0; power <= 7; power++ {
		for _, m := range []float64{1, 2, 5} {
			t := m * math.Pow(10, power)
			share := r.Consistent(t).Share
			if share-start > (1-start)/50 && before < 0.99995 {
				times = append(times, t)
			}
			before = share
		}
	}
	return slices.Clip(times)
}
