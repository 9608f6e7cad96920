// Package enginetest helps to test protocols: worlds from a few words, transcripts,
// random runs, what things cost; a plain search that is easy to believe; and toy
// protocols. Only tests import it.
package enginetest
