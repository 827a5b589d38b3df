package main

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"parley/shared"
)

// parley runs a command line on the house's data, and gives what it prints.
func (h *house) parley(args ...string) (string, error) {
	h.t.Helper()
	var said bytes.Buffer
	command := commands()
	command.SetArgs(append(args, "--data", h.config.Data))
	command.SetOut(&said)
	err := command.ExecuteContext(h.t.Context())
	return said.String(), err
}

func (h *house) mustParley(args ...string) string {
	h.t.Helper()
	said, err := h.parley(args...)
	if err != nil {
		h.t.Fatalf("parley %s: %v", strings.Join(args, " "), err)
	}
	return said
}

var link = regexp.MustCompile(`https?://\S+?(/(?:reset|invite)/\S+)`)

// printed is the path of the link in what a command printed.
func printed(t *testing.T, said, base string) string {
	t.Helper()
	found := link.FindStringSubmatch(said)
	if found == nil || !strings.HasPrefix(found[0], base) {
		t.Fatalf("there is no link at %s in %q", base, said)
	}
	return found[1]
}

// TestTheOperatorSeesToPeopleWhileTheyAreThere: whom it concerns is told at once.
func TestTheOperatorSeesToPeopleWhileTheyAreThere(t *testing.T) {
	h := openHouse(t)
	ann, bob := h.account("Ann"), h.enter("Bob")
	streams := []*ear{ann.listen("", ""), bob.listen("", "")}
	if said := h.mustParley("user", "list"); !regexp.MustCompile(`(?m)^ID +ROLE.*\n` + string(ann.me.ID) + ` +member +1 +Ann\n` + string(bob.me.ID) + ` +guest +1 +Bob$`).MatchString(said) {
		t.Errorf("the list is\n%s", said)
	}
	h.mustParley("user", "role", "ann", "moderator")
	if me := ann.who(); me.Role != shared.RoleModerator {
		t.Errorf("Ann is %+v", me)
	}

	reset := printed(t, h.mustParley("user", "reset", "Ann"), h.node.URL())
	last := printed(t, h.mustParley("user", "reset", string(ann.me.ID), "--url", "https://chat.example.org/"), "https://chat.example.org/reset/")
	h.stranger().refusedForm(shared.CodeLinkInvalid, reset, "password", "another one of it")
	h.stranger().submits(last, "password", "another one of it")
	streams[0].ended()

	invited := printed(t, h.mustParley("invite", "--uses", "1"), h.node.URL())
	h.stranger().submits(invited, "name", "Cid", "password", goodPassword)
	h.stranger().refusedForm(shared.CodeLinkInvalid, invited, "name", "Dee", "password", goodPassword)

	h.mustParley("user", "remove", "Bob")
	streams[1].ended()
	bob.refused("GET", shared.PathSnapshot, nil, http.StatusUnauthorized, shared.CodeNoSession)
	h.mustParley("user", "remove", "Ann")
	h.stranger().refused("POST", shared.PathSession, shared.EnterRequest{Name: "Ann", Password: "another one of it"}, http.StatusForbidden, shared.CodePasswordWrong)
	h.enter("Ann")

	for _, wrong := range [][]string{
		{"user", "role", "Nobody", "owner"}, {"user", "role", "Cid", "emperor"}, {"user", "role", "Cid", "guest"},
		{"user", "reset", "Ann"}, {"user", "remove", "Nobody"}, {"invite", "--days", "-1"}, {"user", "role", "Cid"},
	} {
		if said, err := h.parley(wrong...); err == nil {
			t.Errorf("parley %s: %q", strings.Join(wrong, " "), said)
		}
	}
}

// TestTheOperatorNeedsNoServer: and what was done shows when there is one again.
func TestTheOperatorNeedsNoServer(t *testing.T) {
	h := openHouse(t)
	ann := h.account("Ann")
	offered := h.offered()
	h.shut()
	h.mustParley("user", "role", "Ann", "owner")
	reset := printed(t, h.mustParley("user", "reset", "Ann"), "http://localhost:8080")
	h.start()
	if me := ann.who(); me.Role != shared.RoleOwner {
		t.Errorf("Ann is %+v", me)
	}
	h.stranger().refusedForm(shared.CodeLinkInvalid, offered, "name", "Eve", "password", goodPassword)
	h.stranger().submits(reset, "password", "another one of it")
}
