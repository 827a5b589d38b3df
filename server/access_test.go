package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley/server/api"
	"parley/shared"
)

// columns are who asks, in the order of the table.
var columns = []string{"nobody", "stranger", "removed", "outside", "member", "moderator", "bot"}

// insiders is where those begin who may see the room.
const insiders = 4

// accessTable holds, for each route and each command, what each of them is
// answered: see its own head.
const accessTable = "testdata/access.txt"

// access is a row of the table.
type access struct {
	statuses []int // by column
	tells    bool  // whether who is answered with success reads the secret there
}

// TestAccess asks for everything that the router has, as each of those who may and
// who may not, and holds the answers to the table. A new route, or a new command,
// has no row and fails until somebody says whose it is.
func TestAccess(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	table, fresh := readAccess(t), h.stage(t)
	for _, subject := range subjects(t) {
		row, ok := table[subject]
		delete(table, subject)
		got := make([]int, len(columns))
		for column := range columns {
			got[column] = fresh.judge(subject, column, row)
			if got[column] < http.StatusBadRequest && !strings.HasPrefix(subject, "GET ") && !fresh.stands() {
				fresh.ends()
				fresh = h.stage(t) // what this one did is not to be seen by the next
			}
		}
		if !ok || !slices.Equal(got, row.statuses) {
			t.Errorf("%s is answered %s; the table says %v", subject, strings.Trim(fmt.Sprint(got), "[]"), row.statuses)
		}
	}
	for subject := range table {
		t.Errorf("%s is in the table, and there is no such thing", subject)
	}
}

// subjects are the routes, and for the one that takes commands each kind.
func subjects(t *testing.T) (all []string) {
	routes, err := api.Routes()
	if err != nil {
		t.Fatal(err)
	}
	commands := "POST " + shared.PathCommands
	for _, route := range routes {
		switch {
		case route == commands:
			for _, kind := range shared.CommandKinds() {
				all = append(all, commands+" "+string(kind))
			}
		case strings.HasPrefix(route, "/"): // an asset: everyone's
		default:
			all = append(all, route)
		}
	}
	return all
}

func readAccess(t *testing.T) map[string]access {
	t.Helper()
	text, err := os.ReadFile(accessTable)
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]access{}
	for line := range strings.Lines(string(text)) {
		line, comment, _ := strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		var row access
		at := len(words) - len(columns)
		for _, word := range words[max(at, 0):] {
			status, err := strconv.Atoi(word)
			if err != nil {
				t.Fatalf("%s: %q has not %d statuses", accessTable, line, len(columns))
			}
			row.statuses = append(row.statuses, status)
		}
		row.tells = strings.TrimSpace(comment) == "secret"
		table[strings.Join(words[:at], " ")] = row
	}
	return table
}

// judge asks for one thing as one of them, and looks at what comes.
func (s *stage) judge(subject string, column int, row access) int {
	t, who := s.t, s.people[column]
	t.Helper()
	status, text := s.asks(who, subject, s.room)
	told := strings.Contains(text, secretName) || strings.Contains(text, secretText)
	if column < insiders && told {
		t.Errorf("%s tells the secret to %s: %s", subject, columns[column], text)
	}
	if column >= insiders && row.tells && status < 300 && !told {
		t.Errorf("%s does not tell %s what is theirs to know: %s", subject, columns[column], text)
	}
	if column < insiders && s.ofRoom(subject, who) {
		as, other := s.asks(who, subject, nowhere)
		here, there := apart(sameFor(text, s.room), sameFor(other, nowhere))
		if as != status || here != there {
			t.Errorf("%s shows %s that there is a room: %d, %q; where there is none, %d, %q", subject, columns[column], status, here, as, there)
		}
	}
	return status
}

// ofRoom reports whether what is asked for is of the room.
func (s *stage) ofRoom(subject string, who *guest) bool {
	_, path, content, _ := s.request(subject, s.room, who)
	return strings.Contains(path+content, string(s.room))
}

// nowhere has the form of a private room's ID, and no room has it.
const nowhere shared.RoomID = "p-0000000000000000"

// What differs between two answers to one question: random bits, and the order of
// attributes.
var (
	varying = regexp.MustCompile(`nonce="[^"]*"|[0-9A-HJKMNP-TV-Z]{26}`)
	tag     = regexp.MustCompile(`<[^<>]*>`)
)

// sameFor is an answer without what is of its room's address, or of the moment.
func sameFor(text string, room shared.RoomID) string {
	text = varying.ReplaceAllString(strings.ReplaceAll(text, string(room), "ROOM"), "")
	return tag.ReplaceAllStringFunc(text, func(tag string) string {
		words := strings.Fields(strings.Trim(tag, "<>"))
		slices.Sort(words)
		return fmt.Sprint(words)
	})
}

// apart gives two texts from shortly before where they differ; "" where they don't.
func apart(one, other string) (string, string) {
	const before, after = 40, 120
	at := 0
	for at < min(len(one), len(other)) && one[at] == other[at] {
		at++
	}
	if one == other {
		return "", ""
	}
	from := max(0, at-before)
	return one[from:min(len(one), at+after)], other[from:min(len(other), at+after)]
}

// asks sends a request and reads what comes of it: of a stream, its head.
func (s *stage) asks(who *guest, subject string, room shared.RoomID) (status int, text string) {
	s.t.Helper()
	method, path, content, kind := s.request(subject, room, who)
	ctx, cancel := context.WithCancel(s.t.Context())
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, who.base+path, strings.NewReader(content))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", kind)
	stream := strings.Contains(path, "/frame") || strings.Contains(path, "/sse") || strings.HasPrefix(path, shared.PathWebSocket)
	if stream {
		for name, value := range map[string]string{"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="} {
			request.Header.Set(name, value)
		}
	}
	response, err := who.http.Do(request)
	if err != nil {
		s.t.Fatalf("%s: %v", subject, err)
	}
	defer response.Body.Close()
	text = response.Header.Get("Location") + "\n"
	if !stream || response.StatusCode >= http.StatusMultipleChoices {
		body, err := io.ReadAll(response.Body)
		if err != nil {
			s.t.Fatalf("%s: %v", subject, err)
		}
		text += string(body)
	}
	return response.StatusCode, text
}
