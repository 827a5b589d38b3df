package shared

// Transport names a way of waiting for what is after a cursor.
type Transport string

// The transports. All but the last need a script.
const (
	TransportSSE       Transport = "sse"
	TransportWebSocket Transport = "websocket"
	TransportLongPoll  Transport = "long-poll"
	TransportPoll      Transport = "poll"
	TransportFrame     Transport = "frame"
)

// Hello opens every stream. Version names the client that the server has to
// offer; a client of another version tells its person that a new one is ready.
type Hello struct {
	Cursor  Cursor `json:"cursor"`
	Version string `json:"version,omitempty"`
}

// Reset tells a listener that its cursor can't be followed, and where the log
// stands: take a fresh snapshot.
type Reset struct {
	Cursor Cursor `json:"cursor"`
}

// PollForStream is what the query of a poll says that asks, without waiting, in
// the place of a stream: it is refused where that would be. So a client learns why
// its stream was, which an EventSource does not tell.
const PollForStream = "for=stream"

// Poll answers a poll: what is after the cursor asked for, and the cursor to
// ask with next. Version is as in Hello, Network as in Boot.
type Poll struct {
	Cursor  Cursor  `json:"cursor"`
	Events  []Event `json:"events"`
	Reset   bool    `json:"reset"`
	Version string  `json:"version,omitempty"`
	Network string  `json:"network,omitempty"`
}

// Frame is one message of the WebSocket.
type Frame struct {
	Type   FrameType `json:"type"`
	Cursor *Cursor   `json:"cursor,omitempty"`
	Data   any       `json:"data,omitempty"`
}

// FrameType names what a frame carries.
type FrameType string

// The types of frame. A frame with a cursor says that the client is there now; a
// hello also comes later, when nothing happened for the client while others
// moved the log on.
const (
	FrameHello     FrameType = "hello"
	FrameEvent     FrameType = "event"
	FrameEphemeral FrameType = "ephemeral"
	FrameReset     FrameType = "reset"
	FrameReply     FrameType = "reply"
)

// Reply is the data of a reply frame: the answer to the command with that ID.
type Reply struct {
	ID        CommandID `json:"id"`
	Seq       Seq       `json:"seq,omitempty"`
	Room      RoomID    `json:"room,omitempty"` // as in CommandReply
	Error     *Error    `json:"error,omitempty"`
	Duplicate bool      `json:"duplicate,omitempty"`
}
