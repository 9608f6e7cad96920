// Package enginetest helps to test protocols: a plain search that is easy to
// believe, and a toy protocol. Only tests import it.
package enginetest
