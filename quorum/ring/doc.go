// Package ring says where a key lives: consistent hashing with partitions or
// with virtual nodes, and the preference list of a key, with who stands in for
// whom when nodes are down.
//
// Three rings can be had. Riak and Dynamo cut the ring into equal partitions
// and deal these out in turn. Riak takes the next N partitions as they come, so
// that a node can stand on a list twice; Dynamo skips a node that is there
// already. Hash has no partitions: each node has tokens, which are hashes of its
// name, and a key falls to the next token.
package ring
