package engine

import "strconv"

// act is one line a verb.
func (s *Step) act(c Choice) error {
	switch c.Verb {
	case DeliverMsg, DropMsg, DupMsg:
		return s.message(c)
	}
	c, err := s.From.Resolve(c)
	if err != nil {
		return err
	}
	s.Choice = c
	switch c.Verb {
	case CrashHost:
		return s.crash(c)
	case RestartHost:
		return s.restart(c)
	case FireTimer:
		return s.fire(c)
	case CutLink, HealLink, PartitionHosts:
		s.link(c)
	case AdvanceClock, Wait:
		s.clock(c)
	case CallOp:
		return s.call(c)
	}
	return nil
}

func (s *Step) message(c Choice) error {
	i, err := s.From.pick(c)
	if err != nil {
		return err
	}
	m := s.From.flight[i].Message
	s.Taken, s.Choice = m, m.Choice(c.Verb)
	switch c.Verb {
	case DropMsg:
		s.removed, s.used = i, s.used.count(drops)
		return nil
	case DupMsg:
		s.Sent, s.used = append(s.Sent, m), s.used.count(dups)
		return nil
	}
	if s.From.sys.cfg.Network != SentSet {
		s.removed = i
	}
	return s.run(m.to, Input{Kind: Deliver, From: m.From, Body: m.Body})
}

func (s *Step) crash(c Choice) error {
	w := s.From
	h := w.sys.byHost[HostID(c.From)]
	loss := c.Kind
	if loss == "" {
		loss = Volatile
	}
	s.host(h, hostState{down: true, loss: loss, clock: w.hosts[h].clock})
	for _, n := range w.sys.nodesOn[h] {
		old := w.slots[n]
		id := w.sys.nodes[n].ID
		in := Input{Kind: Crash, Self: id, Loss: w.sys.roles[n].loss(loss), Now: s.now(n)}
		s.fx.reset(id)
		s.put(n, slot{node: old.node.Step(in, &s.fx), calls: old.calls})
		if op := w.history.Pending(id); op != nil {
			s.results = append(s.results, result{op: op.ID, outcome: Unknown})
		}
	}
	if w.sys.cfg.Network == Fifo {
		s.sweep = h
	}
	s.used = s.used.count(crashes)
	return nil
}

// loss is what a crash takes from a node of the role. A host may hold roles
// that do not know the loss; they lose what is volatile.
func (r *Role) loss(id string) string {
	for _, l := range r.Losses {
		if l.ID == id {
			return id
		}
	}
	return Volatile
}

func (s *Step) restart(c Choice) error {
	w := s.From
	h := w.sys.byHost[HostID(c.From)]
	s.host(h, hostState{clock: w.hosts[h].clock})
	// All are back before the first of them hears from another.
	for _, n := range w.sys.nodesOn[h] {
		if err := s.give(n, Input{Kind: Restart}); err != nil {
			return err
		}
	}
	return s.drain()
}

func (s *Step) fire(c Choice) error {
	n := s.From.sys.byNode[c.From]
	sl := s.From.slots[n]
	sl.timers = setTimer(sl.timers, timerChange{name: c.Kind, off: true})
	s.put(n, sl)
	return s.run(n, Input{Kind: Fire, Timer: c.Kind})
}

func (s *Step) call(c Choice) error {
	w := s.From
	n := w.sys.byNode[c.From]
	sl := s.slot(n)
	sl.calls++
	s.put(n, sl)
	op := Op{ID: string(c.From) + "." + strconv.Itoa(sl.calls), Client: c.From, Name: c.Kind, Args: c.Args()}
	history, called, delta := s.history.call(op)
	s.history, s.fp, s.calls = history, s.fp+delta, n
	s.used = s.used.call(&w.sys.cfg.Menu, c)
	return s.run(n, Input{Kind: Call, Op: *called})
}

func (s *Step) clock(c Choice) {
	w := s.From
	for h := range w.hosts {
		if c.Verb == Wait || w.sys.hosts[h] == HostID(c.From) {
			next := s.hostNow(h)
			next.clock += int64(c.N)
			s.host(h, next)
		}
	}
	s.used = s.used.count(ticks)
}

func (s *Step) link(c Choice) {
	w := s.From
	next := append(s.newCuts[:0], w.cuts...)
	a, b := w.sys.byHost[HostID(c.From)], w.sys.byHost[HostID(c.To)]
	change := addCut
	if c.Verb == HealLink {
		change = removeCut
	}
	switch {
	case c.Verb == PartitionHosts:
		next = w.partitionCuts(c)
	case c.From == "":
		next = next[:0]
	default:
		next = change(next, cut{a, b})
		if c.N != OneWay {
			next = change(next, cut{b, a})
		}
	}
	s.newCuts, s.cuts = next, true
	if c.Verb != HealLink {
		s.used = s.used.count(cuts)
	}
}
