package engine

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const wordRule = "a word of at most 24 letters, digits or . _ - / : +"

// longestWord is how many characters a word and a name have at most.
const longestWord = 24

// IsWord says whether s can stand for a value or a key in the language: letters and
// digits of any script, and a few signs.
func IsWord(s string) bool {
	for _, r := range s {
		if !isWritten(r) && !strings.ContainsRune("._-/:+", r) {
			return false
		}
	}
	return s != "" && utf8.RuneCountInString(s) <= longestWord
}

// isWritten says whether a character is a letter or a digit that stands for itself. What
// is put together from several characters, or cannot be seen, could look like another
// word and be a different one.
func isWritten(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return isLetter(byte(r)) || isDigit(byte(r))
	case r >= 0x1100 && r <= 0x11ff, r == 0x3164, r == 0xffa0: // parts of Hangul syllables, and blanks
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// isName says whether s can be the name of a node, host, timer or operation.
func isName(s string) bool {
	if s == "" || len(s) > longestWord || !isLetter(s[0]) {
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

// The candidates that a message lists if none is near: all of a few, of many
// those that are least unlike the word.
const (
	listAll  = 16
	listSome = 3
)

// Nearest is the candidate that is most like the word, or those that hold it,
// or all of them if none is near, for messages that say what would have been
// right.
func Nearest(word string, candidates []string) string {
	word = strings.ToLower(word)
	byDistance := slices.Clone(candidates)
	slices.SortStableFunc(byDistance, func(a, b string) int {
		return distance(word, strings.ToLower(a)) - distance(word, strings.ToLower(b))
	})
	holds := holding(word, candidates)
	switch {
	case len(candidates) == 0:
		return "nothing: there are none"
	case distance(word, strings.ToLower(byDistance[0])) < 3:
		return "'" + byDistance[0] + "'?"
	case len(holds) == 1:
		return "'" + holds[0] + "'?"
	case len(holds) > 1 && len(holds) <= listAll:
		return "one of " + strings.Join(holds, ", ")
	case len(candidates) > listAll:
		return "one of " + strings.Join(byDistance[:listSome], ", ") + " or " + strconv.Itoa(len(candidates)-listSome) + " others"
	}
	return "one of " + strings.Join(candidates, ", ")
}

// holding lists the candidates that hold a word of some length.
func holding(word string, candidates []string) []string {
	var out []string
	for _, c := range candidates {
		if len(word) >= 3 && strings.Contains(strings.ToLower(c), word) {
			out = append(out, c)
		}
	}
	return out
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
