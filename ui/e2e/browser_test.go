//go:build chromium

package e2e

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// These need a Chromium, which few machines have:
// SYNOD_E2E=1 go test -tags chromium ./ui/e2e

// browser speaks Chromium's own protocol: one JSON text after the other, each with
// a zero byte behind it.
type browser struct {
	t       *testing.T
	to      *os.File
	from    *bufio.Reader
	session string
	next    int
	asked   []string // the addresses that were asked for
	said    []string // errors, and what was written to the console
}

func browse(t *testing.T) *browser {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal("there is no chromium here; without it leave out -tags chromium")
	}
	theirs, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	from, answers, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless", "--no-sandbox", "--remote-debugging-pipe", "--user-data-dir="+t.TempDir(), "about:blank")
	cmd.ExtraFiles = []*os.File{theirs, answers}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	answers.Close()
	b := &browser{t: t, to: to, from: bufio.NewReader(from)}
	t.Cleanup(func() {
		b.session = ""
		b.call("Browser.close", nil)
		to.Close()
		_ = cmd.Wait()
	})
	target := b.call("Target.createTarget", map[string]any{"url": "about:blank"})
	b.session = b.call("Target.attachToTarget", map[string]any{"targetId": target["targetId"], "flatten": true})["sessionId"].(string)
	for _, part := range []string{"Page", "Network", "Runtime", "Log"} {
		b.call(part+".enable", nil)
	}
	return b
}

// call asks for something and gives the answer; what is told meanwhile is kept.
func (b *browser) call(method string, params map[string]any) map[string]any {
	b.t.Helper()
	b.next++
	ask := map[string]any{"id": b.next, "method": method, "params": params}
	if b.session != "" {
		ask["sessionId"] = b.session
	}
	text, _ := json.Marshal(ask)
	if _, err := b.to.Write(append(text, 0)); err != nil {
		b.t.Fatal(err)
	}
	for {
		line, err := b.from.ReadBytes(0)
		if err != nil {
			b.t.Fatal(err)
		}
		var told struct {
			ID     int
			Method string
			Params map[string]any
			Result map[string]any
			Error  any
		}
		if err := json.Unmarshal(line[:len(line)-1], &told); err != nil {
			b.t.Fatal(err)
		}
		switch {
		case told.ID == b.next && told.Error != nil:
			b.t.Fatalf("%s: %v", method, told.Error)
		case told.ID == b.next:
			return told.Result
		case told.Method == "Network.requestWillBeSent":
			b.asked = append(b.asked, told.Params["request"].(map[string]any)["url"].(string))
		case told.Method == "Runtime.exceptionThrown", told.Method == "Runtime.consoleAPICalled", told.Method == "Log.entryAdded", told.Method == "Page.javascriptDialogOpening":
			b.said = append(b.said, string(line))
		}
	}
}

// eval gives the text that an expression of the page's has.
func (b *browser) eval(expression string) string {
	b.t.Helper()
	r := b.call("Runtime.evaluate", map[string]any{"expression": "String(" + expression + ")"})
	return fmt.Sprint(r["result"].(map[string]any)["value"])
}

func (b *browser) press(key string) {
	b.t.Helper()
	text := ""
	if len(key) == 1 {
		text = key
	}
	b.call("Input.dispatchKeyEvent", map[string]any{"type": "keyDown", "key": key, "text": text})
	b.call("Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": key})
}

// A page is gone through by keys, says what it shows, and asks nobody for anything.
func TestAPageInABrowser(t *testing.T) {
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte(export(t, "-f", "html")), 0o600); err != nil {
		t.Fatal(err)
	}
	b := browse(t)
	b.call("Page.navigate", map[string]any{"url": "file://" + file})
	for b.eval("document.readyState") != "complete" {
	}
	at := func(where, says string) {
		t.Helper()
		if got := b.eval("document.getElementById('where').textContent"); got != where {
			t.Errorf("the page is at %q, not %q", got, where)
		}
		if got := b.eval("document.getElementById('now').textContent"); !strings.Contains(got, says) {
			t.Errorf("at %s it says %q", where, got)
		}
	}
	at("step 0", "Pear gets its votes")
	for range 7 {
		b.press("ArrowRight")
	}
	at("step 7", "A2 votes for pear in 1.P1.")
	b.press("PageUp")
	at("step 6", "A1 votes")
	b.press("]")
	at("step 9", "Another proposer comes")
	b.press("End")
	at("step 16", "A2 votes for pear in 2.P2.")
	b.press("ArrowRight")
	at("step 16", "")
	b.press("Home")
	at("step 0", "")
	b.press(" ")
	if play := b.eval("document.getElementById('play').textContent"); play != "Pause" {
		t.Errorf("it does not play: %q", play)
	}
	before := b.eval("getComputedStyle(document.body).backgroundColor")
	b.press("t")
	if after := b.eval("getComputedStyle(document.body).backgroundColor"); after == before {
		t.Errorf("light and dark are both %s", after)
	}
	for _, url := range b.asked {
		if !strings.HasPrefix(url, "file://"+file) {
			t.Errorf("it asks for %s", url)
		}
	}
	if len(b.asked) != 1 || len(b.said) > 0 {
		t.Errorf("it asks for %v and says %v", b.asked, b.said)
	}
}
