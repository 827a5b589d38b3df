package shared

import (
	"slices"
	"strings"
)

// Rich is what the server made of a message's text when it was posted or edited.
// The log keeps it beside the text, so that it is made once and shows alike
// everywhere. In a command only the server sets it.
type Rich struct {
	// HTML is the text as it shows: sanitised, and the same for all who see it.
	// It is empty where the text shows as it was typed.
	HTML string `json:"html,omitempty"`
	// Mentions are the members of the room that the message calls: by name, in the
	// order of the text, and whom it answers.
	Mentions []PersonID `json:"mentions,omitempty"`
	// Everyone tells that the text calls all who are in the room.
	Everyone bool `json:"everyone,omitempty"`
	// Link is the first address of the web in the text, as it was typed.
	Link string `json:"link,omitempty"`
}

// Calls reports whether a message calls a member of its room.
func (r Rich) Calls(person PersonID) bool { return r.Everyone || slices.Contains(r.Mentions, person) }

// Prepare lets the server make of a command's text what only it can: rich is
// called with the text as the log will have it, where there is one.
func Prepare(c Command, rich func(RoomID, string) (Rich, error)) (Command, error) {
	var err error
	switch body := c.Body.(type) {
	case PostMessage:
		body.Rich, err = rich(c.Room, CleanText(body.Text))
		c.Body = body
	case EditMessage:
		body.Rich, err = rich(c.Room, CleanText(body.Text))
		c.Body = body
	}
	return c, err
}

// Plain reports whether a text has nothing in it that could be markup, a mention
// or a short code: it shows as it was typed.
func Plain(text string) bool {
	if strings.ContainsAny(text, "*_`~[<|\\@") {
		return false
	}
	colons := 0
	for line := range strings.Lines(text) {
		colons += strings.Count(line, ":")
		line = strings.TrimLeft(line, " ")
		if line != "" && strings.IndexByte("#>-+0123456789", line[0]) >= 0 {
			return false
		}
	}
	return colons < 2
}
