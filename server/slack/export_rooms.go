package slack

import (
	"cmp"
	"strings"

	"parley/shared"
)

// People are those in the export.
func (x *Export) People() (people []shared.Person, err error) {
	var users []user
	if err := x.read("users.json", &users); err != nil {
		return nil, err
	}
	for _, u := range users {
		p := shared.Person{ID: x.named("slack", u.ID), Name: nameOf(u)}
		if u.Bot {
			p.Role = shared.RoleBot
		}
		x.names[u.ID] = p.Name
		people = append(people, p)
	}
	return people, nil
}

// nameOf is what somebody is called, as far as it is a name here.
func nameOf(u user) string {
	for _, name := range []string{u.Profile.DisplayName, u.Profile.RealName, u.RealName, u.Name} {
		if name = shared.CleanName(name); len([]rune(name)) > shared.MaxNameRunes {
			name = string([]rune(name)[:shared.MaxNameRunes])
		}
		if shared.CheckName(name) == nil {
			return name
		}
	}
	return u.ID
}

// Rooms are the channels, groups and direct conversations.
func (x *Export) Rooms() (rooms []shared.Room, err error) {
	for _, c := range x.channels {
		room := shared.Room{
			ID: shared.RoomIDOf(c.Name), Name: cmp.Or(c.Name, c.ID), Topic: topicOf(c), Archived: c.Archived,
			Private: c.private || c.direct, Direct: c.direct, Members: x.people(c.Members),
		}
		if c.Creator != "" {
			room.By = x.named("slack", c.Creator)
		}
		if c.private || c.direct {
			room.ID = shared.RoomID(strings.ToLower(c.ID))
		}
		if c.direct {
			room.With = x.people(c.Members)
		}
		rooms = append(rooms, room)
	}
	return rooms, nil
}

func topicOf(c channel) string {
	for _, topic := range []string{Text(c.Topic.Value), Text(c.Purpose.Value)} {
		if topic != "" && shared.CheckTopic(topic) == nil {
			return shared.CleanName(topic)
		}
	}
	return ""
}

func (x *Export) people(ids []string) []shared.PersonID {
	people := make([]shared.PersonID, len(ids))
	for i, id := range ids {
		people[i] = x.named("slack", id)
	}
	return people
}
