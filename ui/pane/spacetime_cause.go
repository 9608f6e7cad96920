package pane

import (
	"strconv"
	"strings"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/show"
)

// The marks of a step that could have led to the selected one, and of one that
// could follow from it. Without a mark, neither could know of the other.
const (
	pastMark   = "→"
	futureMark = "←"
)

// cone holds how each step stands to the selected one; nil: it does not matter.
type cone struct {
	*timeline.Causes
	at    int // the selected step
	stand []timeline.Relation
	hosts []engine.HostID // in the order of the lanes: that of the clocks
}

// newCone is the cone of the selected step.
func (s *space) newCone() *cone {
	k := &cone{Causes: s.v.causes(), at: s.anchor()}
	k.stand = k.Cone(k.at)
	seen := map[engine.HostID]bool{}
	for _, id := range s.nodes() {
		if h := s.sys.HostOf(id); !seen[h] {
			seen[h] = true
			k.hosts = append(k.hosts, h)
		}
	}
	return k
}

// shade is how a step stands out: its mark, and the ink of its row.
func (k *cone) shade(step int) (string, canvas.Style) {
	switch k.stand[step] {
	case timeline.Past:
		return pastMark, canvas.Plain.Bold()
	case timeline.Future:
		return futureMark, canvas.Plain.Bold()
	case timeline.Same:
		return "", canvas.Select.Bold()
	}
	return "", canvas.Muted
}

// clock is the vector clock of a step, in the order of the lanes.
func (k *cone) clock(s *space, step int) string {
	clock := k.Event(step).Clock
	parts := make([]string, len(k.hosts))
	for i, h := range k.hosts {
		parts[i] = "0"
		if clock != nil {
			parts[i] = strconv.Itoa(clock[s.sys.HostIndex(engine.NodeID(h))])
		}
	}
	return "[" + strings.Join(parts, " ") + "]"
}

// lines say how the steps stand to the selected one, and that to the cursor.
func (k *cone) lines(s *space, w, most int) []line {
	var count [4]int
	for _, r := range k.stand[1:] {
		count[r]++
	}
	n := strconv.Itoa
	head := show.Say("causes", n(k.at), n(count[timeline.Past]), n(count[timeline.Future]), n(count[timeline.Concurrent]))
	out := para(line{x: 1, text: head, ink: canvas.Plain.Bold()}, w, false)
	out = append(out, para(line{x: 1, text: k.compare(s, s.v.Point.Step), ink: canvas.Plain}, w, false)...)
	if len(out) > most {
		out = out[:most]
		out[most-1].text += " …"
	}
	return out
}

// compare says why the selected step and the cursor's are in an order, or in none.
func (k *cone) compare(s *space, here int) string {
	switch {
	case here == k.at || here == 0 || k.at == 0:
		return show.Say("causes-alone")
	case k.stand[here] == timeline.Past:
		return k.way(s, here, k.at)
	case k.stand[here] == timeline.Future:
		return k.way(s, k.at, here)
	}
	return k.neither(s, min(here, k.at), max(here, k.at))
}

// wayMost is how many steps of a way are named.
const wayMost = 5

// way says by which steps the one led to the other: by messages, and between
// them by what happened at one host.
func (k *cone) way(s *space, from, to int) string {
	var hops []string
	way := k.Chain(from, to)
	for i, step := range way[1:] {
		sent := k.Event(step).Sent == way[i]
		if last := i+2 == len(way); !sent && !last && k.Event(way[i+2]).Sent != step {
			continue // nothing left the host here
		}
		by := "causes-host"
		if sent {
			by = "causes-message"
		}
		hops = append(hops, show.Say(by, k.where(s, step)))
	}
	if over := len(hops) - wayMost; over > 0 {
		hops = append(append(hops[:wayMost-1:wayMost-1], show.Say("causes-more", strconv.Itoa(over))), hops[len(hops)-1])
	}
	return show.Say("causes-way", k.where(s, from), strings.Join(hops, ""))
}

// neither says which counts show that two steps are concurrent.
func (k *cone) neither(s *space, a, b int) string {
	ea, eb := k.Event(a), k.Event(b)
	if ea.Host < 0 || eb.Host < 0 {
		return show.Say("causes-between", k.where(s, a), k.where(s, b))
	}
	unheard := func(step int, e *timeline.Event, by int, other *timeline.Event) string {
		host := called(s.v.World, s.sys.Hosts()[e.Host])
		return show.Say("causes-unheard", strconv.Itoa(step), strconv.Itoa(e.Clock[e.Host]), host, strconv.Itoa(by), strconv.Itoa(other.Clock[e.Host]))
	}
	return show.Say("causes-neither", k.where(s, a), k.where(s, b), unheard(a, ea, b, eb), unheard(b, eb, a, ea))
}

// where names a step with the host at which it happened.
func (k *cone) where(s *space, step int) string {
	if h := k.Event(step).Host; h >= 0 {
		return show.Say("causes-at", strconv.Itoa(step), called(s.v.World, s.sys.Hosts()[h]))
	}
	return show.Say("causes-network", strconv.Itoa(step))
}
