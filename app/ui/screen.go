package ui

import (
	"parley/app/client"
	"parley/shared"
)

// screen is what stands on the page.
type screen int

const (
	screenLost      screen = iota // no such page
	screenError                   // the server could not make the page
	screenShell                   // there is no network yet
	screenEnter                   // choose a name first
	screenLanding                 // on the way to a room
	screenDirectory               // all rooms
	screenLab                     // the transports, measured
	screenSearch                  // messages that were looked for
	screenRoom                    // a room that one is in
	screenOutside                 // a room that one is not in
	screenOpening                 // a room that is not known yet
	screenNoRoom                  // a room that does not exist
	screenPlain                   // a page that the server alone renders, or has not
	screenDoor                    // a way to come in otherwise than by a name
	screenStale                   // a link that does not work any more
)

// screen decides what stands on the page.
func (r *Root) screen() screen {
	at := r.at()
	switch {
	case r.Boot.Error != nil && !r.arrivedElsewhere() && r.Client.State().Room(at.room) == nil: // into which one can be added meanwhile
		return r.failure()
	case at.page == pageDoor && !(at.door == shared.DoorSignIn && r.known()):
		return screenDoor
	case r.known():
		return r.inside(at)
	case r.isShell():
		return screenShell
	case at.page == pagePlain:
		return screenLost
	}
	return screenEnter
}

// known reports whether the person has a session, as far as is known.
func (r *Root) known() bool {
	return r.Client.State().Me().ID != "" && r.Client.Connection().Phase != client.Ended
}

// isShell reports whether the page is the offline shell and nobody is known yet.
func (r *Root) isShell() bool {
	if r.Client.Connection().Phase == client.Ended {
		return false
	}
	return r.at().page == pageShell || r.Kept != nil && r.Kept.Shell
}

// arrivedElsewhere reports whether the person left the page that failed.
func (r *Root) arrivedElsewhere() bool {
	at, first := r.at(), addressOf(r.URI)
	return at.page != first.page || at.room != first.room
}

// failure is the screen for the error that the server gave in place of a page.
func (r *Root) failure() screen {
	switch r.Boot.Error.Code {
	case shared.CodeNotFound:
		return screenLost
	case shared.CodeLinkInvalid:
		return screenStale
	case shared.CodeRoomNotFound, shared.CodeRoomInvalid:
		return screenNoRoom
	}
	return screenError
}

// inside is the screen for someone who has entered.
func (r *Root) inside(at address) screen {
	switch at.page {
	case pageStart, pageShell, pageDoor:
		return screenLanding
	case pageDirectory:
		return screenDirectory
	case pageLab:
		return screenLab
	case pageSearch:
		return screenSearch
	case pageRoom:
		return r.roomScreen(at.room)
	}
	return screenPlain
}

func (r *Root) roomScreen(room shared.RoomID) screen {
	if r.Client.State().Room(room) != nil {
		return screenRoom
	}
	if r.expected == room {
		return screenOpening
	}
	if _, ok := r.listed(room); ok {
		return screenOutside
	}
	if r.directoryKnown() {
		return screenNoRoom
	}
	return screenOpening
}

// landing is the page that a person comes to who names none: the room that
// everyone enters, else the first, else the directory.
func (r *Root) landing() string {
	if r.Client.State().Room(shared.General) != nil {
		return shared.PageRoom(shared.General)
	}
	for _, room := range r.Client.State().Rooms() {
		return shared.PageRoom(room.ID)
	}
	return shared.PageDirectory
}
