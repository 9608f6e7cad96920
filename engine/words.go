package engine

import "strings"

const wordRule = "a word of at most 24 letters, digits or . _ - / : +"

// IsWord says whether s can stand for a value or a key in the language.
func IsWord(s string) bool {
	if s == "" || len(s) > 24 {
		return false
	}
	for i := range len(s) {
		if !isLetter(s[i]) && !isDigit(s[i]) && !strings.ContainsRune("._-/:+", rune(s[i])) {
			return false
		}
	}
	return true
}

// isName says whether s can be the name of a node, host, timer or operation.
func isName(s string) bool {
	if s == "" || len(s) > 24 || !isLetter(s[0]) {
		return false
	}
	for i := range len(s) {
		if !isLetter(s[i]) && !isDigit(s[i]) && s[i] != '_' && s[i] != '-' {
			return false
		}
	}
	return true
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

// Nearest is the candidate that is most like the word, or all of them if none
// is near, for messages that say what would have been right.
func Nearest(word string, candidates []string) string {
	best, least := "", 3
	for _, c := range candidates {
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d < least {
			best, least = c, d
		}
	}
	switch {
	case best != "":
		return "'" + best + "'?"
	case len(candidates) == 0:
		return "nothing: there are none"
	}
	return "one of " + strings.Join(candidates, ", ")
}

// distance counts the single-letter edits between a and b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			above := row[j+1]
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			row[j+1] = min(cost, above+1, row[j]+1)
			diagonal = above
		}
	}
	return row[len(b)]
}
