package api

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync/atomic"
	"time"

	"parley/shared"
)

const (
	requestIDBytes = 6
	answerTimeout  = 30 * time.Second // for each write of an answer
)

type contextKey int

const requestIDKey contextKey = 0

// requestID gives the ID under which a request is logged.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey).(string)
	return id
}

// watch names each request, logs its end, and turns a panic into CodeInternal.
func (s *server) watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var random [requestIDBytes]byte
		rand.Read(random[:])
		id := hex.EncodeToString(random[:])
		r = r.WithContext(context.WithValue(r.Context(), requestIDKey, id))
		w.Header().Set("X-Request-Id", id)
		answer := &answer{ResponseWriter: w, status: http.StatusOK}
		answer.hurry()
		begun := s.now()
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				s.log.Error("panic", slog.String("request", id), slog.Any("panic", p), slog.String("stack", string(debug.Stack())))
				if !answer.written {
					s.fail(answer, r, shared.Errorf(shared.CodeInternal, "Something went wrong here. It is in the server's log as request %s.", id))
				}
			}
			s.log.Debug("request", slog.String("request", id), slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.Int("status", answer.status), slog.Duration("took", s.now().Sub(begun)), slog.String("address", s.address(r)))
		}()
		next.ServeHTTP(answer, r)
	})
}

// harden sets the headers that every answer carries.
func harden(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'self'")
		next.ServeHTTP(w, r)
	})
}

// makeRoom has connections end with their request while there is no room for
// more: somebody else needs it.
func makeRoom(full func() bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor == 1 && full() {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}

// sameOrigin refuses requests that would change something from other origins.
func (s *server) sameOrigin(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, errForeign)
	}))
	return protection.Handler(next)
}

// member lets only requests with a session pass.
func (s *server) member(handle func(http.ResponseWriter, *http.Request, session) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		who, err := s.authenticate(r)
		if err == nil {
			err = handle(w, r, who)
		}
		if err != nil {
			s.fail(w, r, err)
		}
	}
}

// answer remembers what was answered, and sees to it that nobody holds it up.
// Unwrap lets http.ResponseController reach the connection below.
type answer struct {
	http.ResponseWriter
	status  int
	written bool
	patient atomic.Bool // the handler sets the deadlines of its writes
}

func (a *answer) WriteHeader(status int) {
	if !a.written {
		a.status, a.written = status, true
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(p []byte) (int, error) {
	a.written = true
	if !a.patient.Load() {
		a.hurry()
	}
	return a.ResponseWriter.Write(p)
}

// hurry ends the connection of whoever takes nothing of the next write for
// answerTimeout. Who reads slowly has all the time it takes.
func (a *answer) hurry() {
	http.NewResponseController(a.ResponseWriter).SetWriteDeadline(time.Now().Add(answerTimeout))
}

// SetWriteDeadline is called by http.ResponseController. From here on the handler
// sees to it that nobody holds it up.
func (a *answer) SetWriteDeadline(by time.Time) error {
	a.patient.Store(true)
	return http.NewResponseController(a.ResponseWriter).SetWriteDeadline(by)
}

// Unwrap gives the writer below.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
