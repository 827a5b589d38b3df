package api

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/gorilla/mux"

	"parley/shared"
)

func (s *server) healthy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	io.WriteString(w, "ok\n")
}

// readyNow tells a balancer whether to send people here. While nothing can be
// written they can still read, so it says so, and that it is ready.
func (s *server) readyNow(w http.ResponseWriter, r *http.Request) {
	if s.life.Err() != nil {
		s.fail(w, r, shared.Errorf(shared.CodeUnavailable, "The server is shutting down."))
		return
	}
	if err := s.store.Heal(r.Context()); err != nil {
		w.Header().Set("Cache-Control", "no-store")
		fmt.Fprintf(w, "ok to read: %v\n", s.refuse(r, err))
		return
	}
	s.healthy(w, r)
}

// notFound answers what no route takes: programs in JSON, people with a page.
func (s *server) notFound(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/api/") || !reading(r) {
		s.fail(w, r, shared.Errorf(shared.CodeNotFound, "There is nothing at %s.", shared.Clip(r.URL.Path, shared.MaxTopicRunes)))
		return
	}
	s.lostPage(w, r)
}

// methodNotAllowed names the methods that the routes have at this address.
func (s *server) methodNotAllowed(routes *mux.Router) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var possible []string
		for _, method := range []string{"GET", "HEAD", "POST", "DELETE"} {
			asked := *r
			asked.Method = method
			var match mux.RouteMatch
			if routes.Match(&asked, &match) && match.MatchErr == nil {
				possible = append(possible, method)
			}
		}
		w.Header().Set("Allow", strings.Join(possible, ", "))
		s.fail(w, r, shared.Errorf(shared.CodeMethodNotAllowed, "%s is not possible at %s.", shared.Clip(r.Method, shared.MaxNameRunes), shared.Clip(r.URL.Path, shared.MaxTopicRunes)))
	}
}
