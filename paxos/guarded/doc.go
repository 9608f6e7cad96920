// Package guarded is what a lock is there for: a resource outside the replicated
// log that one client at a time may write to. It knows nothing of the lock but the
// token that comes with a write, which is higher the later the lock was granted.
package guarded
