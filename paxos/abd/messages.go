package abd

// The messages. The key of each is the client's operation, so that a reply is
// never taken for one to another.

// Query asks a server what it holds.
type Query struct{ Op string }

// QueryReply says what a server holds.
type QueryReply struct {
	Op   string
	Held Stamped
}

// Update asks a server to keep a value, unless it holds a newer one.
type Update struct {
	Op string
	To Stamped
}

// Ack says that the server holds what it was asked to keep, or a newer value.
type Ack struct{ Op string }

// Ids of the kinds of messages.
const (
	kindQuery      = "query"
	kindQueryReply = "query-reply"
	kindUpdate     = "update"
	kindAck        = "ack"
)

// Kind is "query".
func (Query) Kind() string { return kindQuery }

// Kind is "query-reply".
func (QueryReply) Kind() string { return kindQueryReply }

// Kind is "update".
func (Update) Kind() string { return kindUpdate }

// Kind is "ack".
func (Ack) Kind() string { return kindAck }

// Key is the operation.
func (m Query) Key() string { return m.Op }

// Key is the operation.
func (m QueryReply) Key() string { return m.Op }

// Key is the operation.
func (m Update) Key() string { return m.Op }

// Key is the operation.
func (m Ack) Key() string { return m.Op }

// Text is empty.
func (Query) Text() string { return "" }

// Text is the value with its timestamp, "1.W1 pear"; "-" for none.
func (m QueryReply) Text() string { return m.Held.String() }

// Text is the value with its timestamp.
func (m Update) Text() string { return m.To.String() }

// Text is empty.
func (Ack) Text() string { return "" }
