package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// Frame is a room's messages as HTML that only grows: what a browser without
// scripts sees of the stream. It renders on the server, and belongs to one
// goroutine.
type Frame struct {
	client *client.Client
	line   *Timeline
	before neighbour // the message that stands last
}

// NewFrame begins with what the client's state has of the room.
func NewFrame(c *client.Client, room shared.RoomID, lang string) *Frame {
	return &Frame{
		client: c,
		line:   &Timeline{Client: c, Words: words.For(lang), Room: room, zone: zoneOf(c)},
		before: neighbour{None: true},
	}
}

// Messages gives the messages that are loaded.
func (f *Frame) Messages() string {
	var out strings.Builder
	for _, chunk := range f.client.State().Room(f.line.Room).Chunks() {
		for _, item := range chunk.Items {
			f.add(&out, item)
		}
	}
	return out.String()
}

// Event gives what an event adds: a message that was posted to the room.
func (f *Frame) Event(e shared.Event) string {
	f.client.State().Apply(e) // for the names of those who come, and of those who change theirs
	posted, ok := e.Body.(shared.MessagePosted)
	if !ok || e.Room != f.line.Room {
		return ""
	}
	var out strings.Builder
	f.add(&out, state.Item{Message: shared.NewMessage(e, posted)})
	return out.String()
}

func (f *Frame) add(out *strings.Builder, item state.Item) {
	app.PrintHTML(solid{out}, &message{
		Line:  f.line,
		Words: f.line.Words,
		Entry: f.line.entryOf(item),
		Place: follow(f.before, item, f.line.zone, edge{}),
		Today: f.line.zone.day(f.client.Now()),
	})
	f.before = neighbourOf(item)
}
