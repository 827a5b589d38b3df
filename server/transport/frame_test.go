package transport

import (
	"bufio"
	"io"
	"net/http"
	"testing"

	"parley/server/feed"
	"parley/shared"
)

func TestFrameGoesOnAsMessagesArrive(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann", "bob")
	h.Join("b", "ann")
	response, err := http.Get(h.url(shared.PathFrame, "ann", cursorAt(h.Head())))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	page := bufio.NewReader(response.Body)
	reads(t, page, string(pageBegins(h.Head())))
	first := h.Say("a", "bob", "one")
	h.Say("b", "ann", "another room")
	second := h.Say("a", "ann", "two")
	shows := func(seq shared.Seq) { reads(t, page, string(paragraph(h.Entries()[seq-1].Event))) }
	shows(first)
	shows(second)
	shows(h.Leave("a", "ann"))
	if rest, err := io.ReadAll(page); err != nil || len(rest) > 0 {
		t.Errorf("after leaving: %q, %v", rest, err)
	}
}

func reads(t *testing.T, from io.Reader, want string) {
	t.Helper()
	got := make([]byte, len(want))
	if _, err := io.ReadFull(from, got); err != nil || string(got) != want {
		t.Fatalf("read %q (%v), want %q", got, err, want)
	}
}

func TestFrameIsForMembers(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann")
	response, err := http.Get(h.url(shared.PathFrame, "bob", ""))
	if err != nil {
		t.Fatal(err)
	}
	if body, _ := io.ReadAll(response.Body); string(body) != string(shared.CodeNotMember) {
		t.Errorf("%s, want %s", body, shared.CodeNotMember)
	}
}
