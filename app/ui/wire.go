package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/ui/words"
	"parley/shared"
)

const (
	wireID   = "connection"
	wireTick = time.Second // between the numbers of a countdown
)

// wireState is what the pill shows of the connection.
type wireState struct {
	Phase     client.Phase // "" on the server, which knows of none
	Transport shared.Transport
	NoRoom    shared.Code // why the server has no room for us; "" where that is not why
	RetryAt   int64       // when it tries again: milliseconds since 1970
	HeldUntil int64       // when sending goes on; 0 where nothing is held
	DiskFull  bool        // what is written waits for room on the server's disk
	Blocked   bool        // the transport that the person chose does not get through

	Facts *client.Connection // for who looks at the panel; nil while nobody does
}

func (r *Root) wireState() wireState {
	c := r.Client.Connection()
	state := wireState{Phase: c.Phase, Transport: c.Transport, NoRoom: c.NoRoom, RetryAt: c.RetryAt, HeldUntil: r.Client.HeldUntil(), DiskFull: r.Client.DiskFull(), Blocked: c.Blocked}
	if r.inspected {
		state.Facts = &c
	}
	return state
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
		p.details(), // before what comes and goes, so that it stays open
		app.Span().Class("sr").Role("status").Text(p.news()),
		p.tryNow(),
	)
}

// tell gives the dot, the words and the sentence for the state.
func (p *wire) tell() (dot, text, sentence string) {
	w := p.Words
	if held := p.left(p.State.HeldUntil); held > 0 {
		return "wait", w.SlowDown(held), w.LiveText
	}
	name := w.TransportNames[p.State.Transport]
	if p.State.Blocked {
		return "wait", w.Blocked(name), w.BlockedText(name)
	}
	if p.diskFull() {
		return "wait", w.DiskFull, w.DiskFullText
	}
	switch p.State.Phase {
	case client.Live:
		if p.State.Transport == shared.TransportPoll {
			return "", w.Live(name), w.PollText
		}
		return "", w.Live(name), w.LiveText
	case client.Offline:
		return "off", w.Offline, w.OfflineText
	case client.Ended:
		return "off", w.Ended, w.EndedText
	case client.Waiting:
		left := p.left(p.State.RetryAt)
		switch {
		case left > 0 && p.State.NoRoom != "":
			return "wait", w.NoRoomFor(left), p.noRoom()
		case left > 0:
			return "wait", w.RetryIn(left), w.RetryText
		}
	}
	return "wait", w.Connecting, w.ConnectingText
}

// news is told to screen readers: the phase, and not every second of it.
func (p *wire) news() string {
	name := p.Words.TransportNames[p.State.Transport]
	if p.State.Blocked {
		return p.Words.BlockedText(name)
	}
	if p.diskFull() {
		return p.Words.DiskFullText
	}
	switch p.State.Phase {
	case client.Waiting:
		if p.State.NoRoom != "" {
			return p.noRoom()
		}
		return p.Words.RetryText
	case client.Offline:
		return p.Words.OfflineText
	case client.Live:
		return p.Words.Live(name)
	}
	return ""
}

// noRoom says why the server has no room for a stream.
func (p *wire) noRoom() string { return p.Words.Refusal(&shared.Error{Code: p.State.NoRoom}) }

// diskFull reports whether there is a connection, and yet nothing can be sent.
func (p *wire) diskFull() bool { return p.State.DiskFull && p.State.Phase == client.Live }

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
