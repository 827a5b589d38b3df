package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// timelineID is the ID of the element that scrolls.
const timelineID = "messages"

// Timeline is a room's messages. Only a window of them is in the page, so that
// it costs the same whether the room has a hundred or a million.
type Timeline struct {
	app.Compo

	Client *client.Client
	Words  *words.Words
	Room   shared.RoomID
	// Turn is any number that changes when something did: go-app renders a
	// component again only when one of its exported fields has changed, and the
	// client is the same pointer for ever.
	Turn uint64
	Kept *Kept // how far the server's page was scrolled; nil on the server
	Goal goal  // the message to show

	ctx     app.Context // nil before the mount, and on the server
	zone    zone
	shown   shared.RoomID // the room that the fields below are about
	window  window        // the chunks that should be in the page
	drawn   window        // those that are
	loaded  window        // all there were, when those were drawn
	scroll  scroller
	touched touch            // the message that the pointer or the focus is at
	opened  touch            // the one that shows more than its buttons
	seen    int64            // how many messages were posted when the end was in view
	far     bool             // whether the end is out of sight by more than a view
	posted  shared.CommandID // the newest pending post, which scrolled down
	search  search           // for the message to show
	release []func()         // ends the listeners
}

// OnMount begins to follow the view.
func (t *Timeline) OnMount(ctx app.Context) {
	t.ctx = ctx
	tellZone(t.Client.Now(), t.zone)
	ctx.Handle(actionEdit, func(_ app.Context, a app.Action) { t.edit(a.Value.(shared.Seq)) })
	t.listen()
	t.scroll.attach(ctx.JSSrc())
	t.scroll.restore(t.Kept)
	t.look()
}

// OnDismount lets the browser's listeners go.
func (t *Timeline) OnDismount() {
	for _, release := range t.release {
		release()
	}
}

// Render gives the window of messages and what stands around it.
func (t *Timeline) Render() app.UI {
	if t.ctx == nil {
		t.zone = zoneOf(t.Client)
	}
	class := "line"
	if app.IsServer {
		class = "line still" // begins at its end without a script
	}
	body, pill := app.Div().Class("line-body"), app.Div().Class("pill-place")
	if room := t.Client.State().Room(t.Room); room != nil {
		chunks := room.Chunks()
		t.follow(room, chunks)
		body = body.Body(
			t.beginning(room),
			shelves(t.window, func(id int) app.UI { return t.chunk(room, chunks, id) }),
			t.ending(room),
		)
		pill = pill.Body(t.pill(room))
	}
	return app.Div().Class(class).ID(timelineID).
		Role("log").Aria("live", "off").Aria("label", Attr(t.Words.MessagesLabel)).
		TabIndex(0).
		Body(body, pill, &announcer{Client: t.Client, Words: t.Words, Room: t.Room})
}

// follow brings the window up to what is loaded.
func (t *Timeline) follow(room *state.Room, chunks []*state.Chunk) {
	if t.shown != t.Room {
		t.shown = t.Room
		t.touched, t.opened = touch{}, touch{}
		t.seen, t.far, t.posted = room.Posted, false, ""
		t.window, t.loaded = window{}, window{}
		t.scroll.toEnd()
	}
	if newest := newestPost(t.Client, t.Room); newest != t.posted {
		if t.posted = newest; newest != "" {
			t.scroll.toEnd()
		}
	}
	loaded := all(chunks)
	if t.scroll.stuck {
		t.seen = room.Posted
		t.window = loaded.following(t.window)
	} else {
		t.window = loaded.reaching(t.window, t.loaded)
	}
	t.seek(room, chunks)
	t.drawn, t.loaded = t.window, loaded
}

// newestPost is the last of the person's own posts that are pending; "" for
// none.
func newestPost(c *client.Client, room shared.RoomID) shared.CommandID {
	pending := c.State().Outbox().Of(room)
	for i := len(pending) - 1; i >= 0; i-- {
		if _, ok := pending[i].Command.Body.(shared.PostMessage); ok {
			return pending[i].Command.ID
		}
	}
	return ""
}

// chunk is the chunk with that ID, or an empty place where there is none.
func (t *Timeline) chunk(room *state.Room, chunks []*state.Chunk, id int) app.UI {
	at := id - chunks[0].ID
	shown := chunks[at]
	before := neighbour{None: true}
	if at > 0 {
		items := chunks[at-1].Items
		before = neighbourOf(items[len(items)-1])
	}
	c := &chunk{
		Line:    t,
		Words:   t.Words,
		Room:    t.Room,
		ID:      id,
		Version: shown.Version,
		Before:  before,
		Edge:    edge{Divider: t.Client.DividerAt(t.Room), HasOlder: at == 0 && room.HasOlder()},
		Today:   t.zone.day(t.Client.Now()),
		Open:    !room.Archived,
	}
	if at == len(chunks)-1 {
		c.Held = heldBy(t.Client)
	}
	if has(shown.Items, t.touched.Key) {
		c.Touched = t.touched
	}
	if has(shown.Items, t.opened.Key) {
		c.Opened = t.opened
	}
	if has(shown.Items, t.search.found) {
		c.Sought = t.search.found
	}
	return c
}

// items are those of a loaded chunk; nil where it isn't loaded any more.
func (t *Timeline) items(id int) []state.Item {
	room := t.Client.State().Room(t.Room)
	if room == nil {
		return nil
	}
	chunks := room.Chunks()
	if at := id - all(chunks).From; at >= 0 && at < len(chunks) {
		return chunks[at].Items
	}
	return nil
}
