package export

import (
	"regexp"
	"strings"

	"synod/ui/canvas"
)

// mdWidth is how wide a page of Markdown is, but for tables and what is quoted
// as code.
const mdWidth = 78

// folded breaks a line of Markdown between words. What goes on below is quoted,
// or indented, as the line is.
func folded(line string) []string {
	if canvas.Width(line) <= mdWidth || strings.HasPrefix(line, "|") || strings.HasPrefix(line, "#") {
		return []string{line}
	}
	first := lead.FindString(line)
	rest := first
	if !strings.HasPrefix(first, ">") {
		rest = strings.Repeat(" ", len(first))
	}
	lines := canvas.Wrap(line[len(first):], mdWidth-len(first)-1)
	for i, l := range lines {
		if i > 0 {
			l = rest + meaning.ReplaceAllString(l, `$1\$2`)
		} else {
			l = first + l
		}
		lines[i] = l
	}
	return lines
}

var (
	lead    = regexp.MustCompile(`^(> |- |\d+\. )?`)
	meaning = regexp.MustCompile(`^(\d*)([-+=.)])`) // what would begin a list or make a title of the line above
)
