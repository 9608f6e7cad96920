package cli

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// man prints the manual page of the program or of a command, so that nothing
// has to be installed to read it.
func (a *app) man(root *cobra.Command) *cobra.Command {
	cmd := command("man [COMMAND]", cobra.MaximumNArgs(1), func(args []string) error {
		about, _, err := root.Find(args)
		if err != nil || len(args) > 0 && about == root {
			return unknownCommand(args[0])
		}
		page, err := manual(about)
		if err == nil {
			_, err = io.WriteString(a.out, page)
		}
		return err
	})
	cmd.ValidArgs = commandNames()
	return cmd
}

// manual is a page. Two pages of one program are the same, so its date is the
// commit's; a page without one has none. The program's lists the commands, since
// their pages are nowhere but in the program.
func manual(cmd *cobra.Command) (string, error) {
	var out bytes.Buffer
	made, known := built()
	cmd.DisableAutoGenTag = true
	cmd.Example = strings.TrimPrefix(strings.ReplaceAll(cmd.Example, "\n  ", "\n"), "  ")
	header := &doc.GenManHeader{Section: "1", Source: "synod " + version(), Manual: "synod", Date: &made}
	if err := doc.GenMan(cmd, header, &out); err != nil {
		return "", err
	}
	page := flagOf.ReplaceAllString(out.String(), ".TP\n$1$2\n$3")
	if !known {
		page = strings.Replace(page, made.Format(` "Jan 2006" `), ` "" `, 1)
	}
	if !cmd.HasParent() {
		page, _, _ = strings.Cut(page, ".SH SEE ALSO")
		page += commandPages(cmd)
	}
	return roff(page), nil
}

// flagOf finds a flag and what it does; a default that says nothing is left out.
var flagOf = regexp.MustCompile(`(?m)^(?:\.PP\n)?(\\fB--?[a-z].*\\fP)(?:\[=false\]|=""|=\[\]|=0s?|(=.*))\n\t(.*)$`)

// commandPages is the section that says what commands there are.
func commandPages(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString(".SH COMMANDS\n\\fBsynod man COMMAND\\fP prints the page of one.\n")
	for _, c := range root.Commands() {
		fmt.Fprintf(&b, ".TP\n\\fB%s\\fP\n%s\n", c.Name(), c.Short)
	}
	return b.String()
}

// roff writes what is not plain ASCII as every reader of manual pages takes it.
func roff(page string) string {
	var b strings.Builder
	for _, r := range page {
		if r > '~' {
			fmt.Fprintf(&b, `\[u%04X]`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// built is when the commit was made that the program was built from, if that is
// known.
func built() (at time.Time, known bool) {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if at, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil {
				return at, true
			}
		}
	}
	return time.Time{}, false
}
