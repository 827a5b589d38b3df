package api

import (
	"net/http"
	"strconv"
	"sync"

	"parley/server/lab/meter"
	"parley/server/transport"
	"parley/shared"
)

// uploadWindow is about how many bytes the system takes before they are read.
const uploadWindow = 64 << 10

// upload swallows what comes up a WebSocket, text or binary, and tells how much
// it was. It closes with 1008 when nothing comes any more, and with 1009 after
// shared.MaxLabUpload bytes.
func (s *server) upload(w http.ResponseWriter, r *http.Request, who session) error {
	pace, err := paceOf(r)
	if err != nil {
		return err
	}
	if err := transport.CheckUpgrade(w, r, nil); err != nil {
		return err
	}
	leave, err := s.uploads.enter(who.person.ID)
	if err != nil {
		return err
	}
	defer leave()
	seat := s.seat(r, who)
	if err := seat.Take(shared.TransportWebSocket); err != nil {
		return err
	}
	defer seat.Leave()
	if _, err := s.onLine(r, who); err != nil {
		return err
	}
	if conn := meter.From(r.Context()); conn != nil {
		conn.SetReadBuffer(uploadWindow) // so that the sender sees the pace; where it fails, later
	}
	conn, err := transport.Upgrade(w, r)
	if err != nil {
		return nil // Upgrade has told
	}
	defer conn.CloseNow()
	newSwallow(r.Context(), conn, pace).run()
	return nil
}

// paceOf gives the bytes a second that rate= asks for; 0 for any number.
func paceOf(r *http.Request) (int, error) {
	query := r.URL.Query()
	if !query.Has("rate") {
		return 0, nil
	}
	pace, err := strconv.Atoi(query.Get("rate"))
	if err != nil || pace < shared.MinLabRate || pace > shared.MaxLabRate {
		return 0, shared.Errorf(shared.CodeParameterInvalid, "rate= is a number of bytes a second from %d to %d.", shared.MinLabRate, shared.MaxLabRate)
	}
	return pace, nil
}

// uploads counts those under way, of each person.
type uploads struct {
	most int // of one person
	mu   sync.Mutex
	of   map[shared.PersonID]int // guarded by mu
}

func newUploads(most int) *uploads { return &uploads{most: most, of: map[shared.PersonID]int{}} }

// enter counts one more, until leave is called.
func (u *uploads) enter(id shared.PersonID) (leave func(), err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.of[id] == u.most {
		return nil, shared.Errorf(shared.CodeTooMany, "You have %d uploads under way. Wait for one to end.", u.most)
	}
	u.of[id]++
	return func() { u.leave(id) }, nil
}

func (u *uploads) leave(id shared.PersonID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.of[id]--; u.of[id] == 0 {
		delete(u.of, id)
	}
}
