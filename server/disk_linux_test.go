package main

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"parley/shared"
)

const newcomer = "Newcomer" // who comes when the disk is full

// TestAFullDisk fills the disk under people who post and others who listen. Posts
// are refused, by a code of their own; who reads goes on; nothing is half done;
// and all is well again when there is room, without a restart.
func TestAFullDisk(t *testing.T) {
	t.Parallel()
	for name, free := range map[string]int64{
		"at once":         0,
		"at a checkpoint": 5 << 20, // more than the write-ahead log has then, less than the database grows by
	} {
		t.Run(name, func(t *testing.T) {
			disk := mounts(t, 24)
			p, visit := startProcess(t, filepath.Join(disk.path, "data"))
			people := visit.posters(8)
			auditor, bo := visit.enter("Auditor"), visit.enter("Bo")
			hears := bo.listen("", "")
			beginning := bo.snapshot().Cursor
			bo.carried(people)
			for _, person := range people {
				person.tail = strings.Repeat("长", 3000)
			}

			disk.fill(free)
			visit.untilRefused(people, shared.CodeStorageFull)
			disk.fill(0) // what was too much for a commit, a smaller one may have had room for
			for _, person := range people {
				person.tail = ""
			}
			visit.untilRefused(people, shared.CodeStorageFull)
			bo.readsOn(auditor, hears, beginning)
			visit.refusesAll(bo)
			device := bo.carries(shared.TransportSSE)
			sent := device.postsUntilFull()

			disk.clear()
			if status, answer := bo.ask("GET", "/readyz", nil); status != http.StatusOK || string(answer) != "ok\n" {
				t.Errorf("with room again, readiness is %d %s", status, answer)
			}
			bo.carried(people)
			device.until("its message to be sent", func() bool { return device.client.State().Outbox().Next() == nil && !device.client.DiskFull() })
			people = append(people, &poster{guest: bo, acked: device.posted(sent)})
			visit.enter(newcomer)
			audit(t, auditor, people)
			p.terminate()
			p.verify()
		})
	}
}

// TestAFullDiskAtTheStart: after a crash there is room for nothing new, and
// people can read; after an orderly end there is none to begin in, which the
// server says, and leaves everything as it is.
func TestAFullDiskAtTheStart(t *testing.T) {
	disk := mounts(t, 24)
	p, visit := startProcess(t, filepath.Join(disk.path, "data"))
	people := visit.posters(4)
	auditor, bo := visit.enter("Auditor"), visit.enter("Bo")
	beginning := bo.snapshot().Cursor
	bo.carried(people)
	disk.fill(0)
	visit.untilRefused(people, shared.CodeStorageFull)

	p.kill()
	p.start()
	visit.untilRefused(people, shared.CodeStorageFull)
	bo.readsOn(auditor, bo.listen("", ""), beginning)

	p.terminate()
	disk.fill(0)
	if out, err := p.run("serve", "--listen", p.listen).CombinedOutput(); err == nil || !strings.Contains(string(out), "disk is full") {
		t.Errorf("without any room it says %q, %v", out, err)
	}
	disk.clear()
	p.start()
	bo.carried(people)
	audit(t, auditor, people)
	p.terminate()
	p.verify()
}

// carried has each of them post a few messages, which are taken.
func (g *guest) carried(people []*poster) {
	g.t.Helper()
	for _, person := range people {
		person.bears = ""
		for range 3 {
			if !person.send() {
				g.t.Fatalf("a post of %s is not taken", person.me.Name)
			}
		}
	}
}

// untilRefused has all post at once until each is refused with that code.
func (h *house) untilRefused(people []*poster, code shared.Code) {
	h.t.Helper()
	var all sync.WaitGroup
	for _, person := range people {
		person.bears = code
		all.Go(func() {
			for person.send() {
			}
		})
	}
	all.Wait()
	for taken := true; taken; { // what a crowd has no room for, one alone may have
		taken = false
		for _, person := range people {
			taken = person.send() || taken
		}
	}
}

// postsUntilFull posts until the device knows that the server is full, and gives
// how many messages that took: where none was written, a short one may just fit.
func (d *device) postsUntilFull() (sent int) {
	for full := false; !full; {
		sent++
		d.ask(func() { d.client.Post(shared.General, fmt.Sprintf("%d of %s", sent, d.guest.me.Name)) })
		d.until("its message to be sent or not", func() bool {
			full = d.client.DiskFull()
			return full || d.client.State().Outbox().Next() == nil
		})
	}
	return sent
}

// posted is what the device posted, as its stream brought it.
func (d *device) posted(messages int) map[shared.CommandID]shared.Seq {
	posted := map[shared.CommandID]shared.Seq{}
	d.until("its messages to arrive", func() bool {
		for _, event := range d.heard {
			if event.By == d.guest.me.ID {
				posted[event.Command] = event.Seq
			}
		}
		return len(posted) == messages
	})
	return posted
}

// readsOn checks that reading goes on: on the stream that is open, on new ones
// from any cursor, and page by page.
func (g *guest) readsOn(other *guest, hears *ear, from shared.Cursor) {
	g.t.Helper()
	head := g.snapshot().Cursor
	again := g.listen("?after="+from.String(), "")
	for at := from; at.Seq < head.Seq; {
		_, cursor, err := again.nextEvent()
		if err != nil || cursor.Seq <= at.Seq {
			g.t.Fatalf("heard %v after %v, up to %v: %v", cursor, at, head, err)
		}
		at = cursor
	}
	other.must("POST", shared.PathTyping(shared.General), nil, nil)
	for said := (line{}); !strings.Contains(said.data, `"typing"`); {
		var err error
		if said, err = hears.next(); err != nil {
			g.t.Fatalf("the open stream has ended: %v", err)
		}
	}
	if page := g.history(shared.General, "?limit=5"); len(page.Messages) == 0 {
		g.t.Error("there is no history")
	}
	g.must("GET", shared.PathSession, nil, nil)
	if status, _ := g.ask("GET", "/rooms/general", nil); status != http.StatusOK {
		g.t.Errorf("the room's page is answered with %d", status)
	}
}

// refusesAll checks what is told of a full disk, and that whoever can't be let in
// is not half here.
func (h *house) refusesAll(g *guest) {
	h.t.Helper()
	long := shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: strings.Repeat("长", shared.MaxMessageRunes)}}
	g.refused("POST", shared.PathCommands, long, http.StatusInsufficientStorage, shared.CodeStorageFull)
	h.stranger().refused("POST", shared.PathSession, shared.EnterRequest{Name: newcomer}, http.StatusInsufficientStorage, shared.CodeStorageFull)
	for _, person := range g.snapshot().People {
		if person.Name == newcomer {
			h.t.Error("who was refused is here")
		}
	}
	if status, answer := g.ask("GET", "/readyz", nil); status != http.StatusOK || !strings.Contains(string(answer), "disk is full") {
		h.t.Errorf("readiness is %d %s", status, answer)
	}
	if _, answer := g.ask("GET", "/metrics", nil); !strings.Contains(string(answer), "parley_writable 0") {
		h.t.Error("the metrics don't tell")
	}
}

// TestAnUploadToAFullDisk is refused, leaves nothing, and goes well when there is
// room.
func TestAnUploadToAFullDisk(t *testing.T) {
	disk := mounts(t, 24)
	h := &house{t: t, config: defaults(), log: &logBook{}}
	h.config.Listen, h.config.Data, h.config.RateLimit = "127.0.0.1:0", filepath.Join(disk.path, "data"), false
	h.start()
	defer h.shut()
	ann := h.enter("Ann")
	content := strings.Repeat("x", 4<<20)
	disk.fill(1 << 20)
	ann.refused("POST", pathUpload(shared.General, "a.bin"), content, http.StatusInsufficientStorage, shared.CodeStorageFull)
	if kept := h.kept(); len(kept) != 0 {
		t.Errorf("kept are %q", kept)
	}
	disk.clear()
	file := ann.brings(shared.General, "a.bin", content)
	ann.do(shared.General, shared.PostMessage{Files: []shared.FileID{file.ID}})
	h.keeps(1)
}
