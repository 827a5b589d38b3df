package store

import (
	"context"
	"os"
	"strings"
	"testing"

	"parley/server/chat"
	"parley/shared"
)

// open opens a store that the test's end closes.
func open(t testing.TB, dir string, options Options) *Store {
	t.Helper()
	s, err := Open(context.Background(), dir, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func command(room shared.RoomID, body shared.CommandBody) shared.Command {
	return shared.Command{ID: shared.NewCommandID(1), Room: room, Body: body}
}

func post(room shared.RoomID, text string) shared.Command {
	return command(room, shared.PostMessage{Text: text})
}

// must has a command done, and gives the event's position.
func must(t testing.TB, s *Store, by shared.PersonID, cmd shared.Command) shared.Seq {
	t.Helper()
	reply, err := s.Do(context.Background(), by, cmd)
	if err != nil {
		t.Fatalf("%s by %s: %v", cmd.Kind(), by, err)
	}
	return reply.Seq
}

// enter brings a new person to the server.
func enter(t testing.TB, s *Store, name string) shared.PersonID {
	t.Helper()
	person := shared.NewPersonID()
	must(t, s, person, command(shared.General, shared.Join{Name: name}))
	return person
}

var longText = strings.Repeat("long ", 700)

// clean closes a store and verifies it.
func clean(t testing.TB, dir string, s *Store) Report {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	report, err := Verify(context.Background(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, difference := range report.Differences {
		t.Error(difference)
	}
	return report
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// readingOf asks for all that a person may see.
func readingOf(t testing.TB, s *Store, person shared.PersonID) chat.Reading {
	t.Helper()
	rooms, _, err := s.Memberships(context.Background(), person)
	if err != nil {
		t.Fatal(err)
	}
	return chat.Reading{Person: person, Rooms: rooms, Limit: 1000}
}
