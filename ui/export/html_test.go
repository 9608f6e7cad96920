package export_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"synod/ui/canvas"
	"synod/ui/export"
)

func htmlPage(t *testing.T, film *export.Film) string {
	t.Helper()
	var out bytes.Buffer
	if err := film.HTML(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// between is what stands between two texts, the first of which is there once.
func between(t *testing.T, s, before, after string) string {
	t.Helper()
	if n := strings.Count(s, before); n != 1 {
		t.Fatalf("%q is there %d times", before, n)
	}
	_, rest, _ := strings.Cut(s, before)
	text, _, found := strings.Cut(rest, after)
	if !found {
		t.Fatalf("no %q behind %q", after, before)
	}
	return text
}

// What the page has for its script is the frames, cell by cell.
func TestAPageHoldsTheFrames(t *testing.T) {
	film := scribbles(120, 24, 7)
	page := htmlPage(t, film)
	var data struct {
		H      int
		Frames []struct {
			MS   int64
			Rows [][2]json.RawMessage
		}
		Chapters []struct {
			Title string
			At    int
		}
		Shapes map[string][][]any
		Lines  string
	}
	if err := json.Unmarshal([]byte(between(t, page, `<script type="application/json" id="film">`, "</script>")), &data); err != nil {
		t.Fatal(err)
	}
	if data.H != film.H || len(data.Frames) != film.Count || len(data.Chapters) != 12 || data.Chapters[1].Title != "Chapter 13 \"of\" <many> & more" || data.Chapters[1].At != 13 {
		t.Errorf("%d rows, %d frames, chapters %v", data.H, len(data.Frames), data.Chapters)
	}
	if data.Shapes["★"] == nil || data.Shapes["│"] == nil || data.Lines != "│" {
		t.Errorf("shapes %v, lines %q", data.Shapes, data.Lines)
	}
	rows := make([][]canvas.Glyph, film.H)
	at := 0
	for frame := range film.Frames {
		got := data.Frames[at]
		for _, row := range got.Rows {
			var y int
			if err := json.Unmarshal(row[0], &y); err != nil {
				t.Fatal(err)
			}
			rows[y] = cellsOf(t, row[1])
		}
		if got.MS != frame.Hold.Milliseconds() {
			t.Errorf("frame %d stays %d ms", at, got.MS)
		}
		for y := range film.H {
			for x, want := range frame.Row(y) {
				if rows[y][x] != want {
					t.Fatalf("frame %d: at %d,%d stands %v, not %v", at, x, y, rows[y][x], want)
				}
			}
		}
		at++
	}
}

func cellsOf(t *testing.T, row json.RawMessage) (cells []canvas.Glyph) {
	t.Helper()
	var runs [][]any
	if err := json.Unmarshal(row, &runs); err != nil {
		t.Fatal(err)
	}
	for _, run := range runs {
		st, text := canvas.Style(run[0].(float64)), run[1].(string)
		if len(run) == 3 {
			w := uint8(run[2].(float64))
			cells = append(cells, canvas.Glyph{Text: text, Style: st, Width: w})
			for range w - 1 {
				cells = append(cells, canvas.Glyph{Style: st})
			}
			continue
		}
		for _, r := range text {
			cells = append(cells, canvas.Glyph{Text: string(r), Style: st, Width: 1})
		}
	}
	return cells
}

var asking = regexp.MustCompile(`(?i)https?:|//[a-z]|\b(src|href|action|srcset)\s*=|@import|url\(|\bimport\b|fetch|XMLHttp|WebSocket|sendBeacon|EventSource|Worker|\beval\b|innerHTML`)

// A page asks nobody for anything, and lets nothing run but its own script.
func TestAPageIsWhole(t *testing.T) {
	page := htmlPage(t, words(canvas.Light(), func(c *canvas.Canvas) { c.Text(0, 0, "pear", canvas.Plain) }))
	if found := asking.FindString(page); found != "" {
		t.Errorf("it holds %q", found)
	}
	policy := between(t, page, `<meta http-equiv="Content-Security-Policy" content="`, `"`)
	for _, want := range []string{
		"default-src 'none';", "script-src '" + sha(between(t, page, "<script>", "</script>")) + "';", "style-src '" + sha(between(t, page, "<style>", "</style>")) + "';",
	} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy %s lacks %s", policy, want)
		}
	}
	if !strings.HasPrefix(page, `<!doctype html>`) || !strings.Contains(page, `<html lang="en" data-light>`) || strings.Contains(page, "{") && strings.Contains(between(t, page, "</style>", "<script"), "{") {
		t.Error("its frame is not filled in")
	}
}

func sha(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// Whoever hears the page, and whoever has no script, has the run in words.
func TestAPageSaysWhatItShows(t *testing.T) {
	film := words(canvas.Dark(), func(c *canvas.Canvas) { c.Text(0, 0, "</script>", canvas.Plain) })
	page := htmlPage(t, film)
	want := `<li data-at="step 3 of branch b"><p class="did" dir="auto">A1 &lt;promises&gt; &amp; &#34;waits&#34;.</p></li>`
	if !strings.Contains(page, want) || !strings.Contains(page, "<title>A &lt; B</title>") || !strings.Contains(page, `aria-live="polite"`) {
		t.Errorf("it does not say %s", want)
	}
	if n := strings.Count(page, "</script>"); n != 2 {
		t.Errorf("%d scripts end", n)
	}
	if page != htmlPage(t, film) {
		t.Error("two pages of one film differ")
	}
}
