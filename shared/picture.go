package shared

// PersonPictureChanged: a person shows another picture of themselves, or none any
// more.
type PersonPictureChanged struct {
	Picture PictureID `json:"picture,omitempty"`
}

// SetPicture asks for no picture of one's own any more; the server asks so too for
// the picture that a person brought.
type SetPicture struct {
	Picture PictureID `json:"-"`
}

// PictureID names a person's picture by its content: the SHA-256 of it, in hex. The
// empty one is none.
type PictureID string

// Kind names it on the wire.
func (PersonPictureChanged) Kind() Kind { return "person.picture_changed" }

// Kind names it on the wire.
func (SetPicture) Kind() Kind { return "person.set_picture" }

// Visit calls v.PersonPictureChanged.
func (b PersonPictureChanged) Visit(e Event, v EventVisitor) error {
	return v.PersonPictureChanged(e, b)
}

// Visit calls v.SetPicture.
func (b SetPicture) Visit(c Command, v CommandVisitor) error { return v.SetPicture(c, b) }

func (PersonPictureChanged) sealedEvent() {}

func (SetPicture) check(RoomID) error { return nil }
