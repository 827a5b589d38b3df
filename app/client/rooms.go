package client

import (
	"strconv"

	"parley/shared"
)

// The requests below are for now or never: they are not queued. done is called
// once, with nil or what is wrong; without a connection that is
// shared.CodeUnavailable. It is not called when the person left meanwhile.

const sameIDs = 20 // rooms whose different names make the same ID

// CreateRoom makes a room, and its person a member.
func (c *Client) CreateRoom(name, topic string, private bool, done func(shared.RoomID, *shared.Error)) {
	if private {
		c.makeRoom(shared.CreateRoom{Name: name, Topic: topic, Private: true}, done)
		return
	}
	c.createRoom(name, topic, 1, done)
}

// makeRoom asks for a room that the server gives an ID.
func (c *Client) makeRoom(body shared.CommandBody, done func(shared.RoomID, *shared.Error)) {
	c.ask("", body, func(reply shared.CommandReply, err *shared.Error) { done(reply.Room, err) })
}

// OpenDirect finds the person's direct room with others, or makes it.
func (c *Client) OpenDirect(with []shared.PersonID, done func(shared.RoomID, *shared.Error)) {
	if r := c.state.Direct(with...); r != nil && (r.Whole() || len(r.With) > 2) {
		c.config.Run(c.entering(func() { done(r.ID, nil) }))
		return
	}
	c.makeRoom(shared.OpenDirect{People: with}, func(room shared.RoomID, err *shared.Error) {
		if err != nil && err.Code == shared.CodeRoomExists {
			c.findDirect(with, done) // another one was quicker
			return
		}
		done(room, err)
	})
}

// findDirect gives a direct room that is there, and is not known here yet.
func (c *Client) findDirect(with []shared.PersonID, done func(shared.RoomID, *shared.Error)) {
	c.fetchSnapshot(func(err *shared.Error) {
		r := c.state.Direct(with...)
		if err == nil && r == nil {
			err = unavailable()
		}
		if err != nil {
			done("", err)
			return
		}
		done(r.ID, nil)
	})
}

// AddPerson brings somebody into a room.
func (c *Client) AddPerson(room shared.RoomID, person shared.PersonID, done func(*shared.Error)) {
	c.command(room, shared.AddPerson{Person: person}, done)
}

// RemovePerson takes somebody out of a room.
func (c *Client) RemovePerson(room shared.RoomID, person shared.PersonID, done func(*shared.Error)) {
	c.command(room, shared.RemovePerson{Person: person}, done)
}

func (c *Client) createRoom(name, topic string, attempt int, done func(shared.RoomID, *shared.Error)) {
	id := shared.RoomIDOf(name)
	if attempt > 1 {
		id += shared.RoomID("-" + strconv.Itoa(attempt))
	}
	c.command(id, shared.CreateRoom{Name: name, Topic: topic}, func(err *shared.Error) {
		switch {
		case err != nil && err.Code == shared.CodeRoomExists && attempt < sameIDs:
			c.createRoom(name, topic, attempt+1, done)
		case err != nil:
			done("", err)
		default:
			done(id, nil)
		}
	})
}

// Join makes the person a member of a room.
func (c *Client) Join(room shared.RoomID, done func(*shared.Error)) {
	c.command(room, shared.Join{}, done)
}

// Leave ends the membership of a room. What was seen there is not told any more:
// it would be refused.
func (c *Client) Leave(room shared.RoomID, done func(*shared.Error)) {
	c.markOf(room).stop()
	c.command(room, shared.Leave{}, done)
}

// RenameRoom gives a room another name and topic.
func (c *Client) RenameRoom(room shared.RoomID, name, topic string, done func(*shared.Error)) {
	c.command(room, shared.RenameRoom{Name: name, Topic: topic}, done)
}

// HideRoom puts a direct room out of sight until something is said there.
func (c *Client) HideRoom(room shared.RoomID, done func(*shared.Error)) {
	c.command(room, shared.HideRoom{}, done)
}

// SetLevel chooses what of a room alerts the person.
func (c *Client) SetLevel(room shared.RoomID, level shared.Level, done func(*shared.Error)) {
	c.command(room, shared.SetLevel{Level: level}, done)
}

// ArchiveRoom makes a room read-only.
func (c *Client) ArchiveRoom(room shared.RoomID, done func(*shared.Error)) {
	c.command(room, shared.ArchiveRoom{}, done)
}

// RestrictRoom says who may write in a room, and how often.
func (c *Client) RestrictRoom(room shared.RoomID, r shared.Restrictions, done func(*shared.Error)) {
	c.command(room, shared.RestrictRoom{Restrictions: r}, done)
}

// MutePerson sees that somebody is not heard for so many minutes; for none, that
// they are heard again.
func (c *Client) MutePerson(person shared.PersonID, minutes int, done func(*shared.Error)) {
	c.command("", shared.MutePerson{Person: person, Minutes: minutes}, done)
}

// ChangeRole gives somebody another role.
func (c *Client) ChangeRole(person shared.PersonID, role shared.Role, done func(*shared.Error)) {
	c.command("", shared.ChangeRole{Person: person, Role: role}, done)
}

// BanPerson takes somebody off the server and keeps them out.
func (c *Client) BanPerson(person shared.PersonID, done func(*shared.Error)) {
	c.command("", shared.BanPerson{Person: person}, done)
}

// BlockPerson sees that the person need not hear somebody, or hears them again.
func (c *Client) BlockPerson(person shared.PersonID, on bool, done func(*shared.Error)) {
	if on {
		c.command("", shared.BlockPerson{Person: person}, done)
		return
	}
	c.command("", shared.UnblockPerson{Person: person}, done)
}

// RenameMe gives the person another name.
func (c *Client) RenameMe(name string, done func(*shared.Error)) {
	c.command("", shared.Rename{Name: name}, done)
}

// Directory lists the public rooms, and the person's private ones.
func (c *Client) Directory(done func([]shared.ListedRoom, *shared.Error)) {
	var directory shared.Directory
	c.call("GET", shared.PathRooms, nil, &directory, requestTimeout, func(err *shared.Error) {
		done(directory.Rooms, err)
	})
}

// Do has done what a text asked for that began with a slash; see state.Meant.
func (c *Client) Do(room shared.RoomID, body shared.CommandBody, done func(*shared.Error)) {
	c.command(room, body, done)
}

// command has a command done, past the outbox.
func (c *Client) command(room shared.RoomID, body shared.CommandBody, done func(*shared.Error)) {
	c.ask(room, body, func(_ shared.CommandReply, err *shared.Error) { done(err) })
}

// ask does likewise, and gives what the server answers.
func (c *Client) ask(room shared.RoomID, body shared.CommandBody, done func(shared.CommandReply, *shared.Error)) {
	command := shared.Command{ID: c.mint(), Room: room, Body: body}
	if err := command.Validate(); err != nil {
		c.config.Run(c.entering(func() { done(shared.CommandReply{}, asRefusal(err)) }))
		return
	}
	var reply shared.CommandReply
	c.call("POST", shared.PathCommands, command, &reply, requestTimeout, func(err *shared.Error) {
		if err == nil {
			c.expect(reply.Seq)
		} else if err.Code == shared.CodeNoSession {
			c.end()
		}
		done(reply, err)
	})
}

func asRefusal(err error) *shared.Error {
	if refused, ok := err.(*shared.Error); ok {
		return refused
	}
	return shared.Errorf(shared.CodeOf(err), "%v", err)
}
