package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client/lab"
	"parley/shared"
)

// stage is what a stream has of its own.
func (p *labPage) stage() app.UI {
	switch p.stream() {
	case shared.LabVitals:
		return p.vitals()
	case shared.LabButton:
		return p.button()
	}
	return nil
}

// button is the one that everybody has.
func (p *labPage) button() app.UI {
	button := app.Button().Type("button").ID("lab-press").Class("button", "primary", "needs-client").OnClick(p.press)
	if p.phase() != lab.Running {
		button = button.Disabled(true)
	}
	return app.Div().Class("lab-stage", "press").Body(button.Text(p.Words.PressIt), app.P().Text(p.Words.PressText))
}

func (p *labPage) press(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	p.bench.Press()
}

// vitals show how the server is doing.
func (p *labPage) vitals() app.UI {
	w := p.Words
	return app.Div().Class("lab-stage", "vitals").Body(
		p.vital(w.VitalCPU, 1, func(v shared.Vitals) float64 { return v.CPU }, percent),
		p.vital(w.VitalMemory, mega, func(v shared.Vitals) float64 { return float64(v.Memory) }, size),
		p.vital(w.VitalListeners, 1, func(v shared.Vitals) float64 { return float64(v.Listeners) }, whole),
		p.vital(w.VitalEvents, 1, func(v shared.Vitals) float64 { return v.Events }, tenth),
	)
}

// vital is one sign: its name, its latest value, and how it went. The curve's
// height is at least least.
func (p *labPage) vital(name string, least float64, of func(shared.Vitals) float64, write func(float64) string) app.UI {
	const width, height = 240, 40
	var values []float64
	top := least
	if p.bench != nil {
		for _, s := range p.bench.Samples() {
			if s.Vitals != nil {
				values = append(values, of(*s.Vitals))
				top = max(top, values[len(values)-1])
			}
		}
	}
	now := unmeasured
	if n := len(values); n > 0 {
		now = write(values[n-1])
	}
	line, area := curve(values, lab.Remembered, width, height, top)
	return app.Div().Class("vital").Body(
		app.P().Body(app.Span().Text(name), app.B().Text(now)),
		chart("curve", width, height, drawn("area", area), drawn("line", line)),
	)
}

func percent(share float64) string {
	const hundred = 100
	return whole(share*hundred) + " %"
}

func whole(n float64) string { return strconv.FormatFloat(n, 'f', 0, 64) }

func tenth(n float64) string { return strconv.FormatFloat(n, 'f', 1, 64) }
