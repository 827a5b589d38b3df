package main

import (
	"net/http"
	"testing"

	"parley/shared"
)

// TestHeadIsGetWithoutTheBody: but for streams, which have no end to tell of.
func TestHeadIsGetWithoutTheBody(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for _, path := range []string{"/rooms/general", "/rooms", "/nowhere", "/healthz", "/metrics", "/static/parley.css",
		shared.PathSnapshot, shared.PathSession, shared.PathRooms, shared.PathMessages("general"), "/api/nothing"} {
		get, head := ann.respond("GET", path), ann.respond("HEAD", path)
		if get.StatusCode != head.StatusCode || get.Header.Get("Content-Type") != head.Header.Get("Content-Type") {
			t.Errorf("%s: GET is %d %s, HEAD %d %s", path, get.StatusCode, get.Header.Get("Content-Type"), head.StatusCode, head.Header.Get("Content-Type"))
		}
	}
}

func TestAMethodThatIsNotPossibleNamesThoseThatAre(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for path, want := range map[string]string{
		shared.PathSession: "GET, HEAD, POST, DELETE", shared.PathCommands: "POST", shared.PathSSE: "GET", "/rooms/general": "GET, HEAD, POST",
	} {
		response := ann.respond("PUT", path)
		if got := response.Header.Get("Allow"); response.StatusCode != http.StatusMethodNotAllowed || got != want {
			t.Errorf("PUT %s: %d, allowed are %q, want %q", path, response.StatusCode, got, want)
		}
	}
}

// respond gives the answer to a request without a body, its own body closed.
func (g *guest) respond(method, path string) *http.Response {
	g.t.Helper()
	request, _ := http.NewRequest(method, g.base+path, nil)
	response, err := g.http.Do(request)
	if err != nil {
		g.t.Fatal(err)
	}
	response.Body.Close()
	return response
}
