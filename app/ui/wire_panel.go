package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/shared"
)

// details are what one sees who wants to know more of the connection.
func (p *wire) details() app.UI {
	dot, text, sentence := p.tell()
	parts := []app.UI{
		app.P().Class("lead").Body(app.I().Class("dot", dot), app.Text(text)),
		app.P().Text(sentence),
	}
	if p.State.Facts != nil {
		parts = append(parts, p.ladder(p.State.Facts)...)
	}
	parts = append(parts, p.unpin(), p.tryNow())
	if p.State.Facts != nil {
		parts = append(parts, app.Dl().Body(p.facts(p.State.Facts)...))
	}
	return app.Div().ID(wireID).Class("popover").Attr("popover", "auto").On("toggle", p.toggled).Body(parts...)
}

// ladder tells why it is this transport, and what it can't do.
func (p *wire) ladder(c *client.Connection) []app.UI {
	w := p.Words
	var parts []app.UI
	say := func(text string) { parts = append(parts, app.P().Text(text)) }
	if c.Pinned && !c.Blocked {
		say(w.PinnedText)
	}
	if c.Transport == shared.TransportLongPoll || c.Transport == shared.TransportPoll {
		say(w.UnseenText)
	}
	for _, h := range c.Hurdles {
		say(p.hurdle(h))
	}
	if n := len(c.Hurdles); n > 0 && c.ClimbAt != 0 {
		const minute = 60
		next := w.TransportNames[c.Hurdles[n-1].Transport]
		say(w.ClimbIn(next, max(1, (p.left(c.ClimbAt)+minute-1)/minute)))
	}
	return parts
}

func (p *wire) hurdle(h client.Hurdle) string {
	w, name := p.Words, p.Words.TransportNames[h.Transport]
	switch h.Reason {
	case client.HeldBack:
		return w.HeldBack(name)
	case client.TurnedAway:
		return w.TurnedAway(name)
	case client.CutOff:
		return w.CutOff(name)
	}
	return w.Remembered(name)
}

// facts are the measurements.
func (p *wire) facts(c *client.Connection) []app.UI {
	w := p.Words
	var rows []app.UI
	row := func(name, value, class string) {
		rows = append(rows, app.Dt().Text(name), app.Dd().Class(class).Text(value))
	}
	row(w.Transport, w.TransportNames[c.Transport], "")
	if cursor := p.Root.Client.State().Cursor(); cursor.Epoch != "" {
		row(w.Position, cursor.String(), "mono")
	}
	if c.RoundTrip > 0 {
		row(w.RoundTrip, w.Millis(c.RoundTrip), "")
	}
	if gap := c.Last; gap != nil {
		told := w.GapTold(gap.From, gap.To, gap.Events)
		if gap.Checked {
			told += w.GapMissing(gap.Missing)
		}
		row(w.LastGap, told, "")
	}
	row(w.Reconnects, w.Times(c.Reconnects), "")
	row(w.Received, w.Bytes(c.Down), "")
	row(w.SentBytes, w.Bytes(c.Up), "")
	return rows
}

// unpin leads back from a transport that does not get through.
func (p *wire) unpin() app.UI {
	if !p.State.Blocked {
		return nil
	}
	return app.Button().Type("button").Class("link").OnClick(p.choose).Text(p.Words.Unpin)
}

func (p *wire) choose(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	p.Root.Client.Set(client.SettingTransport, "")
}

// toggled measures for who looks at the panel.
func (p *wire) toggled(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	p.inspect(e.Get("newState").String() == "open")
	p.Root.changed()
}

// OnDismount ends the measuring where the panel goes with the page around it.
func (p *wire) OnDismount() { p.inspect(false) }

func (p *wire) inspect(on bool) {
	if p.Root.inspected != on {
		p.Root.inspected = on
		p.Root.Client.Measure(on)
	}
}
