package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"parley/shared"
)

// gone has the server answer a request whose sender is not there any more.
func (g *guest) gone(h *house, method, path, body string) {
	ctx, cancel := context.WithCancel(g.t.Context())
	cancel()
	request := httptest.NewRequestWithContext(ctx, method, path, strings.NewReader(body))
	for _, cookie := range g.cookies() {
		request.AddCookie(cookie)
	}
	h.node.http.Handler.ServeHTTP(httptest.NewRecorder(), request)
}

func (g *guest) cookies() []*http.Cookie {
	at, _ := url.Parse(g.base)
	return g.http.Jar.Cookies(at)
}

// TestWhoIsGoneWhileEnteringTakesNoName: nobody has the session then, so nobody
// could ever leave and give the name free.
func TestWhoIsGoneWhileEnteringTakesNoName(t *testing.T) {
	h := openHouse(t)
	for _, name := range strings.Fields("Ann Bo Cid Dee Eve Flo Gus Hal Ida Jon") {
		h.stranger().gone(h, "POST", shared.PathSession, marshal(t, shared.EnterRequest{Name: name}))
		h.enter(name)
	}
}

func TestWhoIsGoneWhileLeavingHasLeft(t *testing.T) {
	h := openHouse(t)
	for range 5 {
		ann := h.enter("Ann")
		stream := ann.listen("", "")
		for here := true; here; {
			ann.gone(h, "DELETE", shared.PathSession, "")
			status, _ := ann.ask("GET", shared.PathSession, nil)
			here = status == http.StatusOK
		}
		late := time.AfterFunc(patience, stream.cancel) // heartbeats come for ever
		var err error
		for err == nil {
			_, err = stream.next()
		}
		late.Stop()
		if errors.Is(err, context.Canceled) {
			t.Fatal("the stream goes on after its session has ended")
		}
	}
}

// TestComingBackKeepsTheCookie: else it would end a while after entering,
// however long the session goes on.
func TestComingBackKeepsTheCookie(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	before := ann.cookies()[0].Value
	cookies := ann.respond("GET", shared.PageRoom(shared.General)).Cookies()
	if len(cookies) != 1 || cookies[0].Value != before || cookies[0].MaxAge < 24*60*60 || !cookies[0].HttpOnly {
		t.Errorf("the page comes with the cookies %v", cookies)
	}
}

// TestAnEndedSessionIsToldAlikeAtAnyMoment: by 204, also to a poll that waits
// when it ends.
func TestAnEndedSessionIsToldAlikeAtAnyMoment(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	cookie := ann.cookies()[0]
	request := mustRequest(t, h.url()+shared.PathPoll+"?wait=60&after="+ann.snapshot().Cursor.String())
	request.AddCookie(cookie)
	poll := func() int {
		response, err := http.DefaultTransport.RoundTrip(request)
		if err != nil {
			t.Error(err)
			return 0
		}
		response.Body.Close()
		return response.StatusCode
	}
	status := make(chan int)
	go func() { status <- poll() }()
	for h.node.feed.Listeners()[shared.TransportLongPoll] == 0 {
		runtime.Gosched()
	}
	h.node.feed.EndPerson(ann.me.ID)
	if got := <-status; got != http.StatusNoContent {
		t.Errorf("a poll that waits when its session ends is answered with %d", got)
	}
}
