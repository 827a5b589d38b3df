package main

import (
	"net/http"
	"testing"

	"parley/shared"
)

// TestAModeratorMakesABot: its token shows once, and what it posts shows with its
// name; a token that is ended is one no more.
func TestAModeratorMakesABot(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	moderator := h.overseer("Ann")
	ann := h.seat(moderator, shared.General)
	ann.looksAt(shared.PageMe)
	ann.until("the client", clientRuns)
	ann.clicks(labelled("a", "Bots and webhooks"))
	ann.sees("A bot is a program with a name of its own.")
	ann.fills("#bot-name", "Robot")
	ann.clicks(labelled("button", "Make a bot"))
	ann.until("the token", clientRuns+` && !!document.querySelector("#new-key")`)
	robot := h.program(eval[string](ann, `document.querySelector("#new-key").value`))
	robot.must("POST", shared.PathMessages(shared.General), shared.PostRequest{Text: "built **well**"}, nil)

	ann.clicks(labelled("button", "Make a webhook"))
	ann.until("the webhook", clientRuns+` && document.querySelector("#new-key")?.value.includes("/hooks/")`)
	ann.sees("Webhook: general")
	ann.looksAt(shared.PageRoom(shared.General))
	ann.reads("built well")
	ann.until("the tag beside the name", `/Robot\s*bot/.test(document.querySelector(".people").innerText)`)

	ann.looksAt(shared.PageBots)
	ann.until("the client", clientRuns+` && !document.querySelector("#new-key")`)
	ann.clicks(`//li[contains(., "Token")]//button`)
	ann.until("one key", clientRuns+` && document.querySelectorAll(".card").length === 1`)
	robot.refused("GET", shared.PathSnapshot, nil, 401, shared.CodeNoSession)
	ann.clicks(labelled("button", "Remove the bot"))
	ann.until("no bot", clientRuns+` && !document.querySelector(".card")`)
}

// TestAModeratorHasAnAddressCalled: what is said in the room is told there, signed
// by the secret that shows once; an address that wants no more is tried again when
// somebody says so.
func TestAModeratorHasAnAddressCalled(t *testing.T) {
	t.Parallel()
	h, moderator, _, bot, _ := calling(t)
	r := newReceiver(t)
	ann := h.seat(moderator, shared.General)
	ann.looksAt(shared.PageBots)
	ann.until("the client", clientRuns)
	ann.fills("[name=url]", r.server.URL+"/parley")
	eval[string](ann, `document.querySelector("form:has([name=url]) [name=room]").value = "general"`)
	ann.clicks(labelled("button", "Make an outgoing webhook"))
	ann.until("the secret", clientRuns+` && !!document.querySelector("#new-key")`)
	key := eval[string](ann, `[...document.querySelectorAll(".card")].find(card => card.innerText.includes("Outgoing webhook: general → 127.0.0.1")).querySelector("[name=key]").value`)
	r.secret = eval[string](ann, `document.querySelector("#new-key").value`)
	ann.looksAt(shared.PageRoom(shared.General))
	ann.atHome()
	ann.says("tea is ready")
	r.told("tea is ready")

	r.answers(http.StatusGone)
	ann.says("and cake")
	until(t, "that it is called no more", func() bool { return moderator.keyOf(bot.ID, key).Stopped })
	ann.looksAt(shared.PageBots)
	ann.until("that it is called no more", clientRuns+` && document.body.innerText.includes("It is called no more: 410 Gone")`)
	r.answers(http.StatusOK)
	ann.clicks(`//button[starts-with(@aria-label, "Try again")]`)
	r.told("tea is ready", "and cake")
}
