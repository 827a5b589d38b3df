package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client/lab"
	"parley/shared"
)

// labStreams are the streams in the order in which one chooses.
var labStreams = []shared.LabStream{shared.LabClock, shared.LabWords, shared.LabVitals, shared.LabButton}

// labStream is the stream that an address names; the clock where it names none.
func labStream(name string) shared.LabStream {
	for _, s := range labStreams {
		if string(s) == name {
			return s
		}
	}
	return shared.LabClock
}

// tools choose the stream, and start and stop all.
func (p *labPage) tools() app.UI {
	w := p.Words
	items := make([]app.UI, len(labStreams))
	for i, s := range labStreams {
		input := app.Input().Type("radio").Name("stream").Value(string(s)).OnChange(p.choose(s), s)
		if s == p.stream() {
			input = input.Checked(true)
		}
		items[i] = app.Label().Body(input, app.Span().Text(w.ByStream[s]))
	}
	return app.Div().Class("lab-tools", "needs-client").Body(
		app.FieldSet().Class("choice").Body(app.Legend().Class("sr").Text(w.StreamLabel), app.Div().Class("segments").Body(items...)),
		p.startStop(),
		app.P().Class("lab-phase").Body(
			app.Span().Role("status").Text(p.news()),
			app.Span().Class("lab-clocks").Text(p.clocks()),
		),
	)
}

// startStop is one button where the bench runs, and the way back where it doesn't.
func (p *labPage) startStop() app.UI {
	w := p.Words
	icon, label, class := "play", w.StartAll, "primary"
	switch p.phase() {
	case lab.Starting, lab.Running:
		icon, label, class = "square", w.StopAll, ""
	case lab.Finished:
		icon, label = "refresh-cw", w.RunAgain
	}
	return app.Button().Type("button").ID("lab-start").Class("button", class).OnClick(p.turnOver).Body(Icon(icon), app.Span().Text(label))
}

func (p *labPage) turnOver(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if phase := p.phase(); phase == lab.Starting || phase == lab.Running {
		p.bench.Stop()
	} else {
		p.bench.Start()
	}
	ctx.Dispatch(nil)
}

func (p *labPage) choose(s shared.LabStream) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		p.bench.Choose(s)
		ctx.Dispatch(nil)
	}
}

// news is where the bench stands, for those who listen too: nothing that changes
// with every event.
func (p *labPage) news() string {
	w := p.Words
	switch p.phase() {
	case lab.Starting:
		return w.PhaseStarting
	case lab.Running:
		return w.PhaseRunning
	case lab.Finished:
		return w.PhaseFinished
	case lab.Stopped:
		return w.PhaseStopped
	}
	return w.PhaseIdle
}

// clocks tells how well delays can be told here at all.
func (p *labPage) clocks() string {
	if p.bench == nil {
		return ""
	}
	ahead, margin, ok := p.bench.Clocks()
	if !ok {
		return ""
	}
	return p.Words.ClocksDiffer(signedDelay(ahead), delay(margin))
}

// trouble is what was refused, or why nothing comes.
func (p *labPage) trouble() app.UI {
	if p.Offline {
		return app.P().Class("refusal").Role("alert").Body(Icon("wifi-off"), app.Span().Text(p.Words.PhaseOffline))
	}
	if p.bench == nil {
		return nil
	}
	if p.bench.Starved() {
		return app.P().Class("refusal").Role("alert").Body(Icon("circle-alert"), app.Span().Text(p.Words.StuckText))
	}
	return p.Root.refusal("lab-refusal", p.bench.Refused())
}
