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
	if strings.HasPrefix(line, "|") || strings.HasPrefix(line, "#") {
		return []string{line}
	}
	first := lead.FindString(line)
	return hung(first, line[len(first):])
}

// hung breaks a text between words. Before the first line stands first, and before
// the others as many blanks, or the sign of a quotation.
func hung(first, text string) []string {
	if canvas.Width(first+text) <= mdWidth {
		return []string{first + text}
	}
	rest := first
	if !strings.HasPrefix(first, ">") {
		rest = strings.Repeat(" ", len(first))
	}
	lines := canvas.Wrap(text, mdWidth-len(first)-1)
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
