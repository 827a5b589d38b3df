package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client/lab"
	"parley/app/client/transport"
	"parley/app/ui/words"
	"parley/shared"
)

// labRow is one transport: what it is and does, its lane, its latest events and
// its figures.
type labRow struct {
	app.Compo

	Words   *words.Words
	Column  *lab.Column
	Stream  shared.LabStream
	Running bool
	Turn    uint64
	Time    laneTime
}

func (l *labRow) Render() app.UI {
	w, c := l.Words, l.Column
	parts := []app.UI{
		app.Div().Class("lab-who").Body(
			app.H2().Text(w.ByTransport[c.Transport]),
			app.P().Text(w.ByWay[c.Transport]),
		),
		app.Div().Class("lab-line").Body(l.Time.lane(c.Trace(), l.Running), l.below()),
		l.acts(),
		l.figures(),
	}
	if c.Transport == shared.TransportFrame {
		parts = append(parts, app.Div().ID(lab.FrameID).Class("lab-frame"))
	}
	return app.Li().Class("lab-row").DataSet("transport", string(c.Transport)).DataSet("state", string(c.State())).Body(parts...)
}

// below is what the connection is doing, and what it brought.
func (l *labRow) below() app.UI {
	dot, state := l.state()
	return app.Div().Class("lab-below").Body(
		app.Span().Class("lab-state").Body(app.I().Class("dot", dot), app.Text(state)),
		l.said(),
	)
}

// state is what the connection is doing, with its dot.
func (l *labRow) state() (dot, text string) {
	w, c := l.Words, l.Column
	switch {
	case c.Doing() == lab.Complete && c.Halted():
		return "off", w.StateHalted
	case c.Doing() == lab.Complete:
		return "off", w.StateComplete
	case c.Doing() == lab.Waiting:
		return "wait", w.StateWaiting
	case c.Held():
		return "wait", w.StateHeld
	case c.State() == transport.Opened:
		return "", w.StateOpen
	case c.State() == transport.Connecting && c.Answered():
		return "wait", w.StateBetween
	case c.State() == transport.Connecting:
		return "wait", w.StateConnecting
	}
	return "off", w.StateClosed
}

// said is the latest events, the newest last.
func (l *labRow) said() app.UI {
	told := l.Column.Latest()
	if len(told) == 0 {
		return app.P().Class("lab-said", "none").Text(l.silence())
	}
	last := len(told) - 1
	space := "  "
	if l.Stream == shared.LabWords {
		space = "" // each word brings its own
	}
	var before strings.Builder
	for _, t := range told[:last] {
		before.WriteString(t.Text + space)
	}
	return app.P().Class("lab-said").Dir("auto").Body(
		app.Span().Text(before.String()),
		app.B().DataSet("seq", strconv.FormatInt(int64(told[last].Seq), 10)).Text(strings.TrimSpace(told[last].Text)),
	)
}

// silence says why there is no event.
func (l *labRow) silence() string {
	if l.Running && l.Stream == shared.LabButton {
		return l.Words.WaitForPress
	}
	return l.Words.NothingYet
}

// acts are what can be done to the line.
func (l *labRow) acts() app.UI {
	w, listening := l.Words, l.Running && l.Column.Doing() == lab.Listening
	end := l.act("square", w.HaltIt, l.Running && !l.Column.Halted(), l.halt)
	if l.Column.Halted() {
		end = l.act("play", w.ReleaseIt, l.Running, l.halt)
	}
	return app.Div().Class("lab-acts", "needs-client").Body(
		l.act("scissors", w.CutIt, listening, l.cut),
		l.act("pause", w.HoldIt(lab.HoldFor/microsInMilli), listening, l.hold),
		end,
	)
}

func (l *labRow) act(icon, label string, can bool, do app.EventHandler) app.UI {
	button := app.Button().Type("button").Class("icon-button").Title(label).
		Aria("label", l.Words.ByTransport[l.Column.Transport]+": "+label).OnClick(do)
	if !can {
		button = button.Disabled(true)
	}
	return button.Body(Icon(icon))
}

func (l *labRow) cut(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	l.Column.Cut()
}

func (l *labRow) hold(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	l.Column.Hold()
}

func (l *labRow) halt(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if l.Column.Halted() {
		l.Column.Release()
	} else {
		l.Column.Halt()
	}
}

// figures are what was measured.
func (l *labRow) figures() app.UI {
	cells := append([]string{delay(l.Column.Figures().Last)}, labCells(l.Column.Figures())...)
	names := append([]string{l.Words.FigureLast}, labFigures(l.Words)...)
	items := make([]app.UI, len(cells))
	for i, cell := range cells {
		items[i] = app.Div().Body(app.Dt().Text(names[i]), app.Dd().Text(cell))
	}
	return app.Dl().Class("lab-figures").Aria("label", l.Words.Figures).Body(items...)
}
