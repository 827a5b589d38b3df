package api

import (
	"bytes"
	"errors"
	"log/slog"
	"net"
	"net/http/httptest"
	"testing"

	"parley/shared"
)

// Who hangs up in the middle of a request is no fault of the server, also where
// the connection is found closed before the request's context knows.
func TestAHangUpIsNoFault(t *testing.T) {
	for err, want := range map[error]shared.Code{
		&net.OpError{Op: "set", Err: net.ErrClosed}: shared.CodeUnavailable,
		errors.New("the disk is full"):              shared.CodeInternal,
	} {
		var log bytes.Buffer
		s := &server{log: slog.New(slog.NewTextHandler(&log, nil))}
		if got := s.refusal(httptest.NewRequest("GET", shared.PathPoll, nil), err); got.Code != want {
			t.Errorf("%v is %s", err, got.Code)
		}
		if logged := log.Len() > 0; logged != (want == shared.CodeInternal) {
			t.Errorf("%v: the log has %q", err, log.String())
		}
	}
}
