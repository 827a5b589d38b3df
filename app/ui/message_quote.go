package ui

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// quoteRunes is how much of a message an answer shows.
const quoteRunes = 120

// quote is what an answer shows of the message that it answers.
type quote struct {
	Seq    shared.Seq
	Key    string // names that message's element; "" where it isn't known
	Author string
	Text   string
	Gone   bool // it was deleted, or isn't known
}

func quoteOf(known *state.State, room *state.Room, seq shared.Seq, w *words.Words) quote {
	m, ok := room.Quoted(seq)
	switch {
	case !ok:
		return quote{Seq: seq, Text: w.QuoteUnknown, Gone: true}
	case known.Blocked(m.By):
		return quote{Seq: seq, Key: string(m.Command), Text: w.BlockedMessage, Gone: true}
	case m.Deleted:
		return quote{Seq: seq, Key: string(m.Command), Text: w.DeletedText, Gone: true}
	}
	return quote{Seq: seq, Key: string(m.Command), Author: named(known.Person(m.By), w).Name, Text: beginning(saying(m))}
}

// beginning is the beginning of a text, in one line.
func beginning(text string) string {
	return shared.Clip(strings.Join(strings.Fields(text), " "), quoteRunes)
}

// quoted leads to the message that is answered.
func (m *message) quoted() app.UI {
	q := m.Entry.Quote
	link := app.A().Class("quote").Href(Attr(quoteHref(m.Line.Room, q))).Aria("label", Attr(m.Words.AnswerTo(q.Author, q.Text)))
	if app.IsServer {
		link = link.Target("_top") // out of the iframe
	}
	if q.Gone {
		return link.Class("off").Body(Icon("reply"), app.Span().Text(q.Text))
	}
	return link.Body(Icon("reply"), app.B().Text(q.Author), app.Span().Text(q.Text))
}

// quoteHref is the page with a message in it: the client finds it by its number,
// a browser without scripts by its element.
func quoteHref(room shared.RoomID, q quote) string {
	if app.IsServer && q.Key != "" {
		return fmt.Sprintf("%s?around=%d#m-%s", shared.PageRoom(room), q.Seq, q.Key)
	}
	return shared.PageRoom(room) + "#" + strconv.FormatInt(int64(q.Seq), 10)
}

// onReply has the composer answer the message.
func (m *message) onReply(app.Context, app.Event) { m.Line.answer(m.seq()) }

// answerAt answers the message with a key, where it can be.
func (t *Timeline) answerAt(e app.Value, key string) {
	room := t.Client.State().Room(t.Room)
	if room == nil || room.Archived {
		return
	}
	for _, chunk := range room.Chunks() {
		for _, item := range chunk.Items {
			if m := item.Message; item.Note == nil && item.Pending == nil && item.Key() == key && !m.Deleted {
				e.Call("preventDefault")
				t.answer(m.Seq)
				return
			}
		}
	}
}

// answer has the composer answer a message.
func (t *Timeline) answer(seq shared.Seq) {
	t.close(false)
	t.Client.Answer(t.Room, seq)
	focusComposer()
}
