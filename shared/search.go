package shared

// SearchResults answers GET /api/search: messages of rooms that one is in, newest
// first.
type SearchResults struct {
	Hits   []Hit    `json:"hits"`
	Next   Seq      `json:"next,omitempty"`   // go on with before=Next; 0 where all was looked at
	Behind bool     `json:"behind,omitempty"` // old messages are still being indexed: there may be more later
	People []Person `json:"people"`           // the authors
}

// Hit is a message that was found.
type Hit struct {
	Room    RoomID    `json:"room"`
	Seq     Seq       `json:"seq"`
	By      PersonID  `json:"by"`
	At      int64     `json:"at"` // milliseconds since 1970
	Command CommandID `json:"command"`
	Excerpt []Excerpt `json:"excerpt"` // of its text
}

// Excerpt is a piece of a message's text: something that was found, or what
// stands around it.
type Excerpt struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit,omitempty"`
}
