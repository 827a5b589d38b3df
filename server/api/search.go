package api

import (
	"net/http"
	"unicode/utf8"

	"parley/app/ui"
	"parley/server/store"
	"parley/shared"
)

func (s *server) getSearch(w http.ResponseWriter, r *http.Request, who session) error {
	results, err := s.search(r, who)
	if err != nil {
		return err
	}
	reply(w, http.StatusOK, results)
	return nil
}

// searchPage shows what was found, by a plain form or link.
func (s *server) searchPage(w http.ResponseWriter, r *http.Request, who session) error {
	results, err := s.search(r, who)
	if err != nil {
		return err
	}
	snapshot, err := s.store.Snapshot(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, shared.Boot{Snapshot: &snapshot, Search: &results})
	return nil
}

// search finds what a request's address asks for. Dates in it are those of the
// reader's zone, which the browser told.
func (s *server) search(r *http.Request, who session) (results shared.SearchResults, err error) {
	typed := r.URL.Query().Get("q")
	if utf8.RuneCountInString(typed) > shared.MaxSearchRunes {
		return results, shared.Errorf(shared.CodeParameterInvalid, "What is searched for can have %d characters.", shared.MaxSearchRunes)
	}
	before, err := number(r, "before", maxSeq)
	if err != nil {
		return results, err
	}
	if err := s.searching.take(string(who.person.ID)); err != nil {
		return results, err
	}
	return s.store.Search(r.Context(), store.Search{
		Typed: typed, Zone: ui.Zone(cookieOf(r, ui.ZoneCookie)), Before: shared.Seq(before), Me: who.person.ID,
	})
}
