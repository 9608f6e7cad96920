package ui

import (
	"bufio"
	"cmp"
	_ "embed" // what the talk says of itself
	"fmt"
	"io"
	"strconv"
	"strings"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/show"
)

//go:embed talk.txt
var talkHelp string

// talk is a run by lines alone: it reads one, and answers with a sentence for
// each step. Nothing in it moves a cursor or means anything by its shape.
type talk struct {
	o     Options
	s     *session
	out   *bufio.Writer
	ascii bool
	heard map[*script.Entry]bool // what the script has said already
	asked bool                   // what can happen was numbered by the line before
}

// Talk takes lines from in until they end or one says quit. With asks, a mark
// shows that a line is waited for. The error is the script's, or that of in or
// out.
func Talk(o Options, in io.Reader, out io.Writer, asks bool) error {
	t := &talk{o: o, out: bufio.NewWriter(out), ascii: o.ASCII, heard: map[*script.Entry]bool{}}
	if err := t.open(o.Open, o.Name, cmp.Or(o.At, beginning(o.Open))); err != nil {
		return err
	}
	defer t.close()
	lines := bufio.NewScanner(in)
	for {
		if asks {
			t.out.WriteString("> ")
		}
		if err := t.out.Flush(); err != nil {
			return err
		}
		if !lines.Scan() {
			return lines.Err()
		}
		line := strings.TrimSpace(show.Clean(lines.Text()))
		if line == "quit" || line == "q" {
			t.say("Left at step %d.", t.s.time.Cursor().Step)
			return t.out.Flush()
		}
		t.answer(line)
	}
}

// say prints one line.
func (t *talk) say(format string, args ...any) {
	text := show.Clean(fmt.Sprintf(format, args...))
	if t.ascii {
		text = canvas.ASCII(text)
	}
	t.out.WriteString(strings.TrimRight(text, " ") + "\n")
}

// open begins with a script.
func (t *talk) open(s *script.Script, name, at string) error {
	run, err := open(s, presets.Protocols())
	if err != nil {
		return err
	}
	t.close()
	t.s = run
	if l, ok := lessonOf(s); ok && !t.o.NoRecord {
		run.progress.lesson = l.ID
	}
	run.record.start(t.o.made(s, name), run.player.At(), t.o.recordings(name))
	t.greet(run.begin(), at)
	return nil
}

// close ends the recording where one stands.
func (t *talk) close() {
	if t.s != nil {
		t.s.record.close(t.s.time.Cursor())
	}
}

func (t *talk) greet(said, at string) {
	t.say("%s", t.s.script.Head.Title)
	sys := t.s.time.Cursor().World.System()
	t.say("%s: %s.", sys.Protocol().Name, show.Cast(sys))
	if len(t.heard) == 0 {
		t.say("%s", msgTalk)
	}
	if aim := t.s.script.Head.Lesson.Aim; aim != "" {
		t.say("Aim: %s", aim)
	}
	if said == "" {
		said = t.s.playTo(at)
	}
	t.read()
	t.tell(said)
}

// What the screen says of its keys, as it is here.
var keyless = map[string]string{
	msgAsk:        "A question is open: 2 gives the second answer; enter goes on without.",
	msgScriptOver: "The script ends here. Now it is yours: ? says what can happen.",
	msgAtEnd:      "The run ends here: ? says what can happen.",
	msgHome:       "Back at the script. The detour stays on its branch.",
	msgSandbox:    "Sandbox: everything legal can happen; script goes back.",
	msgScriptBack: "The script goes back here; enter follows it.",
}

// tell prints what there is to tell, if anything.
func (t *talk) tell(said string) {
	if plain := keyless[said]; plain != "" {
		said = plain
	}
	if said == keyless[msgScriptOver] && t.o.Scene < len(t.o.Playlist) && t.s.script.Head.Lesson.Goal == "" {
		said += " " + t.coming()
	}
	said = fill(said, func(action string) string { return action }) // the words are called as the keys are
	if said != "" && said != t.s.broke(t.s.time.Cursor()) {         // which was told with the step
		t.say("%s", said)
	}
}

// talkWord is a word of the talk, and what it does with the rest of the line.
type talkWord struct {
	word string
	do   func(t *talk, rest string)
}

var talkWords = []talkWord{
	{"help", func(t *talk, _ string) { t.help() }},
	{"?", func(t *talk, _ string) { t.choices() }},
	{"script", func(t *talk, _ string) { t.script() }},
	{"state", (*talk).state},
	{"properties", func(t *talk, _ string) { t.properties() }},
	{"where", func(t *talk, _ string) { t.where() }},
	{"answer", (*talk).answerQuestion},
	{"next", func(t *talk, _ string) { t.next() }},
	{"hint", func(t *talk, _ string) { t.hint() }},
	{"forward", func(t *talk, _ string) { t.step(t.s.forward) }},
	{"sandbox", func(t *talk, _ string) { t.tell(t.s.sandbox()) }},
}

// answer does what a line says: nothing is the next step, a number a choice or
// the answer to an open question, a word of the talk what it is for, and all else
// is the language.
func (t *talk) answer(line string) {
	asked := t.asked
	t.asked = line == "?"
	if line == "" {
		t.step(t.s.forward)
		return
	}
	if n, err := strconv.Atoi(line); err == nil {
		if t.s.question() != nil && !asked {
			t.answerQuestion(line)
			return
		}
		t.take(n)
		return
	}
	word, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	for _, w := range talkWords {
		if w.word == word {
			w.do(t, rest)
			return
		}
	}
	switch {
	case line == "why":
		t.why()
	case line == "back":
		t.step(t.s.back)
	default:
		t.language(line)
	}
}

// language takes a line of the language, or of the prompt's own.
func (t *talk) language(line string) {
	var wrong string
	t.step(func() (said string) {
		said, wrong = t.s.say(line)
		return said
	})
	if wrong != "" {
		t.say("No: %s", wrong)
	}
}

// step does something, and says what happened if that has moved the run.
func (t *talk) step(do func() string) {
	before := t.s.time.Cursor()
	said := do()
	if t.s.time.Cursor() != before {
		t.happened()
	}
	if t.read() && said == msgAsk {
		said = "" // it was read with the question
	}
	t.goal()
	t.tell(said)
}

// happened says what led here: the step, what can be concluded, what broke.
func (t *talk) happened() {
	at := t.s.time.Cursor()
	step := t.s.view.Step
	if step == nil {
		t.say("The start of the run.")
		return
	}
	t.say("Step %d: %s", at.Step, show.Step(step).Did)
	for _, m := range show.Milestones(step) {
		t.say("An observer knows: %s.", strings.TrimPrefix(m.Text, "★ "))
	}
	for _, o := range show.Outcomes(step.From, at.World) {
		t.say("%s.", o)
	}
	for _, b := range show.Breaks(at.World, at.Score) {
		t.say("Broken: %s.", strings.TrimPrefix(b, show.Mark(engine.Broken)+" "))
	}
}

// read reads out what the script says here and has not said yet, and says whether
// there was a question.
func (t *talk) read() (asks bool) {
	for _, e := range t.s.view.Script {
		if t.heard[e] {
			continue
		}
		t.heard[e] = true
		switch e.Kind {
		case script.Chapter:
			t.say("Chapter: %s.", e.Text)
		case script.Ask:
			t.say("Question: %s", e.Text)
			for i, a := range e.Answers {
				t.say("answer %d: %s", i+1, a.Text)
			}
			t.say("A number answers it; enter goes on without.")
			asks = true
		default:
			t.say("%s", strings.TrimPrefix(e.Text, "★ "))
		}
	}
	return asks
}

// choices numbers what can happen next, and says why the rest cannot.
func (t *talk) choices() {
	n := 0
	for _, r := range t.s.view.Rows {
		switch {
		case r.Blocked != "":
			t.say("not now: %s, %s", r.Choice.Line(), r.Blocked)
			continue
		case r.Prompt:
			t.say("%d: %s, which takes more words", n+1, r.Choice.Line())
		case r.Scripted:
			t.say("%d: %s, as the script goes on", n+1, r.Choice.Line())
		default:
			t.say("%d: %s", n+1, r.Choice.Line())
		}
		n++
	}
	if n == 0 {
		t.say("%s", msgNoRows)
	}
}

// take takes the choice that ? gave a number.
func (t *talk) take(number int) {
	n := 0
	for _, r := range t.s.view.Rows {
		if r.Blocked != "" {
			continue
		}
		if n++; n != number {
			continue
		}
		if r.Prompt {
			t.say("It takes more words; write: %s %s", r.Choice.Line(), strings.TrimPrefix(usage(r.Spec), r.Choice.Kind+" "))
			return
		}
		t.step(func() string { return t.s.choose(r.Choice) })
		return
	}
	t.noChoice(number, n)
}

// script goes back to the script, if it was left, and one step on with it.
func (t *talk) script() {
	if t.s.wanders() {
		t.step(t.s.home)
	}
	t.step(t.s.follow)
}

func (t *talk) why() {
	step := t.s.view.Step
	if step == nil {
		t.say("Nothing has happened yet.")
		return
	}
	said := show.Step(step)
	if said.Why != "" {
		t.say("%s", said.Why)
	}
	if cite := said.Cite(); cite != "" {
		t.say("That is %s.", cite)
	}
	if said.Why == "" && said.Cite() == "" {
		t.say("No rule of the protocol has to do with it.")
	}
}

// state reads out a node's state, or all of them.
func (t *talk) state(name string) {
	w := t.s.time.Cursor().World
	all := w.System().NodeNames()
	found := false
	for _, id := range all {
		if name == "" || strings.EqualFold(id, name) {
			found = true
			t.node(w, engine.NodeID(id))
		}
	}
	if !found {
		t.say("No: there is no node '%s'; expected one of %s.", name, strings.Join(all, ", "))
	}
}

func (t *talk) node(w *engine.World, id engine.NodeID) {
	parts := []string{}
	if !w.Up(id) {
		parts = append(parts, "down")
	}
	for _, f := range w.Node(id).Fields() {
		text, where := show.Empty(f.Text), "in memory"
		if text != f.Text {
			text = "nothing"
		}
		if f.Durable {
			where = "on disk"
		}
		parts = append(parts, fmt.Sprintf("%s %s, %s", w.System().Protocol().FieldName(f.ID), text, where))
	}
	t.say("%s, %s: %s.", id, w.System().Role(id).Label(), strings.Join(parts, "; "))
}

func (t *talk) properties() {
	at := t.s.time.Cursor()
	for i, p := range at.World.System().Properties() {
		line := show.Property(p, at.Score[i])
		t.say("%s.", strings.TrimPrefix(line, show.Mark(at.Score[i].State())+" "))
	}
	for _, w := range t.s.view.Watches {
		t.say("watched: %s is %s", w.Text, w.Value)
	}
}

func (t *talk) where() {
	at := t.s.time.Cursor()
	t.say("Step %d of %d on branch %s; %d messages are in flight.", at.Step, t.s.end(), at.Branch.Name, len(at.World.Flight()))
}

func (t *talk) answerQuestion(rest string) {
	q := t.s.question()
	n, err := strconv.Atoi(rest)
	if q == nil || err != nil || n < 1 || n > len(q.Answers) {
		t.say("No: no open question has an answer '%s'.", rest)
		return
	}
	t.say("%s", strings.Replace(t.s.answer(n), "read the reason.", "the reason is this.", 1))
	if q.Because != "" {
		t.say("%s", q.Because)
	}
	t.goal()
}

func (t *talk) help() {
	for line := range strings.Lines(talkHelp) {
		t.say("%s", strings.TrimRight(line, "\n"))
	}
}
