package client

import "parley/shared"

// The requests below are for now or never: they are not queued. done is called
// once, with nil or what is wrong; without a connection that is
// shared.CodeUnavailable.

// CreateRoom makes a room, and its person a member.
func (c *Client) CreateRoom(name, topic string, done func(shared.RoomID, *shared.Error)) {}

// Join makes the person a member of a room.
func (c *Client) Join(room shared.RoomID, done func(*shared.Error)) {}

// Leave ends the membership of a room.
func (c *Client) Leave(room shared.RoomID, done func(*shared.Error)) {}

// RenameRoom gives a room another name and topic.
func (c *Client) RenameRoom(room shared.RoomID, name, topic string, done func(*shared.Error)) {}

// ArchiveRoom makes a room read-only.
func (c *Client) ArchiveRoom(room shared.RoomID, done func(*shared.Error)) {}

// Directory lists the public rooms.
func (c *Client) Directory(done func([]shared.ListedRoom, *shared.Error)) {}

// RenameMe gives the person another name.
func (c *Client) RenameMe(name string, done func(*shared.Error)) {}

// Enter asks for a session under a name, takes a snapshot and connects.
func (c *Client) Enter(name string, done func(*shared.Error)) {}

// Exit leaves the server and forgets what this device kept of the person.
func (c *Client) Exit(done func(*shared.Error)) {}
