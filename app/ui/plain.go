package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// plainID is the <main> of the pages that the server alone renders: they show and
// change what only the server knows, by links and forms. The client shows them as
// they come, amid what is live, and weighs no more for all of them.
const plainID = "plain"

// fetched is such a page as the client has it. On the server it is empty.
type fetched struct {
	uri, lang string // what was asked for
	title     string
	html      string // its <main>; "" before it came
	err       *shared.Error
}

// plainMain is the frame of a plain page.
func plainMain(title string, parts ...app.UI) app.UI {
	return app.Main().ID(plainID).Class("page").TabIndex(-1).DataSet("title", Attr(title)).
		Body(app.Div().Class("column").Body(parts...))
}

// showPlain asks for the page at the address, if it is not here.
func (r *Root) showPlain() {
	to := fetched{uri: r.here.uri, lang: r.Lang}
	if r.plain.uri == to.uri && r.plain.lang == to.lang {
		return
	}
	r.plain = to
	r.Client.Page(to.uri, func(html string, err *shared.Error) {
		if r.plain.uri != to.uri || r.plain.lang != to.lang {
			return // one is elsewhere by now
		}
		if r.plain.err = err; err == nil {
			r.plain.html, r.plain.title = mainOf(html)
		}
		r.settle()
		r.refresh()
		r.ctx.Defer(func(app.Context) {
			r.focusArrival()
			r.showPart()
		})
	})
}

// showPart brings what the address names on a plain page into sight, or what was in
// sight before the client came.
func (r *Root) showPart() {
	page := app.Window().GetElementByID(plainID)
	if !page.Truthy() {
		return
	}
	if top, ok := r.Kept.ScrollTop(plainID); ok && top > 0 && !r.arrived {
		page.Set("scrollTop", top)
	} else if part := app.Window().GetElementByID(r.at().part); part.Truthy() {
		part.Call("scrollIntoView")
	}
}

// mainOf takes the <main> out of a page, and its title.
func mainOf(html string) (main, title string) {
	return plainIn(app.Window().Get("DOMParser").New().Call("parseFromString", html, "text/html"))
}

// plainIn finds the <main> of a plain page in a document.
func plainIn(document app.Value) (main, title string) {
	element := document.Call("querySelector", "main")
	if !element.Truthy() {
		return "", ""
	}
	if said := element.Get("dataset").Get("title"); said.Truthy() {
		title = said.String()
	}
	return element.Get("outerHTML").String(), title
}

// listenPlain acts on what is pressed in a plain page, where more than a link or
// a form can be done.
func (r *Root) listenPlain(document app.Value) {
	r.on(document, "click", func(event app.Value) {
		button := event.Get("target").Call("closest", "#"+plainID+" [data-copy]")
		if button.Truthy() {
			copyFrom(button)
		}
	})
	r.on(document, "submit", func(event app.Value) {
		if form := event.Get("target"); form.Get("dataset").Get("passkey").Truthy() {
			event.Call("preventDefault")
			r.passkey(form)
		}
		if event.Get("target").Call("matches", "#"+plainID+` form[action="/exit"]`).Bool() {
			event.Call("preventDefault")
			r.Loop.Run(func() { r.open(dialogExit) })
		}
	})
}

// copyFrom copies what a button names, and has the button say so.
func copyFrom(button app.Value) {
	data := button.Get("dataset")
	text := data.Get("copy").String()
	copyText(text, func(well bool) {
		if well {
			button.Call("querySelector", "span").Set("textContent", data.Get("copied"))
		}
	})
}
