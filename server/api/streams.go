package api

import (
	"net/http"
	"time"
)

// stream opens an event route to who has a session. Who has none is told to
// stop reconnecting, which for an EventSource is 204.
func (s *server) stream(handle func(http.ResponseWriter, *http.Request, session) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		who, err := s.authenticate(r)
		if err == nil {
			control := http.NewResponseController(w)
			control.SetReadDeadline(time.Time{})
			control.SetWriteDeadline(time.Time{})
			err = handle(w, r, who)
		}
		if err != nil {
			s.fail(w, r, err)
		}
	}
}
