package canvas

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// ASCII is a text without anything but plain ASCII, each character as its twin.
func ASCII(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		cluster, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		for range max(1, w) {
			b.WriteString(twin(cluster))
		}
		s = s[len(cluster):]
	}
	return b.String()
}

// twin is the plain ASCII form of a character. Every glyph that this program
// draws has one; any other character becomes ? for each of its cells.
func twin(text string) string {
	if len(text) == 1 {
		return text
	}
	if t, ok := twins[text]; ok {
		return t
	}
	return "?"
}

var twins = map[string]string{
	"─": "-", "│": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "┌": "+", "┐": "+", "└": "+", "┘": "+",
	"├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+",
	"━": "=", "┃": "!", "┏": "+", "┓": "+", "┗": "+", "┛": "+", "╌": "-", "╎": ":", "═": "=", "║": "!", "╔": "#", "╗": "#", "╚": "#", "╝": "#",
	"●": "o", "○": ".", "◉": "O", "◆": "+", "◇": "+", "◈": "%", "★": "@", "✓": "v", "✗": "x", "▼": "V", "▲": "^",
	"♛": "W", "⚿": "K", "✂": "&", "⊘": "0", "⊲": "<",
	"╳": "X", "╲": "\\", "╱": "/", "▸": ">", "◂": "<", "→": ">", "←": "<", "↑": "^", "↓": "v", "⇒": ">", "■": "#", "□": "~",
	"…": ".", "·": ".", "•": "*", "×": "x", "–": "-", "—": "-", "█": "#", "░": ":", "▏": "|",
	"▁": "_", "▂": "_", "▃": "-", "▄": "-", "▅": "=", "▆": "=", "▇": "#",
	"\u00a0": " ", "“": "\"", "”": "\"", "‘": "'", "’": "'", "§": "S", "≥": ">", "≤": "<", "≠": "!", "α": "a", "ç": "c",
}
