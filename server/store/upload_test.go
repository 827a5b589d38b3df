package store

import (
	"crypto/rand"
	"reflect"
	"testing"
	"time"

	"parley/server/chat"
	"parley/server/chat/chattest"
	"parley/shared"
)

// uploaded puts down what has to have been uploaded before something is asked.
func uploaded(t testing.TB, s *Store, ask chattest.Ask) {
	t.Helper()
	for _, upload := range ask.Uploads {
		if err := s.change(t.Context(), func(c *conn) error { return c.putUpload(upload, time.Now().Add(time.Hour)) }); err != nil {
			t.Fatal(err)
		}
	}
}

func fileOf(hash string) shared.File {
	return shared.File{ID: shared.NewFileID(rand.Text()), Name: "cat.png", Size: 3, Type: "image/png", Width: 4, Height: 3, Hash: hash}
}

// bring uploads a file whose content has that hash.
func bring(t testing.TB, s *Store, by shared.PersonID, room shared.RoomID, hash string) shared.FileID {
	t.Helper()
	upload := chat.Upload{File: fileOf(hash), By: by, Room: room}
	if err := s.AddUpload(t.Context(), upload, s.options.Clock().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	return upload.File.ID
}

// sees expects that a person may have a file, or the code of their refusal.
func sees(t *testing.T, s *Store, by shared.PersonID, room shared.RoomID, id shared.FileID, code shared.Code) {
	t.Helper()
	file, err := s.File(t.Context(), by, room, id)
	if shared.CodeOf(err) != code || err == nil && file.ID != id {
		t.Errorf("%s asks for %s in %s: %+v, %v; want code %q", by, id, room, file, err, code)
	}
}

func TestWhoMayHaveAFile(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	ann, bob, cat := enter(t, s, "Ann"), enter(t, s, "Bob"), enter(t, s, "Cat")
	must(t, s, ann, command("tea", shared.CreateRoom{Name: "Tea"}))
	must(t, s, bob, command("tea", shared.Join{}))
	id := bring(t, s, ann, "tea", "e3")

	sees(t, s, ann, "tea", id, "") // whose it is, before anybody else
	sees(t, s, bob, "tea", id, shared.CodeFileNotFound)
	said := must(t, s, ann, command("tea", shared.PostMessage{Files: []shared.FileID{id}}))
	sees(t, s, ann, "tea", id, "")
	sees(t, s, bob, "tea", id, "")
	sees(t, s, cat, "tea", id, shared.CodeNotMember)
	sees(t, s, cat, "nowhere", id, shared.CodeRoomNotFound)
	sees(t, s, cat, shared.General, id, shared.CodeFileNotFound)
	sees(t, s, bob, "tea", "f_none", shared.CodeFileNotFound)

	must(t, s, bob, command("tea", shared.Leave{}))
	sees(t, s, bob, "tea", id, shared.CodeNotMember)
	must(t, s, ann, command("tea", shared.DeleteMessage{Message: said}))
	sees(t, s, ann, "tea", id, shared.CodeFileNotFound)
	clean(t, dir, s)
}

func TestWhatMayBeUploaded(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob")
	must(t, s, ann, command("tea", shared.CreateRoom{Name: "Tea"}))
	must(t, s, ann, command("old", shared.CreateRoom{Name: "Old"}))
	must(t, s, ann, command("old", shared.ArchiveRoom{}))
	large := fileOf("e3")
	large.Size = shared.MaxFileBytesPerPerson - 2
	add := func(by shared.PersonID, room shared.RoomID, file shared.File, code shared.Code) {
		t.Helper()
		if err := s.AddUpload(t.Context(), chat.Upload{File: file, By: by, Room: room}, time.Now().Add(time.Hour)); shared.CodeOf(err) != code {
			t.Errorf("%s brings %d bytes to %s: %v, want code %q", by, file.Size, room, err, code)
		}
	}
	add(bob, "tea", fileOf("e3"), shared.CodeNotMember)
	add(ann, "nowhere", fileOf("e3"), shared.CodeRoomNotFound)
	add(ann, "old", fileOf("e3"), shared.CodeRoomArchived)
	add(ann, "tea", large, "")
	add(ann, "tea", fileOf("e4"), shared.CodeFilesFull)
	said := must(t, s, ann, command("tea", shared.PostMessage{Files: []shared.FileID{large.ID}}))
	add(ann, "tea", fileOf("e4"), shared.CodeFilesFull)
	add(bob, shared.General, fileOf("e4"), "")
	must(t, s, ann, command("tea", shared.DeleteMessage{Message: said}))
	add(ann, "tea", fileOf("e4"), "")
}

func loose(t *testing.T, s *Store, want ...string) {
	t.Helper()
	if got, err := s.Loose(t.Context(), 10); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%q may be loose, %v; want %q", got, err, want)
	}
}

func TestWhatNobodyNeedsIsListed(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	s := open(t, t.TempDir(), Options{Clock: func() time.Time { return now }})
	ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob")
	post := func(hash string) shared.Seq {
		return must(t, s, ann, command(shared.General, shared.PostMessage{Files: []shared.FileID{bring(t, s, ann, shared.General, hash)}}))
	}
	first, second := post("e3"), post("e3")
	loose(t, s)
	must(t, s, ann, command(shared.General, shared.DeleteMessage{Message: first}))
	loose(t, s, "e3")
	if needed, err := s.Needed(t.Context(), "e3"); err != nil || !needed {
		t.Errorf("another message has it: %v, %v", needed, err)
	}
	loose(t, s)
	must(t, s, ann, command(shared.General, shared.DeleteMessage{Message: second}))
	loose(t, s, "e3") // although it was just found to be needed
	if needed, err := s.Needed(t.Context(), "e3"); err != nil || needed {
		t.Errorf("no message has it: %v, %v", needed, err)
	}
	if err := s.Settle(t.Context(), "e3"); err != nil {
		t.Fatal(err)
	}
	loose(t, s)

	dropped, expired := bring(t, s, ann, shared.General, "e4"), bring(t, s, ann, shared.General, "e5")
	if err := s.DropUpload(t.Context(), bob, dropped); shared.CodeOf(err) != shared.CodeFileNotFound {
		t.Errorf("Bob took back what is Ann's: %v", err)
	}
	loose(t, s)
	if err := s.DropUpload(t.Context(), ann, dropped); err != nil {
		t.Error(err)
	}
	loose(t, s, "e4")
	s.ExpireUploads(t.Context(), now)
	sees(t, s, ann, shared.General, expired, "")
	s.ExpireUploads(t.Context(), now.Add(time.Hour))
	sees(t, s, ann, shared.General, expired, shared.CodeFileNotFound)
	loose(t, s, "e4", "e5")
	if _, err := s.Do(t.Context(), ann, command(shared.General, shared.PostMessage{Files: []shared.FileID{expired}})); shared.CodeOf(err) != shared.CodeFileNotFound {
		t.Errorf("a file that expired was posted: %v", err)
	}
}
