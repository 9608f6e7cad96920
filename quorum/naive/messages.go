package naive

// write gives a node a value to keep. Nothing says which of two is newer, and
// nobody answers.
type write struct{ key, value string }

func (write) Kind() string   { return "write" }
func (m write) Key() string  { return m.key }
func (m write) Text() string { return m.value }

// read asks a node what it keeps.
type read struct{ id, key string }

func (read) Kind() string   { return "read" }
func (m read) Key() string  { return m.id }
func (m read) Text() string { return m.key }

// reply is what a node keeps: one value, or nothing.
type reply struct{ id, value string }

func (reply) Kind() string   { return "reply" }
func (m reply) Key() string  { return m.id }
func (m reply) Text() string { return m.value }
