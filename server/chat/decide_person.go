package chat

import (
	"cmp"

	"parley/shared"
)

// Join brings a person into a room; with a name, into the server as well.
func (d *decision) Join(cmd shared.Command, c shared.Join) error {
	room, err := d.room(cmd.Room)
	if err != nil {
		return err
	}
	as, err := d.toJoinAs(c)
	if err != nil {
		return err
	}
	_, member, err := d.tx.Member(cmd.Room, d.event.By)
	if err != nil {
		return err
	}
	if member {
		return shared.Errorf(shared.CodeAlreadyEntered, "You are in “%s” already.", room.Name)
	}
	if err := d.mayEnterOneMore(d.event.By); err != nil {
		return err
	}
	return d.happened(shared.PersonJoined{Name: as.Name, Role: as.Role, Status: as.Status, Muted: as.Muted, Picture: as.Picture})
}

// toJoinAs gives who is on the server as they are, and who is not as they want to
// enter it.
func (d *decision) toJoinAs(c shared.Join) (Person, error) {
	if c.Name == "" {
		return d.here()
	}
	person, known, err := d.tx.Person(d.event.By)
	if err != nil {
		return Person{}, err
	}
	if known && !person.Left {
		return Person{}, shared.Errorf(shared.CodeAlreadyEntered, "You are here already, as “%s”.", person.Name)
	}
	_, banned, err := d.tx.Ban(d.event.By)
	if err == nil && banned {
		err = shared.Errorf(shared.CodeBanned, "A moderator took you off this server, and keeps you out.")
	}
	if err := cmp.Or(err, shared.CheckName(c.Name)); err != nil {
		return Person{}, err
	}
	as := shared.Person{Name: shared.CleanName(c.Name), Role: c.Role}
	return Person{Person: as}, d.personNameFree(as.Name)
}

// Leave takes a person out of the command's room; without a room, off the server.
func (d *decision) Leave(cmd shared.Command, c shared.Leave) error {
	var err error
	if cmd.Room == "" {
		err = d.mayGo(c)
	} else {
		err = d.leavable(cmd.Room)
	}
	if err != nil {
		return err
	}
	return d.happened(shared.PersonLeft{})
}

// mayGo checks that a person can leave the server. Who has an account stays on
// it without a session too, until the account goes.
func (d *decision) mayGo(c shared.Leave) error {
	person, err := d.here()
	if err == nil && person.Role != shared.RoleGuest && !c.Account {
		err = shared.Errorf(shared.CodeHasAccount, "“%s” has an account, and stays on the server.", person.Name)
	}
	return err
}

// SetStatus changes what a person says about themselves.
func (d *decision) SetStatus(_ shared.Command, c shared.SetStatus) error {
	d.event.Room = ""
	if _, err := d.here(); err != nil {
		return err
	}
	return d.happened(shared.PersonStatusChanged{Status: shared.CleanName(c.Status)})
}

// SetPicture changes the picture by which others know a person.
func (d *decision) SetPicture(_ shared.Command, c shared.SetPicture) error {
	d.event.Room = ""
	if _, err := d.here(); err != nil {
		return err
	}
	return d.happened(shared.PersonPictureChanged(c))
}

func (d *decision) Rename(_ shared.Command, c shared.Rename) error {
	d.event.Room = "" // a name is for the whole server, whatever room was given
	if _, err := d.here(); err != nil {
		return err
	}
	name := shared.CleanName(c.Name)
	if err := d.personNameFree(name); err != nil {
		return err
	}
	return d.happened(shared.PersonRenamed{Name: name})
}

// personNameFree checks that nobody else on the server bears a name, or one
// that looks like it.
func (d *decision) personNameFree(name string) error {
	key := NameKey(name)
	holder, taken, err := d.tx.PersonNamed(key)
	if err == nil && taken && holder != d.event.By {
		err = shared.Errorf(shared.CodeNameTaken, "Someone here is called “%s” already, or looks like it.", name)
	}
	if err != nil {
		return err
	}
	_, banned, err := d.tx.BanNamed(key)
	if err == nil && banned {
		err = shared.Errorf(shared.CodeBanned, "“%s” was taken off this server by a moderator.", name)
	}
	return err
}
