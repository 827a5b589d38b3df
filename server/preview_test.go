package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"parley/server/outward"
	"parley/server/store"
	"parley/shared"
)

// site is a server elsewhere whose pages are about tea.
type site struct {
	*httptest.Server
	asked atomic.Int64
}

func (h *house) looksAt(picture string) *site {
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/pic" {
			fmt.Fprint(w, picture)
			return
		}
		s.asked.Add(1)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<title>All about %s</title><meta property="og:description" content="Green & black"><meta property="og:image" content="/pic">`,
			strings.Trim(r.URL.Path, "/"))
	}))
	h.t.Cleanup(s.Close)
	h.shut()
	h.config.Previews, h.config.outward = true, outward.Options{Inside: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}
	h.start()
	return s
}

// finds tells what a message leads to, as the server does once it found out; a refusal
// says that it does not lead there.
func (h *house) finds(room shared.RoomID, message shared.Seq, preview shared.Preview) error {
	body := shared.PreviewMessage{Message: message, Preview: preview}
	_, err := h.node.store.Do(h.t.Context(), "", shared.Command{ID: newID(), Room: room, Body: body})
	return err
}

// previews waits for what a message turned out to lead to.
func (e *ear) previews() shared.MessagePreviewed {
	e.t.Helper()
	for {
		event, _, err := e.nextEvent()
		if err != nil {
			e.t.Fatal(err)
		}
		if b, ok := event.Body.(shared.MessagePreviewed); ok {
			return b
		}
	}
}

func TestAPreviewArrives(t *testing.T) {
	h := openHouse(t)
	elsewhere := h.looksAt(pictureOf(t, 900, 600))
	ann, bo := h.enter("Ann"), h.enter("Bo")
	den := ann.chat("Den")
	stream := ann.listen("", "")
	link := elsewhere.URL + "/tea"
	said := ann.post(den, "**read** "+link)
	told := stream.previews()
	p := told.Preview
	if told.Message != said || p.URL != link || p.Title != "All about tea" || p.Text != "Green & black" || p.Site != "127.0.0.1" {
		t.Fatalf("it is about %+v", p)
	}
	if f := p.Picture; f == nil || f.Width != shared.PreviewSide || f.Height != 213 || f.Size > 40_000 {
		t.Fatalf("its picture is %+v", f)
	}
	h.keeps(1)
	picture := shared.PathFile(den, p.Picture.ID)
	ann.must("HEAD", picture, nil, nil)
	bo.refused("GET", picture, nil, http.StatusNotFound, shared.CodeRoomNotFound)
	if m := ann.history(den, "").Messages[0]; m.Preview == nil || m.Preview.Title != p.Title {
		t.Errorf("history has %+v", m)
	}

	ann.do(den, shared.EditMessage{Message: said, Text: "do read " + link})
	ann.do(den, shared.AddPerson{Person: bo.me.ID})
	bo.refused("POST", shared.PathCommands, shared.Command{ID: newID(), Room: den, Body: shared.UnpreviewMessage{Message: said}}, http.StatusForbidden, shared.CodeNotAuthor)
	ann.do(den, shared.UnpreviewMessage{Message: said})
	if told := stream.previews(); told.Preview != nil {
		t.Errorf("taken away, it is %+v", told)
	}
	bo.refused("GET", picture, nil, http.StatusNotFound, shared.CodeFileNotFound)
	h.keeps(0)
	ann.do(den, shared.EditMessage{Message: said, Text: "please read " + link})
	coffee := ann.post(den, elsewhere.URL+"/coffee")
	if told := stream.previews(); told.Message != coffee || elsewhere.asked.Load() != 2 {
		t.Errorf("asked %d times, %+v", elsewhere.asked.Load(), told)
	}
	ann.do(den, shared.EditMessage{Message: said, Text: "read " + elsewhere.URL + "/milk"})
	if told := stream.previews(); told.Message != said || told.Preview.Title != "All about milk" {
		t.Errorf("another page is %+v", told.Preview)
	}
	ann.do(den, shared.DeleteMessage{Message: said})
	ann.do(den, shared.DeleteMessage{Message: coffee})
	h.keeps(0)
	h.shut()
	defer h.start()
	if report, err := store.Verify(t.Context(), h.config.Data, nil); err != nil || report.Count != 0 {
		t.Errorf("verify: %v %v", report.Differences, err)
	}
}

// What is at the address of the server itself, or inside its network, is not asked
// for; nor is anything where previews are off.
func TestWhatIsNotLookedAt(t *testing.T) {
	h := openHouse(t)
	elsewhere := h.looksAt(strings.Repeat("no picture", 100))
	ann := h.enter("Ann")
	stream := ann.listen("", "")
	ann.post(shared.General, "see "+h.url()+shared.PageRoom(shared.General))
	ann.post(shared.General, "see "+strings.Replace(elsewhere.URL, "127.0.0.1", "127.0.0.2", 1)+"/inside")
	ann.post(shared.General, "`"+elsewhere.URL+"/code`")
	gone := ann.post(shared.General, elsewhere.URL+"/status/404?"+strings.Repeat("x", shared.MaxLinkBytes))
	ann.do(shared.General, shared.DeleteMessage{Message: gone})
	last := ann.post(shared.General, elsewhere.URL+"/last")
	if told := stream.previews(); told.Message != last || told.Preview.Picture != nil || elsewhere.asked.Load() != 1 {
		t.Errorf("asked %d times, %+v", elsewhere.asked.Load(), told)
	}
	h.keeps(0)

	h.shut()
	h.config.Previews = false
	h.start()
	ann.post(shared.General, elsewhere.URL+"/off")
	if elsewhere.asked.Load() != 1 {
		t.Error("previews are off, and a page was asked for")
	}
}
