package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// message is one entry of the timeline. Its element stays the same from the
// moment the message is written until long after it is confirmed.
type message struct {
	app.Compo

	Line  *Timeline
	Words *words.Words
	Entry entry
	Place place
	Today int // the local day, where the message begins one
	Mode  mode
	Open  bool // whether it can be changed
	Lit   bool // whether it was looked for
	Held  held
}

// Render gives the message and the lines before it.
func (m *message) Render() app.UI {
	shown := m.article()
	if m.Entry.Note != "" {
		shown = m.note()
	}
	if !m.Place.Day && !m.Place.New {
		return shown
	}
	w, t := m.Words, m.Line
	return app.Div().Class("entry").Body(
		app.If(m.Place.Day, app.H2().Class("day").Text(dayName(w, t.zone, m.at(), t.Client.Now()))),
		app.If(m.Place.New, app.Div().Class("new").Text(w.NewMessages)),
		shown,
	)
}

func (m *message) at() int64 {
	if m.Entry.Note != "" {
		return m.Entry.NoteAt
	}
	return m.Entry.Message.At
}

// note stands for what this build does not know.
func (m *message) note() app.UI {
	return app.Div().Class("note").ID(elementID(m.Entry.Key)).DataSet("key", Attr(m.Entry.Key)).TabIndex(-1).
		Text(m.Words.UnknownNote(string(m.Entry.Note)))
}

// article is the message itself.
func (m *message) article() app.UI {
	e := &m.Entry
	label := m.Words.SaidAt(e.Author.Name, m.Line.zone.local(e.Message.At).Format(clockForm))
	said := m.body()
	if e.Blocked {
		label, said = m.Words.BlockedMessage, m.folded(said)
	}
	return app.Article().
		Class(m.classes()...).
		ID(elementID(e.Key)).
		DataSet("key", Attr(e.Key)).
		TabIndex(-1).
		Aria("label", Attr(label)).
		Body(
			m.margin(),
			app.Div().Class("said").Body(said...),
			m.tools(),
		)
}

// folded is what somebody wrote who is blocked: the browser shows it on demand.
func (m *message) folded(said []app.UI) []app.UI {
	return []app.UI{app.Details().Class("folded").Body(
		app.Summary().Text(m.Words.BlockedMessage), app.Div().Body(said...),
	)}
}

// elementID is the ID of a message's element.
func elementID(key string) string { return "m-" + Attr(key) }

func (m *message) classes() []string {
	e := &m.Entry
	classes := []string{"msg"}
	for class, on := range map[string]bool{
		"first":   m.Place.First,
		"mine":    e.Mine,
		"calls":   e.Calls,
		"deleted": e.Message.Deleted,
		"pending": e.Status != "" && e.Status != state.Refused || e.Changes,
		"refused": len(e.Refused) > 0,
		"at":      m.Mode != modePlain,
		"open":    m.Mode > modeTools,
		"lit":     m.Lit,
	} {
		if on {
			classes = append(classes, class)
		}
	}
	return classes
}

// margin is what stands left of the text: a face, or the time on hover.
func (m *message) margin() app.UI {
	if m.Entry.Blocked {
		return app.Span().Class("gut")
	}
	if m.Place.First {
		return Face(m.Entry.Author)
	}
	return clock(m.Words, m.Line.zone, m.Entry.Message.At).Class("gut")
}

func (m *message) body() []app.UI {
	e, w := &m.Entry, m.Words
	var body []app.UI
	if m.Place.First && (!e.Message.Action || e.Message.Deleted) {
		body = append(body, app.Div().Class("who").Body(
			app.B().Text(e.Author.Name),
			clock(w, m.Line.zone, e.Message.At),
		))
	}
	switch {
	case e.Message.Deleted:
		return append(body, app.P().Class("gone").Text(m.gone()))
	case e.Quote.Seq != 0:
		body = append(body, m.quoted())
	}
	if e.Message.Pinned {
		body = append(body, app.Div().Class("pinned").Body(Icon("pin"), app.Text(w.PinnedTag)))
	}
	if m.Mode == modeEdit {
		body = append(body, &editor{Line: m.Line, Words: w, Seq: e.Message.Seq, Text: e.Message.Text})
	} else if e.Message.Text != "" || len(e.Message.Files) == 0 {
		body = append(body, m.text())
	}
	if len(e.Message.Files) > 0 {
		body = append(body, m.files())
	}
	if e.Message.Preview != nil {
		body = append(body, m.previewed())
	}
	if len(e.Reacted) > 0 {
		body = append(body, m.reactions())
	}
	if m.Mode == modeConfirm {
		body = append(body, m.question())
	}
	return append(body, m.fate()...)
}

// text is what was said: as the server rendered it, or exactly as it was typed
// where that is all there is to it.
func (m *message) text() app.UI {
	if html := m.Entry.Message.HTML; html != "" {
		text := app.Div().Class("text rich")
		if m.Entry.Message.Action {
			return text.Class("act").Body(m.actor(), app.Raw("<div>"+html+"</div>"), m.edited())
		}
		return text.Body(app.Raw("<div>"+html+"</div>"), m.edited())
	}
	text, said := app.P().Class("text"), linked(m.Entry.Message.Text)
	if m.Entry.Message.Action {
		text, said = text.Class("act"), append([]app.UI{m.actor(), app.Text(" ")}, said...)
	}
	if edited := m.edited(); edited != nil {
		said = append(said, app.Text(" "), edited)
	}
	return text.Body(said...)
}

// linked is a text with the addresses in it as links.
func linked(text string) (said []app.UI) {
	for _, s := range shared.Linkify(text) {
		if s.Link {
			said = append(said, app.A().Href(Attr(s.Text)).Target("_blank").Rel("noopener noreferrer nofollow").Text(s.Text))
		} else {
			said = append(said, app.Text(s.Text))
		}
	}
	return said
}

// actor begins what tells of what somebody does.
func (m *message) actor() app.UI { return app.B().Text(m.Entry.Author.Name) }

// gone tells that the message was deleted, and by whom where that was not its author.
func (m *message) gone() string {
	if m.Entry.Deleter != "" {
		return m.Words.DeletedByText(m.Entry.Deleter)
	}
	return m.Words.DeletedText
}

// edited tells that the text is not the first one, and leads to those before; nil
// where it is.
func (m *message) edited() app.UI {
	at := m.Entry.Message.Edited
	if at == 0 {
		return nil
	}
	when := m.Words.EditedAt(m.Words.Moment(m.Line.zone.local(at)))
	link := app.A().Class("edited").Href(Attr(shared.PageVersions(m.Line.Room, m.seq()))).Title(Attr(when)).Text(m.Words.EditedTag)
	if app.IsServer {
		link = link.Target("_top") // out of the iframe
	}
	return link
}

// fate tells what became of the message, or of a change, where that isn't well.
func (m *message) fate() []app.UI {
	var fate []app.UI
	if m.Held != heldNot && m.Entry.Status == state.Waiting {
		why := m.Words.WaitsOffline
		switch m.Held {
		case heldPaced:
			why = m.Words.WaitsPaced
		case heldFull:
			why = m.Words.WaitsFull
		}
		fate = append(fate, app.Div().Class("waits").Body(Icon("clock"), app.Text(why)))
	}
	for _, r := range m.Entry.Refused {
		id := Attr(string(r.ID))
		fate = append(fate, app.Div().Class("failed").Role("alert").Body(
			Icon("circle-alert"),
			app.Span().Text(r.sentence(m.Words)),
			app.Button().Type("button").DataSet("id", id).Text(m.Words.SendAgain).OnClick(m.onRetry),
			app.Button().Type("button").DataSet("id", id).Text(m.Words.Discard).OnClick(m.onDiscard),
		))
	}
	return fate
}
