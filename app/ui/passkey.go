package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// What the browser does for a form with data-passkey, as it names it.
const (
	passkeyCreate = "create"
	passkeyGet    = "get"
)

// passkey has the browser make a passkey, or prove one, and sends the form with its
// answer: with none where there is none, since the server has words for that.
func (r *Root) passkey(form app.Value) {
	send := func(answer any) {
		form.Get("elements").Call("namedItem", "credential").Set("value", answer)
		form.Call("submit")
	}
	does := form.Get("dataset").Get("passkey").String()
	r.Client.Passkey(form.Call("getAttribute", "action").String(), func(options map[string]any, err *shared.Error) {
		reader, read := app.Window().Get("PublicKeyCredential"), "parseRequestOptionsFromJSON"
		if does == passkeyCreate {
			read = "parseCreationOptionsFromJSON"
		}
		if err != nil || !reader.Truthy() || !reader.Get(read).Truthy() {
			send("")
			return
		}
		answered := app.Window().Get("navigator").Get("credentials").Call(does, map[string]any{"publicKey": reader.Call(read, options)})
		var given, refused app.Func
		ended := func(answer func(app.Value) any) app.Func {
			return app.FuncOf(func(_ app.Value, args []app.Value) any {
				given.Release()
				refused.Release()
				send(answer(args[0]))
				return nil
			})
		}
		given = ended(func(key app.Value) any { return app.Window().Get("JSON").Call("stringify", key) })
		refused = ended(func(app.Value) any { return "" })
		answered.Call("then", given, refused)
	})
}
