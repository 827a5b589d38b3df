//go:build !js

package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// bots is the page where moderators see to bots and their keys.
type bots struct {
	app.Compo

	Root  *Root
	Words *words.Plain
	Known shared.Bots
	Rooms []roomChoice // where a webhook may post
	At    address
	Now   int64
	zone  zone
}

// roomChoice is a room as a form names it.
type roomChoice struct {
	ID   shared.RoomID
	Name string
}

func (r *Root) botsPage(w *words.Plain, known shared.Bots) app.UI {
	b := &bots{Root: r, Words: w, Known: known, At: r.at(), Now: r.Client.Now(), zone: zoneOf(r.Client)}
	for _, room := range r.Client.State().Rooms() {
		if !room.Direct && !room.Archived {
			b.Rooms = append(b.Rooms, roomChoice{room.ID, room.Name})
		}
	}
	return b
}

func (b *bots) Render() app.UI { return plainMain(b.Words.BotsTitle, b.sections()...) }

func (b *bots) sections() []app.UI {
	w := b.Words
	refused := app.UI(nil)
	if b.At.refused != "" {
		refused = b.Root.refusal("bot-name-refusal", &shared.Error{Code: b.At.refused})
	}
	parts := []app.UI{b.fresh(), app.Section().Class("panel").Body(
		app.H2().Text(w.BotMake),
		app.P().Class("facts").Body(app.Text(w.BotText+" "), app.A().Href(shared.PageReference).Text(w.APITitle)),
		b.form("make", "inline",
			nameField("bot-name", w.BotName, b.At.name, refused, false),
			app.Button().Type("submit").Class("button").Text(w.BotMake),
		),
	)}
	for _, one := range b.Known.Bots {
		parts = append(parts, b.bot(one))
	}
	return parts
}

// form asks for something of the page.
func (b *bots) form(do, class string, parts ...app.UI) app.HTMLForm {
	return app.Form().Class(class).Method("post").Action(shared.PageBots).Body(
		append([]app.UI{hidden("do", do)}, parts...)...)
}

func hidden(name, value string) app.UI {
	return app.Input().Type("hidden").Name(name).Value(Attr(value))
}

// bot is one of them, with what lets programs act as it.
func (b *bots) bot(one shared.Bot) app.UI {
	w := b.Words
	rows := make([]app.UI, len(one.Keys))
	for i, key := range one.Keys {
		rows[i] = b.key(one, key)
	}
	var list app.UI = app.P().Class("facts").Text(w.BotNoKeys)
	if len(rows) > 0 {
		list = app.Ul().Class("cards").Aria("label", Attr(w.BotKeysOf(one.Name))).Body(rows...)
	}
	return app.Section().Class("panel").Aria("label", Attr(one.Name)).Body(
		app.Div().Class("whom").Body(Face(one.Person), app.H2().Dir("auto").Text(one.Name), app.Span().Class("tag").Text(w.RoleNames[one.Role])),
		list,
		b.hooks(one),
		app.Div().Class("row").Body(
			b.form("token", "", hidden("bot", string(one.ID)), app.Button().Class("button").Text(w.BotToken)),
			b.form("remove", "", hidden("bot", string(one.ID)),
				app.Button().Class("button", "danger").Aria("label", Attr(w.BotRemove+": "+one.Name)).Text(w.BotRemove)),
		),
	)
}

// hooks makes a webhook, or one that calls out.
func (b *bots) hooks(one shared.Bot) app.UI {
	if len(b.Rooms) == 0 {
		return nil
	}
	options := make([]app.UI, len(b.Rooms))
	for i, room := range b.Rooms {
		options[i] = app.Option().Value(Attr(string(room.ID))).Text(room.Name)
	}
	id := "room-" + string(one.ID)
	room := func(id string) app.UI {
		return app.Div().Class("field").Body(
			app.Label().For(Attr(id)).Text(b.Words.BotHookRoom),
			app.Select().ID(Attr(id)).Name("room").Class("input").Body(options...),
		)
	}
	return app.Div().Class("stack").Body(
		b.form("hook", "inline", hidden("bot", string(one.ID)), room(id),
			app.Button().Class("button").Text(b.Words.BotHook)),
		b.form("call", "inline", hidden("bot", string(one.ID)), room("call-"+id),
			app.Div().Class("field").Body(
				app.Label().For(Attr("url-"+id)).Text(b.Words.BotCallURL),
				app.Input().ID(Attr("url-"+id)).Name("url").Type("url").Class("input").Required(true).Placeholder("https://").Spellcheck(false),
			),
			app.Button().Class("button").Text(b.Words.BotCall)),
	)
}
