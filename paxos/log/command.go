package log

import (
	"strconv"
	"strings"

	"synod/engine"
)

// noOp is the command that does nothing: it fills gaps.
const noOp = "no-op"

// command is a value of the log as the replicas read it: the id of the client's
// request, if it was one, and what is to be done.
type command struct {
	id    string // c1.2: the second request of c1
	words []string
}

// parse reads a value: c1.2 put lunch soup. One that begins with no request's
// id, such as a start line may give, is all words.
func parse(value string) command {
	words := strings.Fields(value)
	if len(words) > 1 && isRequest(words[0]) {
		return command{words[0], words[1:]}
	}
	return command{words: words}
}

func isRequest(word string) bool {
	client, number, _ := strings.Cut(word, ".")
	_, err := strconv.Atoi(number)
	return err == nil && strings.HasPrefix(client, "c")
}

// client is who asked for it; empty: nobody.
func (c command) client() engine.NodeID {
	client, _, _ := strings.Cut(c.id, ".")
	return engine.NodeID(client)
}

// number is the client's own count of its requests.
func (c command) number() int {
	_, number, _ := strings.Cut(c.id, ".")
	n, _ := strconv.Atoi(number)
	return n
}

// text is what is to be done.
func (c command) text() string { return strings.Join(c.words, " ") }

// arg is the i-th word after the operation's name.
func (c command) arg(i int) string {
	if i+1 < len(c.words) {
		return c.words[i+1]
	}
	return ""
}

// brief is a value without the request's id, for people.
func brief(value string) string { return parse(value).text() }
