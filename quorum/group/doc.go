// Package group is a replicated log that every member of a group writes, under
// an authority that says who the members are: the shape of PacificA and of
// Vertical Paxos, of GFS chunks, of HDFS pipelines, of mirrored queues and of
// Kafka's in-sync replicas.
//
//	client ── append ──▸ leader ◂─ fetch ──── follower   × the others in sync
//	                            ─ records ──▸            wait for all of them
//	       ◂─ appended ─
//	authority ── config ──▸ members    an epoch, its leader, who is in sync
//	          ◂── alter ─── leader     this one falls behind, that one has caught up
//
// A majority is needed nowhere. A record is acknowledged once every member that
// the authority counts as in sync has it, so any one of them may lead next, and
// all but one of them may be lost. The price is that one slow member holds
// everybody up until it is put out, and that the authority must never be wrong
// about who is in.
//
// Followers ask for records (pull), are sent them (push), or are sent them one by
// the other (chain); whoever tells how far its log goes acknowledges all that is
// below. What a member did not take is sent again, or reported to the client and
// left where it is. Copies of an old epoch catch up, or are deleted.
//
// Where it differs from the systems it is named after: there is one log; the
// authority is one node, which never disagrees with itself; whom it takes for
// lost is a timer's matter, which may be wrong; a member takes a request once,
// which stands for the connection that a client has; nobody copies a log in
// parts. What else each system does otherwise labels.txt says.
//
// One role a file: authority.go and election.go say who leads, member.go what a
// member holds, leader.go and follower.go what it does as the one and the other,
// chain.go and inplace.go how else records are spread, stale.go what becomes of old
// copies, serve.go what it does for clients, client.go what stands outside.
package group
