package main

import (
	"net/http"
	"strings"
	"testing"

	"parley/shared"
)

// TestWhoIsBannedIsGone: at once, over whatever they listen, from every device; and
// neither their name nor their password lets them in until the ban ends.
func TestWhoIsBannedIsGone(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bob := h.overseer("Ann"), h.account("Bob")
	talk := bob.talks(ann.me.ID)
	phone := h.signIn("Bob", goodPassword)
	for i, over := range []shared.Transport{shared.TransportSSE, shared.TransportWebSocket, shared.TransportLongPoll} {
		h.follows([]*guest{bob, phone}[i%2], over)
	}
	stream := ann.listen("", "")
	h.awaitListeners(4)
	ban := shared.Command{ID: newID(), Body: shared.BanPerson{Person: bob.me.ID}}
	var reply, again shared.CommandReply
	ann.must("POST", shared.PathCommands, ban, &reply)
	h.awaitListeners(1)
	if e := stream.comes(); e.Seq != reply.Seq || e.Body != (shared.PersonBanned{Person: bob.me.ID}) {
		t.Errorf("Ann hears %+v", e)
	}
	for _, device := range []*guest{bob, phone} {
		device.refused("GET", shared.PathSession, nil, http.StatusUnauthorized, shared.CodeNoSession)
		device.refused("POST", shared.PathCommands, shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: "hi"}}, http.StatusUnauthorized, shared.CodeNoSession)
	}
	stranger := h.stranger()
	stranger.refused("POST", shared.PathSession, shared.EnterRequest{Name: "bob"}, http.StatusForbidden, shared.CodeBanned)
	stranger.refused("POST", shared.PathSession, shared.EnterRequest{Name: "Bob", Password: goodPassword}, http.StatusForbidden, shared.CodeBanned)
	stranger.refused("POST", shared.PathSession, shared.EnterRequest{Name: "Bob", Password: "not his password"}, http.StatusForbidden, shared.CodePasswordWrong)
	ann.must("POST", shared.PathCommands, ban, &again)
	if !again.Duplicate {
		t.Errorf("asked again, it is answered with %+v", again)
	}

	ann.do("", shared.UnbanPerson{Person: bob.me.ID})
	back := h.signIn("Bob", goodPassword)
	if me := back.who(); me.ID != bob.me.ID || me.Role != shared.RoleMember {
		t.Errorf("back, he is %+v", me)
	}
	bob.refused("GET", shared.PathSession, nil, http.StatusUnauthorized, shared.CodeNoSession)
	if rooms := back.snapshot().Rooms; len(rooms) != 0 {
		t.Errorf("back, he is in %+v", rooms)
	}
	back.do(shared.General, shared.Join{})
	if again := back.talks(ann.me.ID); again != talk {
		t.Errorf("they talked in %s, and now in %s", talk, again)
	}
	if rooms := back.snapshot().Rooms; len(rooms) != 2 {
		t.Errorf("then he is in %+v", rooms)
	}
}

// TestABanHoldsForEveryWayIn: also by a provider, whoever else comes by it under that
// name has another one.
func TestABanHoldsForEveryWayIn(t *testing.T) {
	h := openHouse(t)
	provider := h.withProvider()
	provider.Says(map[string]any{"sub": "7", "name": "Bob", "nickname": "Bobby"})
	bob, ann := h.comesByOpenID(), h.overseer("Ann")
	ann.do("", shared.BanPerson{Person: bob.me.ID})
	if to := h.stranger().comesByOpenID(); !strings.Contains(to, "error="+string(shared.CodeBanned)) {
		t.Errorf("who is banned is sent to %s", to)
	}
	provider.Says(map[string]any{"sub": "8", "name": "Bob", "nickname": "Robert"})
	if other := h.comesByOpenID(); other.me.Name != "Robert" {
		t.Errorf("in came %+v", other.me)
	}
	ann.do("", shared.UnbanPerson{Person: bob.me.ID})
	provider.Says(map[string]any{"sub": "7", "name": "Bob"})
	if back := h.comesByOpenID(); back.me.ID != bob.me.ID {
		t.Errorf("back came %+v", back.me)
	}
}
