package chat_test

import (
	"slices"
	"testing"

	"parley/shared"
)

// Who has an account and is let in again has it as it was, in none of the rooms, as
// a member; the direct rooms are theirs again once one of the two opens them.
func TestWhoIsLetInAgain(t *testing.T) {
	w := newTeaParty(t)
	w.must("", "", shared.ChangeRole{Person: ann, Role: shared.RoleOwner})
	w.must("", "", shared.ChangeRole{Person: bob, Role: shared.RoleModerator})
	annTalks(w)
	w.must(ann, talk, shared.PostMessage{Text: "between us"})
	w.must(ann, "", shared.BanPerson{Person: bob})
	if person := w.records.Persons[bob]; !person.Left || person.Role != shared.RoleGuest || w.records.Bans[bob].Person.Role != shared.RoleModerator {
		t.Errorf("banned, he is %+v, by %+v", person, w.records.Bans[bob])
	}
	if rooms, _ := w.records.RoomsOf(bob); len(rooms) > 0 {
		t.Errorf("banned, he is in %v", rooms)
	}
	w.refused(ann, "", shared.OpenDirect{People: []shared.PersonID{bob}}, shared.CodeRoomExists)

	w.must(ann, "", shared.UnbanPerson{Person: bob})
	if person := w.records.Persons[bob]; person.Left || person.Role != shared.RoleMember || person.Name != "Bob" || len(w.records.Bans) > 0 {
		t.Errorf("let in, he is %+v, and banned are %v", person, w.records.Bans)
	}
	opened := w.must(bob, "", shared.OpenDirect{People: []shared.PersonID{ann}})
	if body := opened.Body.(shared.DirectOpened); opened.Room != talk || !slices.Equal(body.Back, []shared.PersonID{bob}) {
		t.Errorf("they talk by %+v", opened)
	}
	if room := w.records.Rooms[talk]; room.Members != 2 || room.Posted != 1 {
		t.Errorf("their room is %+v", room)
	}
	w.refused(ann, "", shared.OpenDirect{People: []shared.PersonID{bob}}, shared.CodeRoomExists)
}
