package script

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	yamlparser "github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"synod/engine"
)

// headKey is a key of the head: how it is read, and how it is printed, where
// nothing to print means that the file leaves it out.
type headKey struct {
	name  string
	read  func(r *headReader, n ast.Node) error
	print func(h *Head) string
}

// headKeys are in the order of the canonical form.
func headKeys() []headKey {
	keys := []headKey{
		{"synod", (*headReader).version, func(h *Head) string { return strconv.Itoa(h.Version) }},
		textKey("title", func(h *Head) *string { return &h.Title }),
		textKey("group", func(h *Head) *string { return &h.Group }),
		textKey("summary", func(h *Head) *string { return &h.Summary }),
		textKey("protocol", func(h *Head) *string { return &h.Protocol }),
		{"params", (*headReader).params, printParams},
		{"off", listKey("off", "an item", func(h *Head) *[]string { return &h.Config.Off }), func(h *Head) string { return flowUnlessEmpty(h.Config.Off) }},
		{"network", (*headReader).network, printNetwork},
		menuKey("menu", theMenu),
		{"check", menuKey("check", theCheck).read, printCheck},
		{"properties", listKey("properties", "an item", func(h *Head) *[]string { return &h.Config.Promised }), printPromised},
		textKey("about", func(h *Head) *string { return &h.Config.About }),
		{"start", listKey("start", "a line", func(h *Head) *[]string { return &h.Config.Start }), func(h *Head) string { return block("  ", h.Config.Start) }},
		textKey("labels", func(h *Head) *string { return &h.Config.Labels }),
		{"names", (*headReader).names, printNames},
		{"begin", (*headReader).begin, func(h *Head) string { return numberUnlessZero(h.Begin) }},
		{"guided", (*headReader).guided, printGuided},
		{"encoding", (*headReader).encoding, func(h *Head) string { return numberUnlessZero(h.Encoding) }},
		textKey("made", func(h *Head) *string { return &h.Made }),
		textKey("from", func(h *Head) *string { return &h.From }),
	}
	return slices.Concat(keys, lessonKeys())
}

// HeadKeys lists the keys of the head in the order of the canonical form.
func HeadKeys() []string {
	var names []string
	for _, k := range headKeys() {
		names = append(names, k.name)
	}
	return names
}

type headReader struct {
	p    *parser
	h    *Head
	keys []headKey
	at   []place // of each key read, by the index in keys
}

func (p *parser) parseHead(src string) error {
	if len(src) > maxHead {
		return p.fail(0, 0, "the head has %d bytes; expected at most %d", len(src), maxHead)
	}
	p.s.places = map[string]place{}
	tokens, file, err := p.yaml(src)
	if err != nil {
		return err
	}
	r := &headReader{p: p, h: &p.s.Head, keys: headKeys()}
	r.at = make([]place, len(r.keys))
	if err := r.read(file); err != nil {
		return err
	}
	r.comments(tokens)
	return nil
}

// maxNesting bounds the brackets and braces of a head; a right one needs few.
const maxNesting = 1000

// yaml parses the head. The YAML parser is fed with what anybody may write, so
// should it ever panic, that is an error of the file.
func (p *parser) yaml(src string) (tokens token.Tokens, file *ast.File, err error) {
	defer func() {
		if recover() != nil {
			err = p.fail(1, 0, "the head is no YAML")
		}
	}()
	if strings.Count(src, "[")+strings.Count(src, "{")+strings.Count(src, "- -") > maxNesting {
		return nil, nil, p.fail(1, 0, "the head has more than %d brackets", maxNesting)
	}
	tokens = lexer.Tokenize(src)
	file, err = yamlparser.Parse(tokens, 0)
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil {
		at := e.GetToken().Position
		return nil, nil, p.fail(at.Line, at.Column, "%s; expected YAML, one 'key: value' on a line", firstLine(e.GetMessage()))
	}
	if err != nil {
		return nil, nil, p.fail(1, 0, "%s; expected YAML, one 'key: value' on a line", firstLine(err.Error()))
	}
	return tokens, file, nil
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s[:min(len(s), 300)]
}

func (r *headReader) fail(n ast.Node, format string, args ...any) error {
	at := where(n)
	return r.p.fail(at.line, at.col, format, args...)
}

func where(n ast.Node) place {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 && !m.IsFlowStyle {
		n = m.Values[0].Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return place{t.Position.Line, t.Position.Column}
	}
	return place{1, 0}
}

func (r *headReader) read(file *ast.File) error {
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		return r.p.fail(1, 0, "the head is empty; expected synod: %d", LanguageVersion)
	}
	values, err := r.mapping(file.Docs[0].Body, "the head")
	if err != nil {
		return err
	}
	for i, v := range values {
		name := keyName(v)
		k := slices.IndexFunc(r.keys, func(k headKey) bool { return k.name == name })
		switch {
		case i == 0 && name != "synod":
			return r.fail(v.Key, "the head begins with '%s'; expected synod: %d", short(name), LanguageVersion)
		case k < 0:
			return r.fail(v.Key, "unknown key '%s'; expected %s", short(name), engine.Nearest(short(name), HeadKeys()))
		case r.at[k].line > 0:
			return r.fail(v.Key, "'%s' is given twice", name)
		}
		r.at[k] = where(v.Key)
		r.p.s.places[name] = where(v.Value)
		if err := r.keys[k].read(r, v.Value); err != nil {
			return err
		}
	}
	if r.h.Protocol == "" {
		return r.p.fail(1, 0, "the head has no protocol; expected a line such as protocol: paxos")
	}
	return r.exercise()
}

func keyName(v *ast.MappingValueNode) string { return v.Key.GetToken().Value }

// mapping gives the pairs of a mapping.
func (r *headReader) mapping(n ast.Node, what string) ([]*ast.MappingValueNode, error) {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		return nil, r.fail(n, "%s is no list of pairs; expected lines such as 'key: value'", what)
	}
	for _, v := range values {
		if _, ok := v.Key.(*ast.StringNode); !ok && !isScalar(v.Key) {
			return nil, r.fail(v.Key, "a key that is no word; expected 'key: value'")
		}
	}
	return values, nil
}

func isScalar(n ast.Node) bool {
	switch n.(type) {
	case *ast.StringNode, *ast.LiteralNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return true
	}
	return false
}

// scalar gives the text of a single value, as it is written, with blanks and
// line ends as single blanks.
func (r *headReader) scalar(n ast.Node, what string) (string, error) {
	if n == nil || n.Type() == ast.NullType {
		return "", r.fail(n, "%s has no value; expected one", what)
	}
	if !isScalar(n) {
		return "", r.fail(n, "%s is no single value; expected one", what)
	}
	text := n.GetToken().Value
	if l, ok := n.(*ast.LiteralNode); ok {
		text = l.Value.Value
	}
	text = words(text)
	switch _, bad := badText(text); {
	case bad != "":
		return "", r.fail(n, "%s holds %s; expected text", what, bad)
	case text == "":
		return "", r.fail(n, "%s is empty; expected a value", what)
	case len(text) > maxLine/2:
		return "", r.fail(n, "%s has %d bytes; expected at most %d", what, len(text), maxLine/2)
	}
	return text, nil
}

// list gives the texts of a list; one single value is a list of one.
func (r *headReader) list(n ast.Node, what string) ([]string, []place, error) {
	items := []ast.Node{n}
	if s, ok := n.(*ast.SequenceNode); ok {
		items = s.Values
	}
	texts, places := []string{}, []place{}
	for _, item := range items {
		text, err := r.scalar(item, what)
		if err != nil {
			return nil, nil, err
		}
		texts, places = append(texts, text), append(places, where(item))
	}
	return texts, places, nil
}

// number reads a whole number from least to most.
func (r *headReader) number(n ast.Node, what string, least, most int) (int, error) {
	text, err := r.scalar(n, what)
	if err != nil {
		return 0, err
	}
	v, err := strconv.Atoi(text)
	if err != nil || v < least || v > most {
		return 0, r.fail(n, "%s is '%s'; expected a number from %d to %d", what, short(text), least, most)
	}
	return v, nil
}

func (r *headReader) truth(n ast.Node, what string) (bool, error) {
	text, err := r.scalar(n, what)
	if err == nil && text != "true" && text != "false" {
		err = r.fail(n, "%s is '%s'; expected true or false", what, short(text))
	}
	return text == "true", err
}

// comments gives each comment of the head to the key above which it will stand.
func (r *headReader) comments(tokens token.Tokens) {
	var all []HeadComment
	for _, t := range tokens {
		if t.Type != token.CommentType {
			continue
		}
		line := t.Position.Line
		alone := line <= len(r.p.lines) && strings.HasPrefix(r.p.lines[line-1], "#")
		all = append(all, HeadComment{r.owner(line, alone), strings.TrimSpace(t.Value)})
	}
	for _, k := range append(r.keys, headKey{}) {
		for _, c := range all {
			if c.Key == k.name {
				r.h.Comments = append(r.h.Comments, c)
			}
		}
	}
}

// owner is the printed key that a comment belongs to: the next one if the
// comment stands alone at the margin, and otherwise the one it stands in.
func (r *headReader) owner(line int, alone bool) string {
	best, name := 0, ""
	for i, at := range r.at {
		if at.line == 0 || r.keys[i].print(r.h) == "" {
			continue
		}
		if alone && at.line > line && (best == 0 || at.line < best) || !alone && at.line <= line && at.line > best {
			best, name = at.line, r.keys[i].name
		}
	}
	return name
}
