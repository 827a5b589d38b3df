//go:build !js

package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

const newKeyID = "new-key"

// key is a token or a webhook, and what ends it.
func (b *bots) key(bot shared.Bot, key shared.Key) app.UI {
	w := b.Words
	icon, name := "lock", w.BotTokenName
	if key.Room != "" {
		icon, name = "hash", w.BotHookName(b.roomName(key.Room))
	}
	made := w.BotKeyMade(dayName(w.Words, b.zone, key.Made, b.Now))
	return app.Li().Class("card").Body(Icon(icon),
		app.Div().Class("what").Body(app.Span().Class("name").Dir("auto").Text(name), app.P().Class("facts").Text(made)),
		b.form("end", "", hidden("bot", string(bot.ID)), hidden("key", key.ID),
			app.Button().Class("button", "quiet").Aria("label", Attr(w.InviteEnd+": "+name+", "+made)).Text(w.InviteEnd)),
	)
}

func (b *bots) roomName(id shared.RoomID) string {
	for _, room := range b.Rooms {
		if room.ID == id {
			return room.Name
		}
	}
	return string(id)
}

// fresh shows the key that was just made, which shows only once, and how a program
// uses it.
func (b *bots) fresh() app.UI {
	made := b.Known.Made
	if made == nil || len(made.Keys) == 0 {
		return nil
	}
	w, label := b.Words, b.Words.BotTokenOf(made.Name)
	if made.Keys[0].Room != "" {
		label = w.BotHookOf(made.Name)
	}
	return app.Section().Class("panel").Body(app.Div().Class("fresh").Body(app.Div().Class("stack").Body(
		app.Div().Class("field").Body(
			app.Label().For(newKeyID).Text(label),
			app.Input().ID(newKeyID).Type("text").ReadOnly(true).Spellcheck(false).Value(Attr(b.secret(made.Keys[0]))).Aria("describedby", "key-once"),
		),
		app.P().ID("key-once").Class("facts").Text(w.BotKeyOnce),
		app.Pre().Class("example").TabIndex(0).Aria("label", w.BotExample).Body(app.Code().Text(b.example(made.Keys[0]))),
		copyButton(w, b.secret(made.Keys[0])),
	)))
}

// secret is what is copied: a token, or the address of a webhook.
func (b *bots) secret(key shared.Key) string {
	if key.Room != "" {
		return b.Known.Base + shared.PathHook(key.Token)
	}
	return key.Token
}

// example is a command line that posts a message by a key.
func (b *bots) example(key shared.Key) string {
	if key.Room != "" {
		return "curl --json '{\"text\":\"hello\"}' \\\n  " + b.secret(key)
	}
	return "curl -H 'Authorization: Bearer " + key.Token + "' \\\n  --json '{\"text\":\"hello\"}' \\\n  " +
		b.Known.Base + shared.PathMessages(shared.General)
}
