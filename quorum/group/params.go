package group

import "synod/engine"

func params() []engine.Param {
	return []engine.Param{
		{Name: "members", Help: "members of the group", Kind: engine.Int, Default: "3", Min: 1, Max: most},
		{Name: "clients", Help: "clients", Kind: engine.Int, Default: "1", Min: 1, Max: most},
		{Name: "copies", Help: "how many members are in sync at the beginning, the others having nothing; 0: all", Kind: engine.Int, Default: "0", Max: most},
		{Name: "min-in-sync", Help: "how many members have to be in sync for a record to be taken", Kind: engine.Int, Default: "1", Min: 1, Max: most},
		{Name: "replication", Help: "followers pull what they lack from the leader, or it pushes every record to all of them, or to the first of a chain",
			Kind: engine.Word, Default: "pull", Choices: []string{"pull", "push", "chain"}},
		{Name: "on-failure", Help: "what a member did not take is sent again, or reported to the client and left where it is",
			Kind: engine.Word, Default: "repeat", Choices: []string{"repeat", "report"}},
		{Name: "epochs", Help: "a new epoch begins with another leader, or with every change of who is in sync",
			Kind: engine.Word, Default: "leader", Choices: []string{"leader", "change"}},
		{Name: "stale", Help: "a copy that is not in sync catches up, begins again with nothing, or, if it is of an old epoch, is deleted",
			Kind: engine.Word, Default: "catch-up", Choices: []string{"catch-up", "empty", "delete"}},
		{Name: "partitions", Help: "what a leader does about members that it has lost touch with: it asks the authority; goes on without them, " +
			"and still does when they are back; goes on, and gives in when they are back; asks, and pauses when it sees no majority",
			Kind: engine.Word, Default: "ask", Choices: []string{"ask", "ignore", "autoheal", "pause-minority"}},
		{Name: "replacement", Help: "while copies are missing, who has caught up is let in: always; if half of them are, or something was acknowledged; never",
			Kind: engine.Word, Default: "always", Choices: []string{"always", "half-or-acked", "never"}},
		{Name: "reads", Help: "who answers reads: the leader, or any member", Kind: engine.Word, Default: "leader", Choices: []string{"leader", "any"}},
		{Name: "member-names", Help: "what the names of members begin with", Kind: engine.Word, Default: "R"},
		{Name: "authority-name", Help: "the name of the authority", Kind: engine.Word, Default: "auth"},
		{Name: "lease", Help: "for how many ticks a leader may lead without hearing from the authority; 0: there are no leases", Kind: engine.Int, Default: "0", Max: 99},
	}
}
