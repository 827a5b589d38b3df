package api

import (
	"net/http"
	"sync"

	"parley/server/reference"
	"parley/shared"
)

// contract is what there is to tell of the API, made when it is first asked for.
var contract = sync.OnceValues(func() (shared.Reference, error) { return reference.Make(statuses) })

// referencePage tells how programs take part.
func (s *server) referencePage(w http.ResponseWriter, r *http.Request, who session) error {
	known, err := contract()
	if err != nil {
		return err
	}
	snapshot, err := s.store.Snapshot(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	known.Base = s.base(r)
	s.render(w, r, http.StatusOK, shared.Boot{Snapshot: &snapshot, Reference: &known})
	return nil
}
