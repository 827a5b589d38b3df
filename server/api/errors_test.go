package api

import (
	"bytes"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"log/slog"
	"net"
	"net/http/httptest"
	"strconv"
	"strings"
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

// TestEveryCodeHasItsStatus: that of a refusal, and not by chance.
func TestEveryCodeHasItsStatus(t *testing.T) {
	source, err := parser.ParseFile(token.NewFileSet(), "../../shared/error.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	codes := 0
	ast.Inspect(source, func(n ast.Node) bool {
		value, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(value.Names[0].Name, "Code") {
			return true
		}
		codes++
		code, err := strconv.Unquote(value.Values[0].(*ast.BasicLit).Value)
		if status := statuses[shared.Code(code)]; err != nil || status < 400 || status > 599 {
			t.Errorf("%s has the status %d, %v", code, status, err)
		}
		return true
	})
	if codes == 0 || codes != len(statuses) {
		t.Errorf("%d codes, and %d have a status", codes, len(statuses))
	}
	for code, want := range map[shared.Code]int{shared.CodeRateLimited: 429, shared.CodeTooManyStreams: 429, shared.CodeServerFull: 503, shared.CodeUnavailable: 503} {
		if statuses[code] != want {
			t.Errorf("%s has the status %d, want %d", code, statuses[code], want)
		}
	}
}
