package arithmetic_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"synod/engine"
	"synod/quorum/arithmetic"
)

// ask calls the tool with settings such as "n=3 r=1 w=3".
func ask(line string) (arithmetic.Report, engine.Doc, error) {
	tool := arithmetic.Tool()
	var settings []engine.Setting
	for _, field := range strings.Fields(line) {
		name, value, _ := strings.Cut(field, "=")
		settings = append(settings, engine.Setting{Name: name, Values: strings.Split(value, ",")})
	}
	a, err := tool.Ask(settings, nil)
	r, _ := a.Data.(arithmetic.Report)
	return r, a.Doc, err
}

func TestTheRowsOfTheTextbooks(t *testing.T) {
	for _, c := range []struct {
		line                   string
		meet, writes           bool
		reads, writesResilient int
	}{
		{"example=gifford-1", true, true, 1, 0},
		{"example=gifford-2", true, true, 2, 0},
		{"example=gifford-weak", true, true, 1, 1},
		{"example=flexible-1-3", true, true, 2, 0},
		{"example=flexible-3-1", true, false, 0, 2},
		{"example=flexible-3-2", true, false, 1, 2},
		{"example=flexible-1-2", false, true, 2, 1},
		{"example=flexible-2-1", false, false, 1, 2},
		{"example=flexible-2-2", false, false, 2, 2},
		{"example=coulouris-1", true, true, 1, 1},
		{"example=coulouris-2", true, true, 1, 1},
		{"example=five-replicas", true, true, 2, 2},
		{"example=gifford-1 w=4", true, true, 1, 0},
		{"n=5", true, true, 2, 2},
		{"n=4", true, true, 1, 1},
		{"grid=3x3", true, true, 2, 2},
		{"grid=3x3 r=rows w=columns", true, false, 2, 2},
		{"grid=3x3 r=crosses w=crosses", true, true, 2, 2},
		{"grid=2x3 r=2 w=majority", false, true, 4, 2},
		{"sets=A1+A2,A3+A4/A1+A3,A2+A4", true, false, 1, 1},
		{"n=4 sets=A1", true, true, 0, 0},
	} {
		r, _, err := ask(c.line)
		if err != nil {
			t.Errorf("%s: %v", c.line, err)
			continue
		}
		if r.ReadWrite.Always != c.meet || r.WriteWrite.Always != c.writes || r.Reads.Resilience != c.reads || r.Writes.Resilience != c.writesResilient {
			t.Errorf("%s: %+v", c.line, r)
		}
	}
}

func TestSidesOfAPartition(t *testing.T) {
	for line, want := range map[string]string{
		"example=coulouris-1":                      "A1+A2 rw, A3 -",
		"example=coulouris-2":                      "A1+A3 rw, A2 -",
		"example=five-replicas":                    "A1+A2+A3 rw",
		"weights=2,1,1 r=2 w=3 partition=A1,A2+A3": "A1 r, A2+A3 r",
	} {
		r, _, err := ask(line)
		if err != nil {
			t.Fatal(err)
		}
		var sides []string
		for _, s := range r.Partition {
			can := ""
			if s.Read {
				can += "r"
			}
			if s.Write {
				can += "w"
			}
			if can == "" {
				can = "-"
			}
			sides = append(sides, strings.Join(s.Nodes, "+")+" "+can)
		}
		if got := strings.Join(sides, ", "); got != want {
			t.Errorf("%s: %s; expected %s", line, got, want)
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	for line, want := range map[string]string{
		"n=17":                 "n: '17' is no number from 1 to 16",
		"m=3":                  "m: quorum has no parameter 'm'",
		"r=0":                  "r: '0' makes no quorum of 3 nodes",
		"w=4":                  "w: '4' makes no quorum of 3 nodes",
		"weights=2,x":          "weights: 'x' is no number of votes",
		"weights=1,1,1 r=9":    "r: 'weights 1 1 1 need 9' makes no quorum",
		"weights=0,0,0":        "r: ",
		"weights=1,1 grid=2x2": "grid: it does not go with --weights",
		"weights=1,1 n=3":      "n: 3 nodes, but --weights is about 2",
		"grid=5x5":             "grid: '5x5' is no grid",
		"grid=2x2 r=row":       "r: 'row' in 'row' is no node",
		"sets=A1,B9":           "sets: 'B9' in 'B9' is no node from A1 to A9",
		"sets=A1 r=2":          "r: --sets lists the quorums already",
		"sets=/A1":             "sets: no quorums are given",
		"p=1.5":                "p: '1.5' is no number; expected one from 0 to 1",
		"p=NaN":                "p: 'NaN' is no number",
		"reads=2":              "reads: ",
		"read-capacity=1,2":    "read-capacity: there are 2 numbers for 3 nodes",
		"write-capacity=0":     "write-capacity: '0' is no capacity",
		"partition=A1+A2,A2":   "partition: A2 is on two sides",
		"partition=A4":         "partition: 'A4' in 'A4' is no node",
		"example=giford-1":     "example: unknown word 'giford-1'; expected 'gifford-1'?",
		"n=3 n=4":              "n: it is given twice",
		"weights=" + strings.Repeat("1,", 16) + "1": "weights: it is about 17 nodes",
	} {
		_, _, err := ask(line)
		bad := (*engine.ConfigError)(nil)
		if !errors.As(err, &bad) || !strings.HasPrefix(bad.Item+": "+bad.Error(), want) {
			t.Errorf("%s: %v; expected %s", line, err, want)
		}
	}
}

// FuzzAsk gives the tool whatever somebody may type.
func FuzzAsk(f *testing.F) {
	for _, line := range []string{"n=5 r=2 w=4", "weights=2,1,1 r=2 w=3 p=0.5", "grid=2x3 r=rows w=cover-rows", "sets=A1+A2/A2", "partition=A1,A2 reads=0", "sets=+,/ n=2"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		r, doc, err := ask(line)
		if err != nil {
			return
		}
		if len(doc) == 0 || r.Nodes < 1 || r.Load.Load < 0 {
			t.Errorf("%s: %+v", line, r)
		}
		if _, err := json.Marshal(r); err != nil {
			t.Error(err)
		}
	})
}
