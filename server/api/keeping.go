package api

import (
	"net/http"

	"github.com/gorilla/mux"

	"parley/shared"
)

// The pages where moderators keep order are plain ones.

// keeping adds them to the routes.
func (s *server) keeping(r *mux.Router) {
	r.HandleFunc(shared.PageBans, s.keeper(s.bansPage)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageBans, s.keeper(s.unbanForm)).Methods("POST")
	r.HandleFunc(shared.PageReports, s.keeper(s.reportsPage)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageReports, s.keeper(s.closeReportForm)).Methods("POST")
	r.HandleFunc(shared.PageReport, s.page(s.reportPage)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageReport, s.page(s.reportForm)).Methods("POST")
	r.HandleFunc(shared.PageActs, s.keeper(s.actsPage)).Methods("GET", "HEAD")
}

// keeper lets only those pass who keep order.
func (s *server) keeper(handle func(http.ResponseWriter, *http.Request, session) error) http.HandlerFunc {
	return s.page(func(w http.ResponseWriter, r *http.Request, who session) error {
		if err := mayOversee(who); err != nil {
			return err
		}
		return handle(w, r, who)
	})
}

// showKeeping answers with one of the pages.
func (s *server) showKeeping(w http.ResponseWriter, r *http.Request, who session, shows shared.Keeping) error {
	snapshot, err := s.store.Snapshot(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, shared.Boot{Snapshot: &snapshot, Keeping: &shows})
	return nil
}

// bansPage lists who is kept out.
func (s *server) bansPage(w http.ResponseWriter, r *http.Request, who session) error {
	bans, err := s.store.Bans(r.Context())
	if err != nil {
		return err
	}
	return s.showKeeping(w, r, who, shared.Keeping{Bans: bans})
}

// unbanForm lets somebody in again.
func (s *server) unbanForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := form(w, r); err != nil {
		return err
	}
	_, err := s.do(r, who, shared.Command{ID: s.newCommandID(), Body: shared.UnbanPerson{Person: shared.PersonID(r.PostForm.Get("person"))}})
	s.seeOther(w, r, shared.PageBans, err)
	return nil
}

// actsPage shows what was done to keep order.
func (s *server) actsPage(w http.ResponseWriter, r *http.Request, who session) error {
	before, err := number(r, "before", maxSeq)
	if err != nil {
		return err
	}
	log, err := s.store.Acts(r.Context(), who.person.ID, shared.Seq(before))
	if err != nil {
		return err
	}
	return s.showKeeping(w, r, who, shared.Keeping{Acts: &log})
}
