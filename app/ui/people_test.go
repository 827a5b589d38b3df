package ui

import (
	"fmt"
	"slices"
	"testing"

	"parley/app/client"
	"parley/app/state"
	"parley/shared"
)

// In a room with more members than are told of when they are all connected, the
// few who are connected are still named.
func TestThoseWhoAreHereAreNamed(t *testing.T) {
	members := []shared.PersonID{sampleMe}
	for i := range shared.MaxPresenceRoom + 100 {
		members = append(members, shared.PersonID(fmt.Sprint("u_", i)))
	}
	last := members[len(members)-1]
	boot := plain.boot()
	boot.Snapshot.Rooms[1].Members = members
	s := state.New()
	client.New(client.Config{State: s}).Start(boot)
	tell := func(p shared.Presence) crowd {
		s.Whisper(shared.Ephemeral{Room: sampleRoom, Body: p}, noon)
		return gather(s, s.Room(sampleRoom))
	}
	c := tell(shared.Presence{Full: true, Online: []shared.PersonID{sampleMe, last}, Count: 2})
	if !c.Told || c.Online != 2 || len(c.Here) != 2 || c.Here[1].ID != last || len(c.Here)+len(c.Away) != peopleShown {
		t.Errorf("told %v: %d online, %d of them and %d others listed", c.Told, c.Online, len(c.Here), len(c.Away))
	}
	c = tell(shared.Presence{Count: shared.MaxPresenceRoom + 1})
	if c.Told || c.Online != shared.MaxPresenceRoom+1 || len(c.Here) != 0 || len(c.Away) != peopleShown {
		t.Errorf("told %v in a big crowd: %d online, %d of them and %d others listed", c.Told, c.Online, len(c.Here), len(c.Away))
	}
}

// However many people and rooms there are, they are put together and compared
// anew only when something about them changed.
func TestWhatDidNotChangeIsTheSame(t *testing.T) {
	r := root(plain.boot(), shared.PageRoom(sampleRoom), "en")
	apply := func(seq shared.Seq, body shared.EventBody) {
		t.Helper()
		e := shared.Event{Seq: seq, Room: sampleRoom, By: "u_other00000", At: noon, Command: shared.NewCommandID(int64(seq)), Body: body}
		if err := r.Client.State().Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	r.people()
	r.sidebar()
	people, rooms := &r.crowd.Away[0], &r.links[0]
	apply(43, shared.ReactionAdded{Message: 40, Emoji: "👍"})
	r.people()
	r.sidebar()
	if &r.crowd.Away[0] != people || &r.links[0] != rooms {
		t.Error("a reaction made lists of people or rooms anew")
	}
	apply(44, shared.PersonRenamed{Name: "Bo"})
	apply(45, shared.RoomRenamed{Name: "drawing"})
	r.people()
	r.sidebar()
	if got := r.crowd.Away[1].Name; got != "Bo" {
		t.Errorf("the list of people has %q", got)
	}
	if !slices.ContainsFunc(r.links, func(link roomLink) bool { return link.Name == "drawing" }) {
		t.Errorf("the list of rooms has %+v", r.links)
	}
}
