package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/server/chat/chattest"
	"parley/shared"
)

// crowded makes a database that a crowd was in, and closes it.
func crowded(t testing.TB, dir string) {
	t.Helper()
	s := open(t, dir, Options{})
	crowd := chattest.NewCrowd(1, 5)
	must(t, s, "u_person1", command(shared.General, shared.Join{Name: "First"}))
	for range 300 {
		crowd.Saw(s.Head())
		ask := crowd.Next()
		uploaded(t, s, ask)
		s.Do(t.Context(), ask.By, ask.Command)
	}
	yan, zed := enter(t, s, "Yan"), enter(t, s, "Zed") // who leave something of everything, whatever the crowd left
	den := roomOf(t, s, must(t, s, yan, command("", shared.CreateRoom{Name: "Den", Private: true})))
	must(t, s, yan, command(den, shared.AddPerson{Person: zed}))
	said := must(t, s, yan, command(den, shared.PostMessage{
		Text: "@Zed", Rich: shared.Rich{Mentions: []shared.PersonID{zed}}, Files: []shared.FileID{bring(t, s, yan, den, "e3")},
	}))
	must(t, s, yan, command(den, shared.EditMessage{Message: said, Text: "@Zed!"}))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// damage runs SQL on a database that nothing else has open.
func damage(t testing.TB, dir string, statements ...string) {
	t.Helper()
	db, err := openFile(filepath.Join(dir, fileName), toWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

func TestVerifyReportsEveryDifference(t *testing.T) {
	whole := t.TempDir()
	crowded(t, whole)
	tests := []struct {
		name    string
		damage  string
		reports string // is in each difference
		count   int    // 0 for any number but 0
	}{
		{"nothing", "SELECT 1", "", -1},
		{"a name", `UPDATE persons SET doc = replace(doc, '"name":"', '"name":"X') WHERE id = 'u_person1'`, "persons: u_person1 is", 1},
		{"a freed name", "UPDATE persons SET name_key = 'x' WHERE id = 'u_person1'", "persons: u_person1", 1},
		{"a role that nobody gave", "UPDATE persons SET role = 'owner ' || role WHERE id = 'u_person1'", "persons: u_person1", 1},
		{"a missing person", "DELETE FROM persons WHERE id = 'u_person1'", "persons: u_person1 is missing", 1},
		{"a person too many", `INSERT INTO persons (id, name_key, doc) VALUES ('u_zzz', 'zzz', '{}')`, "persons: u_zzz is there", 1},
		{"a topic", `UPDATE rooms SET doc = replace(doc, '"posted"', '"topic":"X","posted"') WHERE id = 'general'`, "rooms: general", 1},
		{"a missing message", "DELETE FROM messages WHERE seq = (SELECT max(seq) FROM messages)", "is missing", 1},
		{"a missing file", "DELETE FROM files WHERE id = (SELECT max(id) FROM files)", "is missing", 1},
		{"a file of another room", "UPDATE files SET room = 'nowhere' WHERE id = (SELECT max(id) FROM files)", "files: ", 0},
		{"a file of no size", "UPDATE files SET size = 0 WHERE id = (SELECT max(id) FROM files WHERE size > 0)", "files: ", 1},
		{"all messages", "DELETE FROM messages", "messages: ", 0},
		{"a member too many", "INSERT INTO members VALUES ('general', 'u_zzz', 4)", "members: general u_zzz", 1},
		{"a membership's age", "UPDATE members SET since = since + 1", "members: ", 0},
		{"a mark", "UPDATE standings SET read = read + 1 WHERE person = (SELECT min(person) FROM standings)", "standings: ", 0},
		{"a count at a mark", "UPDATE standings SET posted = posted + 1 WHERE person = (SELECT min(person) FROM standings)", "standings: ", 0},
		{"a level", "UPDATE standings SET level = 'x' WHERE person = (SELECT min(person) FROM standings)", "standings: ", 0},
		{"a room out of sight", "UPDATE standings SET hidden = hidden + 1 WHERE person = (SELECT min(person) FROM standings)", "standings: ", 0},
		{"a missing call", "DELETE FROM calls WHERE seq = (SELECT max(seq) FROM calls)", "calls: ", 0},
		{"a missing edit", "DELETE FROM edits WHERE seq = (SELECT max(seq) FROM edits)", "edits: ", 1},
		{"an edit of another", "UPDATE edits SET message = message + 1 WHERE seq = (SELECT max(seq) FROM edits)", "edits: ", 1},
		{"a caller", "UPDATE calls SET author = 'x' WHERE seq = (SELECT max(seq) FROM calls)", "calls: ", 0},
		{"a number", "UPDATE messages SET number = number + 1 WHERE seq = (SELECT max(seq) FROM messages)", "messages: ", 1},
		{"a deletion that was not", "UPDATE messages SET deleted = 1 WHERE seq = (SELECT max(seq) FROM messages WHERE deleted = 0)", "messages: ", 1},
		{"a hole in the log", "DELETE FROM events WHERE seq = (SELECT max(seq) - 3 FROM events)", "", 0},
		{"an audience", "UPDATE events SET audience_room = 'elsewhere' WHERE seq = 2", "log: event 2 is for", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			copyFile(t, filepath.Join(whole, fileName), filepath.Join(dir, fileName))
			damage(t, dir, test.damage)
			before, _ := os.ReadFile(filepath.Join(dir, fileName))
			report, err := Verify(t.Context(), dir, nil)
			if err != nil {
				t.Fatal(err)
			}
			if test.count > 0 && report.Count != test.count || test.count == 0 && report.Count == 0 || test.count < 0 && report.Count > 0 {
				t.Errorf("%d differences: %q", report.Count, report.Differences)
			}
			for _, difference := range report.Differences {
				if !strings.Contains(difference, test.reports) {
					t.Errorf("%q does not say %q", difference, test.reports)
				}
			}
			if after, _ := os.ReadFile(filepath.Join(dir, fileName)); string(after) != string(before) {
				t.Error("verifying changed the database")
			}
		})
	}
}

func TestVerifyFindsWhatWasDoneTwice(t *testing.T) {
	dir := t.TempDir()
	crowded(t, dir)
	damage(t, dir, "DROP INDEX events_by_command", `INSERT INTO events
		SELECT seq + 1, kind, room, author, at, command, fingerprint, body, audience_room, audience_person
		FROM events WHERE seq = (SELECT max(seq) FROM events)`)
	report, err := Verify(t.Context(), dir, nil)
	if err != nil || report.Count == 0 || !strings.Contains(report.Differences[0], "was done 2 times") {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestVerifyBoundsItsReport(t *testing.T) {
	var report Report
	for i := range 3 * maxDifferences {
		report.Differ("difference %d", i)
	}
	if report.Count != 3*maxDifferences || len(report.Differences) != maxDifferences {
		t.Errorf("%d differences, %d described", report.Count, len(report.Differences))
	}
}

func TestVerifyTellsItsProgress(t *testing.T) {
	dir := t.TempDir()
	crowded(t, dir)
	var steps []string
	var last, whole int64
	report, err := Verify(t.Context(), dir, func(done, total int64) {
		steps = append(steps, fmt.Sprintf("%d/%d", done, total))
		if done < last || done > total {
			t.Errorf("progress went %q", steps)
		}
		last, whole = done, total
	})
	if err != nil || len(steps) == 0 || last != whole || last < report.Events {
		t.Errorf("progress %q over %d events, %v", steps, report.Events, err)
	}
}

func TestVerifyOfNothing(t *testing.T) {
	if _, err := Verify(t.Context(), t.TempDir(), nil); !os.IsNotExist(err) {
		t.Errorf("an empty folder: %v", err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, fileName), []byte(strings.Repeat("not a database ", 99)), 0o600); err != nil {
		t.Fatal(err)
	}
	if report, err := Verify(t.Context(), dir, nil); err == nil {
		t.Errorf("what is no database: %+v", report)
	}
	if _, err := Open(t.Context(), dir, Options{}); err == nil {
		t.Error("what is no database was opened")
	}
}

// An event that a newer server wrote is carried to whom it is for.
func TestAKindFromTheFuture(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	damage(t, dir, fmt.Sprintf(`INSERT INTO events VALUES (4, 'poll.opened', 'general', '%s', 5, '%s', '', '{"question":"Tea?"}', '', '%[1]s')`,
		ann, shared.NewCommandID(1)))
	s = open(t, dir, Options{})
	must(t, s, bob, post(shared.General, "after it"))
	for person, want := range map[shared.PersonID]int{ann: 4, bob: 2} { // Ann joined, Bob joined, the poll, the post
		entries, err := s.Events(t.Context(), readingOf(t, s, person))
		if err != nil || len(entries) != want {
			t.Errorf("%s sees %+v, %v; want %d events", person, entries, err, want)
		}
		for _, entry := range entries {
			if unknown, ok := entry.Event.Body.(shared.Unknown); ok && (unknown.Name != "poll.opened" || string(unknown.Raw) != `{"question":"Tea?"}`) {
				t.Errorf("the poll became %+v", unknown)
			}
		}
	}
	clean(t, dir, s)
}
