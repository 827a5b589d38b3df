package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"parley/server/store"
	"parley/shared"
)

// lists reports whether the sidebar of the guest's page leads to a room.
func (g *guest) lists(room shared.RoomID) bool {
	g.t.Helper()
	_, page := g.obtains(shared.PageDirectory)
	return strings.Contains(page, `href="`+shared.PageRoom(room)+`"`)
}

// A direct room is out of sight for who hid it, and for nobody else, until something
// is said there; it is no further away than before.
func TestADirectRoomIsHiddenUntilSomethingIsSaid(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	talk := ann.talks(bo.me.ID)
	ann.post(talk, "hello")
	if status, _ := ann.ask("POST", shared.PageRoom(talk)+"/hide", nil); status != http.StatusSeeOther {
		t.Errorf("the form is answered %d", status)
	}
	if ann.lists(talk) || !bo.lists(talk) {
		t.Errorf("hidden by Ann, it is in sight for her: %v, for Bo: %v", ann.lists(talk), bo.lists(talk))
	}
	if _, page := ann.obtains(shared.PageRoom(talk)); !strings.Contains(page, "hello") {
		t.Error("the room can't be read any more")
	}
	bo.post(talk, "are you there?")
	if !ann.lists(talk) {
		t.Error("something was said, and the room is not in sight")
	}
	ann.do(talk, shared.HideRoom{})
	h.shut()
	if report, err := store.Verify(t.Context(), h.config.Data, nil); err != nil || report.Count != 0 {
		t.Errorf("verify: %v %v", report.Differences, err)
	}
	h.start()
	if ann.lists(talk) {
		t.Error("after a restart it is in sight")
	}
}

// Who leaves a direct room of three sees nothing of it any more, until they come back
// by opening it.
func TestLeavingADirectRoomOfThree(t *testing.T) {
	h := openHouse(t)
	ann, bo, cy := h.enter("Ann"), h.enter("Bo"), h.enter("Cy")
	talk := ann.talks(bo.me.ID, cy.me.ID)
	ann.post(talk, "hello")
	cy.do(talk, shared.Leave{})
	cy.refused("GET", shared.PathMessages(talk), nil, http.StatusNotFound, shared.CodeRoomNotFound)
	ann.post(talk, "is Cy gone?")
	bo.refused("POST", shared.PathCommands, shared.Command{ID: newID(), Body: shared.OpenDirect{People: []shared.PersonID{ann.me.ID, cy.me.ID}}}, http.StatusConflict, shared.CodeRoomExists)
	if cy.talks(bo.me.ID, ann.me.ID) != talk || !cy.lists(talk) {
		t.Error("Cy is not back")
	}
	rooms := bo.snapshot().Rooms
	if at := slices.IndexFunc(rooms, func(r shared.Room) bool { return r.ID == talk }); len(rooms[at].Members) != 3 {
		t.Errorf("in the room are %v", rooms[at].Members)
	}
	two := ann.talks(bo.me.ID)
	ann.refused("POST", shared.PathCommands, shared.Command{ID: newID(), Room: two, Body: shared.Leave{}}, http.StatusConflict, shared.CodeRoomDirect)
}

func TestHidingATalkByItsMenu(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	guest, bo, cy := h.enter("Ann"), h.enter("Bo"), h.enter("Cy")
	talk := guest.talks(bo.me.ID, cy.me.ID)
	inSight := `!!document.querySelector('.side a[href="` + shared.PageRoom(talk) + `"]')`
	ann := h.seat(guest, talk)
	ann.clicks(labelled("button", "Room menu"))
	ann.clicks(`//*[@id="room-menu"]//button[contains(., "Hide until")]`)
	ann.until("it to be out of sight", `location.pathname === "/rooms/general" && !`+inSight)
	cy.post(talk, "are you there?")
	ann.until("it to be back", inSight)
	ann.turnsTo(talk)
	ann.clicks(labelled("button", "Room menu"))
	ann.clicks(`//*[@id="room-menu"]//button[contains(., "Leave room")]`)
	ann.sees("You can join again at any time")
	ann.clicks(`//dialog//button[contains(., "Leave room")]`)
	ann.until("it to be gone", `location.pathname === "/rooms/general" && !`+inSight)
}
