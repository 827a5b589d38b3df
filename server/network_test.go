package main

import (
	"io"
	"net/http"
	"regexp"
	"testing"

	"parley/shared"
)

var networkInPage = regexp.MustCompile(`"network":"([^"]*)"`)

// TestPageAndPollNameTheNetwork alike, for the client to remember what worked
// there; what is kept for offline names none, for that can be anywhere.
func TestPageAndPollNameTheNetwork(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	from := func(address string) (names []string) {
		for _, path := range []string{shared.PageRoom(shared.General), shared.PageDirectory, shared.PathPoll} {
			names = append(names, networkNamed(ann, path, address))
		}
		return names
	}
	home, cafe := from("192.0.2.7"), from("198.51.100.9")
	for _, names := range [][]string{home, cafe} {
		if names[0] == "" || names[1] != names[0] || names[2] != names[0] {
			t.Errorf("one network is named %q by two pages and a poll", names)
		}
	}
	if home[0] == cafe[0] {
		t.Errorf("two networks are both named %q", home[0])
	}
	if kept := networkNamed(ann, "/shell", "192.0.2.7"); kept != "" {
		t.Errorf("the page for offline names the network %q", kept)
	}
}

// networkNamed is the name in what the guest gets through a proxy on this
// machine that saw them at the address.
func networkNamed(g *guest, path, address string) string {
	g.t.Helper()
	request, _ := http.NewRequest("GET", g.base+path, nil)
	request.Header.Set("X-Forwarded-For", address)
	response, err := g.http.Do(request)
	if err != nil {
		g.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		g.t.Fatal(err)
	}
	if found := networkInPage.FindSubmatch(body); found != nil {
		return string(found[1])
	}
	return ""
}
