package api

import (
	"context"
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
	ctx, leave, err := s.uploads.enter(r.Context(), who)
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
	newSwallow(ctx, conn, pace).run()
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

// uploads are those under way, of each person.
type uploads struct {
	most int // of one person
	mu   sync.Mutex
	of   map[shared.PersonID]map[*underWay]bool // guarded by mu
}

func newUploads(most int) *uploads {
	return &uploads{most: most, of: map[shared.PersonID]map[*underWay]bool{}}
}

type underWay struct {
	session string // see session.name
	end     context.CancelFunc
}

// enter counts one more, until leave is called. The context that it gives is over
// before that where the session ends.
func (u *uploads) enter(ctx context.Context, who session) (_ context.Context, leave func(), err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	of := u.of[who.person.ID]
	if len(of) == u.most {
		return nil, nil, shared.Errorf(shared.CodeTooMany, "You have %d uploads under way. Wait for one to end.", u.most)
	}
	if of == nil {
		of = make(map[*underWay]bool)
		u.of[who.person.ID] = of
	}
	one := &underWay{session: who.name()}
	ctx, one.end = context.WithCancel(ctx)
	of[one] = true
	return ctx, func() { u.leave(who.person.ID, one) }, nil
}

func (u *uploads) leave(id shared.PersonID, one *underWay) {
	one.end()
	u.mu.Lock()
	defer u.mu.Unlock()
	if delete(u.of[id], one); len(u.of[id]) == 0 {
		delete(u.of, id)
	}
}

// end ends those of a person's session.
func (u *uploads) end(id shared.PersonID, session string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for one := range u.of[id] {
		if one.session == session {
			one.end()
		}
	}
}
