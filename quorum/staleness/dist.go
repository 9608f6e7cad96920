package staleness

import (
	"math"
	"math/rand/v2"
)

// Dist is a distribution of latencies in ms: a mixture of parts.
type Dist []part

// kind is how a part draws.
type kind uint8

const (
	constant kind = iota
	exponential
	pareto
	empirical
)

// part is one of a mixture. What it draws depends on a number that is equally
// likely to be anywhere above 0 and up to 1.
type part struct {
	kind
	share   float64
	a, b    float64   // exponential: the rate; pareto: where it begins, and alpha; constant: how long
	samples []float64 // empirical

	// Worked out when it is mixed: the shares up to here, what stretches them
	// to 1, and what draws are made of.
	upTo, stretch, factor, power float64
}

// Exponential is the distribution of what happens that many times a ms.
func Exponential(rate float64) Dist { return mixed(part{kind: exponential, a: rate}) }

// Pareto is the distribution that begins at xm, with the tail (xm/x)^alpha.
func Pareto(xm, alpha float64) Dist { return mixed(part{kind: pareto, a: xm, b: alpha}) }

// Constant always takes as long.
func Constant(ms float64) Dist { return mixed(part{kind: constant, a: ms}) }

// Empirical draws one of the samples, all equally likely.
func Empirical(samples []float64) Dist { return mixed(part{kind: empirical, samples: samples}) }

func mixed(p part) Dist {
	p.share = 1
	return Mix([]float64{1}, []Dist{{p}})
}

// Mix puts distributions together, each with its share of 1.
func Mix(shares []float64, dists []Dist) Dist {
	var d Dist
	sum := 0.0
	for i, share := range shares {
		for _, p := range dists[i] {
			p.share *= share
			sum += p.share
			p.upTo, p.stretch = sum, 1/p.share
			switch p.kind {
			case exponential:
				p.factor = -math.Ln2 / p.a
			case pareto:
				p.factor, p.power = p.a, -1/p.b
			}
			d = append(d, p)
		}
	}
	d[len(d)-1].upTo = 1 // whatever rounding has left
	return d
}

// fill draws as many latencies as there is room for.
func (d Dist) fill(out []float64, dice *rand.PCG) {
	if len(d) == 1 && d[0].kind == constant {
		for i := range out {
			out[i] = d[0].a
		}
		return
	}
	for i := range out {
		u := float64(dice.Uint64()>>11+1) / (1 << 53) // above 0 and up to 1
		k, before := 0, 0.0
		for u > d[k].upTo {
			before = d[k].upTo
			k++
		}
		p := &d[k]
		u = (u - before) * p.stretch
		switch p.kind { // each is the inverse of its distribution
		case exponential:
			out[i] = p.factor * log2(u)
		case pareto:
			out[i] = p.factor * exp2(p.power*log2(u))
		case empirical:
			out[i] = p.samples[min(int(u*float64(len(p.samples))), len(p.samples)-1)]
		case constant:
			out[i] = p.a
		}
	}
}
