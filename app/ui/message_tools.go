package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// tools are the buttons of the message that the person is at. The others have
// none in the page: three hundred messages would bring a thousand buttons.
func (m *message) tools() app.UI {
	e, w := &m.Entry, m.Words
	picking := m.Mode == modePick || m.Mode == modePickUp
	choosing := m.Mode == modeMenu || m.Mode == modeMenuUp
	if m.Mode != modeTools && !picking && !choosing || e.Message.Seq == 0 || e.Message.Deleted {
		return nil
	}
	return app.Div().Class("tools").Role("toolbar").Aria("label", Attr(w.MessageTools)).Body(
		app.If(m.Open, m.tool("smile-plus", w.React, m.onPick).Aria("expanded", boolean(picking))),
		app.If(m.Open, m.tool("reply", w.Reply, m.onReply)),
		app.If(m.Open && e.Mine, m.tool("pencil", w.Edit, m.onEdit)),
		app.If(m.Open && (e.Mine || m.Line.manages()), m.tool("trash-2", w.Delete, m.onDelete)),
		m.tool("ellipsis", w.MoreTools, m.onMenu).Aria("haspopup", "menu").Aria("expanded", boolean(choosing)),
		app.If(picking, &EmojiPicker{Words: w, Owner: m, Up: m.Mode == modePickUp}),
		app.If(choosing, &messageMenu{Words: w, Owner: m, Seq: e.Message.Seq, Up: m.Mode == modeMenuUp}),
	)
}

// manages reports whether the person may delete what others wrote here.
func (t *Timeline) manages() bool {
	known := t.Client.State()
	room := known.Room(t.Room)
	return room != nil && known.Manages(room)
}

func (m *message) tool(icon, label string, do app.EventHandler) app.HTMLButton {
	return app.Button().Type("button").Class("icon-button").
		Aria("label", Attr(label)).Title(Attr(label)).
		Body(Icon(icon)).
		OnClick(do, icon)
}

// boolean is the value of an attribute that says "true" or "false".
func boolean(on bool) string { return Attr(strconv.FormatBool(on)) }

// reactions are the emoji below the text; a press adds one's own or takes it
// back, once there is a client to do it.
func (m *message) reactions() app.UI {
	e := &m.Entry
	row := make([]app.UI, 0, len(e.Reacted)+1)
	for _, r := range e.Reacted {
		label := Attr(m.Words.ReactedWith(r.Emoji, r.Names))
		row = append(row, app.Button().Type("button").Class("react").
			DataSet("emoji", Attr(r.Emoji)).
			Aria("pressed", boolean(r.Mine)).Aria("label", label).Title(label).
			Disabled(!m.Open || app.IsServer).
			Body(app.Span().Class("emoji").Text(r.Emoji), app.Span().Text(len(r.Names))).
			OnClick(m.onReaction))
	}
	return app.Div().Class("reacts").Body(row...)
}

// question asks whether to delete the message.
func (m *message) question() app.UI {
	w := m.Words
	return app.Div().Class("question").Role("alertdialog").Aria("label", Attr(w.DeleteQuestion)).Body(
		app.Span().Text(w.DeleteQuestion),
		app.Button().Type("button").Class("button danger").ID(deleteButton).Text(w.DeleteYes).OnClick(m.onDeleteYes),
		app.Button().Type("button").Class("link").Text(w.Cancel).OnClick(m.onCancel),
	)
}

// deleteButton is the ID of the button that deletes; one is open at most.
const deleteButton = "delete-message"

func (m *message) seq() shared.Seq { return m.Entry.Message.Seq }

func (m *message) onPick(ctx app.Context, _ app.Event) {
	switch {
	case m.Mode == modePick || m.Mode == modePickUp:
		m.Line.close(true)
	case m.Line.scroll.roomBelow(ctx.JSSrc()) < pickerHeight:
		m.Line.open(m.Entry.Key, modePickUp)
	default:
		m.Line.open(m.Entry.Key, modePick)
	}
}

func (m *message) onEdit(app.Context, app.Event)   { m.Line.open(m.Entry.Key, modeEdit) }
func (m *message) onDelete(app.Context, app.Event) { m.Line.open(m.Entry.Key, modeConfirm) }
func (m *message) onCancel(app.Context, app.Event) { m.Line.close(true) }

func (m *message) onDeleteYes(app.Context, app.Event) {
	m.Line.close(true)
	m.Line.Client.Delete(m.Line.Room, m.seq())
}

func (m *message) onReaction(ctx app.Context, _ app.Event) {
	if m.Open && m.seq() != 0 {
		m.toggle(dataOf(ctx, "emoji"))
	}
}

func (m *message) onRetry(ctx app.Context, _ app.Event) {
	m.Line.Client.Retry(shared.CommandID(dataOf(ctx, "id")))
}

func (m *message) onDiscard(ctx app.Context, _ app.Event) {
	m.Line.Client.Discard(shared.CommandID(dataOf(ctx, "id")))
}

// pickEmoji and closePicker make the message the owner of its picker.
func (m *message) pickEmoji(emoji string) {
	m.Line.close(true)
	m.toggle(emoji)
}

func (m *message) closePicker(back bool) { m.Line.close(back) }

// toggle adds the person to an emoji, or takes them from it.
func (m *message) toggle(emoji string) {
	mine := false
	for _, r := range m.Entry.Reacted {
		mine = mine || r.Emoji == emoji && r.Mine
	}
	m.Line.Client.React(m.Line.Room, m.seq(), emoji, !mine)
}

// dataOf reads a data attribute of the element that an event came to.
func dataOf(ctx app.Context, name string) string {
	return ctx.JSSrc().Get("dataset").Get(name).String()
}
