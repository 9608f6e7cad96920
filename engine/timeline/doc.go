// Package timeline is time travel: a tree of the steps that were taken, with a
// cursor. Going back and choosing otherwise opens a branch and loses nothing;
// every world is kept, since a world shares with its neighbours all that did
// not change between them. Two runs can be put side by side: two branches, or
// one schedule in two worlds. An eye sees a run as one of its nodes does, and
// causes are what could have led to what. Only Prune takes anything out of the
// tree.
package timeline
