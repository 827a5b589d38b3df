package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// bars stand above the page: that a new version is ready, and why a plain form
// was refused where no field can say it.
type bars struct {
	app.Compo

	Root    *Root
	Words   *words.Words
	Version bool
	Refused shared.Code

	dismissed shared.Code
}

func (r *Root) bars() app.UI {
	b := &bars{Root: r, Words: r.words(), Version: r.version || r.Client.NewVersion()}
	switch r.screen() {
	case screenEnter, screenDoor, screenPlain, screenRoom: // they say it beside the field
	default:
		b.Refused = r.at().refused
	}
	return b
}

func (b *bars) Render() app.UI {
	w := b.Words
	var all []app.UI
	if b.Version {
		all = append(all, app.Div().Class("notice").Role("status").Body(
			Icon("refresh-cw"), app.Span().Text(w.NewReady),
			app.Button().Type("button").Class("link").OnClick(b.update).Text(w.Reload),
		))
	}
	if b.Refused != "" && b.Refused != b.dismissed {
		all = append(all, app.Div().Class("notice", "bad").Role("alert").Body(
			Icon("circle-alert"), app.Span().Text(w.Refusal(&shared.Error{Code: b.Refused, Message: w.ErrorTitle})),
			app.Button().Type("button").Class("icon-button", "needs-client").Aria("label", w.Close).OnClick(b.dismiss).Body(Icon("x")),
		))
	}
	return app.Div().Class("bars").Body(all...)
}

func (b *bars) update(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	b.Root.Client.Update()
}

func (b *bars) dismiss(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	b.dismissed = b.Refused
	ctx.Dispatch(nil)
}
