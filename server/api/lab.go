package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/gorilla/mux"

	"parley/server/transport"
	"parley/shared"
)

// labDoor is the lab's address. Who has no session enters there, and then is in
// the lab.
func (s *server) labDoor(w http.ResponseWriter, r *http.Request) {
	if _, err := s.authenticate(r); errors.Is(err, errNoSession) {
		s.render(w, r, http.StatusOK, shared.Boot{})
		return
	}
	s.page(s.labPage)(w, r)
}

// labPage is the lab, for people with a session.
func (s *server) labPage(w http.ResponseWriter, r *http.Request, who session) error {
	snapshot, err := s.store.Snapshot(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, shared.Boot{Snapshot: &snapshot})
	return nil
}

// getLab tells what the lab has. The time is taken last, as clients set their
// clocks by it.
func (s *server) getLab(w http.ResponseWriter, _ *http.Request, _ session) error {
	state := shared.LabState{Streams: s.lab.Streams()}
	state.Now = s.now().UnixMicro()
	reply(w, http.StatusOK, state)
	return nil
}

func (s *server) pressButton(w http.ResponseWriter, _ *http.Request, who session) error {
	if err := s.pressing.take(string(who.person.ID)); err != nil {
		return err
	}
	s.lab.Press(who.person)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *server) restartWords(w http.ResponseWriter, _ *http.Request, _ session) error {
	reply(w, http.StatusOK, s.lab.Restart())
	return nil
}

// labEvents streams one of the lab's streams over one of the transports.
func (s *server) labEvents(w http.ResponseWriter, r *http.Request, who session) error {
	after, err := transport.CursorOf(r)
	if err != nil {
		return err
	}
	f, at, err := s.lab.Feed(shared.LabStream(mux.Vars(r)["stream"]), after)
	if err != nil {
		return err
	}
	listener, err := s.onLine(r, who)
	if err != nil {
		return err
	}
	switch shared.Transport(mux.Vars(r)["transport"]) {
	case shared.TransportSSE:
		return transport.SSE(w, r, f, listener, nil)
	case shared.TransportWebSocket:
		return transport.WebSocket(w, r, f, listener, s.origins, noCommands)
	case shared.TransportPoll:
		return transport.Poll(w, r, f, listener, "")
	case shared.TransportFrame:
		frameHeader(w.Header(), newNonce())
		return transport.Frame(w, r, f, listener, &labFrame{request: r, stream: at})
	}
	s.notFound(w, r)
	return nil
}

func noCommands(context.Context, shared.Command) (shared.CommandReply, error) {
	return shared.CommandReply{}, shared.Errorf(shared.CodeMethodNotAllowed, "The lab takes no commands.")
}
