package api

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"parley/server/feed"
	"parley/server/transport"
	"parley/shared"
)

// stream opens an event route to who has a session. A session that has ended, and
// the end of a log that is complete, are told by 204, which stops an EventSource
// from reconnecting.
func (s *server) stream(handle func(http.ResponseWriter, *http.Request, session) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		who, err := s.authenticate(r)
		if err == nil {
			err = handle(w, r, who)
		}
		_, stranger := r.Cookie(sessionCookie)
		switch {
		case err == nil:
		case errors.Is(err, feed.ErrFinished), shared.CodeOf(err) == shared.CodeNoSession && stranger == nil:
			w.Header().Set("Cache-Control", "no-store")
			w.WriteHeader(http.StatusNoContent)
		default:
			s.fail(w, r, err)
		}
	}
}

// listener is who listens by a request, in a seat of their own.
func (s *server) listener(r *http.Request, who session) feed.Who {
	return feed.Who{Person: who.person.ID, Session: who.name(), Seat: s.seat(r, who)}
}

func (s *server) seat(r *http.Request, who session) feed.Seat {
	return s.crowd.seat(who.person.ID, s.address(r), slices.Contains(strings.Split(r.URL.RawQuery, "&"), shared.PollForStream))
}

func (s *server) sse(w http.ResponseWriter, r *http.Request, who session) error {
	return transport.SSE(w, r, s.feed, s.listener(r, who), s.lot)
}

// webSocket takes commands from the server's own pages alone: pages of other
// origins only listen, whatever the way.
func (s *server) webSocket(w http.ResponseWriter, r *http.Request, who session) error {
	r = r.WithContext(context.WithoutCancel(r.Context())) // the stream outlives its request
	return transport.WebSocket(w, r, s.feed, s.listener(r, who), s.origins, func(_ context.Context, c shared.Command) (shared.CommandReply, error) {
		if transport.Foreign(r) {
			return shared.CommandReply{}, s.refuse(r, errForeign)
		}
		reply, err := s.do(r, who, c)
		if err != nil {
			return reply, s.refuse(r, err)
		}
		return reply, nil
	})
}

func (s *server) poll(w http.ResponseWriter, r *http.Request, who session) error {
	return transport.Poll(w, r, s.feed, s.listener(r, who), s.networkOf(r))
}
