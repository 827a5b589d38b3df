package main

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"parley/shared"
)

// hook has somebody make a webhook of a bot in a room, and gives its address.
func (g *guest) hook(bot shared.PersonID, room shared.RoomID) string {
	g.t.Helper()
	var made shared.Bot
	g.must("POST", shared.PathKeys(bot), shared.KeyRequest{Room: room}, &made)
	return shared.PathHook(made.Keys[0].Token)
}

// sendsTo posts to a webhook as another service does.
func (h *house) sendsTo(hook, kind, body string) (int, string) {
	h.t.Helper()
	g := h.stranger()
	request, _ := http.NewRequest("POST", h.url()+hook, strings.NewReader(body))
	request.Header.Set("Content-Type", kind)
	response, err := g.http.Do(request)
	if err != nil {
		h.t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	return response.StatusCode, string(answer)
}

// TestAWebhookPosts: what Slack's would, in its room and by its bot.
func TestAWebhookPosts(t *testing.T) {
	h := openHouse(t)
	ann := h.overseer("Ann")
	robot, made := h.bot(ann, "Robot")
	hook := ann.hook(made.ID, shared.General)
	stream := ann.listen("", "")
	for _, c := range []struct{ kind, body, want string }{
		{"application/json", `{"text":"*built*: <https://example.org|here>"}`, "**built**: [here](https://example.org)"},
		{"application/x-www-form-urlencoded", "payload=%7B%22text%22%3A%22by+a+form%22%7D", "by a form"},
		{"application/x-www-form-urlencoded", `{"text":"curl -d"}`, "curl -d"},
		{"", `{"attachments":[{"title":"Build","text":"failed"}]}`, "> **Build**\n> failed"},
		{"application/json", `{"text":"` + strings.Repeat("long ", 2000) + `"}`, ""},
	} {
		if status, answer := h.sendsTo(hook, c.kind, c.body); status != http.StatusOK || answer != "ok" {
			t.Fatalf("%s is answered with %d %s", c.body, status, answer)
		}
		e := stream.comes()
		if posted := e.Body.(shared.MessagePosted); e.By != robot.me.ID || e.Room != shared.General || c.want != "" && posted.Text != c.want {
			t.Errorf("%s posts %+v", c.body, e)
		}
	}
	for _, wrong := range []string{"hello", `{"text":""}`, `{"text":7}`, ""} {
		if status, _ := h.sendsTo(hook, "application/json", wrong); status != http.StatusBadRequest && status != http.StatusUnprocessableEntity {
			t.Errorf("%q is answered with %d", wrong, status)
		}
	}
}

// TestAWebhookIsForItsRoomAlone: it is no token, ends with its key and with its
// bot's time in the room, and whoever is not in a private room is not told of it.
func TestAWebhookIsForItsRoomAlone(t *testing.T) {
	h := openHouse(t)
	ann, mod := h.overseer("Ann"), h.overseer("Mod")
	robot, made := h.bot(ann, "Robot")
	var plans shared.CommandReply
	ann.must("POST", shared.PathCommands, shared.Command{ID: newID(), Body: shared.CreateRoom{Name: "Plans", Private: true}}, &plans)
	mod.refused("POST", shared.PathKeys(made.ID), shared.KeyRequest{Room: plans.Room}, http.StatusNotFound, shared.CodeRoomNotFound)
	hook := ann.hook(made.ID, plans.Room)
	token := strings.TrimPrefix(hook, shared.PathHook(""))
	h.program(token).refused("GET", shared.PathSnapshot, nil, http.StatusUnauthorized, shared.CodeNoSession)

	var bots shared.Bots
	mod.must("GET", shared.PathBots, nil, &bots)
	if keys := bots.Bots[0].Keys; len(keys) != 1 || keys[0].Room != "" {
		t.Errorf("who is not in the room is told %+v", keys)
	}
	ann.must("GET", shared.PathBots, nil, &bots)
	key := bots.Bots[0].Keys[1]
	mod.must("DELETE", shared.PathKeys(made.ID)+"/"+key.ID, nil, nil) // of which there is none, for all Mod knows
	if status, answer := h.sendsTo(hook, "application/json", `{"text":"x"}`); status != http.StatusOK {
		t.Errorf("the webhook is answered with %d %s", status, answer)
	}
	ann.do(plans.Room, shared.RemovePerson{Person: robot.me.ID})
	again := ann.hook(made.ID, plans.Room) // which brings it there once more
	ann.must("DELETE", shared.PathKeys(made.ID)+"/"+key.ID, nil, nil)
	for hook, want := range map[string]int{hook: http.StatusNotFound, again: http.StatusOK, shared.PathHook(made.Keys[0].Token): http.StatusNotFound, shared.PathHook("x"): http.StatusNotFound} {
		if status, answer := h.sendsTo(hook, "application/json", `{"text":"x"}`); status != want {
			t.Errorf("answered with %d %s, not %d", status, answer, want)
		}
	}
	ann.do(plans.Room, shared.RemovePerson{Person: robot.me.ID})
	if status, answer := h.sendsTo(again, "application/json", `{"text":"x"}`); status != http.StatusNotFound || strings.Contains(answer, "Plans") {
		t.Errorf("taken out of the room, it is answered with %d %s", status, answer)
	}
}
