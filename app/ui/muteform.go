package ui

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// mutes are the choices of how long somebody is muted, in minutes.
var mutes = []int{10, 60, 24 * 60, 7 * 24 * 60, shared.MaxMuteMinutes}

// muteForm is the dialog that mutes somebody for a time.
func (r *Root) muteForm(person shared.Person) app.UI {
	w := r.words()
	f := &measure{
		Root: r, Words: w, title: w.MuteTitle(named(person, w).Name), text: w.MuteText, label: w.MuteLabel, button: w.MuteButton,
		do: func(chosen string, done func(*shared.Error)) {
			minutes, _ := strconv.Atoi(chosen) // the options are all numbers
			r.Client.MutePerson(person.ID, minutes, done)
		},
	}
	for _, minutes := range mutes {
		f.options = append(f.options, choice{strconv.Itoa(minutes), w.Pause(minutes * 60)})
	}
	return f
}

// muting is the item that mutes somebody, or lets them be heard again.
func (p *people) muting(person shared.Person) app.UI {
	if person.MutedAt(p.Root.Client.Now()) {
		return menuItem("mic", p.Words.UnmutePerson(person.Name), p.unmute)
	}
	return menuItem("mic-off", p.Words.MutePerson(person.Name), p.ask(dialogMute))
}

func (p *people) unmute(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	closePopovers()
	p.Root.Client.MutePerson(p.whose, 0, func(err *shared.Error) {
		p.err = err
		ctx.Dispatch(nil)
	})
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
