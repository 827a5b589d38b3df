package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// copyText puts text into the clipboard, and calls done, on any goroutine, with
// whether that was possible.
func copyText(text string, done func(well bool)) {
	clipboard := app.Window().Get("navigator").Get("clipboard")
	if !clipboard.Truthy() { // over plain HTTP
		done(copyOldWay(text))
		return
	}
	var copied, refused app.Func
	ended := func(well bool) app.Func {
		return app.FuncOf(func(app.Value, []app.Value) any {
			copied.Release()
			refused.Release()
			done(well)
			return nil
		})
	}
	copied, refused = ended(true), ended(false)
	clipboard.Call("writeText", text).Call("then", copied, refused)
}

// copyOldWay copies by way of a field, as browsers did before they had a
// clipboard to write to.
func copyOldWay(text string) bool {
	document := app.Window().Get("document")
	field := document.Call("createElement", "textarea")
	field.Set("value", text)
	document.Get("body").Call("append", field)
	field.Call("select")
	done := document.Call("execCommand", "copy").Bool()
	field.Call("remove")
	return done
}
