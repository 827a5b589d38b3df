package client

import (
	"encoding/json"
	"maps"

	"parley/shared"
)

// reading is how far the person read, and where they are.
type reading struct {
	open     shared.RoomID // the room they look at
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
	keyPerson   = "person"   // whose session this browser has; "" where nobody said
	keyFollowed = "followed" // the build for which the page was loaded again by itself
)

// The settings.
const (
	SettingTheme = "theme" // "" as the system has it, "light", "dark"
	SettingLang  = "lang"  // "" as the browser has it, "en", "zh"
)

// Read says that the person has seen the end of the room. It counts only while
// they can see the page at all.
func (c *Client) Read(room shared.RoomID) {
	if c.config.Page.Visible() && c.state.MarkRead(room) {
		c.settle()
	}
}

// DividerAt is the last message that had been read when the person came to
// the room, or back to the page: the first one after it is new. 0 where
// nothing was new.
func (c *Client) DividerAt(room shared.RoomID) shared.Seq { return c.reading.dividers[room] }

func (c *Client) divide(room shared.RoomID) {
	if r := c.state.Room(room); r != nil && r.Unread() > 0 {
		c.reading.dividers[room] = r.ReadSeq
	}
}

// Draft is what the person began to write in the room.
func (c *Client) Draft(room shared.RoomID) string {
	return c.config.Storage.Get(c.draftKey(room))
}

// SetDraft keeps what the person began to write, over a reload too.
func (c *Client) SetDraft(room shared.RoomID, text string) {
	c.config.Storage.Set(c.draftKey(room), text)
}

func (c *Client) draftKey(room shared.RoomID) string {
	return keyDrafts + string(c.state.Me().ID) + "/" + string(room)
}

// Setting is a choice of the person on this device; "" for none.
func (c *Client) Setting(key string) string { return c.config.Storage.Get(keySettings + key) }

// Set keeps a choice.
func (c *Client) Set(key, value string) {
	c.config.Storage.Set(keySettings+key, value)
	c.settle()
}

// applyReading gives the rooms what the device kept of them.
func (c *Client) applyReading() {
	if c.reading.marks == nil {
		kept := c.config.Storage.Get(keyReading + string(c.state.Me().ID))
		if json.Unmarshal([]byte(kept), &c.reading.marks) != nil || c.reading.marks == nil {
			c.reading.marks = map[shared.RoomID]mark{} // what can't be read is as good as nothing
		}
		for room, m := range c.reading.marks {
			c.state.SetRead(room, m.Seq, m.Posted)
		}
	}
}

// keepReading keeps what the person read since it was last kept, and tells the
// other tabs.
func (c *Client) keepReading() {
	if c.reading.version == c.state.ReadVersion() || c.state.Me().ID == "" {
		return
	}
	c.reading.version = c.state.ReadVersion()
	marks := map[shared.RoomID]mark{}
	for _, r := range c.state.Rooms() {
		m := mark{r.ReadSeq, r.ReadPosted}
		if marks[r.ID] = m; m != c.reading.marks[r.ID] {
			c.tell(tabMessage{Kind: tabRead, Room: r.ID, Seq: m.Seq, Posted: m.Posted})
		}
	}
	if maps.Equal(marks, c.reading.marks) {
		return
	}
	c.reading.marks = marks
	if kept, err := json.Marshal(marks); err == nil {
		c.config.Storage.Set(keyReading+string(c.state.Me().ID), string(kept))
	}
}

// forgetDevice removes what the device keeps of the person.
func (c *Client) forgetDevice() {
	me := string(c.state.Me().ID)
	c.config.Storage.Set(keyReading+me, "")
	for _, key := range c.config.Storage.Keys(keyDrafts + me + "/") {
		c.config.Storage.Set(key, "")
	}
	for _, p := range c.state.Outbox().Own() {
		c.state.Outbox().Discard(p.Command.ID)
	}
	c.forgetSettled()
}
