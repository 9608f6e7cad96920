package journal

import (
	_ "embed"
	"strconv"

	"synod/engine"
	"synod/paxos/members"
)

//go:embed about.txt
var about string

//go:embed terms.txt
var ownTerms string

//go:embed rules.txt
var catalogue string

//go:embed labels.txt
var labels string

// Protocol declares HDFS's quorum journal.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "journal",
		Title: "HDFS's quorum journal", About: about,
		Terms: engine.MustTerms(ownTerms),
		Params: []engine.Param{
			{Name: "namenodes", Help: "NameNodes", Kind: engine.Int, Default: "2", Min: 1, Max: members.Most},
			{Name: "journalnodes", Help: "JournalNodes", Kind: engine.Int, Default: "3", Min: 1, Max: members.Most},
			{Name: "begin", Help: "active: NN1 is the writer of epoch 1, and its first segment is open; standby: nobody writes", Kind: engine.Word, Default: "active", Choices: []string{"active", "standby"}},
		},
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  factKinds(),
		Rules:  engine.MustRules(catalogue),
		Labels: engine.MustLabels(labels),
		Limits: []engine.Limit{{Name: "recovery", Help: "how far a NameNode may get that becomes active: 2 newEpoch, 3 prepareRecovery, 4 acceptRecovery, 5 finalizeLogSegment, 6 startLogSegment", Over: overRecovery}},
		Layout: engine.Columns,
		Build:  build,
	}
}

func roles() []engine.Role {
	return []engine.Role{
		{ID: "namenode", Name: "NameNode", Plural: "NameNodes", Column: 0, Hue: true, Summary: []string{"role", "epoch", "answers"},
			Leads:  func(n engine.Node) bool { return n.(namenode).phase == ready },
			Timers: []engine.TimerSpec{{Name: timeout, Help: "wait no longer for a majority: the process ends"}}, Calls: calls()},
		{ID: "journalnode", Name: "JournalNode", Plural: "JournalNodes", Column: 1, Hub: true, Summary: []string{"lastPromisedEpoch", "segments"}},
	}
}

func calls() []engine.CallSpec {
	return []engine.CallSpec{
		{Name: opActive, Help: "become the active NameNode; one that has stopped is started anew", Refuse: refuseActive},
		{Name: opEdit, Args: []engine.ArgSpec{{Name: "number", Optional: true}}, Help: "write one edit or more, all at once", Refuse: refuseEdit},
		{Name: opRoll, Help: "finalize the segment, and begin the next", Refuse: refuseRoll},
	}
}

func refuseActive(node engine.Node, _ []string) string {
	switch n := node.(namenode); {
	case n.phase == ready:
		return "it is active"
	case n.waits():
		return "it waits for the JournalNodes"
	}
	return ""
}

func refuseRoll(node engine.Node, _ []string) string {
	switch n := node.(namenode); {
	case n.waits():
		return "it waits for the JournalNodes"
	case n.phase != ready:
		return "it is not active"
	}
	return ""
}

func refuseEdit(n engine.Node, args []string) string {
	if len(args) > 0 {
		if k, err := strconv.Atoi(args[0]); err != nil || k < 1 || k > 9 {
			return "it takes a number from 1 to 9"
		}
	}
	return refuseRoll(n, nil)
}

func kinds() []engine.Kind {
	return []engine.Kind{
		{ID: kindGetState, Short: "getState", Name: "getJournalState", Phase: "epoch", Plain: true},
		{ID: kindState, Short: "state", Name: "lastPromisedEpoch", Phase: "epoch", Plain: true, Reply: true},
		{ID: kindNewEpoch, Short: "newEpoch", Name: "newEpoch", Phase: "epoch: Phase 1(a)", Plain: true},
		{ID: kindPromised, Short: "promised", Name: "NewEpochResponse", Phase: "epoch: Phase 1(b)", Plain: true, Reply: true},
		{ID: kindPrepare, Short: "prepare", Name: "prepareRecovery", Phase: "recovery: Phase 1(a)", Plain: true},
		{ID: kindReport, Short: "segment", Name: "PrepareRecoveryResponse", Phase: "recovery: Phase 1(b)", Plain: true, Reply: true},
		{ID: kindAccept, Short: "accept", Name: "acceptRecovery", Phase: "recovery: Phase 2(a)", Plain: true},
		{ID: kindAccepted, Short: "accepted", Name: "AcceptRecoveryResponse", Phase: "recovery: Phase 2(b)", Reply: true},
		{ID: kindDownload, Short: "get", Name: "GET /getJournal", Phase: "download", Plain: true},
		{ID: kindEdits, Short: "edits", Name: "the segment's edits", Phase: "download", Plain: true, Reply: true},
		{ID: kindFinalize, Short: "finalize", Name: "finalizeLogSegment", Phase: "decided", Plain: true},
		{ID: kindFinalized, Short: "finalized", Name: "FinalizeLogSegmentResponse", Phase: "decided", Reply: true},
		{ID: kindStart, Short: "start", Name: "startLogSegment", Phase: "writing", Plain: true},
		{ID: kindStarted, Short: "started", Name: "StartLogSegmentResponse", Phase: "writing", Reply: true},
		{ID: kindJournal, Short: "journal", Name: "journal", Phase: "writing", Plain: true},
		{ID: kindWritten, Short: "written", Name: "JournalResponse", Phase: "writing", Reply: true},
		{ID: kindRefused, Short: "refused", Name: "IOException", Phase: "refusal", Plain: true, Reply: true},
	}
}

func build(cfg engine.Config) (engine.Setup, error) {
	c := newCluster(cfg)
	setup := engine.Setup{
		Properties: c.properties(),
		Needs:      c.needs(),
		Panels:     []engine.Panel{{ID: "log", Title: "the edit log, JournalNode by JournalNode", Draw: c.drawLog}},
		Derive:     c.derive,
	}
	nodes, facts, err := c.readStart(cfg.Start)
	if err != nil {
		return setup, err
	}
	setup.Facts = facts
	for i, id := range c.names {
		n := namenode{cluster: c, id: id}
		if c.active && i == 0 {
			n.phase, n.epoch, n.serial, n.segment, n.last = ready, 1, 2, 1, 1
		}
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "namenode", Node: n})
	}
	for i, id := range c.journals {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "journalnode", Node: nodes[i]})
	}
	return setup, nil
}

// overRecovery says whether a NameNode that becomes active would hear what it needs
// to get beyond its n-th call.
func overRecovery(on engine.HostView, c engine.Choice, n int) bool {
	nn, is := on.Node(c.To).(namenode)
	return is && c.Verb == engine.DeliverMsg && nn.op.Name == opActive && int(nn.phase) >= n
}
