package staleness

import (
	_ "embed" // the latencies that have names
	"fmt"
	"math"
	"strconv"
	"strings"

	"synod/engine"
)

//go:embed named.txt
var namedText string

// named lists the latencies that have names, and how they are written.
func named() (names, texts []string) {
	for line := range strings.Lines(namedText) {
		if name, text, ok := strings.Cut(line, " "); ok && name != "#" {
			names, texts = append(names, name), append(texts, strings.TrimSpace(text))
		}
	}
	return names, texts
}

// Names lists the latencies that have names.
func Names() []string {
	names, _ := named()
	return names
}

// Text is how a latency is written that may be given by its name.
func Text(latency string) string {
	names, texts := named()
	for i, n := range names {
		if n == latency {
			return texts[i]
		}
	}
	return latency
}

// forms says how latencies are written.
const forms = "a name, a file, or such as 'exp(0.5)', '90% pareto(1, 2) + 10% constant(20)', 'W = exp(0.1); ARS = exp(1); far = 75'"

// Parse reads latencies: a name, or an expression for all four messages, or one
// for each, parted by semicolons.
func Parse(latency string) (Legs, error) {
	var legs Legs
	text := Text(latency)
	if !strings.Contains(text, "=") {
		text = "WARS = " + text
	}
	for field := range strings.SplitSeq(text, ";") {
		which, value, ok := strings.Cut(field, "=")
		which, value = strings.TrimSpace(which), strings.TrimSpace(value)
		switch {
		case !ok:
			return legs, fmt.Errorf("'%s' has no '='; expected %s", strings.TrimSpace(field), forms)
		case which == "far":
			ms, err := amount(value, 0)
			if err != nil {
				return legs, fmt.Errorf("far: %w", err)
			}
			legs.Far = ms
			continue
		}
		d, err := parseDist(value)
		if err != nil {
			return legs, err
		}
		if err := legs.set(which, d); err != nil {
			return legs, err
		}
	}
	return legs, legs.complete()
}

// letters are the four messages.
const letters = "WARS"

func (l *Legs) leg(letter byte) *Dist {
	return []*Dist{&l.W, &l.A, &l.R, &l.S}[strings.IndexByte(letters, letter)]
}

// set gives some of the messages their latency.
func (l *Legs) set(which string, d Dist) error {
	for i := range len(which) {
		if strings.IndexByte(letters, which[i]) < 0 {
			return fmt.Errorf("'%s' is no message; expected some of W, A, R and S, or far", which)
		}
		if leg := l.leg(which[i]); *leg != nil {
			return fmt.Errorf("%c is given twice", which[i])
		} else {
			*leg = d
		}
	}
	return nil
}

func (l *Legs) complete() error {
	for i := range len(letters) {
		if *l.leg(letters[i]) == nil {
			return fmt.Errorf("nothing is said of %c; expected W, A, R and S", letters[i])
		}
	}
	return nil
}

// parseDist reads one distribution: a call, or calls with their shares.
func parseDist(text string) (Dist, error) {
	var shares []float64
	var dists []Dist
	sum := 0.0
	for term := range strings.SplitSeq(text, "+") {
		share, call, mixture := strings.Cut(term, "%")
		if !mixture {
			share, call = "100", term
		}
		x, err := amount(strings.TrimSpace(share), 0)
		if err != nil {
			return nil, err
		}
		d, err := parseCall(strings.TrimSpace(call))
		if err != nil {
			return nil, err
		}
		sum += x
		if x > 0 {
			shares, dists = append(shares, x/100), append(dists, d)
		}
	}
	if math.Abs(sum-100) > 1e-6 {
		return nil, fmt.Errorf("the shares of '%s' are %g %% in all; expected 100", strings.TrimSpace(text), sum)
	}
	return Mix(shares, dists), nil
}

// calls are the distributions that can be written, with the least that each
// argument may be.
var calls = []struct {
	name string
	args []float64
	make func(args []float64) Dist
}{
	{"exp", []float64{1e-6}, func(a []float64) Dist { return Exponential(a[0]) }},
	{"pareto", []float64{1e-6, 0.1}, func(a []float64) Dist { return Pareto(a[0], a[1]) }},
	{"constant", []float64{0}, func(a []float64) Dist { return Constant(a[0]) }},
}

func parseCall(text string) (Dist, error) {
	name, rest, _ := strings.Cut(text, "(")
	inside, closed := strings.CutSuffix(strings.TrimSpace(rest), ")")
	name = strings.TrimSpace(name)
	var known []string
	for _, c := range calls {
		known = append(known, c.name)
		if c.name != name {
			continue
		}
		words := strings.Split(inside, ",")
		if !closed || len(words) != len(c.args) {
			return nil, fmt.Errorf("'%s' is no latency; expected %s with %d in brackets, such as %s", text, name, len(c.args), forms)
		}
		args := make([]float64, len(words))
		for i, w := range words {
			var err error
			if args[i], err = amount(strings.TrimSpace(w), c.args[i]); err != nil {
				return nil, fmt.Errorf("'%s': %w", text, err)
			}
		}
		return c.make(args), nil
	}
	if !strings.Contains(text, "(") {
		return nil, fmt.Errorf("there is no latency or file '%s'; expected %s", text, engine.Nearest(text, Names()))
	}
	return nil, fmt.Errorf("there is no distribution '%s'; expected %s", name, engine.Nearest(name, known))
}

// amount reads a number of at least least.
func amount(text string, least float64) (float64, error) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x >= least && x <= 1e6) {
		return 0, fmt.Errorf("'%s' is no number from %g to 1000000", text, least)
	}
	return x, nil
}

// ParseFile reads latencies that were measured: numbers in ms, parted by blanks,
// commas or line ends. A line such as "W:" says which messages the numbers below
// it are of; without one they are of all four. What follows a # is a remark.
func ParseFile(name, text string) (Legs, error) {
	var legs Legs
	which, samples := letters, []float64{}
	end := func() error {
		if len(samples) == 0 {
			return nil
		}
		d := Empirical(samples)
		samples = nil
		return legs.set(which, d)
	}
	number := 0
	for line := range strings.Lines(text) {
		number++
		line, _, _ = strings.Cut(line, "#")
		head, numbers, headed := strings.Cut(line, ":")
		if headed {
			if err := end(); err != nil {
				return legs, fmt.Errorf("%s:%d: %w", name, number, err)
			}
			which = strings.TrimSpace(head)
		} else {
			numbers = line
		}
		for _, word := range strings.FieldsFunc(numbers, func(r rune) bool { return strings.ContainsRune(" ,\t\r\n", r) }) {
			x, err := amount(word, 0)
			if err != nil {
				return legs, fmt.Errorf("%s:%d: %w", name, number, err)
			}
			samples = append(samples, x)
		}
	}
	if err := end(); err != nil {
		return legs, fmt.Errorf("%s: %w", name, err)
	}
	if err := legs.complete(); err != nil {
		return legs, fmt.Errorf("%s: %w", name, err)
	}
	return legs, nil
}
