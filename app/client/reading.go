package client

import "parley/shared"

// reading is what the person looks at, and what is told of it.
type reading struct {
	open     shared.RoomID // the room they look at
	attends  bool          // whether they look at its end
	back     bool          // they put it back by hand: looking at it is not reading it
	dividers map[shared.RoomID]shared.Seq
	marks    map[shared.RoomID]*mark
}

func newReading() reading {
	return reading{dividers: map[shared.RoomID]shared.Seq{}, marks: map[shared.RoomID]*mark{}}
}

// The keys of what the device keeps. What is of a person has their ID in it.
const (
	keyDrafts   = "draft/"
	keySettings = "setting/"
	keyNetworks = "network/" // and a network's name: what worked there
	keyPerson   = "person"   // whose session this browser has; "" where nobody said
	keyFollowed = "followed" // the build for which the page was loaded again by itself
)

// The settings.
const (
	SettingTheme = "theme" // "" as the system has it, "light", "dark"
	SettingLang  = "lang"  // "" as the browser has it, "en", "zh"
)

// Attend says whether the person looks at the end of the room they have opened.
// While they do, and can see the page at all, what comes is read as it comes.
func (c *Client) Attend(attends bool) {
	if c.reading.attends != attends {
		c.reading.attends = attends
		c.settle()
	}
}

// DividerAt is the last message that had been read before what the person
// missed: the first one after it is new. It stays when they have read that,
// until they miss something else or come to the room again; 0 where nothing is
// new.
func (c *Client) DividerAt(room shared.RoomID) shared.Seq {
	if r := c.state.Room(room); c.inert && r != nil && r.Unread() > 0 {
		return r.ReadTo()
	}
	return c.reading.dividers[room]
}

// account counts what came in the open room as read, or else as missed.
func (c *Client) account() {
	switch r := c.state.Room(c.reading.open); {
	case r == nil || r.Unread() == 0:
	case c.reading.attends && !c.reading.back && c.config.Page.Visible():
		if c.state.MarkRead(r.ID) {
			c.saw(r.ID)
		}
	default:
		c.reading.dividers[r.ID] = r.ReadTo()
	}
}

// Draft is what the person began to write in the room.
func (c *Client) Draft(room shared.RoomID) string {
	return c.config.Storage.Get(c.draftKey(room))
}

// SetDraft keeps what the person began to write, over a reload too; nothing is
// kept of who left.
func (c *Client) SetDraft(room shared.RoomID, text string) {
	if c.state.Me().ID != "" {
		c.config.Storage.Set(c.draftKey(room), text)
	}
}

func (c *Client) draftKey(room shared.RoomID) string {
	return keyDrafts + string(c.state.Me().ID) + "/" + string(room)
}

// Setting is a choice of the person on this device; "" for none.
func (c *Client) Setting(key string) string { return c.config.Storage.Get(keySettings + key) }

// Set keeps a choice.
func (c *Client) Set(key, value string) {
	c.config.Storage.Set(keySettings+key, value)
	if key == SettingTransport && !c.inert {
		c.pinTo(rungOf(value))
	}
	c.settle()
}

// forgetDevice removes what the device keeps of the person.
func (c *Client) forgetDevice() {
	for _, key := range c.config.Storage.Keys(c.draftKey("")) {
		c.config.Storage.Set(key, "")
	}
	c.config.Storage.Set(c.alertedKey(), "")
	for _, p := range c.state.Outbox().Own() {
		c.state.Outbox().Discard(p.Command.ID)
	}
	c.forgetSettled()
}
