package main

import (
	"net/http"
	"net/url"
	"testing"

	"parley/shared"
)

// follow asks for a page by a plain form or link, and tells where it leads.
func (g *guest) follow(method, path string) (to string, cookies []*http.Cookie) {
	g.t.Helper()
	response := g.respond(method, path)
	return response.Header.Get("Location"), response.Cookies()
}

func TestWhoCameForARoomIsLedThereAfterEntering(t *testing.T) {
	h := openHouse(t)
	h.enter("Ann").do("", shared.CreateRoom{Name: "茶 Tea"})
	room := shared.PageRoom("茶-tea")
	bo := h.stranger()
	if to, _ := bo.follow("GET", room); to != shared.PageHome {
		t.Errorf("a stranger is led to %q", to)
	}
	bo.must("POST", shared.PathSession, shared.EnterRequest{Name: "Bo"}, nil)
	if to, _ := bo.follow("GET", shared.PageHome); to != room {
		t.Errorf("who came for %s is led to %q", room, to)
	}
	if to, _ := bo.follow("GET", shared.PageHome); to != shared.PageRoom(shared.General) {
		t.Errorf("the second time it is %q", to)
	}
}

// TestOnlyPagesAreComeFor: a form that was sent too late is no place to go.
func TestOnlyPagesAreComeFor(t *testing.T) {
	h := openHouse(t)
	for _, path := range []string{"/rooms/general", "/rooms/general/join", "/rooms/general/leave"} {
		if _, cookies := h.stranger().follow("POST", path); len(cookies) > 0 {
			t.Errorf("POST %s leaves the cookies %v", path, cookies)
		}
	}
}

func TestAForgedPlaceIsNotGoneTo(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	at, _ := url.Parse(h.url())
	for _, forged := range []string{"/rooms/../exit", "//elsewhere.example", "https:%2f%2felsewhere.example", "%", "..", "general%2Fjoin"} {
		ann.http.Jar.SetCookies(at, []*http.Cookie{{Name: "parley_to", Value: forged, Path: "/"}})
		if to, _ := ann.follow("GET", shared.PageHome); to != shared.PageRoom(shared.General) {
			t.Errorf("%q leads to %q", forged, to)
		}
	}
}
