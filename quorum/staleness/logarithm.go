package staleness

import "math"

// Nearly all the work of a trial is logarithms and powers, and math's take
// several times as long as they need here. These are right to about 12 digits,
// which is more than the dice have to offer.

// piece is what is known of the middle c of one of equal pieces of 1 to 2.
type piece struct{ inverse, log2 float64 }

const logBits, powerBits = 7, 6

var (
	pieces = makePieces()
	powers = makePowers() // 2^(i/64)
)

func makePieces() (t [1 << logBits]piece) {
	for i := range t {
		c := 1 + (float64(i)+0.5)/(1<<logBits)
		t[i] = piece{1 / c, math.Log2(c)}
	}
	return t
}

func makePowers() (t [1 << powerBits]float64) {
	for i := range t {
		t[i] = math.Exp2(float64(i) / (1 << powerBits))
	}
	return t
}

// log2 is the logarithm of a normal number above 0: its exponent, and for the
// rest that of the middle of its piece and a few terms of the series.
func log2(u float64) float64 {
	b := math.Float64bits(u)
	p := &pieces[b>>(52-logBits)&(1<<logBits-1)]
	r := math.Float64frombits(b&(1<<52-1)|1023<<52)*p.inverse - 1
	return float64(int(b>>52)-1023) + p.log2 + r*math.Log2E*(1-r*(1./2-r*(1./3-r*(1./4-r/5))))
}

// exp2 is 2^y for y from 0 to 1000.
func exp2(y float64) float64 {
	k := int(y*(1<<powerBits) + 0.5)
	z := (y - float64(k)/(1<<powerBits)) * math.Ln2
	whole := math.Float64frombits(uint64(1023+k>>powerBits) << 52)
	return whole * powers[k&(1<<powerBits-1)] * (1 + z*(1+z*(1./2+z*(1./6+z/24))))
}
