package main

import (
	"net/http"
	"testing"

	"parley/shared"
)

// gives has the server give somebody a role, at its operator's word.
func (h *house) gives(person shared.PersonID, role shared.Role) {
	h.t.Helper()
	command := shared.Command{ID: newID(), Body: shared.ChangeRole{Person: person, Role: role}}
	if _, err := h.node.store.Do(h.t.Context(), "", command); err != nil {
		h.t.Fatal(err)
	}
}

// TestARoleIsToldToEveryone: at once to who listens, and to who comes.
func TestARoleIsToldToEveryone(t *testing.T) {
	h := openHouse(t)
	ann, bob := h.enter("Ann"), h.enter("Bob")
	stream := ann.listen("", "")
	h.gives(bob.me.ID, shared.RoleModerator)
	for {
		event, _, err := stream.nextEvent()
		if err != nil {
			t.Fatal(err)
		}
		if changed, ok := event.Body.(shared.PersonRoleChanged); ok {
			if want := (shared.PersonRoleChanged{Person: bob.me.ID, Role: shared.RoleModerator}); changed != want || event.By != "" {
				t.Errorf("heard %+v", event)
			}
			break
		}
	}
	for _, person := range ann.snapshot().People {
		if person.ID == bob.me.ID && person.Role != shared.RoleModerator {
			t.Errorf("the snapshot has %+v", person)
		}
	}
	ann.refused("POST", shared.PathCommands, shared.Command{ID: newID(), Body: shared.ChangeRole{Person: bob.me.ID, Role: shared.RoleMember}},
		http.StatusForbidden, shared.CodeNotAllowed)
}

// TestWhoHasAnAccountStays: the session ends, and nothing else.
func TestWhoHasAnAccountStays(t *testing.T) {
	h := openHouse(t)
	ann, bob := h.enter("Ann"), h.enter("Bob")
	h.gives(bob.me.ID, shared.RoleMember)
	bob.must("DELETE", shared.PathSession, nil, nil)
	bob.refused("GET", shared.PathSnapshot, nil, http.StatusUnauthorized, shared.CodeNoSession)
	if members := ann.snapshot().Rooms[0].Members; len(members) != 2 {
		t.Errorf("in General are %v", members)
	}
	h.stranger().refused("POST", shared.PathSession, shared.EnterRequest{Name: "Bob"}, http.StatusConflict, shared.CodeNameTaken)
}
