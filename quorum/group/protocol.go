package group

import (
	_ "embed"
	"slices"

	"synod/engine"
)

//go:embed about.txt
var about string

//go:embed terms.txt
var ownTerms string

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
		Terms:  engine.MustTerms(ownTerms),
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  facts(),
		Rules:  engine.MustRules(catalogue),
		Limits: []engine.Limit{
			{Name: "epochs", Help: "the highest epoch that the authority may begin because somebody seems lost", Default: 2, Over: overEpochs},
			{Name: "changes", Help: "how often it may be altered within an epoch who is in sync", Default: 2, Over: overChanges},
			{Name: "heartbeats", Help: "0: members never show by themselves that they live", Default: 1, Over: overHeartbeats},
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
		if s.chain || s.inPlace {
			spec.Arm = nil // nobody asks: what is lost is sent again, or reported
		}
		if i == 0 {
			spec.Arm = nil
			for _, other := range s.list(s.first().inSync &^ s.only(id)) {
				spec.Arm = append(spec.Arm, lagPrefix+string(other))
			}
		}
		if s.noStale || i == 0 && s.lease > 0 {
			spec.Arm = append(spec.Arm, beat)
		}
		specs = append(specs, spec)
	}
	return append(specs, a)
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
		{ID: "incomplete", Short: "error", Name: "some member did not take it", Phase: "answer", Plain: true},
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
		{ID: "recruit", Short: "one more", Name: "another member, please", Phase: "configuration", Plain: true},
		{ID: "discard", Short: "delete", Name: "delete the copy", Phase: "configuration", Plain: true},
		{ID: "heartbeat", Short: "alive", Name: "heartbeat", Phase: "configuration", Plain: true},
	}
}

// sorted is for names that stand in a sentence.
func sorted(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}
