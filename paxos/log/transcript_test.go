package log

import (
	"testing"

	"synod/engine/enginetest"
)

func TestTranscripts(t *testing.T) { enginetest.Transcripts(t, Protocol(), "testdata") }
