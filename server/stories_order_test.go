package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

// opensMenuOf opens the menu of somebody in the list of people, once it is known who
// is here: the list moves by that.
func (v *visitor) opensMenuOf(name string) {
	v.t.Helper()
	v.until("who is here", `document.querySelector("#people").textContent.includes("Here · ")`)
	v.clicks(`//*[@id="people"]` + labelled("button", "More about "+name))
	v.until("what is in the menu", `!!document.querySelector("#person-menu:popover-open .item")`)
}

// doesTo chooses from it.
func (v *visitor) doesTo(name, item string) {
	v.t.Helper()
	v.opensMenuOf(name)
	v.clicks(`//*[@id="person-menu"]` + labelled("button", item))
}

// mayDo expects the menu of somebody to have these items, and closes it.
func (v *visitor) mayDo(name string, items string) {
	v.t.Helper()
	v.opensMenuOf(name)
	v.until("what one may do with "+name, fmt.Sprintf(`[...document.querySelectorAll("#person-menu .item")].map(e => e.innerText).join() === %q`, items))
	v.press(kb.Escape)
}

// An owner makes a moderator of somebody, by the keyboard alone, who then finds what
// moderators may do.
func TestTheOwnerGivesARole(t *testing.T) {
	h := openHouse(t)
	owner, member := h.account("Ann"), h.account("Bo")
	h.gives(owner.me.ID, shared.RoleOwner)
	h.enter("Cy")
	ann, bo := h.seat(owner, shared.General), h.seat(member, shared.General)
	bo.mayDo("Cy", "Block Cy,Report")
	ann.sees("Here · 2")
	ann.tabs("More about Bo")
	ann.press(kb.Enter)
	ann.tabs("Change the role of Bo")
	ann.press(kb.Enter)
	ann.until("the role there is", `document.activeElement.id === "measure" && document.activeElement.value === "member"`)
	ann.press("mod")
	ann.until("another role", `document.activeElement.value === "moderator"`)
	ann.tabs("Save")
	ann.press(kb.Enter)
	ann.run(chromedp.WaitNotPresent(`//dialog`))
	for _, v := range []*visitor{ann, bo} {
		v.until("the role below the name", `[...document.querySelectorAll(".person .status")].some(e => /moderator/.test(e.innerText))`)
	}
	bo.mayDo("Cy", "Mute Cy,Remove Cy,Ban Cy,Block Cy,Report")
}

// A moderator mutes somebody, lets them write again, and bans them in the end.
func TestSomebodyIsMutedAndBanned(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	moderator, guest := h.enter("Ann"), h.enter("Bo")
	h.gives(moderator.me.ID, shared.RoleModerator)
	ann, bo := h.seat(moderator, shared.General), h.seat(guest, shared.General)
	ann.sees("Here · 2")
	ann.doesTo("Bo", "Mute Bo")
	ann.confirms()
	bo.sees("A moderator has muted you for a time")
	bo.until("no field", `!document.querySelector("#message")`)
	ann.until("who is muted", `[...document.querySelectorAll(".person .status")].some(e => e.innerText === "muted")`)
	ann.says("think it over")
	bo.reads("think it over")
	ann.doesTo("Bo", "Let Bo write again")
	bo.until("the field again", `!!document.querySelector("#message")`)
	bo.says("I am sorry")
	ann.reads("think it over", "I am sorry")
	ann.doesTo("Bo", "Ban Bo")
	ann.confirms()
	bo.sees("Your session has ended.")
	ann.until("nobody else", `document.querySelectorAll(".person").length === 1`)
}

// Somebody reports a message, and a moderator sees to it.
func TestAMessageIsReported(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	moderator, guest := h.overseer("Ann"), h.enter("Bo")
	h.enter("Cy").post(shared.General, "buy my pills")
	ann, bo := h.seat(moderator, shared.General), h.seat(guest, shared.General)
	bo.points("buy my pills")
	bo.clicks(labelled("button", "More"))
	bo.clicks(`//*[@role="menuitem"][contains(., "Report")]`)
	bo.sees("Tell the moderators")
	bo.run(chromedp.SendKeys("#report-why", "spam"))
	bo.clicks(labelled("button", "Report"))
	bo.sees("Thank you. A moderator will see to it.")
	ann.until("what waits", `document.querySelector('.side [href="/reports"] .count')?.innerText === "1"`)
	ann.clicks(`.side [href="/reports"]`)
	ann.sees("reported by Bo")
	ann.clicks(labelled("button", "Done: Cy"))
	ann.sees("Nothing waits for you.")
	ann.until("nothing to wait", `!document.querySelector('.side [href="/reports"]')`)
}

// Who is blocked shows folded from then on, on every device, and without scripts;
// what they wrote can be looked at.
func TestSomebodyIsBlocked(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	hurt, rude := h.enter("Ann"), h.enter("Bo")
	rude.post(shared.General, "you fool")
	ann := h.seat(hurt, shared.General)
	ann.reads("you fool")
	ann.doesTo("Bo", "Block Bo")
	ann.sees("Message of someone you blocked")
	rude.post(shared.General, "@Ann you heard me")
	ann.until("both to be folded", `document.querySelectorAll(".msg details:not([open])").length === 2 && !document.querySelector(".msg.calls")`)
	ann.clicks(".msg details summary")
	ann.until("the first to show", `document.querySelector(".msg details[open] .text").checkVisibility()`)
	h.seat(hurt, shared.General).until("both to be folded there too", `document.querySelectorAll(".msg details").length === 2`)
	hurt.shows(shared.PageRoom(shared.General)+"?before=99", "<summary>Message of someone you blocked</summary>")
	ann.doesTo("Bo", "Unblock Bo")
	ann.until("to hear Bo again", `!document.querySelector(".msg details") && !!document.querySelector(".msg.calls")`)
}

// A room's maker locks it, slows it down, and deletes what was said there.
func TestARoomIsKeptInOrder(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	owner, guest := h.enter("Ann"), h.enter("Bo")
	owner.do("", shared.CreateRoom{Name: "Books"})
	guest.do("books", shared.Join{})
	ann, bo := h.seat(owner, "books"), h.seat(guest, "books")
	bo.says("buy my pills")
	ann.points("buy my pills")
	ann.clicks(labelled("button", "Delete"))
	ann.clicks("#delete-message")
	for _, v := range []*visitor{ann, bo} {
		v.sees("Message deleted by Ann")
		v.reads()
	}

	ann.chooses("Who writes, how often")
	ann.clicks(`//dialog//label[contains(., "Locked")]`)
	ann.confirms()
	for _, v := range []*visitor{ann, bo} {
		v.until("the room to be locked", `[...document.querySelectorAll(".head .tag")].some(e => e.innerText === "locked")`)
	}
	bo.sees("This room is locked: only moderators write here.")
	bo.until("no field", `!document.querySelector("#message")`)
	ann.says("quiet now")
	bo.reads("quiet now")
	bo.points("quiet now")
	bo.until("nothing for Bo to delete", `!document.querySelector(".tools [aria-label=Delete]")`)

	ann.chooses("Who writes, how often")
	ann.clicks(`//dialog//label[contains(., "Locked")]`)
	ann.run(chromedp.SetValue("#room-slow", "3600"))
	ann.confirms()
	bo.sees("Slow room: one message each 1 hour")
	bo.says("sorry")
	bo.reads("quiet now", "sorry")
	bo.says("really")
	bo.sees("This room is slow. You can write again in")
	bo.until("the text in the field", `document.querySelector("#message").value === "really"`)
	ann.says("that is fine")
	ann.says("let us go on")
	bo.reads("quiet now", "sorry", "that is fine", "let us go on")
}
