package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/plain"
	"synod/ui/show"
)

// network is the host of ShiViz at which what happens between hosts stands.
const network = "network"

// ShiViz writes a stretch of a run as a log that ShiViz opens as it is: for each
// step what happened, and below it its host with the vector clock. The clocks
// count what is in the stretch.
func ShiViz(out io.Writer, r *plain.Run, s Stretch) error {
	line := r.Line()
	var causes timeline.Causes
	causes.Follow(line)
	hosts := r.Start.System().Hosts()
	called := func(h engine.HostID) string { return r.Start.System().Protocol().NodeName(engine.NodeID(h)) }
	before, known, between, b := make([]int, len(hosts)), make([]int, len(hosts)), 0, bufio.NewWriter(out)
	for step := 1; step <= min(s.To, len(line)-1); step++ {
		e := causes.Event(step)
		if step < s.From {
			if e.Host >= 0 {
				before[e.Host]++
			}
			continue
		}
		at, clock := network, known
		var counts []string
		if e.Host >= 0 {
			at, clock = called(hosts[e.Host]), e.Clock
		} else {
			between++
			counts = append(counts, fmt.Sprintf("%q:%d", network, between))
			for h, n := range e.Clock {
				known[h] = max(known[h], n) // ShiViz takes the network for one host, whose clock never falls
			}
		}
		for h, n := range clock {
			if n > before[h] {
				counts = append(counts, fmt.Sprintf("%q:%d", called(hosts[h]), n-before[h]))
			}
		}
		told := show.Step(line[step].Explain())
		fmt.Fprintf(b, "%s\n%s {%s}\n", show.Clean(told.Did), at, strings.Join(counts, ", "))
	}
	return b.Flush()
}
