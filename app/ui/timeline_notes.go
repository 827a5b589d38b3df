package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
)

// beginning is what stands above the oldest message in the page.
func (t *Timeline) beginning(room *state.Room) app.UI {
	w, loading := t.Words, t.Client.Loading(t.Room)
	top := app.Div().Class("line-top")
	switch {
	case loading.Failed != nil:
		return top.Body(app.Div().Class("note").Body(
			app.Span().Text(w.LoadingFailed+" "+w.Refusal(loading.Failed)),
			app.Button().Type("button").Class("link").Text(w.TryAgain).OnClick(t.onOlder),
		))
	case !room.Loaded():
		return top.Body(skeletons(w.Loading))
	case loading.Jump:
		return top.Body(app.Div().Class("note").Text(w.Loading))
	case app.IsServer && room.HasOlder():
		return top.Body(t.older(room))
	case room.HasOlder() || t.window.From > t.loaded.From:
		return top.Body(app.Div().Class("note").Text(w.LoadingOlder))
	case len(room.Chunks()) == 0:
		return top.Body(t.empty(room))
	}
	return top.Body(app.Div().Class("note").Text(t.begins(room)))
}

// begins says what it is that begins here.
func (t *Timeline) begins(room *state.Room) string {
	if room.Direct {
		return t.Words.DirectBegins(roomName(t.Client.State(), room, t.Words))
	}
	return t.Words.Beginning(room.Name)
}

func (t *Timeline) empty(room *state.Room) app.UI {
	text := t.Words.EmptyText
	if room.Archived {
		text = t.begins(room)
	}
	return app.Div().Class("empty").Body(
		Icon("mark"),
		app.P().Class("empty-title").Text(t.Words.EmptyTitle),
		app.P().Text(text),
	)
}

func (t *Timeline) onOlder(app.Context, app.Event) { t.Client.Older(t.Room) }

// ending is what stands below the newest message.
func (t *Timeline) ending(room *state.Room) app.UI {
	end, text := app.Div().Class("line-end"), ""
	gap := t.Client.Connection().Caught
	switch {
	case app.IsServer && room.HasNewer():
		return end.Body(t.newer(room))
	case t.window.To < t.loaded.To || room.HasNewer():
		text = t.Words.Loading
	case gap != nil && gap.Events > 0:
		text = t.Words.CaughtUp(gap.From, gap.To, gap.Events)
	default:
		return end
	}
	return end.Body(app.Div().Class("note").Text(text))
}

// pill leads to the end, and tells how much is new there.
func (t *Timeline) pill(room *state.Room) app.UI {
	fresh := room.Posted - t.seen
	if t.scroll.stuck || fresh <= 0 && !t.far {
		return nil
	}
	text := t.Words.ToTheEnd
	if fresh > 0 {
		text = t.Words.NewBelow(fresh)
	}
	class := "pill"
	if fresh <= 0 {
		class = "pill quiet"
	}
	return app.Button().Type("button").Class(class).
		Body(Icon("arrow-down"), app.Span().Text(text)).
		OnClick(t.onPill)
}

func (t *Timeline) onPill(app.Context, app.Event) { t.toEnd() }
