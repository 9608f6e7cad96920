package cli

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"synod/ui"
	"synod/ui/canvas"
)

func (a *app) glossary() *cobra.Command {
	return command("glossary [TERM]", cobra.ArbitraryArgs, func(args []string) error {
		words := strings.Join(args, " ")
		all := ui.MeaningsOf(ui.Glossary(), words)
		if len(all) == 0 {
			return usage("no word of the screen is '%s', and none is explained by it", words)
		}
		out := bufio.NewWriter(a.out)
		for _, m := range all {
			head := m.Word
			if m.Kind != "" {
				head += " (" + m.Kind + ")"
			}
			fmt.Fprintln(out, a.text(head))
			text := m.Says
			if m.Source != "" {
				text += " (" + m.Source + ")"
			}
			for _, l := range canvas.Wrap(text, 74) {
				fmt.Fprintln(out, "    "+a.text(l))
			}
		}
		return out.Flush()
	})
}
