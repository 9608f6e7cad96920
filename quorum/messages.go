package quorum

// The messages. The key of each is the client's request, such as c1.2, from
// the first word to the last: replies find what they answer by it.

// clientPut asks a coordinator to write a value over what the client knows.
type clientPut struct {
	id, key, value string
	context        Vector
	blind          bool // the last writer wins: there is no context
}

func (clientPut) Kind() string  { return "client-put" }
func (m clientPut) Key() string { return m.id }
func (m clientPut) Text() string {
	if m.blind {
		return m.key + " " + m.value
	}
	return m.key + " " + m.value + " " + m.context.String()
}

// clientGet asks a coordinator what a key holds.
type clientGet struct{ id, key string }

func (clientGet) Kind() string   { return "client-get" }
func (m clientGet) Key() string  { return m.id }
func (m clientGet) Text() string { return m.key }

// put gives a replica a version to keep.
type put struct {
	id, key string
	object  Object
}

func (put) Kind() string   { return "put" }
func (m put) Key() string  { return m.id }
func (m put) Text() string { return m.key + " " + m.object.String() }

// putAck says that a replica holds the version, or a newer one.
type putAck struct{ id string }

func (putAck) Kind() string  { return "putack" }
func (m putAck) Key() string { return m.id }
func (putAck) Text() string  { return "" }

// get asks a replica what it holds.
type get struct{ id, key string }

func (get) Kind() string   { return "get" }
func (m get) Key() string  { return m.id }
func (m get) Text() string { return m.key }

// getReply is what a replica holds.
type getReply struct {
	id     string
	object Object
}

func (getReply) Kind() string   { return "getreply" }
func (m getReply) Key() string  { return m.id }
func (m getReply) Text() string { return m.object.String() }

// repairPut gives a replica what a read found it to lack.
type repairPut struct {
	id, key string
	object  Object
}

func (repairPut) Kind() string   { return "repairput" }
func (m repairPut) Key() string  { return m.id }
func (m repairPut) Text() string { return m.key + " " + m.object.String() }

// repairAck says that a replica holds what the read returns.
type repairAck struct{ id string }

func (repairAck) Kind() string  { return "repairack" }
func (m repairAck) Key() string { return m.id }
func (repairAck) Text() string  { return "" }

// putOK tells the client that W replicas hold its write, and what they hold.
type putOK struct {
	id     string
	object Object
}

func (putOK) Kind() string   { return "put-ok" }
func (m putOK) Key() string  { return m.id }
func (m putOK) Text() string { return m.object.String() }

// getOK tells the client what R replicas hold between them.
type getOK struct {
	id     string
	object Object
}

func (getOK) Kind() string   { return "get-ok" }
func (m getOK) Key() string  { return m.id }
func (m getOK) Text() string { return m.object.String() }

// noQuorum tells the client that too few replicas answered in time.
type noQuorum struct{ id, text string }

func (noQuorum) Kind() string   { return "no-quorum" }
func (m noQuorum) Key() string  { return m.id }
func (m noQuorum) Text() string { return m.text }
