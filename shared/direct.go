package shared

import "slices"

// A direct room is for two people or a few, and has no name: each calls it by the
// others. The same people have one, however often it is asked for, and nobody
// else comes to it. Of two nobody leaves it but by leaving the server, and who was kept
// out of it for a time is in it again when it is opened again; of more, who left comes
// back by opening it.

// DirectOpened: a person made a direct room for people, who are all in it. The
// event carries them as they are, by ID.
type DirectOpened struct {
	People []Person `json:"people"`
	// Back are those who come back into it, where the room was there already.
	Back []PersonID `json:"back,omitempty"`
}

// OpenDirect asks for a direct room with people. The command's room is not looked
// at: the people alone make the ID.
type OpenDirect struct {
	People []PersonID `json:"people"` // the others; who asks may be among them
}

// IDs lists whom the room is for.
func (b DirectOpened) IDs() []PersonID {
	ids := make([]PersonID, len(b.People))
	for i, p := range b.People {
		ids[i] = p.ID
	}
	return ids
}

// Comers lists who comes into the room by it.
func (b DirectOpened) Comers() []PersonID {
	if len(b.Back) > 0 {
		return b.Back
	}
	return b.IDs()
}

// DirectPeople lists whom a direct room would be for that a person opens with
// others: each once, by ID.
func DirectPeople(by PersonID, with []PersonID) []PersonID {
	people := append([]PersonID{by}, with...)
	slices.Sort(people)
	return slices.Compact(people)
}

// Kind names it on the wire.
func (DirectOpened) Kind() Kind { return "direct.opened" }

// Kind names it on the wire.
func (OpenDirect) Kind() Kind { return "direct.open" }

// Visit calls v.DirectOpened.
func (b DirectOpened) Visit(e Event, v EventVisitor) error { return v.DirectOpened(e, b) }

// Visit calls v.OpenDirect.
func (b OpenDirect) Visit(c Command, v CommandVisitor) error { return v.OpenDirect(c, b) }

func (DirectOpened) sealedEvent() {}

func (c OpenDirect) check(RoomID) error {
	if len(c.People) == 0 {
		return Errorf(CodePersonNotFound, "Say whom to talk to.")
	}
	if len(c.People) > MaxDirectPeople {
		return Errorf(CodeTooMany, "A direct room is for %d people at most: make a private room.", MaxDirectPeople)
	}
	for _, id := range c.People {
		if err := checkPerson(id); err != nil {
			return err
		}
	}
	return nil
}
