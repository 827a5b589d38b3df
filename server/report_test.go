package main

import (
	"fmt"
	"testing"

	"parley/shared"
)

// TestAReportReachesTheModerators, and nobody else: as an event, as a count, and on
// their page, with what a message in a private room says, and not where it is.
func TestAReportReachesTheModerators(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	eve, ann, bob, cat := h.overseer("Eve"), h.enter("Ann"), h.enter("Bob"), h.enter("Cat")
	den := ann.chat("Den", bob)
	said := bob.post(den, "buy my pills")
	streams := map[*guest]*ear{}
	for _, one := range []*guest{eve, ann, bob, cat} {
		streams[one] = one.listen("", "")
	}
	form := shared.PageReportMessage(den, said)
	ann.shows(form, "Bob", "buy my pills")
	if status, _ := cat.ask("GET", form, nil); status != 404 {
		t.Errorf("Cat reports what is not there for her: %d", status)
	}
	ann.submits(shared.PageReport, "room", string(den), "message", fmt.Sprint(said), "why", "spam & <b>more</b>")
	cat.submits(shared.PageReport, "person", string(bob.me.ID))
	bob.refusedForm(shared.CodeNotAllowed, shared.PageReport, "room", string(den), "message", fmt.Sprint(said))
	end := ann.post(shared.General, "the end")

	for one, want := range map[*guest]int{eve: 2, ann: 1, bob: 0, cat: 1} {
		heard := 0
		for {
			e := streams[one].comes()
			if e.Seq == end {
				break
			}
			if _, ok := e.Body.(shared.ReportMade); ok {
				heard++
			}
		}
		if heard != want {
			t.Errorf("%s hears of %d reports, want %d", one.me.Name, heard, want)
		}
		if waiting := one.snapshot().Reports; one == eve && waiting != 2 || one != eve && waiting != 0 {
			t.Errorf("%d reports wait for %s", waiting, one.me.Name)
		}
	}
	eve.shows(shared.PageReports, "buy my pills", "spam &amp; &lt;b&gt;more&lt;/b&gt;", "reported by Ann", "reported by Cat")
	eve.lacks(shared.PageReports, "Den", string(den))
	reports, err := h.node.store.Reports(t.Context(), eve.me.ID)
	if err != nil || reports.Waiting != 2 || reports.Reports[0].Whom.ID != bob.me.ID || reports.Reports[0].Room != "" {
		t.Fatalf("%+v, %v", reports, err)
	}
	for _, one := range reports.Reports {
		eve.submits(shared.PageReports, "report", fmt.Sprint(one.Seq))
		eve.refusedForm(shared.CodeNotFound, shared.PageReports, "report", fmt.Sprint(one.Seq))
	}
	eve.shows(shared.PageReports, "Nothing waits for you.")
	eve.shows(shared.PageActs, "Eve saw to a report about Bob.")

	h.gives(cat.me.ID, shared.RoleModerator)
	if status, _ := cat.ask("GET", shared.PageReports, nil); status != 200 || cat.snapshot().Reports != 0 {
		t.Errorf("a new moderator: %d", status)
	}
}
