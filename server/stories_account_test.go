package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/shared"
)

func TestTheOwnerComesInByTheLink(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	link := h.offered()
	ann := h.visits("Ann")
	ann.mayHear("status of 410")
	ann.looksAt(link)
	ann.sees("Make this server yours")
	ann.until("the client", clientRuns)
	ann.fills("#name", "Ann")
	ann.fills("#password", goodPassword)
	ann.run(chromedp.SendKeys("#password", kb.Enter))
	ann.atHome()
	ann.until("the role beside the name", `/Ann\s*you · owner/.test(document.querySelector(".people").innerText)`)
	ann.looksAt(link)
	ann.sees("This link has ended")
}

func TestAGuestKeepsTheNameAndInvitesAFriend(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.visits("Ann"), h.visits("Bo")
	ann.enters()
	ann.says("mine")
	ann.clicks(".me")
	ann.clicks(labelled("a", "Account, devices and invitations"))
	ann.sees("Keep your name")
	ann.fills("#new-password", goodPassword)
	ann.clicks(labelled("button", "Make an account"))
	ann.sees("Invite people")
	ann.sees("this device")
	ann.until("the client", clientRuns)

	ann.clicks(labelled("button", "Make a link"))
	ann.until("the picture of the link", clientRuns+` && document.querySelector("img.code")?.naturalWidth > 0`)
	link := eval[string](ann, `document.querySelector("#invitation").value`)
	bo.looksAt(strings.TrimPrefix(link, h.url()))
	bo.sees("Ann invites you")
	bo.until("the client", clientRuns)
	bo.fills("#name", "Bo")
	bo.fills("#password", "short")
	bo.run(chromedp.SetAttributeValue("#password", "minlength", "0"))
	bo.clicks(labelled("button", "Come in"))
	bo.sees("A password has 8 to 200 characters.")
	bo.until("the name still", clientRuns+` && document.querySelector("#name").value === "Bo"`)
	bo.fills("#password", "another four words")
	bo.clicks(labelled("button", "Come in"))
	bo.atHome()
	bo.reads("mine")

	ann.clicks(labelled("button", "Sign out"))
	ann.sees("stay for when you sign in again.")
	ann.clicks(`//dialog//button[@type="submit"]`)
	ann.clicks(labelled("a", "I have an account"))
	ann.fills("#name", "ann")
	ann.fills("#password", goodPassword)
	ann.clicks(labelled("button", "Sign in"))
	ann.atHome()
	ann.reads("mine")
	bo.sees("Here · 2")
}

// TestADeviceSignedOutIsOutAtOnce: also where somebody looks at a room.
func TestADeviceSignedOutIsOutAtOnce(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	laptop := h.account("Ann")
	phone := h.seat(h.signIn("Ann", goodPassword), shared.General)
	phone.mayHear("status of 401")
	desk := h.seat(laptop, shared.General)
	desk.looksAt(shared.PageMe)
	desk.until("the page", clientRuns+` && !!document.querySelector("#devices")`)
	desk.clicks(`//section[@id="devices"]//li[2]//button`)
	phone.sees("Your session has ended.")
	desk.until("one device", `document.querySelectorAll("#devices li").length === 1`)
}

// hasFingerprints gives the visitor's browser a reader of fingerprints.
func (v *visitor) hasFingerprints() {
	v.t.Helper()
	call(v, webauthn.Enable, webauthn.EnableParams{})
	call(v, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
		HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
	}})
}

// A guest keeps the name by a passkey, comes back by it, and can't lose it for
// nothing.
func TestAPasskeyInThePlaceOfAPassword(t *testing.T) {
	t.Parallel()
	h, origin := passkeyHouse(t)
	ann := h.visits("Ann")
	ann.base = origin
	ann.hasFingerprints()
	ann.enters()
	ann.says("mine")
	ann.reads("mine")
	ann.clicks(".me")
	ann.clicks(labelled("a", "Account, devices and invitations"))
	ann.sees("Or without a password")
	ann.clicks(labelled("button", "Add a passkey"))
	ann.sees("Invite people")
	ann.until("the passkey in sight", clientRuns+` && document.querySelectorAll("#passkeys li").length === 1 && document.querySelector("#plain").scrollTop > 0 && document.scrollingElement.scrollTop === 0`)
	ann.clicks(labelled("button", "Add a passkey"))
	ann.sees("No passkey was taken.")
	ann.until("the client", clientRuns)

	ann.clicks(`//section[@id="devices"]` + labelled("button", "Sign out"))
	ann.clicks(`//dialog//button[@type="submit"]`)
	ann.clicks(labelled("a", "I have an account"))
	ann.clicks(labelled("button", "Sign in with a passkey"))
	ann.atHome()
	ann.reads("mine")
	ann.looksAt(shared.PageMe)
	ann.until("that it was used", clientRuns+` && document.querySelector("#passkeys li").innerText.includes("Used")`)
	ann.clicks(`//section[@id="passkeys"]//li//button`)
	ann.sees("Choose a password first.")
}

// A guest keeps the name by an account elsewhere, and comes back by it.
func TestAnAccountElsewhereLetsOneIn(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	h.withProvider().Says(map[string]any{"sub": "7", "name": "Ann Lee"})
	ann := h.visits("Ann")
	ann.enters()
	ann.says("mine")
	ann.reads("mine")
	ann.until("the service worker", workerReady)
	ann.clicks(".me")
	ann.clicks(labelled("a", "Account, devices and invitations"))
	ann.clicks(labelled("a", "Connect Example"))
	ann.sees("Your account at Example lets you in here.")
	ann.until("the client", clientRuns)
	ann.clicks(`//section[@id="devices"]` + labelled("button", "Sign out"))
	ann.clicks(`//dialog//button[@type="submit"]`)
	ann.clicks(labelled("a", "I have an account"))
	ann.clicks(labelled("a", "Sign in with Example"))
	ann.atHome()
	ann.reads("mine")
}

// A picture that one brings shows at once wherever one is seen, also by those who
// look; and so does having none.
func TestAPictureShowsEverywhere(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann, bo := h.seat(h.enter("Ann"), shared.General), h.seat(h.enter("Bo"), shared.General)
	ann.says("look at me")
	bo.reads("look at me")
	ann.looksAt(shared.PageMe)
	ann.until("the page", clientRuns+` && !!document.querySelector("#own-picture")`)
	path := filepath.Join(t.TempDir(), "me.png")
	if err := os.WriteFile(path, []byte(pictureOf(t, 300, 200)), 0o600); err != nil {
		t.Fatal(err)
	}
	ann.run(chromedp.SetUploadFiles("#own-picture", []string{path}))
	ann.clicks(`//*[@id="picture"]` + labelled("button", "Save"))
	const seen = `[...document.querySelectorAll(".face img")].filter(e => e.naturalWidth > 0).map(e => e.closest(".msg, .people, .me, .whom")?.className.split(" ")[0]).join()`
	ann.until("her own face", clientRuns+` && `+seen+` === "me,whom"`)
	bo.until("her face", seen+` === "msg,people"`)
	ann.clicks(labelled("button", "Remove the picture"))
	ann.until("no face", clientRuns+` && !document.querySelector(".face img")`)
	bo.until("her initial", `!document.querySelector(".face img") && document.querySelector(".msg .face").innerText === "A"`)
}
