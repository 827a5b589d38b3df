package shared

// Version is a text that a message has, or had before it was edited.
type Version struct {
	At   int64  `json:"at"` // when it was written: milliseconds since 1970
	Text string `json:"text"`
	HTML string `json:"html,omitempty"` // as Rich has it
}

// Versions answers what a message said, and says: the newest first, which is the
// message as it stands.
type Versions struct {
	Room     RoomID    `json:"room"`
	Message  Seq       `json:"message"`
	By       Person    `json:"by"`
	Versions []Version `json:"versions"`
}
