package main

import (
	"net/http"
	"testing"

	"parley/shared"
)

// TestWhoIsBlockedCallsNobody: they are heard, but call and alert nobody who blocked
// them, and can't open a direct room with them. They are not told.
func TestWhoIsBlockedCallsNobody(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bob := h.enter("Ann"), h.enter("Bob")
	bob.post(shared.General, "@Ann hello")
	stream, his := ann.listen("", ""), bob.listen("", "")
	calls := func(want int) {
		t.Helper()
		if mine := ann.snapshot().Rooms[0].Mine; len(mine.Calls) != want {
			t.Errorf("Ann is called by %v, want %d", mine.Calls, want)
		}
	}
	calls(1)
	seq := ann.do("", shared.BlockPerson{Person: bob.me.ID})
	if e := stream.comes(); e.Seq != seq || e.Body != (shared.PersonBlocked{Person: bob.me.ID}) {
		t.Errorf("Ann's other devices hear %+v", e)
	}
	calls(0)
	said := bob.post(shared.General, "@Ann hello?")
	if e := his.comes(); e.Seq != said {
		t.Errorf("Bob hears %+v first", e)
	}
	if e := stream.comes(); e.Seq != said {
		t.Errorf("Ann hears %+v", e)
	}
	calls(0)
	if blocked := ann.snapshot().Blocked; len(blocked) != 1 || blocked[0] != bob.me.ID || bob.snapshot().Blocked != nil {
		t.Errorf("Ann blocked %v", blocked)
	}
	ann.shows(shared.PageSearch+"?q=hello", "Message of someone you blocked")
	ann.lacks(shared.PageSearch+"?q=hello", "<mark>hello</mark>")
	open := shared.Command{ID: newID(), Body: shared.OpenDirect{People: []shared.PersonID{ann.me.ID}}}
	bob.refused("POST", shared.PathCommands, open, http.StatusForbidden, shared.CodeBlocked)
	page := shared.PageReportPerson(bob.me.ID)
	ann.shows(page, "Unblock Bob")
	ann.submits(shared.PageReport, "do", "unblock", "person", string(bob.me.ID))
	ann.shows(page, "Block Bob")
	calls(2)
	ann.submits(shared.PageReport, "do", "block", "person", string(bob.me.ID))
	calls(0)
	ann.do("", shared.UnblockPerson{Person: bob.me.ID})
	bob.talks(ann.me.ID)
}
