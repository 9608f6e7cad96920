package zab

import (
	_ "embed"

	"strings"

	"synod/engine"
	"synod/paxos/guarded"
)

//go:embed about.txt
var about string

//go:embed terms.txt
var ownTerms string

//go:embed rules.txt
var catalogue string

//go:embed labels.txt
var labels string

const most = 5

// Protocol declares FIFO majority broadcast.
func Protocol() *engine.Protocol {
	return &engine.Protocol{
		Name:  "zab",
		Title: "FIFO majority broadcast (Zab)", About: about,
		Terms:  engine.MustTerms(ownTerms, guarded.Terms),
		Params: params(),
		Roles:  roles(),
		Kinds:  kinds(),
		Facts:  facts(),
		Rules:  engine.MustRules(catalogue + guarded.Rules),
		Labels: engine.MustLabels(labels),
		Limits: []engine.Limit{
			{Name: "rounds", Help: "the highest round of an election that a peer may begin", Default: 1, Over: overRounds},
			{Name: "misses", Help: "how many sessions leaders may end, as far as a leader's history tells", Default: 1, Over: overMisses},
			{Name: "reconnects", Help: "how many connections a client may lose that wants a lock", Default: 1, Over: overReconnects},
			{Name: "epochs", Help: "the epoch beyond which no peer gives up its leader", Default: 2, Over: overEpochs},
		},
		Layout: engine.Columns,
		Build:  build,
	}
}

func params() []engine.Param {
	return []engine.Param{
		{Name: "peers", Help: "servers", Kind: engine.Int, Default: "3", Min: 1, Max: most},
		{Name: "clients", Help: "clients", Kind: engine.Int, Default: "1", Min: 1, Max: most},
		{Name: "begin", Help: "p1 leads epoch 1 and all follow, or all are looking for a leader", Kind: engine.Word, Default: "led", Choices: []string{"led", "looking"}},
		{Name: "election", Help: "peers vote for the best history, or an oracle names whoever looks first, as the paper leaves it open", Kind: engine.Word, Default: "votes", Choices: []string{"votes", "oracle"}},
		{Name: "catch-up", Help: "a follower that has what the leader lacks cuts it, or gets everything anew; zookeeper: it depends, as in ZooKeeper", Kind: engine.Word, Default: "trunc", Choices: []string{byTrunc, bySnap, asZooKeeper}},
		{Name: "tree", Help: "servers keep a tree of nodes, of which those for locks are here, and clients have sessions", Kind: engine.Bool, Default: "false"},
		{Name: "resource", Help: "there is a resource, D1, that a lock guards", Kind: engine.Bool, Default: "false"},
		{Name: "committed-log", Help: "how many of its last transactions a leader can send one by one; catch-up: zookeeper", Kind: engine.Int, Default: "500", Min: 1, Max: 500},
	}
}

func roles() []engine.Role {
	return []engine.Role{
		{ID: "client", Plural: "clients", Column: 0, Hue: true, Client: true, Calls: append(calls(), lockCalls()...),
			Timers: []engine.TimerSpec{{Name: timeout, Help: "give up waiting for an answer; with a tree: the connection is lost, go to the next server"}}},
		{ID: "resource", Plural: "resources", Column: 0},
		{ID: "peer", Plural: "peers", Column: 1, Hub: true, Summary: []string{"history", "tree", "delivered", "role"},
			Timers: []engine.TimerSpec{
				{Name: look, Help: "begin a round of votes for a leader"},
				{Name: lost, Help: "nothing was heard for too long: give up the leader, or to lead"},
				{Name: missPrefix + engine.AnyNode, Help: engine.AnyNode + " has not been heard of for too long: end its session"},
			}},
	}
}

func kinds() []engine.Kind {
	return append([]engine.Kind{
		{ID: "vote", Short: "vote", Name: "vote for a leader", Phase: "election", Plain: true},
		{ID: "followerinfo", Short: "finfo", Name: "FOLLOWERINFO", Phase: "discovery"},
		{ID: "leaderinfo", Short: "linfo", Name: "LEADERINFO", Phase: "discovery"},
		{ID: "ackepoch", Short: "acke", Name: "ACKEPOCH", Phase: "discovery", Plain: true},
		{ID: byDiff, Short: "diff", Name: "DIFF", Phase: "synchronisation", Plain: true},
		{ID: byTrunc, Short: "trunc", Name: "TRUNC", Phase: "synchronisation", Plain: true},
		{ID: bySnap, Short: "snap", Name: "SNAP", Phase: "synchronisation", Plain: true},
		{ID: "newleader", Short: "newl", Name: "NEWLEADER", Phase: "synchronisation"},
		{ID: "ackleader", Short: "ackl", Name: "ACK of NEWLEADER", Phase: "synchronisation"},
		{ID: "uptodate", Short: "uptd", Name: "UPTODATE", Phase: "synchronisation", Plain: true},
		{ID: "request", Short: "req", Name: "REQUEST", Phase: "broadcast", Plain: true},
		{ID: "proposal", Short: "prop", Name: "PROPOSAL", Phase: "broadcast", Plain: true},
		{ID: "ack", Short: "ack", Name: "ACK", Phase: "broadcast"},
		{ID: "commit", Short: "com", Name: "COMMIT", Phase: "broadcast"},
		{ID: "sync", Short: "sync", Name: "SYNC", Phase: "broadcast"},
		{ID: "synced", Short: "synced", Name: "answer to SYNC", Phase: "broadcast"},
		{ID: "client-write", Short: "write", Name: "write request", Phase: "request", Plain: true},
		{ID: "client-read", Short: "read", Name: "read request", Phase: "request"},
		{ID: "client-sync", Short: "sync?", Name: "sync request", Phase: "request"},
		{ID: "done", Short: "done", Name: "answer", Phase: "answer", Plain: true},
		{ID: "refused", Short: "no", Name: "nothing was done", Phase: "answer", Plain: true},
		{ID: "client-create", Short: "create", Name: "create a node", Phase: "request", Plain: true},
		{ID: "client-delete", Short: "delete", Name: "delete a node", Phase: "request", Plain: true},
		{ID: "client-children", Short: "children", Name: "which nodes are there?", Phase: "request", Plain: true},
		{ID: "client-exists", Short: "exists", Name: "is it there? tell me when it is gone", Phase: "request", Plain: true},
		{ID: "client-connect", Short: "connect", Name: "open a session", Phase: "request", Plain: true},
		{ID: "event", Short: "event", Name: "it is gone", Phase: "watch", Plain: true},
	}, guarded.Kinds()...)
}

func build(cfg engine.Config) (engine.Setup, error) {
	c := newCluster(cfg)
	setup := engine.Setup{
		Properties: c.properties(),
		Needs:      c.needs(),
		Panels:     []engine.Panel{{ID: "histories", Title: "histories, peer by peer", Draw: c.drawHistories}},
		Notes:      notes(cfg),
	}
	for _, id := range c.clients {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "client", Node: c.newClient(id)})
	}
	if c.resource {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: guarded.ID, Role: "resource", Node: guarded.Resource{CheckToken: c.checkToken}})
	}
	timer := look
	if c.led {
		timer = lost
		setup.Facts = []engine.Fact{{Kind: factEstablished, Node: c.peers[0], Key: "1", Value: "nothing"}}
	}
	for _, id := range c.peers {
		setup.Nodes = append(setup.Nodes, engine.NodeSpec{ID: id, Role: "peer", Node: newPeer(c, id), Arm: c.armed(id, timer)})
	}
	return setup, c.readStart(cfg.Start, setup.Nodes)
}

func notes(cfg engine.Config) []string {
	if cfg.Network != engine.Fifo {
		return []string{"The network does not keep the order of messages. Zab relies on links that do; write network: fifo."}
	}
	return nil
}

// overRounds says whether a peer would begin a round beyond n.
func overRounds(on engine.HostView, c engine.Choice, n int) bool {
	p, is := on.Node(c.From).(peer)
	return is && c.Verb == engine.FireTimer && c.Kind == look && p.round >= n
}

// overEpochs says whether a peer that has accepted epoch n would give up.
func overEpochs(on engine.HostView, c engine.Choice, n int) bool {
	p, is := on.Node(c.From).(peer)
	return is && c.Verb == engine.FireTimer && c.Kind == lost && p.accepted >= n
}

func (c *cluster) newClient(id engine.NodeID) engine.Node {
	if c.hasTree {
		return locker{cluster: c, id: id, via: c.peers[0], holding: holding{session: firstSession(id)}}
	}
	return client{cluster: c, id: id}
}

// armed is the timers of a peer at the start: one, and if it leads, one for each
// session.
func (c *cluster) armed(id engine.NodeID, timer string) []string {
	timers := []string{timer}
	if c.led && c.hasTree && id == c.peers[0] {
		for _, client := range c.clients {
			timers = append(timers, missPrefix+string(client))
		}
	}
	return timers
}

// overMisses says whether a leader would end more than n sessions.
func overMisses(on engine.HostView, c engine.Choice, n int) bool {
	p, is := on.Node(c.From).(peer)
	return is && c.Verb == engine.FireTimer && strings.HasPrefix(c.Kind, missPrefix) && p.history.misses() >= n
}

// overReconnects says whether a client would lose its connection more than n times.
func overReconnects(on engine.HostView, c engine.Choice, n int) bool {
	k, is := on.Node(c.From).(locker)
	return is && c.Verb == engine.FireTimer && c.Kind == timeout && k.tries >= n
}
