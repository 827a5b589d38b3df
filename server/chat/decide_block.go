package chat

import (
	"slices"

	"parley/shared"
)

// BlockPerson sees that who asks need not hear somebody.
func (d *decision) BlockPerson(_ shared.Command, c shared.BlockPerson) error {
	d.event.Room = "" // it holds on the whole server, whatever room was given
	if _, err := d.here(); err != nil {
		return err
	}
	if _, err := d.someone(c.Person); err != nil {
		return err
	}
	if c.Person == d.event.By {
		return shared.Errorf(shared.CodeNotAllowed, "Nobody blocks themselves.")
	}
	blocked, err := d.tx.Blocked(d.event.By)
	if err == nil && len(blocked) >= shared.MaxBlocks && !slices.Contains(blocked, c.Person) {
		err = shared.Errorf(shared.CodeTooMany, "You have blocked %d people: unblock one first.", len(blocked))
	}
	if err != nil {
		return err
	}
	return d.happened(shared.PersonBlocked(c))
}

// UnblockPerson has them heard again, be they here or gone.
func (d *decision) UnblockPerson(_ shared.Command, c shared.UnblockPerson) error {
	d.event.Room = ""
	if _, err := d.here(); err != nil {
		return err
	}
	return d.happened(shared.PersonUnblocked(c))
}

// welcome checks that none of some people blocked who asks.
func (d *decision) welcome(people []shared.PersonID) error {
	for _, person := range people {
		blocked, err := d.tx.Blocked(person)
		if err != nil {
			return err
		}
		if slices.Contains(blocked, d.event.By) {
			return shared.Errorf(shared.CodeBlocked, "They take no direct messages from you.")
		}
	}
	return nil
}

func (a applier) PersonBlocked(e shared.Event, b shared.PersonBlocked) error {
	return a.tx.PutBlock(e.By, b.Person)
}

func (a applier) PersonUnblocked(e shared.Event, b shared.PersonUnblocked) error {
	return a.tx.DeleteBlock(e.By, b.Person)
}

// PersonBlocked and PersonUnblocked are for the person's own devices.
func (r *reach) PersonBlocked(e shared.Event, _ shared.PersonBlocked) error     { return r.own(e) }
func (r *reach) PersonUnblocked(e shared.Event, _ shared.PersonUnblocked) error { return r.own(e) }
