package main

import (
	"testing"

	"parley/server/api"
	"parley/shared"
)

// TestWhoHasTooManyPagesOpenIsTold, and neither that there is no network nor that
// it is to blame; what they write goes out, and it goes on once there is room.
func TestWhoHasTooManyPagesOpenIsTold(t *testing.T) {
	t.Parallel()
	h := crowded(t, api.StreamLimits{Person: 1, Address: 100})
	bo, guest := h.enter("Bo"), h.enter("Ann")
	other := guest.holds(shared.PathSSE, "") // another page of hers
	guest.hears(t, other)
	hears := bo.listen("", "")
	ann := h.visits("Ann", as(guest))
	ann.mayHear("status of 429")
	ann.goes(shared.PageRoom(shared.General))
	const pill = `document.querySelector(".wire .what")?.innerText`
	ann.until("how long it waits", `/^Too many connections: trying again in \d+ s$/.test(`+pill+`)`)
	ann.clicks(".pill-button")
	ann.sees("Too many connections are open, by you or from your network.")
	ann.says("written without a stream")
	hears.hears("written without a stream")
	other.leaves(false)
	guest.finds(true, "")
	eval[bool](ann, `document.querySelector("#connection button.link")?.click() ?? true`) // to try now, if it does not by itself
	ann.hears()
	ann.isOver("SSE")
	ann.reads("written without a stream")
}
