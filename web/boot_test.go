package web

import (
	"testing"
)

// The client takes the page over, moves about in it without loading another,
// and leaves to the browser what is the browser's.
func TestClientTakesOver(t *testing.T) {
	h := newHost(t)
	h.start()
	p := newTab(t, h)
	p.quiet()
	p.open("/")
	p.wait("0", `document.querySelectorAll("#rendered").length`)
	p.wait("screen", `document.body.firstElementChild.id`)
	p.wait("true", `(window.here = true)`)

	p.click("button")
	p.wait("1", `document.querySelector("#button").innerText`)
	p.click("rooms")
	p.wait("/rooms/x /rooms/x true", `[location.pathname, document.querySelector("#path").innerText, window.here].join(" ")`)
	p.click("query")
	p.wait("?before=1 1 true", `[location.search, document.querySelector("#button").innerText, window.here].join(" ")`)
	p.wait("undefined", `history.go(-2)`)
	p.wait("/ / true", `[location.pathname, document.querySelector("#path").innerText, window.here].join(" ")`)
	p.click("fragment")
	p.wait("#end true true", `[location.hash, scrollY > 0, window.here].join(" ")`)

	p.click("handled")
	p.wait("101", `document.querySelector("#button").innerText`)
	p.click("tab")
	p.wait("/ true", `[location.pathname, window.here].join(" ")`)
	p.click("api")
	p.wait("pong", `document.body.innerText`)
}

// When the client crashes, links and forms are plain HTML again.
func TestPageOutlivesItsClient(t *testing.T) {
	h := newHost(t)
	h.start()
	p := newTab(t, h)
	p.open("/")
	p.wait("true", `(window.here = true)`)
	p.click("crash")
	p.wait("stopped", `document.documentElement.dataset.client`)
	p.click("rooms")
	p.wait("/rooms/x undefined", `document.querySelector("#path").innerText + " " + window.here`)
}

const (
	controlled = `!!navigator.serviceWorker.controller`
	kept       = `caches.keys()`
	own        = `document.querySelector("script[data-version]").dataset.version`
)

// Once it was open, the app opens without the server, whatever page is asked for.
func TestShellOpensOffline(t *testing.T) {
	h := newHost(t)
	version := h.start()
	p := newTab(t, h)
	p.quiet()
	p.open("/")
	p.wait("parley-shell-"+version, kept)
	p.wait("true", `navigator.serviceWorker.ready.then(() => true)`)
	h.stop()
	p.open("/rooms/offline")
	p.wait("true", controlled)
	p.click("home")
	p.wait("/", `document.querySelector("#path").innerText`)
}

// A new version is announced, waits for the person, and then leaves nothing of
// the old one behind.
func TestUpdateWaitsForThePerson(t *testing.T) {
	h := newHost(t)
	old := h.start()
	p := newTab(t, h)
	p.quiet()
	p.open("/")
	p.wait("true", `navigator.serviceWorker.ready.then(() => true)`)
	p.open("/")
	p.wait("true", controlled)

	h.stop()
	h.edit("/* another */")
	version := h.start()
	p.wait("undefined", `parley.checkForUpdate()`)
	p.wait("1", `document.querySelector("#updates").innerText`)
	p.wait(old, own)
	p.click("button")
	p.wait("1", `document.querySelector("#button").innerText`)
	p.wait("1", `setTimeout(() => parley.applyUpdate()) && 1`)
	p.wait(version, own)
	p.wait("parley-shell-"+version, kept)
}

// A page that is loaded after an update is of the new version already: nothing
// to announce, and the worker follows unseen.
func TestPageAheadOfItsWorker(t *testing.T) {
	h := newHost(t)
	h.start()
	p := newTab(t, h)
	p.quiet()
	p.open("/")
	p.wait("true", `navigator.serviceWorker.ready.then(() => true)`)
	h.stop()
	h.edit("/* another */")
	version := h.start()
	p.open("/")
	p.wait(version, own)
	p.wait("parley-shell-"+version, kept)
	p.wait("0", `document.querySelector("#updates").innerText`)
}
