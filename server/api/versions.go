package api

import (
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"parley/shared"
)

// getVersions gives what a message said before it was edited to who may read it.
func (s *server) getVersions(w http.ResponseWriter, r *http.Request, who session) error {
	versions, err := s.versions(r, who)
	if err != nil {
		return err
	}
	reply(w, http.StatusOK, versions)
	return nil
}

func (s *server) versions(r *http.Request, who session) (shared.Versions, error) {
	room, err := roomOf(r)
	if err != nil {
		return shared.Versions{}, err
	}
	message, err := messageOf(r)
	if err != nil {
		return shared.Versions{}, err
	}
	return s.store.Versions(r.Context(), who.person.ID, room, message)
}

// versionsPage shows them.
func (s *server) versionsPage(w http.ResponseWriter, r *http.Request, who session) error {
	versions, err := s.versions(r, who)
	if err != nil {
		return err
	}
	snapshot, err := s.store.Snapshot(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, shared.Boot{Snapshot: &snapshot, Versions: &versions})
	return nil
}

// messageOf reads the message of a request's path.
func messageOf(r *http.Request) (shared.Seq, error) {
	named := mux.Vars(r)["message"]
	seq, err := strconv.ParseInt(named, 10, 64)
	if err != nil || seq <= 0 || seq > maxSeq {
		return 0, shared.Errorf(shared.CodeMessageNotFound, "There is no message “%s”.", shared.Clip(named, shared.MaxNameRunes))
	}
	return shared.Seq(seq), nil
}
