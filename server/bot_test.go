package main

import (
	"net/http"
	"strings"
	"testing"

	"parley/shared"
)

// withToken adds a bot's token to each request.
type withToken struct {
	token string
	next  http.RoundTripper
}

func (t withToken) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+t.token)
	return t.next.RoundTrip(r)
}

// program is whoever has a token.
func (h *house) program(token string) *guest {
	g := h.stranger()
	g.http.Transport = withToken{token, &http.Transport{}}
	return g
}

// overseer is a moderator.
func (h *house) overseer(name string) *guest {
	g := h.account(name)
	h.gives(g.me.ID, shared.RoleModerator)
	return g
}

// bot has a moderator make a bot, and gives it as a program that has its token.
func (h *house) bot(by *guest, name string) (*guest, shared.Bot) {
	h.t.Helper()
	var made shared.Bot
	by.must("POST", shared.PathBots, shared.BotRequest{Name: name}, &made)
	g := h.program(made.Keys[0].Token)
	g.me = made.Person
	return g, made
}

// TestABotTakesPart: it is told, listens and posts like a member.
func TestABotTakesPart(t *testing.T) {
	h := openHouse(t)
	ann, bob := h.overseer("Ann"), h.enter("Bob")
	stream := bob.listen("", "")
	robot, made := h.bot(ann, "Robot")
	if robot.who() != made.Person || made.Role != shared.RoleBot {
		t.Errorf("it is %+v, and was made as %+v", robot.who(), made)
	}
	heard := robot.listen("", "")
	post := shared.PostRequest{ID: newID(), Text: "*built*"}
	var reply, again shared.CommandReply
	robot.must("POST", shared.PathMessages(shared.General), post, &reply)
	robot.must("POST", shared.PathMessages(shared.General), post, &again)
	if again.Seq != reply.Seq || !again.Duplicate {
		t.Errorf("sent again, it is answered with %+v", again)
	}
	if joined := stream.comes(); joined.By != robot.me.ID || joined.Body.(shared.PersonJoined).Role != shared.RoleBot {
		t.Errorf("Bob hears %+v", joined)
	}
	for _, ear := range []*ear{stream, heard} {
		if e := ear.comes(); e.Seq != reply.Seq || e.By != robot.me.ID || e.Body.(shared.MessagePosted).HTML == "" {
			t.Errorf("heard is %+v", e)
		}
	}
}

// TestWhatABotMayNot: what has to do with accounts, seeing to bots, and rooms that
// it is not in.
func TestWhatABotMayNot(t *testing.T) {
	h := openHouse(t)
	ann := h.overseer("Ann")
	robot, made := h.bot(ann, "Robot")
	var plans shared.CommandReply
	ann.must("POST", shared.PathCommands, shared.Command{ID: newID(), Body: shared.CreateRoom{Name: "Plans", Private: true}}, &plans)
	robot.refused("POST", shared.PathPassword, shared.PasswordRequest{New: goodPassword}, http.StatusForbidden, shared.CodeNotAllowed)
	robot.refused("POST", shared.PathInvites, shared.InvitationRequest{}, http.StatusConflict, shared.CodeNoAccount)
	robot.refused("DELETE", shared.PathSession, nil, http.StatusForbidden, shared.CodeNotAllowed)
	robot.refused("POST", shared.PathBots, shared.BotRequest{Name: "Another"}, http.StatusForbidden, shared.CodeNotAllowed)
	robot.refused("POST", shared.PathKeys(made.ID), shared.KeyRequest{}, http.StatusForbidden, shared.CodeNotAllowed)
	robot.refused("POST", shared.PathMessages(plans.Room), shared.PostRequest{Text: "x"}, http.StatusNotFound, shared.CodeRoomNotFound)
	h.program("x").refused("GET", shared.PathSnapshot, nil, http.StatusUnauthorized, shared.CodeNoSession)
	if status, _ := robot.ask("GET", shared.PageMe, nil); status != http.StatusSeeOther {
		t.Errorf("a page answers a token with %d", status)
	}
	if _, err := h.parley("user", "reset", "Robot"); err == nil {
		t.Error("a bot may choose a password")
	}
	if _, err := h.parley("user", "role", "Robot", "owner"); err == nil {
		t.Error("a bot is the owner")
	}
}

// TestOnlyModeratorsSeeToBots: guests and members are refused, pages too.
func TestOnlyModeratorsSeeToBots(t *testing.T) {
	h := openHouse(t)
	robot, made := h.bot(h.overseer("Ann"), "Robot")
	for _, g := range []*guest{h.enter("Gus"), h.account("Mia"), robot} {
		g.refused("GET", shared.PathBots, nil, http.StatusForbidden, shared.CodeNotAllowed)
		g.refused("POST", shared.PathBots, shared.BotRequest{Name: "x"}, http.StatusForbidden, shared.CodeNotAllowed)
		g.refused("DELETE", shared.PathBot(made.ID), nil, http.StatusForbidden, shared.CodeNotAllowed)
		g.refused("DELETE", shared.PathKeys(made.ID)+"/"+made.Keys[0].ID, nil, http.StatusForbidden, shared.CodeNotAllowed)
	}
	mia := h.signIn("Mia", goodPassword)
	if status, page := mia.ask("GET", shared.PageBots, nil); status != http.StatusForbidden || strings.Contains(string(page), "Robot") {
		t.Errorf("a member gets the page with %d", status)
	}
}

// TestATokenThatEnds: with all that is open by it, and no other one; a bot that is
// removed with all it has.
func TestATokenThatEnds(t *testing.T) {
	h := openHouse(t)
	ann := h.overseer("Ann")
	robot, made := h.bot(ann, "Robot")
	var second shared.Bot
	ann.must("POST", shared.PathKeys(made.ID), shared.KeyRequest{}, &second)
	other := h.program(second.Keys[0].Token)
	first, still := robot.listen("", ""), other.listen("", "")
	ann.must("DELETE", shared.PathKeys(made.ID)+"/"+made.Keys[0].ID, nil, nil)
	first.ended()
	robot.refused("GET", shared.PathSnapshot, nil, http.StatusUnauthorized, shared.CodeNoSession)
	other.must("GET", shared.PathSnapshot, nil, nil)

	var bots shared.Bots
	ann.must("GET", shared.PathBots, nil, &bots)
	if len(bots.Bots) != 1 || len(bots.Bots[0].Keys) != 1 || bots.Bots[0].Keys[0].ID != second.Keys[0].ID || bots.Bots[0].Keys[0].Token != "" {
		t.Errorf("told are %+v", bots)
	}
	ann.refused("DELETE", shared.PathBot(ann.me.ID), nil, http.StatusNotFound, shared.CodePersonNotFound)
	ann.refused("POST", shared.PathKeys(ann.me.ID), shared.KeyRequest{}, http.StatusNotFound, shared.CodePersonNotFound)
	ann.must("DELETE", shared.PathBot(made.ID), nil, nil)
	still.ended()
	other.refused("GET", shared.PathSnapshot, nil, http.StatusUnauthorized, shared.CodeNoSession)
	h.bot(ann, "Robot") // whose name is free
}

// comes is the next event.
func (e *ear) comes() shared.Event {
	e.t.Helper()
	event, _, err := e.nextEvent()
	if err != nil {
		e.t.Fatal(err)
	}
	return event
}
