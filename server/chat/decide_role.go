package chat

import "parley/shared"

// ChangeRole gives somebody another role. Owners do so with whoever has an
// account but themselves, so that there is an owner left whatever they do; the
// server itself, at its operator's word, does so with anybody, which is how a
// guest comes by an account.
func (d *decision) ChangeRole(_ shared.Command, c shared.ChangeRole) error {
	d.event.Room = "" // a role is for the whole server, whatever room was given
	if d.event.By != "" {
		if err := d.atLeast(shared.RoleOwner); err != nil {
			return err
		}
		if c.Person == d.event.By {
			return shared.Errorf(shared.CodeNotAllowed, "Your own role is for another owner to change.")
		}
	}
	person, ok, err := d.tx.Person(c.Person)
	if err != nil {
		return err
	}
	if !ok || person.Left {
		return shared.Errorf(shared.CodePersonNotFound, "There is nobody of that name here.")
	}
	if d.event.By != "" && person.Role == shared.RoleGuest {
		return shared.Errorf(shared.CodeNoAccount, "“%s” has no account, and is a guest.", person.Name)
	}
	if person.Role != shared.RoleGuest && c.Role == shared.RoleGuest {
		return shared.Errorf(shared.CodeHasAccount, "“%s” has an account, and can't be a guest.", person.Name)
	}
	if (person.Role == shared.RoleBot) != (c.Role == shared.RoleBot) {
		return shared.Errorf(shared.CodeNotAllowed, "A bot stays a bot, and nobody becomes one.")
	}
	return d.happened(shared.PersonRoleChanged(c))
}

// atLeast checks that who asks is on the server, and may do what a role may.
func (d *decision) atLeast(role shared.Role) error {
	person, err := d.here()
	if err == nil && !person.Role.AtLeast(role) {
		err = shared.Errorf(shared.CodeNotAllowed, "That takes the role “%s”.", role)
	}
	return err
}
