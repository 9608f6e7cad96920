// Package journal is HDFS's quorum journal (QJM), as the code of Apache Hadoop has
// it: NameNodes write their edit log to JournalNodes, and a transaction is durable
// once a majority of these has it on disk. Who becomes active recovers the last
// segment of the log first, which is Paxos with a length for a value.
//
//	NameNode                JournalNode
//	getJournalState ──────▸ the highest epoch it has promised
//	newEpoch        ──────▸ a promise for the whole journal: Phase 1
//	prepareRecovery ──────▸ what it has of the last segment: the rest of Phase 1
//	acceptRecovery  ──────▸ that length, on disk: Phase 2. If it has another it
//	                        downloads the segment from a JournalNode that has this
//	finalizeLogSegment ───▸ the length is decided, for ever
//	startLogSegment, journal: the writes of a stable leader
//
// Files: namenode.go and what begins with namenode_ is the writer, journalnode.go
// and what begins with journalnode_ is the log's keeper; segment.go is what is kept.
//
// Where it differs from Hadoop: a transaction is told from another of the same
// number by the epoch of its writer, and by nothing else; segments are neither read
// nor purged; the committed transaction id that requests carry, which Hadoop uses
// for sanity checks alone, is left out; a JournalNode that downloads a segment goes
// on to answer, and gives the download up if it promises a higher epoch meanwhile,
// where Hadoop's holds a lock.
package journal
