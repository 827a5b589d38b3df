package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"parley/shared"
)

// listenFrom has a page listen with the person's cookie, by what the browser
// brings along.
const listenFrom = `(() => {
	window.heard = [];
	window.source = new EventSource(%q, {withCredentials: true});
	source.onmessage = e => heard.push(JSON.parse(e.data).body.text);
	return true;
})()`

// at opens a page elsewhere, in a browser in which the guest entered.
func (e *elsewhere) at(h *house, g *guest, base string) *visitor {
	v := h.visits(g.me.Name, as(&guest{t: g.t, base: base, http: g.http}), chromedp.Navigate(e.origin))
	v.mayHear("favicon")
	return v
}

func TestAPageOfAnAllowedOriginListens(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	friend, stranger := openElsewhere(t), openElsewhere(t)
	base := h.allow(friend)
	bo := h.enter("Bo")
	ann := &guest{t: t, base: base, http: h.stranger().http}
	ann.enter("Ann")
	hearing, deaf := friend.at(h, ann, base), stranger.at(h, ann, base)
	deaf.mayHear("CORS policy", cut, "WebSocket connection")
	hearing.mayHear("CORS policy", cut, "403")

	eval[bool](hearing, fmt.Sprintf(listenFrom, base+shared.PathSSE))
	hearing.until("an open stream", `source.readyState === EventSource.OPEN`)
	eval[bool](deaf, fmt.Sprintf(listenFrom, base+shared.PathSSE))
	deaf.until("the end of its hopes", `source.readyState === EventSource.CLOSED`)
	bo.post(shared.General, "for friends")
	hearing.until("the message", `heard.join() === "for friends"`)
	if heard := eval[int](deaf, `heard.length`); heard != 0 {
		t.Errorf("a page that is not allowed heard %d messages", heard)
	}

	const polls = `fetch(%q, {credentials: "include"}).then(r => r.ok, () => false)`
	const asksFirst = `fetch(%q, {credentials: "include", headers: {"Last-Event-ID": "a-1"}}).then(r => r.ok, () => false)`
	const acts = `fetch(%q, {credentials: "include", method: "POST", body: "{}"}).then(r => r.ok, () => false)`
	const opens = `new Promise(done => { const s = new WebSocket(%q); s.onopen = () => done(true); s.onerror = () => done(false) })`
	socket := strings.Replace(base, "http", "ws", 1) + shared.PathWebSocket
	for _, c := range []struct {
		who  *visitor
		does string
		can  bool
	}{
		{hearing, fmt.Sprintf(polls, base+shared.PathPoll), true},
		{hearing, fmt.Sprintf(polls, base+shared.PathSnapshot), true},
		{hearing, fmt.Sprintf(asksFirst, base+shared.PathSSE), true},
		{hearing, fmt.Sprintf(acts, base+shared.PathCommands), false},
		{hearing, fmt.Sprintf(opens, socket), true},
		{deaf, fmt.Sprintf(polls, base+shared.PathPoll), false},
		{deaf, fmt.Sprintf(asksFirst, base+shared.PathSSE), false},
		{deaf, fmt.Sprintf(acts, base+shared.PathCommands), false},
		{deaf, fmt.Sprintf(opens, socket), false},
	} {
		if got := eval[bool](c.who, c.does); got != c.can {
			t.Errorf("from %s, %s is %v", eval[string](c.who, "location.origin"), c.does, got)
		}
	}
}

// TestAnEventSourceFollowsRedirects: with the cookie, and again when it comes
// back after an outage.
func TestAnEventSourceFollowsRedirects(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	front := openElsewhere(t)
	base := h.allow(front)
	bo := h.enter("Bo")
	ann := &guest{t: t, base: base, http: h.stranger().http}
	ann.enter("Ann")
	v := front.at(h, ann, base)
	v.mayHear(cut)
	for _, status := range []string{"/301", "/307"} {
		eval[bool](v, fmt.Sprintf(listenFrom, status))
		v.until("an open stream", `source.readyState === EventSource.OPEN`)
		bo.post(shared.General, "over "+status)
		v.until("the message", fmt.Sprintf(`heard.join() === "over %s"`, status))
		h.restart()
		bo.post(shared.General, "after the outage")
		v.until("what it missed", fmt.Sprintf(`heard.join() === "over %s,after the outage"`, status))
		eval[any](v, `source.close()`)
	}
}

// TestNoContentStopsAnEventSource: who left is not asked again and again.
func TestNoContentStopsAnEventSource(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	front := openElsewhere(t)
	base := h.allow(front)
	ann := &guest{t: t, base: base, http: h.stranger().http}
	ann.enter("Ann")
	v := front.at(h, ann, base)
	v.mayHear(cut)
	eval[bool](v, fmt.Sprintf(listenFrom, "/through"))
	v.until("an open stream", `source.readyState === EventSource.OPEN`)
	ann.must("DELETE", shared.PathSession, nil, nil)
	v.until("the end", `source.readyState === EventSource.CLOSED`)
	if asked := front.asked.Load(); asked != 2 { // once to hear, once to be told that it is over
		t.Errorf("the stream was asked for %d times", asked)
	}
}

// TestAfterInTheQueryIsForWhoCannotSetHeaders: an EventSource that is new sends
// no Last-Event-ID.
func TestAfterInTheQueryIsForWhoCannotSetHeaders(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	front := openElsewhere(t)
	base := h.allow(front)
	ann := &guest{t: t, base: base, http: h.stranger().http}
	ann.enter("Ann")
	v := front.at(h, ann, base)
	after := ann.snapshot().Cursor.String()
	ann.post(shared.General, "missed")
	eval[bool](v, fmt.Sprintf(listenFrom, base+shared.PathSSE+"?after="+after))
	v.until("what it missed", `heard.join() === "missed"`)
}
