package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/pane"
)

// draw composes the frame.
func (m *Model) draw() {
	c := m.canvas
	c.Clear()
	m.caret = nil
	if m.run != nil {
		m.settleRuns()
		m.run.view.Lines = false
	}
	if m.shaped() {
		m.drawShaped(c)
		m.drawOver(c)
		return
	}
	if m.tooSmall() {
		m.drawSmall(c)
		return
	}
	if m.run == nil {
		m.layout = arrange(m.w, m.h, wishes{})
		m.list.draw(c.In(canvas.Rect{Y: 1, W: m.w, H: m.layout.line.Y - 1}))
	} else {
		m.arrange()
		m.drawRun(c)
	}
	m.drawHeader(c.In(m.layout.header))
	m.drawLine(c)
	m.drawOver(c)
}

// drawOver draws what lies over the screen, and the prompt over that.
func (m *Model) drawOver(c *canvas.Canvas) {
	if m.over == nil {
		return
	}
	m.over.draw(m, c)
	if m.prompt != nil {
		m.drawLine(c)
	}
}

// tooSmall says whether the screen can only say that it is too small.
func (m *Model) tooSmall() bool { return !m.shaped() && (m.w < leastW || m.h < leastH) }

func (m *Model) drawSmall(c *canvas.Canvas) {
	lines := []string{
		"The screen is too small.",
		fmt.Sprintf("It is %d×%d; at least %d×%d are needed.", m.w, m.h, leastW, leastH),
		"Make it larger, or press q to leave.",
	}
	for i, s := range lines {
		c.Text(max(0, (m.w-canvas.Width(s))/2), max(0, m.h/2-1+i), s, canvas.Plain)
	}
}

// wishes are what the layout has to know of the run.
func (m *Model) wishes() wishes {
	v := &m.run.view
	w := m.w - 2
	if boxed(m.w, m.h) {
		w -= 2
	}
	nodes, least := pictureLines(v, w)
	said, must := pane.WhatHeight(v, w)
	return wishes{
		nodes:  nodes,
		least:  least,
		still:  m.kept(said, mostKept, func() int { return speech(m.run.script, w) }),
		said:   said,
		must:   must,
		taught: pane.TaughtHeight(v, w),
		ahead:  pane.PreviewHeight(v, w),
		props:  pane.PropertiesHeight(v, w),
		asked:  v.Asked != nil,
		watch:  min(3, pane.WatchesHeight(v, w)),
		rows:   len(v.Rows),
		panel:  len(v.World.System().Panels()) > 0,
		wide:   m.main != onPicture,
		log:    m.main == onLog,
		zoom:   m.zoomed,
		list:   v.Focus == pane.OnNext && m.main == onPicture,
		inNode: v.Focus == pane.OnCluster,
		inTime: v.Focus == pane.OnTimeline,
		sizes:  m.sizes,
	}
}

// pictureLines is how many lines the picture takes on a small screen, and how
// many it can do with. The nodes of the columns beside the hub share lines, and on
// a ring all do if they can.
func pictureLines(v *pane.View, w int) (nodes, least int) {
	sys := v.World.System()
	var columns [9]int
	hub, beside := 0, 0
	for _, n := range sys.Nodes() {
		if r := sys.Role(n.ID); r.Hub {
			hub++
		} else {
			columns[r.Column%len(columns)]++
			beside = max(beside, columns[r.Column%len(columns)])
		}
	}
	below := pane.LinesBelow(v)
	nodes = max(hub+beside+below, pane.LeastLines(v, w))
	if sys.Protocol().Layout == engine.Ring {
		return max(nodes, len(sys.Nodes())+below), pane.LeastLines(v, w)
	}
	return nodes, nodes
}

// drawRun draws the panes of a run.
func (m *Model) drawRun(c *canvas.Canvas) {
	v, l := &m.run.view, m.layout
	switch m.main {
	case onBeside:
		m.drawBeside(c)
		return
	case onFog:
		m.drawFog(c)
		return
	}
	if m.zoomed {
		m.drawZoomed(c)
		m.pane(c, l.node, m.nodeTitle(), false, pane.Node)
		m.pane(c, l.props, "properties", false, pane.Properties)
	} else {
		m.drawMain(c, l.main)
		m.pane(c, l.below, pane.SpaceTitle(v.Space), v.Focus == pane.OnLog, pane.SpaceTime)
		m.pane(c, l.node, m.nodeTitle(), false, pane.Node)
		m.drawPanel(c, l.panel, 0)
		m.pane(c, l.next, pane.NextTitle(v), v.Focus == pane.OnNext, pane.Next)
		m.pane(c, l.props, "properties", false, pane.Properties)
		m.pane(c, l.time, m.timeTitle(), v.Focus == pane.OnTimeline, pane.Timeline)
	}
	m.pane(c, l.what, "what just happened, and why · {rule}: the rule", false, pane.What)
}

// drawZoomed gives the pane that the keys speak to the room of all others.
func (m *Model) drawZoomed(c *canvas.Canvas) {
	r := m.layout.main
	switch v := &m.run.view; {
	case v.Focus == pane.OnTimeline:
		m.pane(c, r, m.timeTitle(), true, pane.Timeline)
	case v.Focus == pane.OnNext && m.main == onPicture:
		m.drawMain(c, r)
		m.pane(c, m.layout.next, pane.NextTitle(v), true, pane.Next)
	default:
		m.drawMain(c, r)
	}
}

// drawMain draws what the largest pane shows.
func (m *Model) drawMain(c *canvas.Canvas, r canvas.Rect) {
	v := &m.run.view
	here := v.Focus == pane.OnLog
	switch m.main {
	case onSpaceTime:
		m.pane(c, r, pane.SpaceTitle(v.Space), here, pane.SpaceTime)
	case onLog:
		m.pane(c, r, "log", here, pane.Log)
	case onPanel:
		m.drawPanel(c, r, m.panel)
	case onBranches:
		m.drawBranches(c, r)
	default:
		m.pane(c, r, m.pictureTitle(), v.Focus == pane.OnCluster, pane.Cluster)
	}
}

// drawPanel draws one of the protocol's own pictures.
func (m *Model) drawPanel(c *canvas.Canvas, r canvas.Rect, i int) {
	if r.H < 2 {
		return
	}
	v := &m.run.view
	p := v.World.System().Panels()[i]
	here := v.Focus == pane.OnLog && m.main == onPanel
	m.pane(c, r, p.Title, here, func(in *canvas.Canvas, v *pane.View) {
		pane.Document(in, m.run.document(i), v)
	})
}

// pane draws a frame, with the cursor's mark if the keys speak to it, and the
// pane inside.
func (m *Model) pane(c *canvas.Canvas, r canvas.Rect, title string, here bool, draw func(*canvas.Canvas, *pane.View)) {
	if r.H < 2 {
		return
	}
	st := canvas.Plain
	title = m.keyed(title)
	if here {
		title, st = "> "+title, canvas.Select.Bold()
	}
	if m.layout.boxed {
		c = c.Box(r, title, canvas.Round, canvas.Frame, st)
	} else {
		c = c.Rule(r, title, canvas.Frame, st)
	}
	w, h := c.Size()
	draw(c.In(canvas.Rect{X: 1, W: w - 2, H: h}), &m.run.view)
}

func (m *Model) pictureTitle() string {
	if m.run.view.World.System().Protocol().Layout == engine.Ring {
		return "ring"
	}
	return "cluster"
}

// called is what the screen calls a node.
func (m *Model) called(id engine.NodeID) string {
	return m.run.view.World.System().Protocol().NodeName(id)
}

func (m *Model) nodeTitle() string {
	id := m.run.view.Node
	sys, name := m.run.view.World.System(), m.called(id)
	if name != string(id) {
		name += " (" + string(id) + ")"
	}
	return name + " · " + sys.Role(id).Label()
}

// drawHeader draws what is being watched and where in it one is.
func (m *Model) drawHeader(c *canvas.Canvas) {
	if m.run == nil {
		c.Text(1, 0, "synod", canvas.Select.Bold())
		c.Text(7, 0, "· consensus and quorums, one message at a time", canvas.Plain)
		return
	}
	w, _ := c.Size()
	v := &m.run.view
	right := m.where()
	at := w - canvas.Width(right) - 1
	x := c.TextMax(1, 0, at-2, v.Title, canvas.Plain.Bold())
	set, off := m.settings()
	if room := at - x - 6; canvas.Width(set) <= room {
		st := canvas.Plain
		if off {
			st = canvas.Danger
		}
		c.Text(x+3, 0, set, st)
	}
	c.Text(at, 0, right, canvas.Plain)
}

// where says which step of which branch this is, and what the program is doing.
func (m *Model) where() string {
	s, v := m.run, &m.run.view
	branch := v.Point.Branch.Name
	if m.layout.boxed {
		branch = "branch " + branch
	}
	parts := []string{fmt.Sprintf("step %d of %d", v.Point.Step, s.end()), branch}
	if v.Point.Name != "" && !m.inFog() && v.Covered&pane.CoverSentence == 0 {
		parts = append(parts, v.Point.Name)
	}
	switch {
	case s.free:
		parts = append(parts, "sandbox")
	case v.Detour:
		parts = append(parts, "off the script")
	}
	if list := m.sceneOf(); list != "" {
		parts = append(parts, list)
	}
	if s.score.all > 0 {
		parts = append(parts, s.score.String())
	}
	if m.playing {
		parts = append(parts, "playing "+strconv.FormatFloat(v.Speed, 'g', 3, 64)+"/s")
	}
	switch {
	case s.record.wrong != nil:
		parts = append(parts, "✗ not recorded")
	case v.Record != "":
		parts = append(parts, "● rec")
	}
	return strings.Join(parts, " · ")
}

// settings says what the network may do, which faults are left, and which
// rules are switched off.
func (m *Model) settings() (string, bool) {
	w := m.run.view.World
	cfg := w.System().Config()
	parts := []string{cfg.Network.String()}
	crash, drop, _, _ := w.FaultsLeft()
	if crash > 0 {
		parts = append(parts, "crashes left "+strconv.Itoa(crash))
	}
	if drop > 0 {
		parts = append(parts, "drops left "+strconv.Itoa(drop))
	}
	if len(cfg.Off) > 0 {
		return strings.Join(append(parts, "OFF: "+strings.Join(cfg.Off, ", ")), " · "), true
	}
	return strings.Join(append(parts, "all rules on"), " · "), false
}

// passing is the last place in the footer of what comes and goes with a step. It stands
// at the right, so that it moves none of the keys that stay.
const passing = 2

// drawFooter draws the keys that matter now, as many as there is room for.
func (m *Model) drawFooter(c *canvas.Canvas) {
	w, _ := c.Size()
	last := m.keyed("{help} help")
	end := w - len(last) - 1
	c.Text(end, 0, last, canvas.Plain)
	keys := m.footer()
	for len(keys) > 0 && keys[0].foot <= passing && m.run != nil {
		end -= keys[0].footWidth()
		keys[0].drawFoot(c, end)
		keys = keys[1:]
	}
	x := 1
	for _, b := range keys {
		if x+b.footWidth() > end {
			return
		}
		x = b.drawFoot(c, x)
	}
}

// footWidth is what a binding takes in the footer, with the air behind it.
func (b *binding) footWidth() int { return canvas.Width(b.firstKey()) + 1 + len(b.word) + 2 }

func (b *binding) drawFoot(c *canvas.Canvas, x int) int {
	x = c.Text(x, 0, b.firstKey(), canvas.Select.Bold())
	return c.Text(x+1, 0, b.word, canvas.Plain) + 2
}

// firstKey is the first of a binding's keys, as people read it.
func (b *binding) firstKey() string {
	key, _, _ := strings.Cut(b.label, " ")
	return key
}

// footer gives the bindings that matter now, in the order of their places.
func (m *Model) footer() []*binding {
	var out []*binding
	table := m.keys()
	for i := range table {
		if b := &table[i]; b.foot > 0 && (b.when == nil || b.when(m.run)) {
			out = append(out, b)
		}
	}
	slices.SortFunc(out, func(a, b *binding) int { return a.foot - b.foot })
	return out
}
