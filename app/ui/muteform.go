package ui

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// mutes are the choices of how long somebody is muted, in minutes.
var mutes = []int{10, 60, 24 * 60, 7 * 24 * 60, shared.MaxMuteMinutes}

// muteForm is the dialog that mutes somebody for a time.
type muteForm struct {
	app.Compo

	Root   *Root
	Words  *words.Words
	Person shared.Person

	busy bool
	err  *shared.Error
}

// OnMount opens the dialog.
func (f *muteForm) OnMount(ctx app.Context) { showModal(ctx) }

// Render gives the dialog.
func (f *muteForm) Render() app.UI {
	w := f.Words
	options := make([]app.UI, len(mutes))
	for i, minutes := range mutes {
		options[i] = app.Option().Value(strconv.Itoa(minutes)).Text(w.Pause(minutes * 60))
	}
	return f.Root.modal("narrow", w.MuteTitle(named(f.Person, w).Name), app.Form().Class("stack").OnSubmit(f.submit).Body(
		app.P().Text(w.MuteText),
		app.Div().Class("field").Body(
			app.Label().For("mute-minutes").Text(w.MuteLabel),
			app.Select().ID("mute-minutes").Name("minutes").AutoFocus(true).Body(options...),
		),
		f.Root.refusal("mute-refusal", f.err),
		app.Div().Class("actions").Body(
			app.Button().Type("button").Class("button").OnClick(f.Root.close).Text(w.Cancel),
			submitButton(w.MuteButton, f.busy),
		),
	))
}

func (f *muteForm) submit(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	minutes, err := strconv.Atoi(fieldValue(ctx.JSSrc(), "minutes"))
	if f.busy || err != nil { // the options are all numbers
		return
	}
	f.busy, f.err = true, nil
	ctx.Dispatch(nil)
	f.Root.Client.MutePerson(f.Person.ID, minutes, func(err *shared.Error) {
		f.busy, f.err = false, err
		ctx.Dispatch(nil)
		if err == nil {
			f.Root.shut()
		}
	})
}

// muting is the button that mutes somebody, or lets them be heard again; nil where
// they are not for the person to mute.
func (p *people) muting(person shared.Person) app.UI {
	if !p.Root.Client.State().Me().Moderates(person) {
		return nil
	}
	label, icon, do := p.Words.MutePerson(person.Name), "mic-off", p.mute
	if person.MutedAt(p.Root.Client.Now()) {
		label, icon, do = p.Words.UnmutePerson(person.Name), "mic", p.unmute
	}
	return app.Button().Type("button").Class("icon-button", "needs-client").Title(Attr(label)).Aria("label", Attr(label)).
		OnClick(do(person.ID), person.ID, icon).Body(Icon(icon))
}

func (p *people) mute(who shared.PersonID) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		p.Root.subject = who
		p.Root.open(dialogMute)
	}
}

func (p *people) unmute(who shared.PersonID) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		p.Root.Client.MutePerson(who, 0, func(err *shared.Error) {
			p.err = err
			ctx.Dispatch(nil)
		})
	}
}

// mutedNote says until when the person can't write, and sees that it goes when that
// is over; "" where they can.
func (c *Composer) mutedNote() string {
	now, until := c.Client.Now(), c.Client.State().Me().Muted
	if until <= now {
		return ""
	}
	if c.ctx != nil && c.mutedTo != until {
		c.mutedTo = until
		time.AfterFunc(time.Duration(until-now+1)*time.Millisecond, func() { c.ctx.Dispatch(func(app.Context) { c.Update() }) })
	}
	return c.Words.MutedNote
}
