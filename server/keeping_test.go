package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"parley/shared"
)

// page reads a page as a browser would show it to the person.
func (g *guest) page(path string) string {
	g.t.Helper()
	status, page := g.ask("GET", path, nil)
	if status != http.StatusOK {
		g.t.Fatalf("GET %s: %d", path, status)
	}
	return string(page)
}

// shows expects a page to have texts, and lacks it not to.
func (g *guest) shows(path string, texts ...string) {
	g.t.Helper()
	page := g.page(path)
	for _, text := range texts {
		if !strings.Contains(page, text) {
			g.t.Errorf("%s does not show %s %q", path, g.me.Name, text)
		}
	}
}

func (g *guest) lacks(path string, texts ...string) {
	g.t.Helper()
	page := g.page(path)
	for _, text := range texts {
		if strings.Contains(page, text) {
			g.t.Errorf("%s shows %s %q", path, g.me.Name, text)
		}
	}
}

// TestWhatModeratorsDoIsPutDown for all of them, but for what is done in a private
// room, which only those see who are in it.
func TestWhatModeratorsDoIsPutDown(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, eve, bob := h.overseer("Ann"), h.overseer("Eve"), h.account("Bob")
	h.gives(ann.me.ID, shared.RoleOwner)
	said := bob.post(shared.General, "buy my pills")
	ann.do(shared.General, shared.DeleteMessage{Message: said})
	own := bob.post(shared.General, "never mind")
	bob.do(shared.General, shared.DeleteMessage{Message: own})
	den := ann.chat("Den", bob)
	ann.do(den, shared.RestrictRoom{Restrictions: shared.Restrictions{Locked: true}})
	ann.do("", shared.MutePerson{Person: bob.me.ID, Minutes: 60})
	ann.do("", shared.ChangeRole{Person: bob.me.ID, Role: shared.RoleModerator})
	ann.do("", shared.BanPerson{Person: bob.me.ID})

	everywhere := []string{"Ann deleted a message.", "written by Bob", "in general", "Ann muted Bob.", "1 hour", "Bob is now a moderator", "Ann took Bob off the server."}
	for _, moderator := range []*guest{ann, eve} {
		moderator.shows(shared.PageActs, everywhere...)
	}
	if page := ann.page(shared.PageActs); strings.Count(page, "deleted a message") != 1 {
		t.Error("that Bob deleted what he wrote is shown")
	}
	ann.shows(shared.PageActs, "in Den", "Ann changed who writes here.")
	eve.lacks(shared.PageActs, "Den", string(den), "changed who writes here")

	eve.shows(shared.PageBans, "Bob", "by Ann")
	eve.refusedForm(shared.CodePersonNotFound, shared.PageBans, "person", string(ann.me.ID))
	eve.submits(shared.PageBans, "person", string(bob.me.ID))
	eve.shows(shared.PageBans, "Nobody is banned.")
	eve.shows(shared.PageActs, "Eve lets Bob come back.")
	h.signIn("Bob", goodPassword)
}

// TestTheLogOfActsIsReadByPages, each the next older ones.
func TestTheLogOfActsIsReadByPages(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bob := h.overseer("Ann"), h.enter("Bob")
	for minutes := range shared.ActPage + 2 {
		ann.do("", shared.MutePerson{Person: bob.me.ID, Minutes: 60 * (minutes + 1)})
	}
	first := ann.page(shared.PageActs)
	log, err := h.node.store.Acts(t.Context(), ann.me.ID, 0)
	if err != nil || len(log.Acts) != shared.ActPage || log.Before == 0 {
		t.Fatalf("%d acts before %d, %v", len(log.Acts), log.Before, err)
	}
	older := fmt.Sprint(shared.PageActs, "?before=", log.Before)
	if !strings.Contains(first, older) || strings.Contains(first, ">1 hour<") {
		t.Errorf("the first page does not lead to %s", older)
	}
	ann.shows(older, ">1 hour<", ">2 hours<")
	ann.lacks(older, ">3 hours<", "?before=")
	if status, _ := ann.ask("GET", shared.PageActs+"?before=x", nil); status != http.StatusBadRequest {
		t.Errorf("before no position: %d", status)
	}
}
