package cli

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
)

// source is the text that an argument names.
type source struct {
	name   string // as messages say it
	text   []byte
	preset bool
}

// most bounds what is read; the language refuses a file that is this long.
const most = 64 << 20

// read finds what an argument names: - is standard input, the name of a preset
// is that preset even if there is a file of that name, and all else is a file.
func (a *app) read(arg string) (source, error) {
	if arg == "-" {
		text, err := io.ReadAll(io.LimitReader(a.in, most))
		return source{name: "standard input", text: text}, err
	}
	if p, ok := presets.Find(arg); ok {
		return source{name: p.Name, text: p.Source, preset: true}, nil
	}
	f, err := os.Open(arg)
	if err != nil {
		return source{}, missing(arg, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return source{}, missing(arg, err)
	}
	return source{name: arg, text: text}, nil
}

// missing says what would have been right instead of a name that names nothing.
func missing(arg string, err error) error {
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist) && !strings.ContainsAny(arg, "./"):
		near := engine.Nearest(arg, presets.Names())
		if !strings.HasSuffix(near, "?") {
			near += "; synod list shows them"
		}
		return usage("there is no preset or file '%s'; expected %s", arg, near)
	case errors.Is(err, fs.ErrNotExist):
		return usage("there is no file '%s'; synod list shows the presets", arg)
	case errors.As(err, &path):
		return usage("cannot read '%s': %w", arg, path.Err)
	}
	return usage("cannot read '%s': %w", arg, err)
}

// load reads and parses what an argument names. A recording whose last line
// was cut off when its program was killed is read without that line.
func (a *app) load(arg string) (*script.Script, string, error) {
	src, err := a.read(arg)
	if err != nil {
		return nil, "", err
	}
	if isPlaylist(src) {
		return nil, "", usage("%s is no script, since its first line has no colon; a playlist is for synod open, run and notes", src.name)
	}
	return a.parse(src)
}

// parse reads the script that a source holds.
func (a *app) parse(src source) (*script.Script, string, error) {
	if s := salvaged(src); s != nil {
		a.complain("%s: its last line was cut off and is left out", src.name)
		return s, base(src.name), nil
	}
	s, err := script.Parse(src.name, src.text)
	if err != nil && a.mends {
		if s = undamaged(src, err); s != nil {
			a.complain("%s; what stands before it is shown", err)
			err = nil
		}
	}
	if err == nil {
		s.GoOn = a.goesOn
		a.changed(s)
	}
	return s, base(src.name), err
}

// undamaged gives what stands before the damage of a recording; nil if the source
// is none, or damaged in its head.
func undamaged(src source, err error) *script.Script {
	var e *script.Error
	if !errors.As(err, &e) || e.Line < 2 {
		return nil
	}
	lines := bytes.SplitAfter(src.text, []byte("\n"))
	s, err := script.Parse(src.name, bytes.Join(lines[:min(e.Line-1, len(lines))], nil))
	if err != nil || s.Head.Encoding == 0 {
		return nil
	}
	return s
}

// changed says so if a recording was made from a preset that is another one now.
func (a *app) changed(s *script.Script) {
	if s.Head.From == "" {
		return
	}
	name, digest, _ := strings.Cut(s.Head.From, " ")
	if p, ok := presets.Find(name); ok && digest != p.Digest() {
		a.complain("the preset %s has changed since this was recorded; it plays as it was then", p.Name)
	}
}

// salvaged gives the whole part of a recording that was cut off; nil if the
// source is none.
func salvaged(src source) *script.Script {
	if bytes.HasSuffix(src.text, []byte("\n")) {
		return nil
	}
	whole := script.Salvage(src.text)
	if len(whole) >= len(src.text) {
		return nil
	}
	s, err := script.Parse(src.name, whole)
	if err != nil || s.Head.Encoding == 0 {
		return nil
	}
	return s
}

func base(name string) string { return strings.TrimSuffix(filepath.Base(name), ".synod") }

// named is the command line's part of completion: presets, then files.
func named(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var out []string
	for _, p := range presets.Cards() {
		out = append(out, p.Name+"\t"+p.Script.Head.Title)
	}
	return out, cobra.ShellCompDirectiveDefault
}
