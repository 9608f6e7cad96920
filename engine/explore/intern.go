package explore

import (
	"sync"
	"sync/atomic"

	"synod/engine"
)

// table keeps each distinct value once. Values are added under a lock and read
// without one: a slice that was published is never written again below its length.
type table[K comparable, V any] struct {
	mu   sync.Mutex
	ids  map[K]uint32
	vals atomic.Pointer[[]V]
}

func newTable[K comparable, V any]() *table[K, V] {
	t := &table[K, V]{ids: map[K]uint32{}}
	t.vals.Store(&[]V{})
	return t
}

// id gives the number of the value with a key, which make supplies if it is new.
func (t *table[K, V]) id(key K, make func() V) uint32 {
	t.mu.Lock()
	defer t.mu.Unlock()
	if id, ok := t.ids[key]; ok {
		return id
	}
	vals := append(*t.vals.Load(), make())
	id := uint32(len(vals) - 1)
	t.ids[key] = id
	t.vals.Store(&vals)
	return id
}

// add keeps a value that has no key, and gives its number.
func (t *table[K, V]) add(v V) uint32 {
	t.mu.Lock()
	defer t.mu.Unlock()
	vals := append(*t.vals.Load(), v)
	t.vals.Store(&vals)
	return uint32(len(vals) - 1)
}

func (t *table[K, V]) at(id uint32) *V { return &(*t.vals.Load())[id] }

// hostValue is a value that one of the hosts can have.
type hostValue struct {
	host    int
	value   engine.Host
	term    uint64
	down    bool
	choices []engine.Choice // what may be done to it, faults and calls among it
}

// packet is a message, or on fifo links all that one link carries, in order.
type packet struct {
	queue    []*engine.Message // one message, but on fifo links
	from, to int               // hosts
	term     uint64
}

// factSet is what an observer knows: another set, of a lower number, and more.
// The first set has all that was known at the start for more.
type factSet struct {
	facts engine.Facts
	print uint64
	from  uint32
	more  []engine.Fact
}

// past is a history of client operations.
type past struct {
	history engine.History
	print   uint64
}

// rest is what a world holds beside.
type rest struct {
	value engine.Rest
	term  uint64
	cuts  bool
	links []engine.Choice
}

// pool holds the parts of all worlds of a search.
type pool struct {
	sys    *engine.System
	menu   engine.Menu
	props  []*engine.Property // judged: the targets, and what should be reached sometimes
	target uint64             // which of them end the search when broken
	reach  uint64             // which of them end it when reached
	net    engine.Network
	n      int // hosts
	reduce Reductions
	sinks  []engine.NodeID // that others stand for

	reduced reduced

	hosts *table[string, hostValue]
	mail  *table[string, packet]
	seen  *table[string, []engine.Fact] // what nodes record in one step
	facts *table[uint64, factSet]
	pasts *table[uint64, past]
	rests *table[string, rest]
	tells *table[struct{}, engine.Local] // without keys: each effect has its own
}

func newPool(w *engine.World, props []*engine.Property, target, reach uint64, reduce Reductions) *pool {
	sys := w.System()
	p := &pool{
		n: len(sys.Hosts()), reduce: reduce, sinks: spareSinks(sys, reduce), sys: sys, menu: sys.Config().Menu, props: props, target: target, reach: reach, net: sys.Config().Network,
		hosts: newTable[string, hostValue](), mail: newTable[string, packet](),
		seen: newTable[string, []engine.Fact](), facts: newTable[uint64, factSet](),
		pasts: newTable[uint64, past](), rests: newTable[string, rest](), tells: newTable[struct{}, engine.Local](),
	}
	p.seen.id("", func() []engine.Fact { return nil }) // number 0: nothing
	p.tells.add(engine.Local{})
	return p
}

func (p *pool) host(l *engine.Lab, i int, h engine.Host, scratch []byte) (uint32, []byte) {
	b := p.sys.AppendHost(engine.AppendInt(scratch[:0], int64(i)), i, h)
	id := p.hosts.id(string(b), func() hostValue {
		return hostValue{i, h, p.sys.HostTerm(i, h), h.Down(), l.Choices(i, h, &p.menu)}
	})
	return id, b
}

func (p *pool) packet(queue []*engine.Message, scratch []byte) (uint32, []byte) {
	b := engine.AppendInt(scratch[:0], int64(queue[0].Link()))
	for _, m := range queue {
		b = engine.AppendString(b, m.Kind)
		b = engine.AppendString(b, m.Key)
		b = engine.AppendString(b, m.Text)
	}
	id := p.mail.id(string(b), func() packet {
		from, to := p.sys.Ends(queue[0])
		pk := packet{queue, from, to, queue[0].Term()}
		if p.net == engine.Fifo {
			pk.term = engine.LinkTerm(queue)
		}
		return pk
	})
	return id, b
}

func (p *pool) recorded(facts []engine.Fact, scratch []byte) (uint32, []byte) {
	b := scratch[:0]
	for _, f := range facts {
		b = engine.AppendString(b, f.Kind)
		b = engine.AppendString(b, string(f.Node))
		b = engine.AppendString(b, f.Key)
		b = engine.AppendString(b, f.Value)
	}
	return p.seen.id(string(b), func() []engine.Fact { return facts }), b
}

func (p *pool) rest(l *engine.Lab, r engine.Rest) uint32 {
	return p.rests.id(string(r.AppendTo(nil)), func() rest {
		out := rest{value: r, term: r.Term(&p.menu), links: l.Links(r, &p.menu)}
		for i := range p.sys.Hosts() {
			for j := range p.sys.Hosts() {
				out.cuts = out.cuts || r.Cut(i, j)
			}
		}
		return out
	})
}
