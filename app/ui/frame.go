package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// framePlaces is how many messages a page that grows can hold: whoever reads
// for days must not fill the browser's memory.
const framePlaces = 300

// Frame is a room's messages as HTML that only grows: what a browser without
// scripts sees of the stream. It renders on the server, and belongs to one
// goroutine.
//
// HTML that comes later shows in earlier places by slots. The page begins with a
// shadow root that has a place for each message, and what is put there shows
// there, whenever it comes. So a message that changed is written once more, for
// the same place, after a style that hides how it was. A browser that does not
// know such shadow roots shows what changed at the end.
type Frame struct {
	client *client.Client
	line   *Timeline
	nonce  string // what the page's policy lets styles in by
	before neighbour
	stands map[shared.Seq]*stand
	top    stand
}

// stand is where something stands in the page.
type stand struct {
	place  int
	copies int // how often it was written
	before neighbour
}

// NewFrame begins with what the client's state has of the room.
func NewFrame(c *client.Client, room shared.RoomID, lang, nonce string) *Frame {
	return &Frame{
		client: c,
		line:   &Timeline{Client: c, Words: words.For(lang), Room: room, zone: zoneOf(c)},
		nonce:  nonce,
		before: neighbour{None: true},
		stands: map[shared.Seq]*stand{},
	}
}

// Full reports whether the page has no place left.
func (f *Frame) Full() bool { return len(f.stands) >= framePlaces }

// Begin gives the places, and the messages that are loaded.
func (f *Frame) Begin() string {
	var out strings.Builder
	out.WriteString(`<template shadowrootmode="open">`)
	for place := range framePlaces + 1 {
		fmt.Fprintf(&out, `<slot name="%d"></slot>`, place)
	}
	out.WriteString(`</template>`)
	room := f.client.State().Room(f.line.Room)
	f.put(&out, &f.top, app.Div().Body(Sprite(), f.line.beginning(room)))
	for _, chunk := range room.Chunks() {
		for _, item := range chunk.Items {
			f.add(&out, item)
		}
	}
	return out.String()
}

// Event gives what an event adds to the page.
func (f *Frame) Event(e shared.Event) string {
	f.client.State().Apply(e)
	var out strings.Builder
	switch b := e.Body.(type) {
	case shared.MessagePosted:
		f.post(&out, shared.NewMessage(e, b))
	case shared.MessageChange:
		f.again(&out, b.Target())
		f.answers(&out, b.Target())
	case shared.PersonRenamed:
		f.renamed(&out, e.By)
	}
	return out.String()
}

// Quote takes in a message that the next event answers: the page is one around it.
func (f *Frame) Quote(page shared.Page) { f.client.State().AddQuoted(f.line.Room, page) }

// answers writes the answers to a message again.
func (f *Frame) answers(out *strings.Builder, to shared.Seq) {
	for _, chunk := range f.client.State().Room(f.line.Room).Chunks() {
		for _, item := range chunk.Items {
			if item.Message.Reply == to {
				f.again(out, item.Seq())
			}
		}
	}
}

func (f *Frame) post(out *strings.Builder, m shared.Message) {
	if len(f.stands) == 0 { // it was empty, which is no longer true
		f.put(out, &f.top, f.line.beginning(f.client.State().Room(f.line.Room)))
	}
	f.add(out, state.Item{Message: m})
}

// renamed writes all again that has the person's name.
func (f *Frame) renamed(out *strings.Builder, by shared.PersonID) {
	for _, chunk := range f.client.State().Room(f.line.Room).Chunks() {
		for _, item := range chunk.Items {
			if item.Message.By == by {
				f.again(out, item.Seq())
			}
		}
	}
}

// again writes a message once more where it stands.
func (f *Frame) again(out *strings.Builder, seq shared.Seq) {
	m, loaded := f.client.State().Room(f.line.Room).MessageOf(seq)
	if at := f.stands[seq]; loaded && at != nil {
		f.put(out, at, f.message(state.Item{Message: m}, at.before))
	}
}

// add writes a message at the end.
func (f *Frame) add(out *strings.Builder, item state.Item) {
	at := &stand{place: len(f.stands) + 1, before: f.before}
	f.stands[item.Seq()] = at
	f.put(out, at, f.message(item, f.before))
	f.before = neighbourOf(item)
}

func (f *Frame) message(item state.Item, before neighbour) app.UI {
	return &message{
		Line:  f.line,
		Words: f.line.Words,
		Entry: f.line.entryOf(item),
		Place: follow(before, item, f.line.zone, edge{}),
		Today: f.line.zone.day(f.client.Now()),
	}
}

// put writes what is to show in a place from now on.
func (f *Frame) put(out *strings.Builder, at *stand, content app.UI) {
	if at.copies > 0 {
		fmt.Fprintf(out, `<style nonce="%s">#p%d-%d{display:none}</style>`, f.nonce, at.place, at.copies)
	}
	at.copies++
	fmt.Fprintf(out, `<div slot="%d" id="p%[1]d-%d">`, at.place, at.copies)
	app.PrintHTML(solid{out}, content)
	out.WriteString("</div>\n")
}

// FrameRefusal stands in the place of the messages of a room that can't be
// shown, and leads to where something can be done about it.
func FrameRefusal(why *shared.Error, room shared.RoomID, lang string) string {
	w := words.For(lang)
	href, label := shared.PageRoom(room), w.TryAgain
	switch why.Code {
	case shared.CodeNoSession:
		href, label = shared.PageHome, w.EnterButton
	case shared.CodeNotMember:
		label = w.Join
	}
	var out strings.Builder
	app.PrintHTML(solid{&out}, app.Div().Body(Sprite(), emptyState("circle-alert", w.Refusal(why),
		app.A().Class("button", "primary").Href(Attr(href)).Target("_top").Text(label))))
	return out.String()
}
