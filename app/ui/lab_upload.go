package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client/lab"
	"parley/app/ui/words"
)

// uploadRates are how many bytes a second the server may take; 0 is all it can.
var uploadRates = []int{0, 4_000_000, 1_000_000}

// labUpload sends bytes up a WebSocket, and shows how they leave.
type labUpload struct {
	app.Compo

	Words  *words.Words
	Upload *lab.Upload // nil on the server
	Turn   uint64

	rate int // of uploadRates, by its index plus one; 0 for the one to begin with
}

// uploadRate is the rate to begin with: slow enough to see something.
const uploadRate = 1

func (u *labUpload) chosen() int {
	if u.rate == 0 {
		return uploadRate
	}
	return u.rate - 1
}

func (u *labUpload) phase() lab.UploadPhase {
	if u.Upload == nil {
		return lab.NotSent
	}
	return u.Upload.Phase()
}

func (u *labUpload) Render() app.UI {
	w := u.Words
	return app.Elem("section").Class("lab-card", "upload").Aria("labelledby", "lab-upstream").Body(
		app.Div().Class("lab-title").Body(app.H2().ID("lab-upstream").Text(w.UploadTitle), u.button()),
		app.P().Class("lab-verdict").Text(w.UploadText),
		u.rates(),
		u.chart(),
		app.P().Class("lab-key").Body(
			app.Span().Class("waiting").Body(app.I(), app.Text(w.UploadWaiting+" "), app.B().ID("upload-waiting").Text(u.waiting())),
			app.Span().Class("received").Body(app.I(), app.Text(w.UploadGot+" "), app.B().ID("upload-received").Text(u.received())),
			app.Span().ID("upload-result").Role("status").Text(u.result()),
		),
	)
}

func (u *labUpload) button() app.UI {
	if u.phase() == lab.Sending {
		return app.Button().Type("button").ID("lab-send").Class("button").OnClick(u.cancel).Body(Icon("square"), app.Span().Text(u.Words.Cancel))
	}
	return app.Button().Type("button").ID("lab-send").Class("button", "primary", "needs-client").OnClick(u.send).Body(Icon("arrow-up"), app.Span().Text(u.Words.UploadStart))
}

func (u *labUpload) send(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	u.Upload.Start(uploadRates[u.chosen()])
	ctx.Dispatch(nil)
}

func (u *labUpload) cancel(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	u.Upload.Cancel()
	ctx.Dispatch(nil)
}

func (u *labUpload) rates() app.UI {
	w := u.Words
	items := make([]app.UI, len(uploadRates))
	for i, rate := range uploadRates {
		label := w.UploadFull
		if rate > 0 {
			label = w.UploadPer(size(float64(rate)))
		}
		input := app.Input().Type("radio").Name("upload-rate").OnChange(u.choose(i), i)
		if i == u.chosen() {
			input = input.Checked(true)
		}
		items[i] = app.Label().Body(input, app.Span().Text(label))
	}
	return app.FieldSet().Class("choice", "needs-client").Body(app.Legend().Text(w.UploadRate), app.Div().Class("segments").Body(items...))
}

func (u *labUpload) choose(i int) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		u.rate = i + 1
	}
}

// chart draws what waits in the browser, and what the server has.
func (u *labUpload) chart() app.UI {
	const width, height = 600, 100
	var looks []lab.Look
	if u.Upload != nil {
		looks = u.Upload.Looks()
	}
	var waiting, received pen
	for i, look := range looks {
		x := float64(width) * float64(look.At) / float64(max(1, looks[len(looks)-1].At))
		y := func(bytes int64) float64 { return height * (1 - float64(bytes)/lab.UploadBytes) }
		if i == 0 {
			waiting.move(x, height)
			waiting.line(x, y(int64(look.Waiting)))
			received.move(x, y(look.Received))
			continue
		}
		waiting.line(x, y(int64(look.Waiting)))
		received.line(x, y(look.Received))
	}
	if len(looks) > 0 {
		waiting.line(width, height)
	}
	return chart("drain", width, height, drawn("area", waiting.String()), drawn("line", received.String()))
}

func (u *labUpload) waiting() string {
	if u.Upload == nil || len(u.Upload.Looks()) == 0 {
		return unmeasured
	}
	looks := u.Upload.Looks()
	return size(float64(looks[len(looks)-1].Waiting))
}

func (u *labUpload) received() string {
	if u.Upload == nil || len(u.Upload.Looks()) == 0 {
		return unmeasured
	}
	return size(float64(u.Upload.Received().Bytes))
}

// result is how it ended.
func (u *labUpload) result() string {
	w := u.Words
	switch u.phase() {
	case lab.Received:
		got := u.Upload.Received()
		rate := float64(got.Bytes) * microsInSecond / float64(max(1, got.Micros))
		return w.UploadDone(size(float64(got.Bytes)), delay(got.Micros), size(rate))
	case lab.Cancelled:
		return w.UploadOff
	case lab.Broken:
		return w.UploadBroken
	case lab.NotSent:
		return w.UploadIdle
	}
	return ""
}
