package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// chunk shows a run of neighbouring items. go-app renders it again only when
// one of its exported fields has changed, and then those of its messages alone
// whose fields have.
type chunk struct {
	app.Compo

	Line    *Timeline
	Words   *words.Words
	Room    shared.RoomID // another room's chunk can have the same ID and version
	ID      int
	Version uint64
	Before  neighbour // the item before the first
	Edge    edge
	Today   int    // the local day, which the lines with the day name
	Touched touch  // the message that the person is at; zero where it isn't here
	Opened  touch  // the one that is open, likewise
	Sought  string // the key of the one that was looked for; "" where it isn't here
	Open    bool   // whether messages can be changed: not in an archived room
	Held    held   // why what is pending waits; told once, at the end
}

// touch is a message, by its key, and what the person does with it.
type touch struct {
	Key  string
	Mode mode
}

// mode is what shows with a message.
type mode int

const (
	modePlain   mode = iota
	modeTools        // its buttons
	modePick         // and the emoji to choose from, below
	modePickUp       // or above
	modeMenu         // and the menu, below
	modeMenuUp       // or above
	modeEdit         // and a field in place of its text
	modeConfirm      // and the question whether to delete it
)

// Render gives the messages.
func (c *chunk) Render() app.UI {
	items := c.Line.items(c.ID)
	shown := make([]app.UI, len(items))
	before := c.Before
	for i, item := range items {
		m := c.message(item, follow(before, item, c.Line.zone, c.Edge))
		if i == len(items)-1 && item.Pending != nil {
			m.Held = c.Held
		}
		shown[i] = m
		before = neighbourOf(item)
	}
	return app.Div().Class("chunk").DataSet("chunk", strconv.Itoa(c.ID)).Body(shown...)
}

func (c *chunk) message(item state.Item, place place) *message {
	m := &message{
		Line:  c.Line,
		Words: c.Words,
		Entry: c.Line.entryOf(item),
		Place: place,
		Open:  c.Open,
		Lit:   c.Sought != "" && c.Sought == item.Key(),
	}
	if place.Day {
		m.Today = c.Today
	}
	switch m.Entry.Key {
	case c.Opened.Key:
		m.Mode = c.Opened.Mode
	case c.Touched.Key:
		m.Mode = c.Touched.Mode
	}
	return m
}

// has reports whether a message with that key is among the items.
func has(items []state.Item, key string) bool {
	for _, item := range items {
		if item.Key() == key {
			return true
		}
	}
	return false
}
