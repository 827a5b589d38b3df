package chat

import "parley/shared"

func (d *decision) AddPerson(cmd shared.Command, c shared.AddPerson) error {
	room, err := d.shifting(cmd.Room)
	if err != nil {
		return err
	}
	person, err := d.someone(c.Person)
	if err != nil {
		return err
	}
	_, member, err := d.tx.Member(cmd.Room, c.Person)
	if err != nil {
		return err
	}
	if member {
		return shared.Errorf(shared.CodeAlreadyEntered, "%s is in “%s” already.", person.Name, room.Name)
	}
	if err := d.mayEnterOneMore(c.Person); err != nil {
		return err
	}
	return d.happened(shared.PersonAdded{Person: person.Person})
}

func (d *decision) RemovePerson(cmd shared.Command, c shared.RemovePerson) error {
	room, err := d.inside(cmd.Room)
	if err != nil {
		return err
	}
	if err := d.manages(room); err != nil {
		return err
	}
	_, member, err := d.tx.Member(cmd.Room, c.Person)
	if err != nil {
		return err
	}
	if !member {
		return noPerson()
	}
	return d.happened(shared.PersonRemoved{Person: c.Person})
}

// OpenDirect makes the room of some people, where they have none, and brings those
// back into theirs who are not in it any more.
func (d *decision) OpenDirect(_ shared.Command, c shared.OpenDirect) error {
	if _, err := d.here(); err != nil {
		return err
	}
	ids := shared.DirectPeople(d.event.By, c.People)
	if err := directSize(len(ids)); err != nil {
		return err
	}
	if err := d.welcome(ids); err != nil {
		return err
	}
	id := DirectRoomID(ids)
	back, free := []shared.PersonID(nil), error(nil)
	_, there, err := d.tx.Room(id)
	if there {
		back, err = d.missing(id, d.called(ids))
		_, free = d.free(id)
	}
	if err != nil {
		return err
	}
	if there && len(back) == 0 {
		return free
	}
	people, err := d.gather(ids)
	if there && shared.CodeOf(err) == shared.CodePersonNotFound {
		return free // who is missing is gone for good
	}
	if err != nil {
		return err
	}
	d.event.Room = id
	return d.happened(shared.DirectOpened{People: people, Back: back})
}

// called are those of a direct room who come back into it when it is opened: of two
// both, of more who opens it, for others may have left.
func (d *decision) called(people []shared.PersonID) []shared.PersonID {
	if len(people) > 2 {
		return []shared.PersonID{d.event.By}
	}
	return people
}

// missing lists those who are not in a room.
func (d *decision) missing(room shared.RoomID, people []shared.PersonID) (missing []shared.PersonID, err error) {
	for _, person := range people {
		_, member, err := d.tx.Member(room, person)
		if err != nil {
			return nil, err
		}
		if !member {
			missing = append(missing, person)
		}
	}
	return missing, nil
}

func directSize(people int) error {
	switch {
	case people < 2:
		return shared.Errorf(shared.CodePersonNotFound, "Say whom to talk to: it takes two.")
	case people > shared.MaxDirectPeople:
		return shared.Errorf(shared.CodeTooMany, "A direct room is for %d people at most: make a private room.", shared.MaxDirectPeople)
	}
	return nil
}

// gather finds people who may all enter one more room.
func (d *decision) gather(ids []shared.PersonID) ([]shared.Person, error) {
	people := make([]shared.Person, len(ids))
	for i, id := range ids {
		person, err := d.someone(id)
		if err != nil {
			return nil, err
		}
		if err := d.mayEnterOneMore(id); err != nil {
			return nil, err
		}
		people[i] = person.Person
	}
	return people, nil
}

// someone finds a person who is on the server.
func (d *decision) someone(id shared.PersonID) (Person, error) {
	person, ok, err := d.tx.Person(id)
	if err == nil && (!ok || person.Left) {
		err = noPerson()
	}
	return person, err
}

func noPerson() error {
	return shared.Errorf(shared.CodePersonNotFound, "There is nobody of that id here.")
}

// leavable finds a room that who asks is in and may leave: not one of two.
func (d *decision) leavable(id shared.RoomID) error {
	room, err := d.inside(id)
	if err == nil && room.Direct && len(room.People) == 2 {
		err = shared.Errorf(shared.CodeRoomDirect, "A direct room of two stays for both: it can be put out of sight.")
	}
	return err
}

// shifting finds a room that who asks is in and that people come to and go from.
func (d *decision) shifting(id shared.RoomID) (Room, error) {
	room, err := d.inside(id)
	if err == nil && room.Direct {
		err = shared.Errorf(shared.CodeRoomDirect, "A direct room is for the people that it was made for: nobody comes or goes.")
	}
	return room, err
}

// managed finds a room that can be changed, by who asks.
func (d *decision) managed(id shared.RoomID) (Room, error) {
	room, err := d.writable(id)
	if err == nil {
		err = d.manages(room)
	}
	return room, err
}

// manages checks that who asks may manage a room: the one place that says whose a
// room is.
func (d *decision) manages(room Room) error {
	person, err := d.here()
	if err == nil && !person.Manages(room.With(nil)) {
		err = shared.Errorf(shared.CodeNotManager, "Only who made “%s”, or a moderator, can do that.", room.Name)
	}
	return err
}
