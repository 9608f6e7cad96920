package cli

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"

	"synod/presets"
	"synod/ui/plain"
	"synod/ui/show"
)

func (a *app) list() *cobra.Command {
	var asJSON bool
	cmd := command("list [--json]", cobra.NoArgs, func([]string) error {
		if asJSON {
			return plain.JSON(a.out, catalogue())
		}
		return a.printList()
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	return cmd
}

// printList prints the presets by group: name and title, then the summary.
func (a *app) printList() error {
	out := bufio.NewWriter(a.out)
	group := ""
	for _, p := range presets.All() {
		head := p.Script.Head
		if head.Group != group {
			if group != "" {
				fmt.Fprintln(out)
			}
			group = head.Group
			fmt.Fprintln(out, a.text(group))
		}
		fmt.Fprintf(out, "  %-22s %s\n", p.Name, a.text(head.Title))
		if head.Summary != "" {
			fmt.Fprintf(out, "  %-22s   %s\n", "", a.text(head.Summary))
		}
	}
	return out.Flush()
}

type listing struct {
	Synod   int      `json:"synod"`
	Presets []listed `json:"presets"`
}

type listed struct {
	Name     string `json:"name"`
	Group    string `json:"group"`
	Title    string `json:"title"`
	Summary  string `json:"summary"`
	Protocol string `json:"protocol"`
	About    string `json:"about,omitempty"`
	Steps    int    `json:"steps"`
}

func catalogue() listing {
	l := listing{plain.FormatVersion, []listed{}}
	for _, p := range presets.All() {
		h := p.Script.Head
		l.Presets = append(l.Presets, listed{
			p.Name, show.Clean(h.Group), show.Clean(h.Title), show.Clean(h.Summary), h.Protocol, h.Config.About, p.Script.Choices(),
		})
	}
	return l
}
