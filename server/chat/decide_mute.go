package chat

import (
	"time"

	"parley/shared"
)

// MutePerson sees that somebody is not heard for a time.
func (d *decision) MutePerson(_ shared.Command, c shared.MutePerson) error {
	d.event.Room = "" // it holds on the whole server, whatever room was given
	if _, err := d.moderated(c.Person); err != nil {
		return err
	}
	muted := shared.PersonMuted{Person: c.Person}
	if c.Minutes > 0 {
		muted.Until = d.tx.Now() + int64(c.Minutes)*time.Minute.Milliseconds()
	}
	return d.happened(muted)
}

// heard checks that who asks is not muted.
func (d *decision) heard() error {
	person, _, err := d.tx.Person(d.event.By)
	if err == nil && person.MutedAt(d.tx.Now()) {
		err = shared.Errorf(shared.CodeMuted, "You are muted, and can't write until %s.", time.UnixMilli(person.Muted).UTC().Format(time.RFC3339))
	}
	return err
}
