package staleness

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"synod/engine"
)

func TestLatenciesAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"lnkd-ssd":                         "",
		" exp( 0.5 ) ":                     "",
		"W=exp(1);ARS=constant(0);far=7.5": "",
		"50%exp(1)+50% pareto(1,2)":        "",
		"lnkd-sdd":                         "there is no latency or file 'lnkd-sdd'; expected 'lnkd-ssd'?",
		"uniform(1, 2)":                    "there is no distribution 'uniform'; expected one of exp, pareto, constant",
		"exq(1)":                           "there is no distribution 'exq'; expected 'exp'?",
		"exp(1":                            "'exp(1' is no latency",
		"exp(1, 2)":                        "expected exp with 1 in brackets",
		"exp(-1)":                          "'exp(-1)': '-1' is no number from 1e-06 to",
		"pareto(1, 0)":                     "'0' is no number from 0.1 to",
		"exp(NaN)":                         "'NaN' is no number",
		"60% exp(1) + 30% exp(2)":          "the shares of '60% exp(1) + 30% exp(2)' are 90 % in all; expected 100",
		"x% exp(1)":                        "'x' is no number",
		"W = exp(1)":                       "nothing is said of A",
		"W = exp(1); W = exp(2)":           "W is given twice",
		"Q = exp(1)":                       "'Q' is no message",
		"WARS = exp(1); near":              "'near' has no '='",
		"WARS = exp(1); far = x":           "far: 'x' is no number",
		"":                                 "there is no latency or file ''",
	} {
		_, err := Parse(text)
		if got := said(err); got != want && (want == "" || !strings.Contains(got, want)) {
			t.Errorf("%q: %q; expected %q", text, got, want)
		}
	}
}

func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestFilesAreRead(t *testing.T) {
	l, err := ParseFile("x", "# measured\nW: 1 2\n3,4 # more\nARS: 5\n")
	if err != nil || len(l.W) != 1 || len(l.W[0].samples) != 4 || l.S[0].samples[0] != 5 {
		t.Errorf("%+v, %v", l, err)
	}
	for text, want := range map[string]string{
		"1 2\n3":        "",
		"1\n2 x\n":      "f:2: 'x' is no number",
		"1 -2":          "f:1: '-2' is no number",
		"W: 1\nX: 2\n":  "'X' is no message",
		"W: 1\nA: 2\n":  "f: nothing is said of R",
		"":              "f: nothing is said of W",
		"W: 1\nWARS: 2": "W is given twice",
	} {
		_, err := ParseFile("f", text)
		if got := said(err); got != want && (want == "" || !strings.Contains(got, want)) {
			t.Errorf("%q: %q; expected %q", text, got, want)
		}
	}
}

// ask calls the tool with settings such as "n=3 r=1".
func ask(fields ...string) (Report, engine.Doc, error) {
	tool := Tool()
	var settings []engine.Setting
	for _, field := range fields {
		name, value, _ := strings.Cut(field, "=")
		settings = append(settings, engine.Setting{Name: name, Values: strings.Split(value, "|")})
	}
	a, err := tool.Ask(settings, nil)
	r, _ := a.Data.(Report)
	return r, a.Doc, err
}

func TestTheTool(t *testing.T) {
	r, doc, err := ask("latency=measured|7", "trials=1000", "t=0|1", "n=2")
	if err != nil || len(doc) == 0 || len(r.Consistent) != 2 || r.Consistent[0].Probability != 1 || r.ReadMs[2].Ms != 14 || r.Latency != "measured" {
		t.Errorf("%+v, %v", r, err)
	}
	r, _, err = ask("trials=20000")
	if err != nil || r.Consistent[0].T != 0 || len(r.Consistent) < 5 || !r.Within[2].Few || r.Within[0].Few {
		t.Errorf("%+v, %v", r, err)
	}
	for want, field := range map[string]string{
		"r: 4 is more than the 3 replicas":     "r=4",
		"w: 9 is more than":                    "w=9",
		"n: '0' is no number from 1 to 100":    "n=0",
		"t: '-1' is no time":                   "t=-1",
		"latency: there is no latency or file": "latency=nope",
		"latency: f:1: 'x' is no number":       "latency=f|x",
		"trials: '0' is no number":             "trials=0",
	} {
		_, _, err := ask(field)
		bad := (*engine.ConfigError)(nil)
		if !errors.As(err, &bad) || !strings.HasPrefix(bad.Item+": "+bad.Error(), want) {
			t.Errorf("%s: %v; expected %s", field, err, want)
		}
	}
}

// FuzzLatency gives the tool whatever somebody may type, or keep in a file.
func FuzzLatency(f *testing.F) {
	for _, text := range append(Names(), "W = exp(1); ARS = 30% constant(0) + 70% pareto(1, 0.1); far = 1e6", "1 2 3\nW: 4", "100% 5") {
		f.Add(text, false)
		f.Add(text, true)
	}
	f.Fuzz(func(t *testing.T, text string, file bool) {
		latency := "latency=" + strings.ReplaceAll(text, "|", "/")
		if file {
			latency = "latency=f|" + strings.ReplaceAll(text, "|", "/")
		}
		r, _, err := ask(latency, "trials=50")
		if err != nil {
			return
		}
		if _, err := json.Marshal(r); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		for _, c := range r.Consistent {
			if !(c.Low <= c.Probability && c.Probability <= c.High) {
				t.Errorf("%q: %+v", text, c)
			}
		}
	})
}
