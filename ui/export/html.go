package export

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	_ "embed" // the page and what it does
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"synod/ui/canvas"
	"synod/ui/glyph"
	"synod/ui/show"
)

var (
	//go:embed page.html
	pageFrame string
	//go:embed page.css
	pageStyle string
	//go:embed page.js
	pageScript string
)

// HTML writes one file that plays the frames by keys, by touch and by itself,
// with what they show in words. It asks nobody for anything, and its policy lets
// nothing but its own script run.
func (f *Film) HTML(out io.Writer) error {
	p := page{Writer: bufio.NewWriterSize(out, 1<<16), film: f, rows: make([][]byte, f.H), used: map[string]bool{}}
	style, light := p.colours()+pageStyle, ""
	if f.Theme.IsLight() {
		light = " data-light"
	}
	parts := map[string]string{
		"light": light, "title": p.text(f.Title), "style": style, "style hash": hash(style), "script": pageScript, "script hash": hash(pageScript),
		"width": fmt.Sprint(f.W * glyph.W), "height": fmt.Sprint(f.H * glyph.H),
	}
	for rest, found := pageFrame, true; found; {
		var text, name string
		text, rest, found = strings.Cut(rest, "{")
		p.WriteString(text)
		switch name, rest, _ = strings.Cut(rest, "}"); name {
		case "film":
			p.play()
		case "steps":
			p.WriteString(p.steps.String())
		default:
			p.WriteString(parts[name])
		}
	}
	return p.Flush()
}

// hash is how a policy names what may run.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// page is what a page is made of, while it is being made.
type page struct {
	*bufio.Writer
	film     *Film
	rows     [][]byte        // of the frame before
	used     map[string]bool // characters that have a shape
	steps    strings.Builder
	chapters []pageChapter
}

type pageChapter struct {
	Title string `json:"title"`
	At    int    `json:"at"`
}

// text is fit for a page.
func (p *page) text(s string) string { return html.EscapeString(p.film.plain(show.Clean(s))) }

// play writes the film as the script of the page reads it.
func (p *page) play() {
	fmt.Fprintf(p, `{"h":%d,"auto":%t,"frames":[`, p.film.H, p.film.Auto)
	at := 0
	for frame := range p.film.Frames {
		if at > 0 {
			p.WriteString(",\n")
		}
		fmt.Fprintf(p, `{"ms":%d,"rows":[`, frame.Hold.Milliseconds())
		p.change(frame)
		p.WriteString("]}")
		p.words(frame)
		if frame.Chapter != "" {
			p.chapters = append(p.chapters, pageChapter{p.film.plain(frame.Chapter), at})
		}
		at++
	}
	shapes, lines := map[string][][]any{}, ""
	for _, text := range glyph.Has() {
		if p.used[text] {
			shapes[text] = parts(glyph.Of(text))
			if glyph.Joins(text) {
				lines += text
			}
		}
	}
	fmt.Fprintf(p, `],"chapters":%s,"shapes":%s,"lines":%s}`, inPage(append([]pageChapter{}, p.chapters...)), inPage(shapes), inPage(lines))
}

// change writes the rows that differ from those of the frame before.
func (p *page) change(f *Frame) {
	first := true
	for y := range f.H {
		row := p.row(f.Row(y))
		if bytes.Equal(row, p.rows[y]) {
			continue
		}
		if !first {
			p.WriteByte(',')
		}
		first = false
		fmt.Fprintf(p, "[%d,%s]", y, row)
		p.rows[y] = row
	}
}

// row is a row as runs of a style: the style, the characters, and for one that is
// wide or of several signs its width.
func (p *page) row(cells []canvas.Glyph) []byte {
	var runs [][]any
	for i := 0; i < len(cells); {
		g, text := &cells[i], ""
		for ; i < len(cells) && cells[i].Style == g.Style && single(&cells[i]); i++ {
			text += cells[i].Text
			if cells[i].Text[0] >= 0x80 && glyph.Of(cells[i].Text) != nil {
				p.used[cells[i].Text] = true
			}
		}
		if text != "" {
			runs = append(runs, []any{g.Style, text})
			continue
		}
		runs = append(runs, []any{g.Style, g.Text, max(1, g.Width)})
		i += max(1, int(g.Width))
	}
	return inPage(runs)
}

// single says whether a cell holds one sign.
func single(g *canvas.Glyph) bool { return g.Width == 1 && len([]rune(g.Text)) == 1 }

// inPage is a value as JSON that may stand in a script.
func inPage(v any) []byte {
	text, err := json.Marshal(v) // it writes <, > and & by their numbers
	if err != nil {
		panic(err) // there is nothing but text and numbers
	}
	return text
}

// words says what a frame shows.
func (p *page) words(f *Frame) {
	fmt.Fprintf(&p.steps, `<li data-at="%s">`, p.text(f.at()))
	say := func(class, text string) {
		if text != "" {
			fmt.Fprintf(&p.steps, `<p class="%s" dir="auto">%s</p>`, class, p.text(text))
		}
	}
	say("chapter", f.Chapter)
	say("did", f.Did)
	say("why", f.Why)
	for _, s := range f.Said {
		say("said", s)
	}
	p.steps.WriteString("</li>\n")
}

// parts are those of an outline: a letter and numbers.
func parts(p glyph.Path) (out [][]any) {
	for i := range p {
		part := []any{string(p[i].Verb)}
		for _, q := range p[i].Points() {
			part = append(part, json.Number(appendNumber(nil, q.X)), json.Number(appendNumber(nil, q.Y)))
		}
		out = append(out, part)
	}
	return out
}

// colours are those of the theme, and of one for the other ground.
func (p *page) colours() string {
	own, other := p.film.Theme, p.film.Theme.Other()
	themes := []*canvas.Theme{own, other}
	if own.IsLight() {
		slices.Reverse(themes)
	}
	var b strings.Builder
	for i, t := range themes {
		b.WriteString([]string{":root", ":root[data-light]"}[i] + " { --ground: " + hex(t.Ground()))
		for _, role := range canvas.Roles() {
			fmt.Fprintf(&b, "; --r%d: %s", role, hex(t.Ink(role)))
		}
		b.WriteString(" }\n")
	}
	for _, role := range canvas.Roles() {
		fmt.Fprintf(&b, "#screen .r%d { fill: var(--r%[1]d) }\n", role)
	}
	return b.String()
}
