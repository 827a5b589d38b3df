package client

import "parley/shared"

// Read says that the person has seen the end of the room.
func (c *Client) Read(room shared.RoomID) {}

// DividerAt is the last message that had been read when the person came to
// the room: the first one after it is new. 0 where nothing was new.
func (c *Client) DividerAt(room shared.RoomID) shared.Seq { return 0 }

// Draft is what the person began to write in the room.
func (c *Client) Draft(room shared.RoomID) string { return "" }

// SetDraft keeps what the person began to write, over a reload too.
func (c *Client) SetDraft(room shared.RoomID, text string) {}

// The settings.
const (
	SettingTheme = "theme" // "" as the system has it, "light", "dark"
	SettingLang  = "lang"  // "" as the browser has it, "en", "zh"
)

// Setting is a choice of the person on this device; "" for none.
func (c *Client) Setting(key string) string { return "" }

// Set keeps a choice.
func (c *Client) Set(key, value string) {}
