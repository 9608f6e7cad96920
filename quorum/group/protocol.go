package group

import (
	_ "embed"
	"slices"
	"strings"

	"synod/engine"
)

//go:embed about.txt
var about string

//go:embed rules.txt
var catalogue string

// lossDisk is the loss of the whole disk.
const lossDisk = "disk"

// Ids of the roles.
const (
	roleAuthority = "authority"
	roleMember    = "member"
	roleClient    = "client"
)

// most is how many members there can be.
const most = 5

// Protocol declares the group under an authority.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "write-all",
		Title: "Write-all group under an authority", About: about,
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  facts(),
		Rules:  engine.MustRules(catalogue),
		Limits: []engine.Limit{
			{Name: "epochs", Help: "the highest epoch that the authority may begin because somebody seems lost", Default: 2, Over: overEpochs},
			{Name: "changes", Help: "how often it may be altered within an epoch who is in sync", Default: 2, Over: overChanges},
		},
		Layout: engine.Columns,
		Labels: labels(),
		Build:  build,
	}
}

func build(cfg engine.Config) (engine.Setup, error) {
	s, err := newSettings(cfg)
	if err != nil {
		return engine.Setup{}, err
	}
	return engine.Setup{
		Nodes:      s.nodes(),
		Facts:      []engine.Fact{{Kind: factLeads, Node: s.members[0], Key: "1", Value: "nothing"}},
		Properties: s.properties(),
		Needs:      s.needs(),
		Panels: []engine.Panel{
			{ID: "logs", Title: "logs, member by member", Draw: s.drawLogs},
			{ID: "views", Title: "who believes what", Draw: s.drawViews},
		},
		Notes: s.notes(),
	}, nil
}

func (s *settings) nodes() []engine.NodeSpec {
	a := engine.NodeSpec{ID: s.authority, Role: roleAuthority, Node: newAuthority(s)}
	for _, id := range s.members {
		a.Arm = append(a.Arm, lostPrefix+string(id))
	}
	specs := []engine.NodeSpec{}
	for _, id := range s.clients {
		specs = append(specs, engine.NodeSpec{ID: id, Role: roleClient, Node: client{settings: s, id: id, knows: s.first()}})
	}
	for i, id := range s.members {
		spec := engine.NodeSpec{ID: id, Role: roleMember, Node: newMember(s, id), Arm: []string{fetch}}
		if i == 0 {
			spec.Arm = nil
			for _, other := range s.but(id) {
				spec.Arm = append(spec.Arm, lagPrefix+string(other))
			}
			if s.lease > 0 {
				spec.Arm = append(spec.Arm, beat)
			}
		}
		specs = append(specs, spec)
	}
	return append(specs, a)
}

func params() []engine.Param {
	return []engine.Param{
		{Name: "members", Help: "members of the group", Kind: engine.Int, Default: "3", Min: 1, Max: most},
		{Name: "clients", Help: "clients", Kind: engine.Int, Default: "1", Min: 1, Max: most},
		{Name: "min-in-sync", Help: "how many members have to be in sync for a record to be taken", Kind: engine.Int, Default: "1", Min: 1, Max: most},
		{Name: "replication", Help: "followers pull what they lack from the leader, or it pushes every record to them",
			Kind: engine.Word, Default: "pull", Choices: []string{"pull", "push"}},
		{Name: "reads", Help: "who answers reads: the leader, or any member", Kind: engine.Word, Default: "leader", Choices: []string{"leader", "any"}},
		{Name: "member-names", Help: "what the names of members begin with", Kind: engine.Word, Default: "R"},
		{Name: "authority-name", Help: "the name of the authority", Kind: engine.Word, Default: "auth"},
		{Name: "lease", Help: "for how many ticks a leader may lead without hearing from the authority; 0: there are no leases", Kind: engine.Int, Default: "0", Max: 99},
	}
}

func roles() []engine.Role {
	lost := []engine.TimerSpec{
		{Name: expire, Help: "the lease of the last leader is over: elect another"},
		{Name: lostPrefix + engine.AnyNode, Help: engine.AnyNode + " has been silent for too long: take it for lost"},
	}
	lag := []engine.TimerSpec{
		{Name: fetch, Help: "ask the leader for what follows"},
		{Name: send, Help: "send every member what it is not known to have"},
		{Name: ask, Help: "ask the authority once more"},
		{Name: beat, Help: "tell the authority that this member lives"},
		{Name: flush, Help: "write to disk what is in memory only"},
		{Name: lagPrefix + engine.AnyNode, Help: engine.AnyNode + " has been behind for too long: ask for it to be put out"},
	}
	return []engine.Role{
		{ID: roleClient, Plural: "clients", Column: 0, Hue: true, Client: true, Calls: calls(),
			Timers: []engine.TimerSpec{{Name: timeout, Help: "give up waiting for an answer"}}},
		{ID: roleMember, Plural: "members", Column: 1, Hub: true, Clock: true, Timers: lag,
			Losses:  []engine.Loss{{ID: lossDisk, Help: "the disk is replaced by an empty one"}},
			Summary: []string{"log", "committed", "role"}},
		{ID: roleAuthority, Plural: "authority", Column: 2, Clock: true, Timers: lost,
			Summary: []string{"config", "leader", "in-sync"}},
	}
}

func kinds() []engine.Kind {
	return []engine.Kind{
		{ID: "append", Short: "append", Name: "append request", Phase: "request", Plain: true},
		{ID: "read", Short: "read", Name: "read request", Phase: "request", Plain: true},
		{ID: "locate", Short: "where", Name: "who leads?", Phase: "request"},
		{ID: "appended", Short: "done", Name: "the record is committed", Phase: "answer", Plain: true},
		{ID: "read-ok", Short: "is", Name: "what is committed", Phase: "answer", Plain: true},
		{ID: "refused", Short: "no", Name: "nothing was done", Phase: "answer", Plain: true},
		{ID: "located", Short: "here", Name: "who leads", Phase: "answer", Plain: true},
		{ID: "fetch", Short: "fetch", Name: "fetch", Phase: "replication", Plain: true},
		{ID: "records", Short: "recs", Name: "records", Phase: "replication", Plain: true},
		{ID: "push", Short: "push", Name: "records, unasked", Phase: "replication", Plain: true},
		{ID: "ack", Short: "ack", Name: "acknowledgement", Phase: "replication", Plain: true},
		{ID: "too-far", Short: "ends", Name: "the leader's log ends before that", Phase: "alignment", Plain: true},
		{ID: "where-ends", Short: "end?", Name: "where does this epoch end?", Phase: "alignment", Plain: true},
		{ID: "epoch-end", Short: "end", Name: "where an epoch ends", Phase: "alignment", Plain: true},
		{ID: "alter", Short: "alter", Name: "other members in sync, please", Phase: "configuration", Plain: true},
		{ID: "config", Short: "config", Name: "configuration", Phase: "configuration", Plain: true},
		{ID: "heartbeat", Short: "alive", Name: "heartbeat", Phase: "configuration", Plain: true},
	}
}

// overEpochs says whether a timer of the authority would begin an epoch beyond n.
func overEpochs(w *engine.World, c engine.Choice, n int) bool {
	if c.Verb != engine.FireTimer {
		return false
	}
	a, is := w.Node(c.From).(authority)
	return is && a.now.epoch >= n && (c.Kind == expire || c.Kind == lostPrefix+string(a.now.leader))
}

// overChanges says whether a choice would alter who is in sync more than n times
// in an epoch: a timer, or the leader's wish.
func overChanges(w *engine.World, c engine.Choice, n int) bool {
	switch {
	case c.Verb == engine.FireTimer && strings.HasPrefix(c.Kind, lostPrefix):
		a := w.Node(c.From).(authority)
		return a.now.version >= n && c.Kind != lostPrefix+string(a.now.leader)
	case c.Verb == engine.FireTimer && strings.HasPrefix(c.Kind, lagPrefix):
		m, is := w.Node(c.From).(member)
		return is && m.now.version >= n
	case c.Verb == engine.DeliverMsg && c.Kind == "alter":
		return w.Node(c.To).(authority).now.version >= n
	}
	return false
}

// sorted is for names that stand in a sentence.
func sorted(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}
