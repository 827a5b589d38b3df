package main

import (
	"bytes"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"parley/shared"
)

// looksLike brings a picture of oneself by the form, and gives where its answer leads.
func (g *guest) looksLike(content string) string {
	g.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("picture", "me.png")
	if err != nil {
		g.t.Fatal(err)
	}
	part.Write([]byte(content))
	form.Close()
	answer, err := g.http.Post(g.base+shared.PageMe+"/picture", form.FormDataContentType(), &body)
	if err != nil {
		g.t.Fatal(err)
	}
	answer.Body.Close()
	return answer.Header.Get("Location")
}

func (g *guest) pictureOf(id shared.PersonID) shared.PictureID {
	g.t.Helper()
	for _, person := range g.snapshot().People {
		if person.ID == id {
			return person.Picture
		}
	}
	g.t.Fatalf("nobody is %s", id)
	return ""
}

// TestAPictureIsShownToWhoeverSeesThePerson: at once, to who comes later, and to
// those who meet the person later; the one before goes.
func TestAPictureIsShownToWhoeverSeesThePerson(t *testing.T) {
	h := openHouse(t)
	ann, bob := h.enter("Ann"), h.enter("Bob")
	stream := bob.listen("", "")
	if to := ann.looksLike(pictureOf(t, 400, 300)); to != shared.PageMe+"#picture" {
		t.Fatalf("Ann is sent to %s", to)
	}
	event, _, err := stream.nextEvent()
	changed, ok := event.Body.(shared.PersonPictureChanged)
	if err != nil || !ok || event.By != ann.me.ID || len(changed.Picture) != 64 {
		t.Fatalf("heard is %+v (%v)", event, err)
	}
	if shown := bob.pictureOf(ann.me.ID); shown != changed.Picture {
		t.Errorf("the snapshot has %q", shown)
	}
	bob.do("", shared.CreateRoom{Name: "Tea"})
	ann.do("tea", shared.Join{})
	for {
		event, _, err := stream.nextEvent()
		if err != nil {
			t.Fatal(err)
		}
		if joined, ok := event.Body.(shared.PersonJoined); ok && event.By == ann.me.ID {
			if joined.Picture != changed.Picture {
				t.Errorf("who joins has the picture %q", joined.Picture)
			}
			break
		}
	}
	answer, content := bob.obtains(shared.PathPicture(changed.Picture))
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "image/jpeg" || !strings.Contains(answer.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("the picture is answered %d, %v", answer.StatusCode, answer.Header)
	}
	if seen, err := jpeg.DecodeConfig(strings.NewReader(content)); err != nil || seen.Width != seen.Height {
		t.Errorf("it is %d × %d (%v)", seen.Width, seen.Height, err)
	}
	_, page := bob.obtains(shared.PageRoom("tea"))
	if !strings.Contains(page, `src="`+shared.PathPicture(changed.Picture)+`"`) {
		t.Error("the page does not show it")
	}
	if err := h.verified(); err != nil {
		t.Error(err)
	}

	ann.looksLike(pictureOf(t, 100, 100))
	h.keeps(1)
	bob.refused("GET", shared.PathPicture(changed.Picture), nil, http.StatusNotFound, shared.CodeFileNotFound)
	ann.submits(shared.PageMe + "/picture/end")
	if shown := bob.pictureOf(ann.me.ID); shown != "" {
		t.Errorf("none is shown as %q", shown)
	}
	h.keeps(0)
}

// TestAPictureIsNoWayToFiles: of a room that one is not in, whose hash one knows.
func TestAPictureIsNoWayToFiles(t *testing.T) {
	h := openHouse(t)
	ann, eve := h.enter("Ann"), h.enter("Eve")
	den := ann.chat("Den")
	file := ann.brings(den, "secret.png", pictureOf(t, 40, 40))
	ann.do(den, shared.PostMessage{Text: "look", Files: []shared.FileID{file.ID}})
	for _, picture := range []string{file.Hash, "none", "x", strings.Repeat("0", 64)} {
		if answer, _ := eve.obtains(shared.PathPictures + "/" + url.PathEscape(picture)); answer.StatusCode != http.StatusNotFound {
			t.Errorf("%q is answered %d", picture, answer.StatusCode)
		}
	}
	eve.do("", shared.SetPicture{Picture: shared.PictureID(file.Hash)}) // which asks for none, whatever it says
	if shown := ann.pictureOf(eve.me.ID); shown != "" {
		t.Errorf("Eve shows %q", shown)
	}
	for content, code := range map[string]shared.Code{"": shared.CodeFileEmpty, "no picture": shared.CodeFilePretends, pictureOf(t, 30, 30)[:500]: shared.CodeFilePretends} {
		if to := eve.looksLike(content); !strings.Contains(to, "error="+string(code)) || !strings.Contains(to, "part=picture") {
			t.Errorf("%.10q leads to %s, want %s", content, to, code)
		}
	}
	eve.refusedForm(shared.CodeFileEmpty, shared.PageMe+"/picture")
	if left := h.kept(); len(left) != 1 {
		t.Errorf("left behind are %v", left)
	}
}

// TestTwoMayShowOnePicture: it stays for the one when the other leaves; and verify
// misses it when it is gone.
func TestTwoMayShowOnePicture(t *testing.T) {
	h := openHouse(t)
	ann, bob := h.enter("Ann"), h.account("Bob")
	ann.looksLike(pictureOf(t, 50, 50))
	bob.looksLike(pictureOf(t, 50, 50))
	ann.must("DELETE", shared.PathSession, nil, nil)
	picture := bob.pictureOf(bob.me.ID)
	h.restart() // which sweeps
	if answer, _ := bob.obtains(shared.PathPicture(picture)); answer.StatusCode != http.StatusOK {
		t.Errorf("Bob's is answered %d", answer.StatusCode)
	}
	for _, file := range h.kept() {
		os.Remove(file)
	}
	if err := h.verified(); err == nil {
		t.Error("verify misses nothing")
	}
}

// verified has "parley verify" look at the house's folder.
func (h *house) verified() error {
	command := commands()
	command.SetArgs([]string{"verify", "--data", h.config.Data})
	command.SetOut(io.Discard)
	command.SetErr(io.Discard)
	return command.ExecuteContext(h.t.Context())
}
