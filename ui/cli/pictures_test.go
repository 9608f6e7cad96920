package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The README's pictures are what the commands of .ci/pictures make.
func TestTheReadmesPicturesAreThoseOfThisProgram(t *testing.T) {
	root := filepath.Join("..", "..")
	commands, err := os.ReadFile(filepath.Join(root, ".ci", "pictures"))
	if err != nil {
		t.Fatal(err)
	}
	text, drawn := readme(t), 0
	for line := range strings.Lines(string(commands)) {
		args := strings.Fields(line)
		if len(args) == 0 || args[0] != "synod" {
			continue
		}
		drawn++
		name := args[len(args)-1]
		made := filepath.Join(t.TempDir(), filepath.Base(name))
		exported(t, append(args[1:len(args)-1:len(args)-1], made))
		got, err := os.ReadFile(made)
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join(root, name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what this program draws (%v): .ci/pictures draws it anew", name, err)
		}
		if !strings.Contains(text, "]("+name+")") {
			t.Errorf("the README does not show %s", name)
		}
	}
	if there, err := os.ReadDir(filepath.Join(root, "pictures")); err != nil || len(there) != drawn {
		t.Errorf("%d commands draw %d pictures (%v)", drawn, len(there), err)
	}
}
