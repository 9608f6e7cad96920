package staleness

import (
	_ "embed" // the texts
	"math"
	"strconv"

	"synod/engine"
)

//go:embed help.txt
var help string

// most is how many replicas there can be.
const most = 100

// Tool is `synod staleness`.
func Tool() engine.Tool {
	return engine.Tool{Name: "staleness", Help: help, Run: run, Params: []engine.Param{
		{Name: "n", Help: "replicas of a key", Kind: engine.Int, Default: "3", Min: 1, Max: most},
		{Name: "r", Help: "replies that a read waits for", Kind: engine.Int, Default: "1", Min: 1, Max: most},
		{Name: "w", Help: "acks that a write waits for", Kind: engine.Int, Default: "1", Min: 1, Max: most},
		{Name: "latency", Help: "how long messages take: a name, a file, or an expression such as 'exp(0.5)'", Kind: engine.File, Default: "lnkd-disk", Choices: Names()},
		{Name: "t", Help: "the times after the write to tell of, in ms, such as 1,10,100; without it, where something changes", Kind: engine.Words},
		{Name: "trials", Help: "how many trials", Kind: engine.Int, Default: "1000000", Min: 1, Max: 1e9},
		{Name: "seed", Help: "equal seeds give equal answers", Kind: engine.Int, Default: "1", Max: math.MaxInt},
		{Name: "workers", Help: "how many work side by side; 0: one for each processor. The answer is the same", Kind: engine.Int, Default: "0", Max: 1024},
	}}
}

func run(c engine.ToolCall) (engine.ToolAnswer, error) {
	t := Trial{N: c.Int("n"), R: c.Int("r"), W: c.Int("w"), Trials: c.Int("trials"), Seed: uint64(c.Int("seed")), Workers: c.Int("workers")}
	for _, param := range []string{"r", "w"} {
		if k := c.Int(param); k > t.N {
			return engine.ToolAnswer{}, c.Misfit(param, "%d is more than the %d replicas; expected 1 to %d", k, t.N, t.N)
		}
	}
	text, err := latencies(c, &t)
	if err != nil {
		return engine.ToolAnswer{}, err
	}
	times, err := instants(c)
	if err != nil {
		return engine.ToolAnswer{}, err
	}
	r := t.Run(c.Report)
	if r.Done == 0 {
		return engine.ToolAnswer{Doc: engine.Doc{}, Data: Report{}, Stopped: true}, nil
	}
	report := r.report(text, times)
	return engine.ToolAnswer{Doc: report.Doc(), Data: report, Stopped: r.Done < t.Trials}, nil
}

// latencies reads how long messages take, and says how that is written.
func latencies(c engine.ToolCall, t *Trial) (text string, err error) {
	words := c.Words("latency")
	if len(words) > 1 {
		if t.Legs, err = ParseFile(words[0], words[1]); err != nil {
			return "", c.Misfit("latency", "%w", err)
		}
		return words[0], nil
	}
	if t.Legs, err = Parse(words[0]); err != nil {
		return "", c.Misfit("latency", "%w", err)
	}
	if text = Text(words[0]); text != words[0] {
		text = words[0] + ", " + text
	}
	return text, nil
}

// instants reads the times to tell of.
func instants(c engine.ToolCall) ([]float64, error) {
	var out []float64
	for _, w := range c.Words("t") {
		x, err := strconv.ParseFloat(w, 64)
		if err != nil || !(x >= 0 && x <= 1e9) {
			return nil, c.Misfit("t", "'%s' is no time; expected ms from 0", w)
		}
		out = append(out, x)
	}
	return out, nil
}
