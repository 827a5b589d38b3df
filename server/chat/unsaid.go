package chat

import "parley/shared"

// Speaks gives the message of which an event tells what it says; 0 for none.
func Speaks(e shared.Event) shared.Seq {
	switch b := e.Body.(type) {
	case shared.MessagePosted:
		return e.Seq
	case shared.MessageEdited:
		return b.Message
	case shared.MessagePreviewed:
		return b.Message
	}
	return 0
}

// Unsaid is an event as it is told once its message was deleted: that it happened,
// and nothing of what was said. Whoever hears it hears of the deletion too.
func Unsaid(e shared.Event) shared.Event {
	switch b := e.Body.(type) {
	case shared.MessagePosted:
		e.Body = shared.MessagePosted{}
	case shared.MessageEdited:
		e.Body = shared.MessageEdited{Message: b.Message}
	case shared.MessagePreviewed:
		e.Body = shared.MessagePreviewed{Message: b.Message}
	}
	return e
}
