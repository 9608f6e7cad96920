package cli

import (
	"bytes"
	"strings"
	"testing"
)

// A calculation that is interrupted tells what it has so far.
func TestAnInterruptPrintsWhatWasTried(t *testing.T) {
	for _, args := range [][]string{{"staleness", "--trials", "1000000000"}, {"staleness", "--trials", "1000000000", "--json"}} {
		var out, errs bytes.Buffer
		status := interrupted(t, args, &out, &errs)
		if status != exitInterrupted || !strings.Contains(out.String(), "Stopped early") && !strings.Contains(out.String(), `"stopped": true`) {
			t.Errorf("%v: status %d\n%s%s", args, status, &out, &errs)
		}
	}
}
