package arithmetic

import (
	"fmt"
	"slices"
	"strconv"

	"synod/quorum/sets"
)

// Question is what the arithmetic is asked about.
type Question struct {
	Reads, Writes sets.System
	Workload
	P             float64          // that a node is down; below 0: some usual ones
	Versions      int              // how many the read may miss; 0: some usual numbers
	WritesBetween float64          // two reads of a client
	Sides         []sets.Set       // of a partition; those in none are down
	Names         func(int) string // of the nodes; nil: A1, A2, …
	Phases        bool             // reads stand for Phase 1 of Paxos, and writes for Phase 2
	up            bool             // the one side is those that are up
}

// Report is all that the arithmetic says.
type Report struct {
	Text       string    `json:"text"`
	Nodes      int       `json:"nodes"`
	Reads      Side      `json:"reads"`
	Writes     Side      `json:"writes"`
	ReadWrite  Meeting   `json:"reads_meet_writes"`
	WriteWrite Meeting   `json:"writes_meet_writes"`
	Resilience int       `json:"resilience"`
	Load       Loads     `json:"load"`
	Missed     []Missed  `json:"missed"`
	BackInTime Back      `json:"back_in_time"`
	Partition  []Reached `json:"partition"`
	Parts      []Part    `json:"n_over_k"`
	phases, up bool
}

// Side is what is to say of one kind of quorum by itself.
type Side struct {
	Quorums    string `json:"quorums"` // as a file writes them
	Minimal    int    `json:"minimal_quorums"`
	Least      int    `json:"least_nodes"`
	Resilience int    `json:"resilience"`
	Down       []Down `json:"unavailable"`
	Polynomial string `json:"unavailable_formula"`
}

// Down is the probability that no quorum is alive.
type Down struct {
	P           float64 `json:"p"` // that a node is down
	Probability float64 `json:"probability"`
}

// Meeting says whether any two quorums meet, and if not, which two do not.
type Meeting struct {
	Always bool     `json:"always"`
	One    []string `json:"one,omitempty"`
	Other  []string `json:"other,omitempty"`
}

// Loads is what the best strategy makes nodes do.
type Loads struct {
	ReadFraction float64  `json:"read_fraction"`
	Load         float64  `json:"load"`
	Capacity     float64  `json:"capacity"`
	OnlyReads    float64  `json:"load_reads_only"`
	OnlyWrites   float64  `json:"load_writes_only"`
	Nodes        []Loaded `json:"nodes"`
	Reads        []Taken  `json:"read_strategy"`
	Writes       []Taken  `json:"write_strategy"`
}

// Loaded is the load of one node.
type Loaded struct {
	Node string  `json:"node"`
	Load float64 `json:"load"`
}

// Taken is how often the best strategy takes a quorum.
type Taken struct {
	Quorum []string `json:"quorum"`
	Share  float64  `json:"share"`
}

// Missed is the probability that a read misses the last versions.
type Missed struct {
	Versions    int     `json:"versions"`
	Probability float64 `json:"probability"`
}

// Back is the probability that a client reads an older version than before, and
// that it reads none that is newer.
type Back struct {
	Writes      float64 `json:"writes_between_reads"`
	Probability float64 `json:"probability"`
	NothingNew  float64 `json:"nothing_new"`
}

// Reached is what a side of a partition can do by itself.
type Reached struct {
	Nodes []string `json:"nodes"`
	Read  bool     `json:"can_read"`
	Write bool     `json:"can_write"`
}

// Answer works everything out.
func (q Question) Answer() (Report, error) {
	if len(q.Reads.Minimal()) == 0 || len(q.Writes.Minimal()) == 0 {
		return Report{}, fmt.Errorf("there is no quorum of %d nodes", q.Reads.Nodes())
	}
	if q.Names == nil {
		q.Names = func(i int) string { return letter + strconv.Itoa(i+1) }
	}
	r := Report{
		Nodes: q.Reads.Nodes(), Reads: q.side(q.Reads), Writes: q.side(q.Writes),
		ReadWrite: q.meeting(q.Reads, q.Writes), WriteWrite: q.meeting(q.Writes, q.Writes),
		Parts: Parts(q.Reads.Nodes()), Partition: []Reached{}, phases: q.Phases, up: q.up,
	}
	r.Text = r.head(q.Reads, q.Writes)
	r.Resilience = min(r.Reads.Resilience, r.Writes.Resilience)
	stale := NewStaleness(q.Reads, q.Writes)
	for _, k := range q.versions() {
		r.Missed = append(r.Missed, Missed{k, stale.Missed(float64(k))})
	}
	r.BackInTime = Back{q.WritesBetween, stale.BackInTime(q.WritesBetween), stale.NothingNew(q.WritesBetween)}
	for _, s := range q.Sides {
		r.Partition = append(r.Partition, Reached{q.names(s), q.Reads.Has(s), q.Writes.Has(s)})
	}
	var err error
	r.Load, err = q.loads()
	return r, err
}

func (r Report) head(reads, writes sets.System) string {
	n, read, write := r.say("nodes", strconv.Itoa(reads.Nodes())), Describe(reads), Describe(writes)
	if reads.Nodes() == 1 {
		n = r.say("nodes-one")
	}
	if read == write {
		return r.say("head-same", n, read)
	}
	return r.say("head", n, read, write)
}

func (q Question) side(s sets.System) Side {
	least, _ := s.Least()
	out := Side{Quorums: s.String(), Minimal: len(s.Minimal()), Least: least, Resilience: s.Spare(), Polynomial: Polynomial(s)}
	for _, p := range q.odds() {
		out.Down = append(out.Down, Down{p, Unavailable(s, p)})
	}
	return out
}

func (q Question) odds() []float64 {
	if q.P < 0 {
		return []float64{0.001, 0.01, 0.1}
	}
	return []float64{q.P}
}

func (q Question) versions() []int {
	if q.Versions > 0 {
		return []int{q.Versions}
	}
	return []int{1, 2, 3, 5, 10}
}

func (q Question) meeting(a, b sets.System) Meeting {
	one, other, apart := sets.Apart(a, b)
	if !apart {
		return Meeting{Always: true}
	}
	return Meeting{One: q.names(one), Other: q.names(other)}
}

func (q Question) names(s sets.Set) []string {
	var out []string
	for _, i := range s.Members() {
		out = append(out, q.Names(i))
	}
	return out
}

func (q Question) loads() (Loads, error) {
	best, err := Best(q.Reads, q.Writes, q.Workload)
	if err != nil {
		return Loads{}, err
	}
	l := Loads{ReadFraction: q.Workload.Reads, Load: best.Load, Capacity: best.Capacity(), Reads: q.taken(best.Reads), Writes: q.taken(best.Writes)}
	for i, x := range best.Nodes {
		l.Nodes = append(l.Nodes, Loaded{q.Names(i), x})
	}
	for part, into := range []*float64{&l.OnlyWrites, &l.OnlyReads} {
		w := q.Workload
		w.Reads = float64(part)
		s, err := Best(q.Reads, q.Writes, w)
		if err != nil {
			return l, err
		}
		*into = s.Load
	}
	return l, nil
}

func (q Question) taken(shares []Share) []Taken {
	out := []Taken{}
	for _, s := range shares {
		out = append(out, Taken{q.names(s.Quorum), s.Share})
	}
	return slices.Clip(out)
}
