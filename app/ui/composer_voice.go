package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// speaker begins a voice message, and ends it.
func (c *Composer) speaker() app.UI {
	w, spoken := c.Words, c.Client.Recording()
	label := w.RecordVoice
	if spoken.Asked {
		label = w.RecordDone
	}
	return app.Button().Type("button").Class("icon-button", "needs-client", "speaker").
		Aria("label", label).Title(label).Aria("pressed", boolean(spoken.Asked)).
		Body(Icon("mic")).OnClick(c.onSpeak)
}

// spoken shows the voice message that is being spoken. It is there without one,
// so that the field below it stays the same element.
func (c *Composer) spoken() app.UI {
	w, spoken := c.Words, c.Client.Recording()
	bar := app.Div().Class("spoken")
	switch {
	case spoken.Refused:
		return bar.Body(app.Span().Class("wrong").Role("alert").Text(w.NoMicrophone))
	case !spoken.Asked:
		return bar
	}
	said := w.AsksMicrophone
	if spoken.Since != 0 {
		seconds := max(0, c.Client.Now()-spoken.Since) / 1000
		said = fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
	}
	return bar.Body(
		app.Span().Class("dot"),
		app.Span().Class("time").Role("timer").Text(said),
		app.Button().Type("button").Class("link").Text(w.Cancel).OnClick(c.onSilence),
		app.Button().Type("button").Class("button", "primary").Text(w.RecordDone).OnClick(c.onSpeak),
	)
}

func (c *Composer) onSpeak(app.Context, app.Event) {
	if c.Client.Recording().Asked {
		c.Client.EndRecording(true)
	} else {
		c.Client.Record()
	}
}

func (c *Composer) onSilence(app.Context, app.Event) {
	c.Client.EndRecording(false)
	c.field.focus()
}
