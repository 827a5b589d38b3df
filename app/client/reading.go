package client

import (
	"encoding/json"
	"strings"

	"parley/shared"
)

// reading is how far the person read, and where they are.
type reading struct {
	open     shared.RoomID // the room they look at
	attends  bool          // whether they look at its end
	dividers map[shared.RoomID]shared.Seq
	marks    map[shared.RoomID]mark // what the device keeps
	version  uint64                 // of the state's reading that marks has
}

// mark is how far a room was read.
type mark struct {
	Seq    shared.Seq `json:"seq"`
	Posted int64      `json:"posted"`
}

// The keys of what the device keeps. What is of a person has their ID in it.
const (
	keyReading  = "read/"
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
func (c *Client) DividerAt(room shared.RoomID) shared.Seq { return c.reading.dividers[room] }

// account counts what came in the open room as read, or else as missed.
func (c *Client) account() {
	switch r := c.state.Room(c.reading.open); {
	case r == nil || r.Unread() == 0:
	case c.reading.attends && c.config.Page.Visible():
		c.state.MarkRead(r.ID)
	default:
		c.reading.dividers[r.ID] = r.ReadSeq
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

// applyReading gives the rooms what the device kept of them.
func (c *Client) applyReading() {
	if c.reading.marks != nil {
		return
	}
	c.reading.marks = map[shared.RoomID]mark{}
	all := c.readingKey("")
	for _, key := range c.config.Storage.Keys(all) {
		var m mark
		if json.Unmarshal([]byte(c.config.Storage.Get(key)), &m) == nil { // else it is as good as nothing
			room := shared.RoomID(strings.TrimPrefix(key, all))
			c.reading.marks[room] = m
			c.state.SetRead(room, m.Seq, m.Posted)
		}
	}
}

func (c *Client) readingKey(room shared.RoomID) string {
	return keyReading + string(c.state.Me().ID) + "/" + string(room)
}

// keepReading keeps what the person read since it was last kept, and tells the
// other tabs.
func (c *Client) keepReading() {
	if c.reading.version == c.state.ReadVersion() || c.state.Me().ID == "" {
		return
	}
	c.reading.version = c.state.ReadVersion()
	rooms := c.state.Rooms()
	for _, r := range rooms {
		m := mark{r.ReadSeq, r.ReadPosted}
		if before, kept := c.reading.marks[r.ID]; kept && m == before {
			continue
		}
		c.keepMark(r.ID, m)
		c.tell(tabMessage{Kind: tabRead, Room: r.ID, Seq: m.Seq, Posted: m.Posted})
	}
	if len(c.reading.marks) > len(rooms) {
		c.forgetLeft()
	}
}

func (c *Client) keepMark(room shared.RoomID, m mark) {
	c.reading.marks[room] = m
	if kept, err := json.Marshal(m); err == nil {
		c.config.Storage.Set(c.readingKey(room), string(kept))
	}
}

// forgetLeft removes the marks of rooms that the person left: who comes back
// has not missed what was said meanwhile.
func (c *Client) forgetLeft() {
	for room := range c.reading.marks {
		if c.state.Room(room) == nil {
			delete(c.reading.marks, room)
			c.config.Storage.Set(c.readingKey(room), "")
		}
	}
}

// forgetDevice removes what the device keeps of the person.
func (c *Client) forgetDevice() {
	for _, all := range []string{c.readingKey(""), c.draftKey("")} {
		for _, key := range c.config.Storage.Keys(all) {
			c.config.Storage.Set(key, "")
		}
	}
	for _, p := range c.state.Outbox().Own() {
		c.state.Outbox().Discard(p.Command.ID)
	}
	c.forgetSettled()
}
