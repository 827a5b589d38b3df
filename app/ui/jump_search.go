package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// jumpPause is how long somebody types nothing before they are shown messages.
const jumpPause = 200 * time.Millisecond

func (j *jump) typed(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	j.filter, j.chosen, j.err = ctx.JSSrc().Get("value").String(), 0, nil
	ctx.Dispatch(nil)
	if typed := j.filter; typed != "" {
		ctx.After(jumpPause, func(ctx app.Context) { j.hear(ctx, typed) })
	}
}

// hear asks for the messages that fit the filter, where it is still that.
func (j *jump) hear(ctx app.Context, typed string) {
	if j.filter != typed || j.Root.dialog != dialogJump {
		return
	}
	j.Root.Client.Search(typed, 0, func(results shared.SearchResults, err *shared.Error) {
		if err != nil || j.filter != typed {
			return // the page of the search tells why
		}
		j.heard, j.results = typed, results
		ctx.Dispatch(nil)
	})
}
