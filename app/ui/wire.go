package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/ui/words"
)

const (
	wireID   = "connection"
	wireTick = time.Second // between the numbers of a countdown
)

// wireState is what the pill shows of the connection.
type wireState struct {
	Phase     client.Phase // "" on the server, which knows of none
	Transport string
	RetryAt   int64 // when it tries again: milliseconds since 1970
	HeldUntil int64 // when sending goes on; 0 where nothing is held
}

func (r *Root) wireState() wireState {
	c := r.Client.Connection()
	return wireState{Phase: c.Phase, Transport: c.Transport, RetryAt: c.RetryAt, HeldUntil: r.Client.HeldUntil()}
}

// wire is the connection in words, with the details behind it. It counts by
// itself while there is something to count down.
type wire struct {
	app.Compo

	Root  *Root
	Words *words.Words
	State wireState

	ticking bool
}

// OnMount begins to count, where there is something to.
func (p *wire) OnMount(ctx app.Context) { p.tick(ctx) }

// OnUpdate does so when the connection changed.
func (p *wire) OnUpdate(ctx app.Context) { p.tick(ctx) }

func (p *wire) tick(ctx app.Context) {
	if p.ticking || !p.counts() {
		return
	}
	p.ticking = true
	time.AfterFunc(wireTick, func() {
		ctx.Dispatch(func(ctx app.Context) {
			p.ticking = false
			p.tick(ctx)
		})
	})
}

func (p *wire) counts() bool {
	return p.left(p.State.RetryAt) > 0 && p.State.Phase != client.Live || p.left(p.State.HeldUntil) > 0
}

// left is how many seconds there are until then, rounded up.
func (p *wire) left(until int64) int {
	if until == 0 {
		return 0
	}
	const second = int64(time.Second / time.Millisecond)
	return max(0, int((until-p.Root.Client.Now()+second-1)/second))
}

func (p *wire) Render() app.UI {
	dot, text, _ := p.tell()
	class := "calm"
	if p.State.Phase != client.Live {
		class = "alert"
	}
	if p.State.Phase == "" {
		class = "unknown"
	}
	return app.Div().Class("wire", class).Body(
		app.Button().Type("button").Class("pill-button").Attr("popovertarget", wireID).
			Aria("label", p.Words.ConnectionLabel+": "+text).Body(
			app.I().Class("dot", dot), app.Span().Class("what").Text(text),
		),
		p.tryNow(),
		app.Span().Class("sr").Role("status").Text(p.news()),
		p.details(),
	)
}

// tell gives the dot, the words and the sentence for the state.
func (p *wire) tell() (dot, text, sentence string) {
	w := p.Words
	if held := p.left(p.State.HeldUntil); held > 0 {
		return "wait", w.SlowDown(held), w.LiveText
	}
	switch p.State.Phase {
	case client.Live:
		return "", w.Live(p.State.Transport), w.LiveText
	case client.Offline:
		return "off", w.Offline, w.OfflineText
	case client.Ended:
		return "off", w.Ended, w.EndedText
	case client.Waiting:
		if left := p.left(p.State.RetryAt); left > 0 {
			return "wait", w.RetryIn(left), w.RetryText
		}
	}
	return "wait", w.Connecting, w.ConnectingText
}

// news is told to screen readers: the phase, and not every second of it.
func (p *wire) news() string {
	switch p.State.Phase {
	case client.Waiting:
		return p.Words.RetryText
	case client.Offline:
		return p.Words.OfflineText
	case client.Live:
		return p.Words.Live(p.State.Transport)
	}
	return ""
}

func (p *wire) tryNow() app.UI {
	if p.State.Phase != client.Waiting && p.State.Phase != client.Offline {
		return nil
	}
	return app.Button().Type("button").Class("link").OnClick(p.try).Text(p.Words.TryNow)
}

func (p *wire) try(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	p.Root.Client.TryNow()
}

// details are what one sees who wants to know more.
func (p *wire) details() app.UI {
	dot, text, sentence := p.tell()
	facts := []app.UI{}
	if p.State.Transport != "" {
		facts = append(facts, app.Dt().Text(p.Words.Transport), app.Dd().Text(p.State.Transport))
	}
	if cursor := p.Root.Client.State().Cursor(); cursor.Epoch != "" {
		facts = append(facts, app.Dt().Text(p.Words.Position), app.Dd().Class("mono").Text(cursor.String()))
	}
	return app.Div().ID(wireID).Class("popover").Attr("popover", "auto").On("toggle", p.toggled).Body(
		app.P().Class("lead").Body(app.I().Class("dot", dot), app.Text(text)),
		app.P().Text(sentence),
		p.tryNow(),
		app.Dl().Body(facts...),
	)
}

// toggled brings the cursor up to date for who looks at it.
func (p *wire) toggled(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	ctx.Dispatch(nil)
}
