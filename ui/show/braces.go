package show

import "strings"

// Braces puts words into a template, for the names that stand in braces there.
// A name that there is no word for stays as it is, in its braces.
func Braces(text string, word func(name string) (string, bool)) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var out strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		out.WriteString(before)
		if !open {
			return out.String()
		}
		name, after, shut := strings.Cut(rest, "}")
		if put, ok := word(name); shut && ok {
			out.WriteString(put)
			text = after
		} else {
			out.WriteString("{")
			text = rest
		}
	}
}
