package client

import "parley/shared"

// Loading tells which parts of a room's history are on their way.
type Loading struct {
	Older  bool          // above the stretch
	Newer  bool          // below it
	Jump   bool          // another stretch altogether: the latest, or around a message
	Failed *shared.Error // why the last request failed; nil once another is made
}

// Open says that the person looks at the room: its latest page is loaded where
// it is not, and the divider is set. "" says that they look at none.
func (c *Client) Open(room shared.RoomID) {}

// Opened is the room that the person looks at; "" for none.
func (c *Client) Opened() shared.RoomID { return "" }

// Older loads the page before the stretch; it does nothing while one is on its
// way, or where there is none.
func (c *Client) Older(room shared.RoomID) {}

// Newer loads the page after the stretch, likewise.
func (c *Client) Newer(room shared.RoomID) {}

// Latest makes the end of the room the stretch.
func (c *Client) Latest(room shared.RoomID) {}

// Around makes the surroundings of a message the stretch.
func (c *Client) Around(room shared.RoomID, seq shared.Seq) {}

// Loading tells what is on its way.
func (c *Client) Loading(room shared.RoomID) Loading { return Loading{} }
