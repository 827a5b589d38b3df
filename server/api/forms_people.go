package api

import (
	"net/http"

	"parley/app/ui"
	"parley/server/chat"
	"parley/shared"
)

// addForm brings the people who were chosen into a room, as far as they may come.
func (s *server) addForm(w http.ResponseWriter, r *http.Request, who session) error {
	return s.peopleForm(w, r, who, func(person shared.PersonID) shared.CommandBody { return shared.AddPerson{Person: person} })
}

func (s *server) removeForm(w http.ResponseWriter, r *http.Request, who session) error {
	return s.peopleForm(w, r, who, func(person shared.PersonID) shared.CommandBody { return shared.RemovePerson{Person: person} })
}

func (s *server) peopleForm(w http.ResponseWriter, r *http.Request, who session, body func(shared.PersonID) shared.CommandBody) error {
	room, err := roomOf(r)
	if err != nil {
		return err
	}
	people, err := peopleIn(w, r)
	for _, person := range people {
		if err == nil {
			_, err = s.do(r, who, shared.Command{ID: s.newCommandID(), Room: room, Body: body(person)})
		}
	}
	s.seeOther(w, r, shared.PageRoom(room), err)
	return nil
}

// directForm goes to the direct room with the people who were chosen, which there
// may be already.
func (s *server) directForm(w http.ResponseWriter, r *http.Request, who session) error {
	people, err := peopleIn(w, r)
	if err != nil {
		return err
	}
	answer, err := s.do(r, who, shared.Command{ID: s.newCommandID(), Body: shared.OpenDirect{People: people}})
	if shared.CodeOf(err) == shared.CodeRoomExists {
		answer.Room, err = chat.DirectRoomID(shared.DirectPeople(who.person.ID, people)), nil
	}
	if err != nil {
		s.seeOther(w, r, shared.PageDirectory+"#"+ui.PartDirect, err)
		return nil
	}
	s.seeOther(w, r, shared.PageRoom(answer.Room), nil)
	return nil
}

// peopleIn reads whom a form names.
func peopleIn(w http.ResponseWriter, r *http.Request) (people []shared.PersonID, err error) {
	if err := form(w, r); err != nil {
		return nil, err
	}
	for _, id := range r.PostForm["person"] {
		people = append(people, shared.PersonID(id))
	}
	return people, nil
}
