// Package exploretest helps to put a protocol's rules to the test by search.
// Only tests import it.
package exploretest
