package store

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/server/chat"
	"parley/shared"
)

// mayScan are the statements that read a whole table, because all of it is asked
// for: there are at most shared.MaxRooms public rooms, and hardly any loose contents, links,
// callbacks, bans, or reports that nobody saw to.
var mayScan = []string{"SELECT doc FROM rooms WHERE name_key IS NOT NULL", "SELECT count(name_key) FROM rooms", "SELECT hash FROM loose ORDER BY hash LIMIT $1",
	"SELECT " + callbackColumns + " FROM callbacks WHERE 1 = 1 ORDER BY made, id",
	"SELECT doc FROM bans ORDER BY name_key", "SELECT count(*) FROM reports",
	"DELETE FROM links WHERE uses <= 0 OR (expires > 0 AND expires <= $1)"}

// No statement of a running server walks through a table: each finds what it
// needs by an index, however long the log has grown.
func TestStatementsUseIndexes(t *testing.T) {
	s := open(t, t.TempDir(), Options{indexEvery: atOnce})
	for _, statement := range statementsOf(t, s) {
		if slices.Contains(mayScan, statement) {
			continue
		}
		for _, step := range planOf(t, s, statement) {
			if strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "USING INDEX events_for_") {
				t.Errorf("%s\n%s", statement, step)
			}
		}
	}
}

// statementsOf does everything once, and lists the statements that it took.
func statementsOf(t *testing.T, s *Store) (statements []string) {
	t.Helper()
	ctx := t.Context()
	ann := enter(t, s, "Ann")
	must(t, s, ann, command("tea", shared.CreateRoom{Name: "Tea"}))
	said := must(t, s, ann, post("tea", "hello"))
	again := command("tea", shared.AddReaction{Message: said, Emoji: "👍"})
	must(t, s, ann, again)
	must(t, s, ann, again)
	must(t, s, enter(t, s, "Bob"), command("tea", shared.Join{}))
	must(t, s, ann, command("tea", shared.UnreadRoom{Message: said}))
	must(t, s, ann, command("tea", shared.EditMessage{Message: said, Text: "hello again"}))
	s.Versions(ctx, ann, "tea", said)
	s.Snapshot(ctx, ann)
	must(t, s, ann, command("tea", shared.DeleteMessage{Message: said}))
	must(t, s, ann, command("tea", shared.Leave{}))
	must(t, s, ann, command("tea", shared.Join{}))
	for _, r := range []Range{{}, {Before: said}, {After: 1}, {Around: said}} {
		s.Messages(ctx, ann, "tea", r)
	}
	s.Membership(ctx, ann, "nowhere")
	s.Event(ctx, 1)
	s.Events(ctx, readingOf(t, s, ann))
	s.Events(ctx, chat.Reading{Person: ann, Limit: 1})
	s.Snapshot(ctx, ann)
	s.Search(ctx, Search{Typed: `hello from:ann in:tea`, Zone: time.UTC, Me: ann})
	s.Directory(ctx, ann)
	s.Memberships(ctx, ann)
	s.Keep(ctx, s.OpensSession([]byte("hash"), ann, "", s.options.Clock()), s.SetsPassword(ann, "x"),
		s.MakesLink([]byte("link"), Link{Purpose: ToInvite, Person: ann, Uses: 1}), s.UsesLink([]byte("link"), ToInvite),
		s.EndsLink(ToInvite, ann, "link"), s.EndsLinks(ToInvite, ann))
	callback := Callback{ID: "callback", Bot: ann, Room: "tea"}
	s.Keep(ctx, s.MakesCallback(callback)) // refused: Ann is no bot
	s.Keep(ctx, s.KeepsCallback(callback), s.RevivesCallback(ann, "callback"), s.EndsCallback(ann, "callback"))
	s.Callbacks(ctx)
	s.CallbacksOf(ctx, ann, ann)
	s.Told(ctx, callback, 1)
	s.Earlier(ctx, ann, again.ID)
	s.Links(ctx, ToInvite, ann)
	s.Link(ctx, []byte("link"), ToInvite)
	s.Sessions(ctx, ann)
	s.ExpiredSessions(ctx, s.options.Clock())
	s.Password(ctx, ann)
	s.Person(ctx, ann)
	s.PersonNamed(ctx, "Ann")
	s.HasOwner(ctx)
	s.SessionPerson(ctx, []byte("hash"))
	s.extend(ctx, "hash", 0)
	s.ExpireSessions(ctx, s.options.Clock())
	s.DeleteSession(ctx, []byte("hash"))
	s.Keep(ctx, s.ForgetsAccount(ann))
	must(t, s, ann, command("tea", shared.PostMessage{Files: []shared.FileID{bring(t, s, ann, "tea", "e3")}}))
	s.File(ctx, ann, "tea", bring(t, s, ann, "tea", "e4"))
	s.Loose(ctx, 1)
	s.Needed(ctx, "e3")
	s.Settle(ctx, "e3")
	s.DropUpload(ctx, ann, "f_none")
	s.ExpireUploads(ctx, s.options.Clock())
	must(t, s, ann, command("tea", shared.DeleteMessage{Message: s.Head()}))

	s.Keep(ctx, s.OpensSession([]byte("hash"), ann, "", s.options.Clock()))
	must(t, s, "", command("", shared.BanPerson{Person: ann}))
	s.Keep(ctx, s.ShutsOut(ann, func([]byte) {}))
	s.Bans(ctx)
	s.Acts(ctx, ann, 0)
	s.Reports(ctx, ann)
	cy := enter(t, s, "Cy")
	must(t, s, cy, command("", shared.BlockPerson{Person: enter(t, s, "Bo")}))
	must(t, s, cy, command("", shared.UnblockPerson{Person: ann}))
	must(t, s, "", command("", shared.ChangeRole{Person: cy, Role: shared.RoleModerator}))
	must(t, s, cy, command("", shared.CloseReport{Report: must(t, s, cy, command("", shared.MakeReport{Person: enter(t, s, "Di")}))}))
	s.BannedNamed(ctx, "Ann")
	must(t, s, "", command("", shared.UnbanPerson{Person: ann}))
	indexAll(t, s)

	for range cap(s.readers) {
		reader := <-s.readers
		for statement := range reader.prepared {
			statements = append(statements, statement)
		}
		s.readers <- reader
	}
	s.change(ctx, func(c *conn) error {
		for statement := range c.prepared {
			statements = append(statements, statement)
		}
		return nil
	})
	slices.Sort(statements)
	return slices.DeleteFunc(slices.Compact(statements), func(statement string) bool {
		return !slices.ContainsFunc([]string{"SELECT", "INSERT", "UPDATE", "DELETE"}, func(verb string) bool { return strings.HasPrefix(statement, verb) })
	})
}

func planOf(t *testing.T, s *Store, statement string) (steps []string) {
	t.Helper()
	var in args // as many as the highest number
	for n := 1; strings.Contains(statement, "$"+strconv.Itoa(n)); n++ {
		in = append(in, n)
	}
	err := s.read(t.Context(), func(v view) error {
		return v.each("EXPLAIN QUERY PLAN "+statement, in, func(scan func(...any) error) error {
			var id, parent, unused int
			var step string
			err := scan(&id, &parent, &unused, &step)
			steps = append(steps, step)
			return err
		})
	})
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return steps
}
