package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley/shared"
)

// The secret: a private room's name, and what is said and kept there. No page has
// such words by itself.
const (
	secretName = "Zanzibar"
	secretText = "sesame"
)

// stage is a private room, and those who may see it and who may not.
type stage struct {
	t      *testing.T
	house  *house
	room   shared.RoomID
	file   shared.FileID // in the room
	said   shared.Seq    // a message there, by the member
	dull   shared.Seq    // another one, which tells nothing
	owner  *guest        // who made it
	people []*guest      // by column
	bot    shared.PersonID
	began  string // the cursor before all of it
	sight  string // what it looked like when it was made
}

func (h *house) stage(t *testing.T) *stage {
	t.Helper()
	s := &stage{t: t, house: h, owner: h.enter(actor("Owner"))}
	s.began = s.owner.snapshot().Cursor.String()
	s.room = s.owner.chat(fmt.Sprint(secretName, " ", rand.Int32()))
	s.people = []*guest{h.stranger()}
	for _, name := range columns[1 : len(columns)-1] {
		s.people = append(s.people, h.enter(actor(name)))
	}
	removed, outside, member, moderator := s.people[2], s.people[3], s.people[4], s.people[5]
	for _, person := range []*guest{removed, member, moderator} {
		s.owner.do(s.room, shared.AddPerson{Person: person.me.ID})
	}
	h.gives(outside.me.ID, shared.RoleModerator)
	h.gives(moderator.me.ID, shared.RoleModerator)
	robot, made := h.bot(moderator, actor("Bot"))
	s.people = append(s.people, robot)
	s.owner.do(s.room, shared.AddPerson{Person: made.ID})
	s.bot = made.ID
	s.file = member.brings(s.room, secretText+".txt", secretText).ID
	s.said = member.do(s.room, shared.PostMessage{Text: secretText + " opens it", Files: []shared.FileID{s.file}})
	s.dull = member.post(s.room, "nothing special")
	s.owner.do(s.room, shared.RemovePerson{Person: removed.me.ID})
	s.owner.post(s.room, secretText+" again")
	s.sight = s.looks()
	return s
}

// stands reports whether all is there that whoever is next is to find.
func (s *stage) stands() bool { return s.looks() == s.sight }

// looks tells who everyone is, and what there is of the room.
func (s *stage) looks() string {
	var sight strings.Builder
	for _, who := range append(slices.Clone(s.people), s.owner) {
		var session shared.Session
		status, content, _ := who.try("GET", shared.PathSession, nil)
		json.Unmarshal(content, &session)
		fmt.Fprintln(&sight, status, session.Me.ID, session.Me.Role)
	}
	status, content, _ := s.owner.try("GET", shared.PathSnapshot, nil)
	var snapshot shared.Snapshot
	json.Unmarshal(content, &snapshot)
	for _, room := range snapshot.Rooms {
		if room.ID == s.room {
			fmt.Fprintln(&sight, status, room.Archived, room.Restrictions, room.Members, strings.Contains(room.Name, secretName))
		}
	}
	_, content, _ = s.owner.try("GET", fmt.Sprint(shared.PathMessages(s.room), "?around=", s.said), nil)
	fmt.Fprintln(&sight, strings.Count(string(content), secretText+" opens it"), strings.Count(string(content), string(s.file)))
	return sight.String()
}

// ends takes its people off the server, if they are still there: the next is to
// be as quick as the first.
func (s *stage) ends() {
	s.t.Helper()
	for _, who := range append(s.people[1:], s.owner) {
		leave := shared.Command{ID: newID(), Body: shared.Leave{Account: true}}
		if _, err := s.house.node.store.Do(s.t.Context(), who.me.ID, leave); err != nil && shared.CodeOf(err) != shared.CodeNoSession {
			s.t.Fatal(err)
		}
	}
}

// actor makes a name that nobody else has.
func actor(role string) string {
	return fmt.Sprint(strings.ToUpper(role[:1]), role[1:], " ", rand.Int32())
}

const (
	jsonType = "application/json"
	formType = "application/x-www-form-urlencoded"
)

// request makes what asks for a route, or for a command.
func (s *stage) request(subject string, room shared.RoomID, who *guest) (method, path, content, kind string) {
	words := strings.Fields(subject)
	method, path = words[0], words[1]
	if len(words) == 3 {
		return method, path, s.command(shared.Kind(words[2]), room), jsonType
	}
	path = strings.NewReplacer(
		"{room}", url.PathEscape(string(room)), "{file}", string(s.file), "{message}", fmt.Sprint(s.said), "{token}", "none", "{device}", "none", "{invitation}", "none", "{passkey}", "none", "{picture}", "none",
		"{bot}", string(s.bot), "{key}", "none",
		"{line}", "none", "{stream}", string(shared.LabButton), "{transport}", "poll").Replace(path)
	kind = jsonType
	if !strings.HasPrefix(path, "/api/") {
		kind = formType
	}
	if query, ok := s.queries()[subject]; ok {
		path += "?" + strings.ReplaceAll(query, "{room}", url.QueryEscape(string(room)))
	}
	return method, path, s.bodies(who)[subject], kind
}

// queries are of the routes that are asked for something by their address.
func (s *stage) queries() map[string]string {
	const search = "q=opens" // which is not the secret: it comes back in the page
	return map[string]string{
		"GET " + shared.PathSearch: search,
		"GET " + shared.PageSearch: search,
		"GET " + shared.PathFrame:  "room={room}",
		"GET " + shared.PageReport: "room={room}&message=" + strconv.FormatInt(int64(s.said), 10),
		"GET " + shared.PathPoll:   "wait=0&after=" + s.began,
		"GET " + shared.PathUpload: "line=a",
	}
}

// bodies are of the routes that take one that can be done.
func (s *stage) bodies(who *guest) map[string]string {
	other := url.Values{"person": {string(s.people[1].me.ID)}}.Encode()
	return map[string]string{
		"POST " + shared.PathSession:                      `{"name":"` + actor("new") + `"}`,
		"POST " + shared.PathRooms + "/{room}/files":      secretText,
		"POST " + shared.PathRooms + "/{room}/messages":   `{"text":"hello"}`,
		"POST " + shared.PathBots:                         `{"name":"` + actor("new") + `"}`,
		"POST " + shared.PathKeys("{bot}"):                `{}`,
		"POST " + shared.PageBots:                         url.Values{"do": {"make"}, "name": {actor("new")}}.Encode(),
		"POST " + shared.PageDirectory:                    url.Values{"name": {actor("room")}}.Encode(),
		"POST " + shared.PageDirectory + "/{room}":        url.Values{"text": {"hello"}}.Encode(),
		"POST " + shared.PageDirectory + "/{room}/add":    other,
		"POST " + shared.PageDirectory + "/{room}/remove": url.Values{"person": {string(who.me.ID)}}.Encode(),
		"POST " + shared.PageDirect:                       url.Values{"person": {string(s.owner.me.ID)}}.Encode(),
		"POST /enter":                                     url.Values{"name": {actor("new")}}.Encode(),
		"POST " + shared.PageMe:                           url.Values{"name": {actor("new")}}.Encode(),
	}
}

// command is one of a kind that could be done, in a room, by somebody who may.
func (s *stage) command(kind shared.Kind, room shared.RoomID) string {
	for _, body := range []shared.CommandBody{
		shared.PostMessage{Text: "hello"}, shared.EditMessage{Message: s.said, Text: "hello"}, shared.DeleteMessage{Message: s.said},
		shared.UnpreviewMessage{Message: s.said}, shared.PinMessage{Message: s.said}, shared.UnpinMessage{Message: s.said},
		shared.AddReaction{Message: s.said, Emoji: "👍"}, shared.RemoveReaction{Message: s.said, Emoji: "👍"},
		shared.MakeReport{Message: s.dull}, shared.RenameRoom{Name: actor("room")}, shared.ArchiveRoom{}, shared.ReadRoom{Message: s.said}, shared.UnreadRoom{Message: s.said},
		shared.Join{}, shared.Leave{}, shared.AddPerson{Person: s.people[1].me.ID}, shared.RemovePerson{Person: s.owner.me.ID},
		shared.OpenDirect{People: []shared.PersonID{s.owner.me.ID}}, shared.CreateRoom{Name: actor("room")},
		shared.Rename{Name: actor("new")}, shared.ChangeRole{Person: s.people[5].me.ID, Role: shared.RoleMember},
	} {
		if body.Kind() != kind {
			continue
		}
		switch body.(type) {
		case shared.OpenDirect, shared.CreateRoom, shared.Rename, shared.ChangeRole:
			room = ""
		}
		return s.encoded(shared.Command{ID: newID(), Room: room, Body: body})
	}
	return s.example(kind, room)
}

// example is the command that the wire's golden file has, in a room.
func (s *stage) example(kind shared.Kind, room shared.RoomID) string {
	text, err := os.ReadFile("../shared/testdata/command/" + string(kind) + ".json")
	if err != nil {
		s.t.Fatal(err)
	}
	var example shared.Command
	read(s.t, text, &example)
	example.ID = newID()
	if example.Room != "" {
		example.Room = room
	}
	return s.encoded(example)
}

func (s *stage) encoded(command shared.Command) string {
	text, err := command.MarshalJSON()
	if err != nil {
		s.t.Fatal(err)
	}
	return string(text)
}
