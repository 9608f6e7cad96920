package timeline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// Point is a world in the tree, with the choice that led to it.
type Point struct {
	Parent *Point        // nil at the start
	Choice engine.Choice // zero at the start
	World  *engine.World
	Score  engine.Score // how the promised properties have fared up to here
	Branch *Branch
	Step   int    // steps from the start
	Name   string // a name given to the point; empty: none
	next   []*Point
}

// Branch is a line of points that were taken one after the other.
type Branch struct {
	Name   string   // a, b, …, z, aa, …
	Fork   *Point   // where it leaves an older branch; nil for the first
	Points []*Point // those that are its own, in order
}

// Timeline is the tree and the cursor. The zero value is of no use; see New.
type Timeline struct {
	start    *Point
	cursor   *Point
	branches []*Branch
	opened   int      // branches that there have been, pruned ones too
	line     []*Point // the points from the start through the cursor to the end of its line
	names    map[string]*Point
	step     engine.Step
}

// New starts a timeline at a world.
func New(w *engine.World) *Timeline {
	t := &Timeline{names: map[string]*Point{}}
	b := &Branch{Name: "a"}
	t.start = &Point{World: w, Branch: b, Score: make(engine.Score, len(w.System().Properties()))}
	b.Points = []*Point{t.start}
	t.branches, t.opened = []*Branch{b}, 1
	t.cursor = t.start
	t.line = []*Point{t.start}
	return t
}

// Cursor is the point one is at.
func (t *Timeline) Cursor() *Point { return t.cursor }

// Start is the first point.
func (t *Timeline) Start() *Point { return t.start }

// Branches lists the branches in the order in which they were opened.
func (t *Timeline) Branches() []*Branch { return t.branches }

// Line is the run that the cursor is on: from the start, through the cursor,
// to where forward ends. The caller must not change it.
func (t *Timeline) Line() []*Point { return t.line }

// Next is the point that Forward goes to, or nil.
func (t *Timeline) Next() *Point {
	if i := t.cursor.Step + 1; i < len(t.line) {
		return t.line[i]
	}
	return nil
}

// Take takes a choice at the cursor. If it was taken here before, that is
// where the cursor goes; otherwise the point is new, and if others follow the
// cursor already, it opens a branch. The error is that of World.Try.
func (t *Timeline) Take(c engine.Choice) (*Point, error) {
	c, err := t.cursor.World.Resolve(c)
	if err != nil {
		return nil, err
	}
	if p := t.cursor.child(c); p != nil {
		t.Jump(p)
		return p, nil
	}
	if err := t.cursor.World.Try(c, &t.step); err != nil {
		return nil, err
	}
	w := t.step.World()
	p := &Point{
		Parent: t.cursor, Choice: c, World: w, Step: t.cursor.Step + 1,
		Score: t.step.Judge(t.cursor.Score, w),
	}
	t.grow(p)
	return p, nil
}

// grow adds a point below the cursor and goes there.
func (t *Timeline) grow(p *Point) {
	at := t.cursor
	p.Branch = at.Branch
	if len(at.next) > 0 {
		p.Branch = &Branch{Name: BranchName(t.opened), Fork: at}
		t.opened++
		t.branches = append(t.branches, p.Branch)
	}
	at.next = append(at.next, p)
	p.Branch.Points = append(p.Branch.Points, p)
	t.line = append(t.line[:p.Step], p)
	t.cursor = p
}

// BranchName is the name of the nth branch to be opened, from 0: a, b, …, z, aa, …
func BranchName(n int) string {
	s := string(rune('a' + n%26))
	for n = n/26 - 1; n >= 0; n = n/26 - 1 {
		s = string(rune('a'+n%26)) + s
	}
	return s
}

func (p *Point) child(c engine.Choice) *Point {
	for _, q := range p.next {
		if q.Choice == c {
			return q
		}
	}
	return nil
}

// Back goes one step back and says whether there was one.
func (t *Timeline) Back() bool {
	if t.cursor.Parent == nil {
		return false
	}
	t.cursor = t.cursor.Parent
	return true
}

// Forward goes one step forward on the line and says whether there was one.
func (t *Timeline) Forward() bool {
	p := t.Next()
	if p != nil {
		t.cursor = p
	}
	return p != nil
}

// Seek goes to a step of the line, or to the end that is nearer.
func (t *Timeline) Seek(step int) {
	t.cursor = t.line[max(0, min(step, len(t.line)-1))]
}

// Jump goes to any point of the tree. Where forward leads from there stays as
// it was if the point is on the line, and is the point's own branch otherwise.
func (t *Timeline) Jump(p *Point) {
	if p.On(t.line) {
		t.cursor = p
		return
	}
	known := len(t.line)
	line := slices.Grow(t.line, max(0, p.Step+1-known))[:p.Step+1]
	for q := p; q != nil && (q.Step >= known || line[q.Step] != q); q = q.Parent {
		line[q.Step] = q
	}
	t.line = append(line, p.Branch.after(p)...)
	t.cursor = p
}

func (b *Branch) after(p *Point) []*Point {
	first := b.Points[0].Step
	return b.Points[p.Step-first+1:]
}

// Tip is the last point of a branch.
func (b *Branch) Tip() *Point { return b.Points[len(b.Points)-1] }

// ID names a point by its branch and its step, such as b7.
func (p *Point) ID() string { return p.Branch.Name + strconv.Itoa(p.Step) }

// Mark gives the point at the cursor a name. A name that another point has is
// taken from that one.
func (t *Timeline) Mark(name string) error {
	if !IsMark(name) {
		return fmt.Errorf("'%s' cannot name a point; expected %s", name, Marks)
	}
	if old := t.names[name]; old != nil {
		old.Name = ""
	}
	if old := t.cursor.Name; old != "" {
		delete(t.names, old)
	}
	t.cursor.Name = name
	t.names[name] = t.cursor
	return nil
}

// Marks says what names can be given to points.
const Marks = "a letter and then at most 23 letters, digits, _ or -, and not a branch with a number such as a7"

// IsMark says whether a name can be given to a point.
func IsMark(name string) bool {
	if name == "" || len(name) > 24 || !letter(name[0]) {
		return false
	}
	i := 0
	for i < len(name) && letter(name[i]) {
		i++
	}
	digits := i
	for i < len(name) && name[i] >= '0' && name[i] <= '9' {
		i++
	}
	if i == len(name) && digits < i && digits <= 2 && name[:digits] == strings.ToLower(name[:digits]) {
		return false // a branch and a step
	}
	for ; i < len(name); i++ {
		if !letter(name[i]) && name[i] != '-' && name[i] != '_' && (name[i] < '0' || name[i] > '9') {
			return false
		}
	}
	return true
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// Find gives the point of a name or an ID such as b7, or nil.
func (t *Timeline) Find(name string) *Point {
	if p := t.names[name]; p != nil {
		return p
	}
	branch := strings.TrimRight(name, "0123456789")
	step, err := strconv.Atoi(name[len(branch):])
	if err != nil {
		return nil
	}
	for _, b := range t.branches {
		if i := step - b.Points[0].Step; b.Name == branch && i >= 0 && i < len(b.Points) && b.Points[i].ID() == name {
			return b.Points[i]
		}
	}
	return nil
}

// Children lists the points that were taken from p, oldest first. The caller
// must not change the list.
func (p *Point) Children() []*Point { return p.next }

// Line lists the points from the start to p.
func (p *Point) Line() []*Point {
	line := make([]*Point, p.Step+1)
	for ; p != nil; p = p.Parent {
		line[p.Step] = p
	}
	return line
}

// On says whether a line of points, from the start on, leads through p.
func (p *Point) On(line []*Point) bool { return p.Step < len(line) && line[p.Step] == p }

// Up is the point that lies n steps before p, or nil if the start is nearer.
func (p *Point) Up(n int) *Point {
	for ; p != nil && n > 0; n-- {
		p = p.Parent
	}
	return p
}

// Explain works the point's step out again, with the rules it applied; nil at
// the start.
func (p *Point) Explain() *engine.Step {
	if p.Parent == nil {
		return nil
	}
	s, err := p.Parent.World.Explain(p.Choice)
	if err != nil {
		return nil
	}
	return s
}

// Relabel puts the whole tree under the names of another label set. The worlds
// are the same in all but what screens call things.
func (t *Timeline) Relabel(name string) error {
	var points []*Point
	var worlds []*engine.World
	for _, b := range t.branches {
		for _, p := range b.Points {
			points, worlds = append(points, p), append(worlds, p.World)
		}
	}
	worlds, err := engine.Relabel(name, worlds...)
	if err != nil {
		return err
	}
	for i, p := range points {
		p.World = worlds[i]
	}
	return nil
}
