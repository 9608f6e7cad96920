package engine

import "slices"

func (w *World) hostIndex(c Choice) (int, error) { return w.hostNamed(c, HostID(c.From)) }

func (w *World) hostNamed(c Choice, name HostID) (int, error) {
	if i, ok := w.sys.byHost[name]; ok {
		return i, nil
	}
	if n, ok := w.sys.byNode[NodeID(name)]; ok {
		return 0, refuse(c, "%s lives on the host %s; name the host", name, w.sys.nodes[n].Host)
	}
	return 0, refuse(c, "there is no host %s; expected %s", name, Nearest(string(name), w.sys.HostNames()))
}

func (w *World) legalHost(c Choice) error {
	i, err := w.hostIndex(c)
	if err != nil {
		return err
	}
	down := w.hosts[i].down
	switch {
	case c.Verb == RestartHost && !down:
		return refuse(c, "%s is up", c.From)
	case c.Verb == RestartHost:
		return nil
	case down:
		return refuse(c, "%s is down already", c.From)
	case c.Kind != "" && !slices.Contains(w.sys.losses(i), c.Kind):
		return refuse(c, "%s cannot lose '%s'; expected %s", c.From, c.Kind, Nearest(c.Kind, w.sys.losses(i)))
	}
	return nil
}

// Losses lists what a crash of the host may take, ordinary loss first.
func (sys *System) Losses(h HostID) []string {
	i, ok := sys.byHost[h]
	if !ok {
		return nil
	}
	return sys.losses(i)
}

func (sys *System) losses(host int) []string {
	ids := []string{Volatile}
	for _, n := range sys.nodesOn[host] {
		for _, l := range sys.roles[n].Losses {
			if !slices.Contains(ids, l.ID) {
				ids = append(ids, l.ID)
			}
		}
	}
	return ids
}

func (w *World) legalFire(c Choice) error {
	n, ok := w.sys.byNode[c.From]
	if !ok {
		return refuse(c, "there is no node %s; expected %s", c.From, Nearest(string(c.From), w.sys.NodeNames()))
	}
	h := w.sys.hostOf[n]
	if w.hosts[h].down {
		return refuse(c, "%s is down", w.sys.hosts[h])
	}
	var names []string
	for _, t := range w.slots[n].timers {
		if t.Name == c.Kind && t.At > w.hosts[h].clock {
			return refuse(c, "it is armed for %d, and the clock of %s reads %d", t.At, w.sys.hosts[h], w.hosts[h].clock)
		}
		if t.Name == c.Kind {
			return nil
		}
		names = append(names, t.Name)
	}
	if len(names) == 0 {
		return refuse(c, "%s has no timer armed", c.From)
	}
	return refuse(c, "%s has no such timer armed; expected %s", c.From, Nearest(c.Kind, names))
}

func (w *World) legalLink(c Choice) error {
	if c.From == "" && c.Verb == HealLink {
		if len(w.cuts) == 0 {
			return refuse(c, "no link is cut")
		}
		return nil
	}
	a, err := w.hostNamed(c, HostID(c.From))
	if err != nil {
		return err
	}
	b, err := w.hostNamed(c, HostID(c.To))
	if err != nil {
		return err
	}
	oneWay := c.N == OneWay
	there, back := w.isCut(a, b), w.isCut(b, a)
	switch {
	case a == b:
		return refuse(c, "a host has no link to itself")
	case c.Verb == CutLink && there && (oneWay || back):
		return refuse(c, "the link is cut already")
	case c.Verb == HealLink && !there && (oneWay || !back):
		return refuse(c, "the link is not cut")
	}
	return nil
}

func (w *World) legalPartition(c Choice) error {
	seen := make([]bool, len(w.sys.hosts))
	for _, group := range c.Groups() {
		for _, name := range group {
			i, err := w.hostNamed(c, name)
			if err != nil {
				return err
			}
			if seen[i] {
				return refuse(c, "%s stands in two groups", name)
			}
			seen[i] = true
		}
	}
	if len(w.partitionCuts(c)) == len(w.cuts) {
		return refuse(c, "it cuts no link that is not cut already")
	}
	return nil
}

// partitionCuts gives all cuts once the groups are parted. Hosts that stand in
// no group form one more.
func (w *World) partitionCuts(c Choice) []cut {
	group := make([]int, len(w.sys.hosts))
	for g, names := range c.Groups() {
		for _, name := range names {
			group[w.sys.byHost[name]] = g + 1
		}
	}
	cuts := slices.Clone(w.cuts)
	for a := range group {
		for b := range group {
			if group[a] != group[b] {
				cuts = addCut(cuts, cut{a, b})
			}
		}
	}
	return cuts
}

func addCut(cuts []cut, c cut) []cut {
	i, found := slices.BinarySearchFunc(cuts, c, compareCuts)
	if found {
		return cuts
	}
	return slices.Insert(cuts, i, c)
}

func removeCut(cuts []cut, c cut) []cut {
	if i, found := slices.BinarySearchFunc(cuts, c, compareCuts); found {
		return slices.Delete(cuts, i, i+1)
	}
	return cuts
}

func (w *World) legalCall(c Choice) error {
	n, ok := w.sys.byNode[c.From]
	if !ok {
		return refuse(c, "there is no node %s; expected %s", c.From, Nearest(string(c.From), w.sys.callable()))
	}
	spec := w.sys.roles[n].call(c.Kind)
	if spec == nil {
		return w.refuseOperation(c, n)
	}
	args := c.Args()
	switch least, most := spec.arity(); {
	case len(args) < least || len(args) > most:
		return refuse(c, "%s", spec.usage(c.From))
	case w.hosts[w.sys.hostOf[n]].down:
		return refuse(c, "%s is down", w.sys.nodes[n].Host)
	}
	if op := w.history.Pending(c.From); op != nil {
		return refuse(c, "%s still waits for its %s", c.From, op.Name)
	}
	if spec.Refuse != nil {
		if reason := spec.Refuse(w.slots[n].node, args); reason != "" {
			return refuse(c, "%s", reason)
		}
	}
	return nil
}

func (w *World) refuseOperation(c Choice, n int) error {
	var names []string
	for _, s := range w.sys.roles[n].Calls {
		names = append(names, s.Name)
	}
	if len(names) == 0 {
		return refuse(c, "%s takes no calls; expected %s", c.From, Nearest(string(c.From), w.sys.callable()))
	}
	return refuse(c, "%s has no operation '%s'; expected %s", c.From, c.Kind, Nearest(c.Kind, names))
}

func (sys *System) callable() []string {
	var names []string
	for i, r := range sys.roles {
		if len(r.Calls) > 0 {
			names = append(names, string(sys.nodes[i].ID))
		}
	}
	return names
}

func (r *Role) call(name string) *CallSpec {
	for i := range r.Calls {
		if r.Calls[i].Name == name {
			return &r.Calls[i]
		}
	}
	return nil
}

func (s *CallSpec) arity() (least, most int) {
	for _, a := range s.Args {
		if !a.Optional {
			least++
		}
	}
	return least, len(s.Args)
}

func (s *CallSpec) usage(id NodeID) string {
	u := "write call " + string(id) + " " + s.Name
	for _, a := range s.Args {
		if a.Optional {
			u += " [" + a.Name + "]"
		} else {
			u += " " + a.Name
		}
	}
	return u
}
