//go:build !js

package ui

import (
	"net/url"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

const newKeyID = "new-key"

// key is a token or a webhook, and what ends it.
func (b *bots) key(bot shared.Bot, key shared.Key) app.UI {
	w := b.Words
	icon, name := "lock", w.BotTokenName
	switch {
	case key.URL != "":
		icon, name = "arrow-up", w.BotCallName(b.roomName(key.Room), hostOf(key.URL))
	case key.Room != "":
		icon, name = "hash", w.BotHookName(b.roomName(key.Room))
	}
	made := w.BotKeyMade(dayName(w.Words, b.zone, key.Made, b.Now))
	what := []app.UI{app.Span().Class("name").Dir("auto").Text(name), app.P().Class("facts").Text(made)}
	if key.Trouble != "" {
		what = append(what, app.P().Class("wrong").Dir("auto").Text(w.BotCallTrouble(key.Trouble, key.Stopped)))
	}
	return app.Li().Class("card").Body(Icon(icon),
		app.Div().Class("what").Body(what...),
		app.If(key.Stopped, b.form("revive", "", hidden("bot", string(bot.ID)), hidden("key", key.ID),
			app.Button().Class("button", "quiet").Aria("label", Attr(w.TryAgain+": "+name)).Text(w.TryAgain))),
		b.form("end", "", hidden("bot", string(bot.ID)), hidden("key", key.ID),
			app.Button().Class("button", "quiet").Aria("label", Attr(w.InviteEnd+": "+name+", "+made)).Text(w.InviteEnd)),
	)
}

// hostOf is what of an address may be shown: what follows may hold a secret.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
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
	w, label, example := b.Words, b.Words.BotTokenOf(made.Name), b.Words.BotExample
	switch key := made.Keys[0]; {
	case key.URL != "":
		label, example = w.BotCallOf(made.Name), w.BotCallSigned
	case key.Room != "":
		label = w.BotHookOf(made.Name)
	}
	return app.Section().Class("panel").Body(app.Div().Class("fresh").Body(app.Div().Class("stack").Body(
		app.Div().Class("field").Body(
			app.Label().For(newKeyID).Text(label),
			app.Input().ID(newKeyID).Type("text").ReadOnly(true).Spellcheck(false).Value(Attr(b.secret(made.Keys[0]))).Aria("describedby", "key-once"),
		),
		app.P().ID("key-once").Class("facts").Text(w.BotKeyOnce),
		app.Pre().Class("example").TabIndex(0).Aria("label", Attr(example)).Body(app.Code().Text(b.example(made.Keys[0]))),
		copyButton(w, b.secret(made.Keys[0])),
	)))
}

// secret is what is copied: a token, the address of a webhook, or what signs.
func (b *bots) secret(key shared.Key) string {
	if key.Room != "" && key.URL == "" {
		return b.Known.Base + shared.PathHook(key.Token)
	}
	return key.Token
}

// example is a command line that posts a message by a key, or for an outgoing
// webhook makes the signature that a body has to have.
func (b *bots) example(key shared.Key) string {
	if key.URL != "" {
		return "# Parley-Signature: t=<time>,v1=<sum>\n" +
			"printf '%s.%s' \"$time\" \"$body\" | openssl dgst -sha256 -hmac " + key.Token
	}
	if key.Room != "" {
		return "curl --json '{\"text\":\"hello\"}' \\\n  " + b.secret(key)
	}
	return "curl -H 'Authorization: Bearer " + key.Token + "' \\\n  --json '{\"text\":\"hello\"}' \\\n  " +
		b.Known.Base + shared.PathMessages(shared.General)
}
