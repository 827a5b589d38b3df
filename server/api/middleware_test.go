package api

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// patient is an answer whose reader is slow; it notes until when each write may
// take.
type patient struct {
	*httptest.ResponseRecorder
	until []time.Time
}

// SetWriteDeadline is what http.ResponseController looks for.
func (p *patient) SetWriteDeadline(t time.Time) error {
	p.until = append(p.until, t)
	return nil
}

// TestASlowReaderGetsAllOfALongAnswer: the time is for each write, so that the
// client arrives over the slowest of links.
func TestASlowReaderGetsAllOfALongAnswer(t *testing.T) {
	const writes = 3
	s := &server{now: time.Now, log: slog.New(slog.DiscardHandler)}
	w := &patient{ResponseRecorder: httptest.NewRecorder()}
	s.watch(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for range writes {
			w.Write([]byte("x"))
		}
	})).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if got := len(w.until); got != 1+writes { // the first is for what writes nothing
		t.Errorf("%d writes got %d times to take", writes, got)
	}
}

// TestAPanicIsToldAsOurFault: through every layer, whether or not the reader
// takes compressed answers.
func TestAPanicIsToldAsOurFault(t *testing.T) {
	s := &server{now: time.Now, log: slog.New(slog.DiscardHandler), metrics: NewMetrics()}
	handler := s.watch(harden(compress(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("no") }))))
	for _, coding := range []string{"", "gzip"} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Encoding", coding)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), `"internal"`) {
			t.Errorf("with %q: %d %q", coding, w.Code, w.Body.String())
		}
	}
}
