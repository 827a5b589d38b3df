package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/shared"
)

const (
	// noticesAtOnce is how many messages get a notice of their own; of more, only
	// the number is told.
	noticesAtOnce = 3
	noticeRunes   = 200 // of a message in a notice
	noticeIcon    = "/static/icon-192.png"
)

// alert draws the person's attention to messages, as the device may.
func (r *Root) alert(alerts []client.Alert) {
	if r.Client.Setting(client.SettingSound) == "" {
		chime()
	}
	if r.Client.Setting(client.SettingNotify) == "" || permission() != "granted" || app.Window().Get("document").Call("hasFocus").Bool() {
		return
	}
	w, last := r.words(), alerts[len(alerts)-1]
	if len(alerts) > noticesAtOnce {
		r.notice(w.Name, w.NewBelow(int64(len(alerts))), last)
		return
	}
	for _, a := range alerts {
		r.notice(r.noticeTitle(a), shared.Clip(a.Text, noticeRunes), a)
	}
}

// noticeTitle names who wrote, and where that is not between the two alone.
func (r *Root) noticeTitle(a client.Alert) string {
	s := r.Client.State()
	room, name := s.Room(a.Room), named(s.Person(a.By), r.words()).Name
	if room == nil || partner(s, room).ID != "" {
		return name
	}
	return r.words().SaidIn(name, roomName(s, room, r.words()))
}

// notice shows one on the desktop, in the place of the one before of its room. A
// press leads to the message.
func (r *Root) notice(title, text string, a client.Alert) {
	defer func() { recover() }() // where a page must not show any, as on Android, making one panics
	notice := app.Window().Get("Notification").New(title, map[string]any{
		"body": text, "tag": string(a.Room), "renotify": true, "silent": true, "icon": noticeIcon, "lang": r.words().Lang,
	})
	var pressed, closed app.Func
	pressed = app.FuncOf(func(app.Value, []app.Value) any {
		app.Window().Call("focus")
		notice.Call("close")
		r.ctx.Dispatch(func(ctx app.Context) { ctx.Navigate(shared.PageMessage(a.Room, a.Seq)) })
		return nil
	})
	closed = app.FuncOf(func(app.Value, []app.Value) any {
		pressed.Release()
		closed.Release()
		return nil
	})
	notice.Call("addEventListener", "click", pressed)
	notice.Call("addEventListener", "close", closed)
}

// permission is what the browser allows: "granted", "denied", "default" where it
// has not asked yet, and "" where it has no notices.
func permission() string {
	if notices := app.Window().Get("Notification"); notices.Truthy() {
		return notices.Get("permission").String()
	}
	return ""
}

// askPermission has the browser ask the person, and calls done, on any goroutine,
// with what the permission is then.
func askPermission(done func(permission string)) {
	var answered app.Func
	answered = app.FuncOf(func(_ app.Value, args []app.Value) any {
		answered.Release()
		done(args[0].String())
		return nil
	})
	app.Window().Get("Notification").Call("requestPermission").Call("then", answered)
}

// The sound: two soft notes, in hertz, and how long they take, in seconds.
const (
	lowNote, highNote = 660, 880
	noteEvery         = 0.12
	noteFades         = 0.35
	loudness          = 0.08
)

// chime plays the sound. A browser plays none in a page that nobody has touched.
func chime() {
	activation := app.Window().Get("navigator").Get("userActivation")
	if audio := app.Window().Get("AudioContext"); audio.Truthy() && activation.Truthy() && activation.Get("hasBeenActive").Bool() {
		context := audio.New()
		begin := context.Get("currentTime").Float()
		note(context, lowNote, begin)
		last := note(context, highNote, begin+noteEvery)
		var ended app.Func
		ended = app.FuncOf(func(app.Value, []app.Value) any {
			ended.Release()
			context.Call("close")
			return nil
		})
		last.Call("addEventListener", "ended", ended)
	}
}

// note plays one note, which fades away.
func note(context app.Value, hertz, at float64) app.Value {
	tone, volume := context.Call("createOscillator"), context.Call("createGain")
	tone.Get("frequency").Set("value", hertz)
	volume.Get("gain").Call("setValueAtTime", loudness, at)
	volume.Get("gain").Call("exponentialRampToValueAtTime", loudness/100, at+noteFades)
	tone.Call("connect", volume)
	volume.Call("connect", context.Get("destination"))
	tone.Call("start", at)
	tone.Call("stop", at+noteFades)
	return tone
}
