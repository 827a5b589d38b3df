package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// listing is the public directory as this page last heard of it.
type listing struct {
	rooms []shared.ListedRoom
	known bool // whether rooms is what the server said
	asked bool // whether an answer is on its way, or came while here
	err   *shared.Error
}

// list asks the server for the directory.
func (r *Root) list() {
	r.directory.asked = true
	r.Client.Directory(func(rooms []shared.ListedRoom, err *shared.Error) {
		r.directory.err = err
		if err == nil {
			r.directory.rooms, r.directory.known = rooms, true
		}
		r.settle()
		r.refresh()
	})
}

// listedRooms are those of the directory. Whether one is in a room is told by
// the state, which is newer.
func (r *Root) listedRooms() []shared.ListedRoom {
	rooms := slices.DeleteFunc(slices.Clone(r.lastListed()), r.outOfSight)
	for i := range rooms {
		r.bringUpToDate(&rooms[i])
	}
	return rooms
}

// listed is a room of the directory.
func (r *Root) listed(id shared.RoomID) (shared.ListedRoom, bool) {
	for _, room := range r.lastListed() {
		if room.ID == id && !r.outOfSight(room) {
			r.bringUpToDate(&room)
			return room, true
		}
	}
	return shared.ListedRoom{}, false
}

// outOfSight reports whether a listed room is a private one that one is not in any
// more.
func (r *Root) outOfSight(listed shared.ListedRoom) bool {
	return listed.Private && r.Client.State().Room(listed.ID) == nil
}

// lastListed is what the server said last: what came with the page until it was
// asked.
func (r *Root) lastListed() []shared.ListedRoom {
	if !r.directory.known && r.Boot.Directory != nil {
		return r.Boot.Directory.Rooms
	}
	return r.directory.rooms
}

func (r *Root) directoryKnown() bool { return r.directory.known || r.Boot.Directory != nil }

func (r *Root) bringUpToDate(listed *shared.ListedRoom) {
	room := r.Client.State().Room(listed.ID)
	switch {
	case room != nil:
		listed.Joined, listed.Members = true, len(room.Members)
		listed.Name, listed.Topic, listed.Archived = room.Name, room.Topic, room.Archived
	case listed.Joined:
		listed.Joined, listed.Members = false, max(0, listed.Members-1)
	}
}

// relist tries again after a failure.
func (r *Root) relist(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	r.list()
	r.refresh()
}
