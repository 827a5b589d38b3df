package chat

import (
	"cmp"

	"parley/shared"
)

// BanPerson takes somebody off the server and keeps them out.
func (d *decision) BanPerson(_ shared.Command, c shared.BanPerson) error {
	d.event.Room = "" // it holds on the whole server, whatever room was given
	person, err := d.moderated(c.Person)
	if err != nil {
		return err
	}
	if person.Role == shared.RoleBot {
		return shared.Errorf(shared.CodeNotAllowed, "“%s” is a bot: it is removed on the page of bots.", person.Name)
	}
	return d.happened(shared.PersonBanned(c))
}

// UnbanPerson lets somebody come back. Who had an account is a member again, whatever
// they were.
func (d *decision) UnbanPerson(_ shared.Command, c shared.UnbanPerson) error {
	d.event.Room = ""
	if err := d.ordered(); err != nil {
		return err
	}
	ban, ok, err := d.tx.Ban(c.Person)
	if err != nil {
		return err
	}
	if !ok {
		return noPerson()
	}
	role := ban.Person.Role
	if role != shared.RoleGuest {
		role = shared.RoleMember
	}
	return d.happened(shared.PersonUnbanned{Person: c.Person, Role: role})
}

// ordered checks that who asks sees to the peace of the server: a moderator, or the
// server itself, at its operator's word.
func (d *decision) ordered() error {
	if d.event.By == "" {
		return nil
	}
	return d.atLeast(shared.RoleModerator)
}

// moderated finds somebody on the server whom who asks may keep in order.
func (d *decision) moderated(id shared.PersonID) (Person, error) {
	if err := d.ordered(); err != nil {
		return Person{}, err
	}
	person, err := d.someone(id)
	if err != nil || d.event.By == "" {
		return person, err
	}
	by, err := d.here()
	if err == nil && !by.Moderates(person.Person) {
		err = shared.Errorf(shared.CodeNotAllowed, "“%s” is not for you to keep in order.", person.Name)
	}
	return person, err
}

func (a applier) PersonBanned(e shared.Event, b shared.PersonBanned) error {
	person, _, err := a.tx.Person(b.Person)
	if err != nil {
		return err
	}
	if err := cmp.Or(a.act(e), a.tx.PutBan(Ban{Person: person.Person, By: e.By, At: e.At})); err != nil {
		return err
	}
	return a.gone(e, b.Person)
}

func (a applier) PersonUnbanned(e shared.Event, b shared.PersonUnbanned) error {
	if err := cmp.Or(a.act(e), a.tx.DeleteBan(b.Person)); err != nil || b.Role == shared.RoleGuest {
		return err
	}
	return a.person(b.Person, func(p *Person) { p.Left, p.Role = false, b.Role })
}

// gone takes somebody off the server by an event whose moves take them out of all
// rooms.
func (a applier) gone(e shared.Event, id shared.PersonID) error {
	if err := a.person(id, func(p *Person) { p.Left, p.Role, p.Status, p.Muted, p.Picture = true, shared.RoleGuest, "", 0, "" }); err != nil {
		return err
	}
	return a.move(e)
}
