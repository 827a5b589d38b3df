package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"parley/shared"
)

// A message that is deleted takes along all that was made of it: its texts before,
// its files, its place among the pins, what quotes it, and what finds it.
func TestADeletedMessageIsGoneEverywhere(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	den := ann.chat("Den")
	ann.do(den, shared.AddPerson{Person: bo.me.ID})
	began := bo.snapshot().Cursor.String()
	file := ann.brings(den, "tulips.txt", "red ones")
	said := ann.do(den, shared.PostMessage{Text: "peonies", Files: []shared.FileID{file.ID}})
	ann.do(den, shared.EditMessage{Message: said, Text: "*tulips* rather"})
	ann.do(den, shared.PinMessage{Message: said})
	answer := bo.do(den, shared.PostMessage{Text: "lovely", Reply: said})
	after := func() shared.Page { return bo.history(den, fmt.Sprint("?after=", said)) }

	var versions shared.Versions
	bo.must("GET", shared.PathVersions(den, said), nil, &versions)
	if len(versions.Versions) != 2 || versions.Versions[1].Text != "peonies" || !strings.Contains(versions.Versions[0].HTML, "<em>tulips</em>") {
		t.Errorf("it said %+v", versions)
	}
	if quoted := after().Quoted; len(quoted) != 1 || quoted[0].Text != "*tulips* rather" {
		t.Errorf("the answer quotes %+v", quoted)
	}
	if _, page := bo.obtains(shared.PageRoom(den)); !strings.Contains(page, "tulips") {
		t.Error("the page does not show it")
	}

	ann.do(den, shared.DeleteMessage{Message: said})
	quoted, messages := after().Quoted, after().Messages
	if len(quoted) != 1 || !quoted[0].Deleted || quoted[0].Text != "" || quoted[0].HTML != "" || quoted[0].Files != nil {
		t.Errorf("the answer quotes %+v", quoted)
	}
	if len(messages) != 1 || messages[0].Seq != answer || messages[0].Text != "lovely" {
		t.Errorf("the answer is %+v", messages)
	}
	rooms := bo.snapshot().Rooms
	if at := slices.IndexFunc(rooms, func(r shared.Room) bool { return r.ID == den }); len(rooms[at].Pins) > 0 {
		t.Errorf("pinned are %v", rooms[at].Pins)
	}
	for _, path := range []string{shared.PageRoom(den), shared.PageRoom(den) + fmt.Sprint("?after=", said)} {
		_, page := bo.obtains(path)
		if strings.Contains(page, "tulips") || strings.Contains(page, "peonies") || !strings.Contains(page, "deleted") {
			t.Error("the page shows it still, or not that it is gone")
		}
	}
	for _, typed := range []string{"tulips", "peonies", "has:file"} {
		bo.shouldFind(typed)
	}
	bo.refused("GET", shared.PathFile(den, file.ID), nil, http.StatusNotFound, shared.CodeFileNotFound)
	for _, who := range []*guest{ann, bo} {
		who.refused("GET", shared.PathVersions(den, said), nil, http.StatusConflict, shared.CodeMessageDeleted)
	}
	h.keeps(0)
	for range 2 {
		_, told := bo.ask("GET", shared.PathPoll+"?wait=0&after="+began, nil)
		if text := string(told); strings.Contains(text, "tulips") || strings.Contains(text, "peonies") || !strings.Contains(text, "lovely") || !strings.Contains(text, "message.deleted") {
			t.Errorf("who comes later hears %s", text)
		}
		h.restart() // from the log, too
	}
}

// Earlier versions are for who may read the message, and nobody else.
func TestWhoReadsEarlierVersions(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	den := ann.chat("Den")
	said := ann.post(den, "first")
	ann.do(den, shared.EditMessage{Message: said, Text: "second"})
	bo.refused("GET", shared.PathVersions(den, said), nil, http.StatusNotFound, shared.CodeRoomNotFound)
	bo.refused("GET", shared.PathVersions(shared.General, said), nil, http.StatusNotFound, shared.CodeMessageNotFound)
	ann.refused("GET", shared.PathMessages(den)+"/first/versions", nil, http.StatusNotFound, shared.CodeMessageNotFound)
	ann.refused("GET", shared.PathVersions(den, said+1), nil, http.StatusNotFound, shared.CodeMessageNotFound) // the edit
}
