package ui

import (
	"slices"
	"testing"

	"parley/app/client"
	"parley/app/state"
	"parley/shared"
)

// sample is what a test's page is made of: what people wrote.
type sample struct{ person, room, topic string }

var plain = sample{"Ann", "design", "What it looks like"}

const (
	sampleMe   shared.PersonID = "u_me00000000"
	sampleRoom shared.RoomID   = "design"
	otherRoom  shared.RoomID   = "zen"

	privateRoom shared.RoomID = "p-0000000000000000"
	directRoom  shared.RoomID = "d-0000000000000000"
)

// boot is the page's data: a person in three rooms, one of them archived, with
// a message each in the first.
func (s sample) boot() shared.Boot {
	people := []shared.Person{{ID: sampleMe, Name: s.person}, {ID: "u_other00000", Name: s.person + "2", Role: shared.RoleModerator, Status: s.topic, Picture: "x" + shared.PictureID(s.person)}}
	members := []shared.PersonID{sampleMe, people[1].ID}
	cursor := shared.Cursor{Epoch: "7f3a9c", Seq: 42}
	rooms := []shared.Room{
		{ID: shared.General, Name: "general", Members: members},
		{ID: sampleRoom, Name: s.room, Topic: s.topic, Members: members, Posted: 2, Last: 41},
		{ID: "old", Name: s.room + "3", Topic: s.topic, Archived: true, Members: members},
		{ID: privateRoom, Name: s.room + "5", Topic: s.topic, Private: true, By: sampleMe, Members: members},
		{ID: directRoom, Private: true, Direct: true, With: slices.Sorted(slices.Values(members)), Members: members},
	}
	page := &shared.Page{People: people, Cursor: cursor}
	for i, by := range members {
		seq := shared.Seq(40 + i)
		page.Messages = append(page.Messages, shared.Message{
			Seq: seq, Rev: seq, By: by, At: 1763460000000, Text: "hello", Command: shared.NewCommandID(int64(i)),
			Reactions: []shared.Reaction{{Emoji: "🎉", By: members}},
		})
	}
	page.Messages[1].Files = s.files()
	return shared.Boot{
		Version: "1", Room: sampleRoom, Page: page,
		Snapshot: &shared.Snapshot{Cursor: cursor, Me: people[0], Rooms: rooms, People: people},
		Directory: &shared.Directory{Rooms: []shared.ListedRoom{
			{ID: sampleRoom, Name: s.room, Topic: s.topic, Members: 2, Joined: true},
			{ID: otherRoom, Name: s.room + "4", Topic: s.topic, Members: 1},
			{ID: "old", Name: s.room + "3", Topic: s.topic, Members: 2, Joined: true, Archived: true},
			{ID: privateRoom, Name: s.room + "5", Members: 2, Joined: true, Private: true},
		}},
	}
}

// files are one of each sort, all named by people.
func (s sample) files() []shared.File {
	return []shared.File{
		{ID: "f_1", Name: s.person, Size: 1000, Type: "image/png", Width: 4000, Height: 3000},
		{ID: "f_2", Name: s.room, Size: 1000, Type: "image/jpeg", Width: 40, Height: 30},
		{ID: "f_3", Name: s.topic, Size: 1000, Type: "video/mp4"},
		{ID: "f_4", Name: s.topic, Size: 1000, Type: "audio/ogg"},
		{ID: "f_5", Name: s.topic, Size: 1000, Type: shared.TypeOther},
	}
}

// found is the data of a page that found two messages, and could find older ones.
func (s sample) found() shared.Boot {
	boot := s.boot()
	boot.Search = &shared.SearchResults{Next: 39, People: boot.Page.People}
	for i, by := range []shared.PersonID{sampleMe, "u_gone000000"} {
		boot.Search.Hits = append(boot.Search.Hits, shared.Hit{
			Room: sampleRoom, Seq: shared.Seq(41 - i), By: by, At: 1763460000000, Command: shared.NewCommandID(int64(i)),
			Excerpt: []shared.Excerpt{{Text: s.person}, {Text: s.topic, Hit: true}},
		})
	}
	return boot
}

func (s sample) foundNothing() shared.Boot {
	boot := s.boot()
	boot.Search = &shared.SearchResults{Behind: true}
	return boot
}

// root is the page as the server makes it.
func root(boot shared.Boot, uri, lang string) *Root {
	c := client.New(client.Config{State: state.New()})
	c.Start(boot)
	return &Root{Client: c, Boot: boot, URI: uri, Lang: lang}
}

// rendered is the page at an address.
func rendered(t *testing.T, boot shared.Boot, uri, lang string) string {
	t.Helper()
	r := root(boot, uri, lang)
	return Render(r.Client, boot, uri, lang)
}

// screens are the pages by name: what the server knows, and the address.
func (s sample) screens() map[string]struct {
	boot shared.Boot
	uri  string
} {
	in := s.boot()
	refused := func(code shared.Code) shared.Boot {
		return shared.Boot{Error: shared.Errorf(code, "About %s", s.person)}
	}
	guest, member := in, s.boot()
	guest.Account = &shared.Account{Base: "https://" + s.room, Devices: []shared.Device{{ID: "a1", Name: s.person, Here: true}}}
	member.Snapshot.Me.Role, member.Snapshot.People[0].Role = shared.RoleMember, shared.RoleMember
	member.Account = &shared.Account{
		Password: true, Base: "https://" + s.room,
		Devices:     []shared.Device{{ID: "a1", Name: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", Used: 1763460000000, Here: true}, {ID: "a2", Name: s.person}},
		Invitations: []shared.Invitation{{ID: "b1", Expires: 1763460000000, Uses: 3}},
		Passkeys:    []shared.Passkey{{ID: "c1", Name: s.person, Made: 1763460000000}, {ID: "c2", Name: "Firefox/140.0", Made: 1763460000000, Used: 1763460000000}},
		Passkeyed:   true, OpenID: "x" + s.person,
	}
	keeping := func(shows shared.Keeping) shared.Boot {
		boot := member
		boot.Account, boot.Keeping = nil, &shows
		return boot
	}
	whom := shared.Person{ID: "u_x", Name: s.person, Role: shared.RoleMember}
	acts := shared.ActLog{Before: 3}
	for _, body := range []shared.EventBody{shared.MessageDeleted{Message: 1}, shared.PersonMuted{Person: "u_x", Until: 3_600_000}, shared.PersonBanned{Person: "u_x"}} {
		acts.Acts = append(acts.Acts, shared.Act{Event: shared.Event{By: "u_y", Body: body}, By: shared.Person{ID: "u_y", Name: s.person}, Whom: whom, Room: "in " + s.room})
	}
	reports := shared.ReportList{Waiting: 1, Reports: []shared.Report{{Seq: 9, By: whom, Whom: whom, Message: 4, Said: "x " + s.topic, Why: "x " + s.topic, Room: sampleRoom, Name: s.room}}}
	reporting := func(shows shared.Reporting) shared.Boot {
		boot := in
		boot.Reporting = &shows
		return boot
	}
	door := func(kind shared.DoorKind) shared.Boot {
		return shared.Boot{Door: &shared.Door{Kind: kind, Passkeyed: true, OpenID: "x" + s.person, Person: &shared.Person{ID: "u_x", Name: s.person}}}
	}
	edited := s.boot()
	edited.Versions = &shared.Versions{Room: sampleRoom, Message: 7, By: shared.Person{ID: "u_x", Name: s.person}, Versions: []shared.Version{
		{At: 1763460000000, Text: "*x*", HTML: "<p><em>x</em></p>"}, {At: 1763450000000, Text: s.topic + " https://example.org/"}, {At: 1763440000000},
	}}
	claiming := s.boot()
	claiming.Door = &shared.Door{Kind: shared.DoorClaim}
	return map[string]struct {
		boot shared.Boot
		uri  string
	}{
		"stale link":       {refused(shared.CodeLinkInvalid), "/claim/x"},
		"closed":           {shared.Boot{Invited: true}, "/"},
		"sign in":          {door(shared.DoorSignIn), "/signin"},
		"sign in refused":  {door(shared.DoorSignIn), "/signin?error=password_wrong&name=Ann"},
		"claim":            {door(shared.DoorClaim), "/claim/x"},
		"claim as a guest": {claiming, "/claim/x"},
		"reset":            {door(shared.DoorReset), "/reset/x"},
		"invitation":       {door(shared.DoorInvite), "/invite/x"},
		"me":               {member, "/me"},
		"me as a guest":    {guest, "/me"},
		"me refused":       {member, "/me?error=password_wrong&part=account"},
		"me: invited":      {member, "/me?invitation=aB-_9"},
		"bans":             {keeping(shared.Keeping{Bans: []shared.Ban{{Person: whom}}}), shared.PageBans},
		"bans refused":     {keeping(shared.Keeping{}), shared.PageBans + "?error=person_not_found"},
		"acts":             {keeping(shared.Keeping{Acts: &acts}), shared.PageActs},
		"reports":          {keeping(shared.Keeping{Reports: &reports}), shared.PageReports},
		"no reports":       {keeping(shared.Keeping{Reports: &shared.ReportList{}}), shared.PageReports},
		"report":           {reporting(shared.Reporting{Whom: whom, Message: 1, Said: "x " + s.topic, Room: sampleRoom}), shared.PageReport},
		"report refused":   {reporting(shared.Reporting{Whom: whom, Why: s.topic}), shared.PageReport + "?error=too_many"},
		"reported":         {reporting(shared.Reporting{Done: true}), shared.PageReport + "?done"},
		"no acts":          {keeping(shared.Keeping{Acts: &shared.ActLog{}}), shared.PageActs},
		"enter":            {shared.Boot{}, "/"},
		"enter refused":    {shared.Boot{}, "/?error=name_taken"},
		"shell":            {shared.Boot{}, pathShell},
		"lost outside":     {shared.Boot{}, "/nowhere"},
		"lost":             {in, "/nowhere"},
		"versions":         {edited, shared.PageVersions(sampleRoom, 7)},
		"directory":        {in, "/rooms"},
		"lab":              {in, "/lab"},
		"lab: vitals":      {in, "/lab?stream=vitals"},
		"lab: button":      {in, "/lab?stream=button"},
		"search":           {in, shared.PageSearch},
		"search: found":    {s.found(), shared.PageSearch + shared.SearchFor(s.topic, 0)},
		"search: nothing":  {s.foundNothing(), shared.PageSearch + shared.SearchFor(s.topic, 0)},
		"room refused":     {in, "/rooms?error=room_exists"},
		"room":             {in, shared.PageRoom(sampleRoom)},
		"message refused":  {in, shared.PageRoom(sampleRoom) + "?error=text_empty"},
		"archived":         {in, "/rooms/old"},
		"private":          {in, shared.PageRoom(privateRoom)},
		"direct":           {in, shared.PageRoom(directRoom)},
		"outside":          {in, shared.PageRoom(otherRoom)},
		"no room":          {in, shared.PageRoom(shared.RoomID("nowhere " + s.room))},
		"failed":           {refused(shared.CodeInternal), "/rooms"},
		"failed: no room":  {refused(shared.CodeRoomNotFound), shared.PageRoom(shared.RoomID("x" + s.room))},
	}
}
