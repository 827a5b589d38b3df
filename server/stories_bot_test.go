package main

import (
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
