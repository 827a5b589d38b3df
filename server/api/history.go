package api

import (
	"cmp"
	"net/http"

	"github.com/gorilla/mux"

	"parley/server/store"
	"parley/shared"
)

func (s *server) getSession(w http.ResponseWriter, _ *http.Request, who session) error {
	reply(w, http.StatusOK, shared.Session{Me: who.person})
	return nil
}

func (s *server) getSnapshot(w http.ResponseWriter, r *http.Request, who session) error {
	snapshot, err := s.store.Snapshot(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	reply(w, http.StatusOK, snapshot)
	return nil
}

func (s *server) getDirectory(w http.ResponseWriter, r *http.Request, who session) error {
	directory, err := s.store.Directory(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	reply(w, http.StatusOK, directory)
	return nil
}

func (s *server) getMessages(w http.ResponseWriter, r *http.Request, who session) error {
	room, err := roomOf(r)
	if err != nil {
		return err
	}
	bounds, err := rangeOf(r)
	if err != nil {
		return err
	}
	page, err := s.store.Messages(r.Context(), who.person.ID, room, bounds)
	if err != nil {
		return err
	}
	reply(w, http.StatusOK, page)
	return nil
}

// roomOf reads the room of a request's path.
func roomOf(r *http.Request) (shared.RoomID, error) {
	return roomNamed(mux.Vars(r)["room"])
}

// roomNamed takes a name that came with a request for a room's ID, if it can be.
func roomNamed(name string) (shared.RoomID, error) {
	room := shared.RoomID(name)
	if !room.Valid() {
		return "", shared.NoRoom(room)
	}
	return room, nil
}

// rangeOf reads which page of a history is asked for; at most one of the three
// bounds is given.
func rangeOf(r *http.Request) (bounds store.Range, err error) {
	given := 0
	for name, into := range map[string]*shared.Seq{"before": &bounds.Before, "after": &bounds.After, "around": &bounds.Around} {
		if r.URL.Query().Get(name) == "" {
			continue
		}
		n, err := number(r, name, maxSeq)
		if err != nil {
			return bounds, err
		}
		*into = shared.Seq(max(n, 1)) // positions begin there; 0 would be none given
		given++
	}
	if given > 1 {
		return bounds, shared.Errorf(shared.CodeParameterInvalid, "Give one of “before”, “after” and “around”.")
	}
	limit, err := number(r, "limit", shared.MaxPage)
	bounds.Limit = cmp.Or(int(limit), shared.DefaultPage)
	return bounds, err
}

// maxSeq is the largest position that JSON's numbers hold exactly.
const maxSeq = 1<<53 - 1
